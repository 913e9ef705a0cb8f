//! The arguments `[N] [--seed S]` of the random checks.

pub struct Options {
    pub count: usize,
    pub seed: u64,
}

impl Options {
    /// Reads them over the given defaults.
    pub fn read(args: &[String], count: usize, seed: u64) -> Result<Options, String> {
        let mut options = Options { count, seed };
        let mut rest = args.iter();
        while let Some(arg) = rest.next() {
            if arg == "--seed" {
                let value = rest.next().ok_or("--seed needs a number")?;
                options.seed = value.parse().map_err(|_| format!("not a number: '{value}'"))?;
            } else {
                options.count = arg.parse().map_err(|_| format!("not a number: '{arg}'"))?;
            }
        }
        Ok(options)
    }
}
