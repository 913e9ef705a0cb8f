//! `csmith`: random programs, restricted to Seed C.
//!
//! Each program prints checksums of its variables, one after the other. All executions of
//! the suite must print what gcc's does: every program natively and in the interpreter, each
//! eighth on the other architectures too. A program that runs long is replaced by another.
//! The same `--seed` always gives the same programs; those that fail stay in `build/tests`.

use crate::corpus::Program;
use crate::exec::{Cmd, End, text};
use crate::host::{ARCHES, Host, entries, read, scratch, write};
use crate::options::Options;
use crate::suite::{compare, oracle};
use crate::tally::Tally;
use std::fs;

/// What keeps csmith within Seed C.
const RESTRICTIONS: [&str; 9] = [
    "--no-arg-structs",
    "--no-arg-unions",
    "--no-bitfields",
    "--no-builtins",
    "--no-float",
    "--no-packed-struct",
    "--no-return-structs",
    "--no-return-unions",
    "--quiet",
];

const PROGRAMS: usize = 100;
const SEED: u64 = 2026;
/// Seconds that csmith, and then its program built by gcc, may take.
const PATIENCE: u64 = 3;
/// A program that takes longer is replaced by the one this many seeds on.
const STRIDE: u64 = 1_000_000;
const ATTEMPTS: u64 = 50;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, PROGRAMS, SEED)?;
    host.need_oracle()?;
    host.need(&[("csmith", "csmith libcsmith-dev")])?;
    let folder = scratch("csmith")?;
    write(format!("{folder}/safe_math.h"), safe_math()?)?;
    write(format!("{folder}/csmith.h"), read("tests/csmith/csmith.h")?)?;
    let seeds: Vec<u64> = (options.seed..options.seed + options.count as u64).collect();
    let tally = Tally::default();
    host.each(&seeds, |seed| {
        let own = Tally::default();
        if let Err(why) = test(host, *seed, &folder, &own) {
            own.fail(&format!("csmith {seed}"), &why);
        }
        tally.add(&own);
    });
    Ok(tally)
}

/// csmith's arithmetic without overflow, up to its floating-point functions.
fn safe_math() -> Result<String, String> {
    let header = text(&read("/usr/include/csmith/safe_math.h")?);
    let end = header.find("#ifdef __STDC__").ok_or("an unknown version of csmith's safe_math.h")?;
    Ok(format!("{}\n#endif\n", &header[..end]))
}

/// Tests the program of `first`, or else of the next seed whose program ends soon.
fn test(host: &Host, first: u64, folder: &str, tally: &Tally) -> Result<(), String> {
    for attempt in 0..ATTEMPTS {
        let seed = first + attempt * STRIDE;
        let name = seed.to_string();
        let program = Program::single(&name, &format!("{folder}/{name}.c")).with_args(&["1"]);
        if !generate(folder, &format!("{name}.c"), seed, &RESTRICTIONS)? {
            continue;
        }
        let expected = oracle(&program, &format!("{folder}/{name}"), PATIENCE)?;
        if expected.end != End::Exit(0) {
            remove(folder, &name)?;
            continue;
        }
        let arches: &[&str] = if first.is_multiple_of(8) { &ARCHES } else { &[host.native] };
        compare(host, &program, folder, arches, &expected, tally);
        return if tally.clean() { remove(folder, &name) } else { Ok(()) };
    }
    Err("csmith makes no program that ends soon".to_string())
}

/// Makes a program; false if csmith takes too long over it, or fails itself.
pub fn generate(folder: &str, file: &str, seed: u64, options: &[&str]) -> Result<bool, String> {
    // In the folder, for csmith leaves a platform.info where it runs.
    let command = Cmd::new("csmith").args(options).args(["--seed", &seed.to_string(), "-o", file]);
    Ok(command.folder(folder).seconds(PATIENCE).run()?.end == End::Exit(0))
}

/// Removes the files made of one program.
pub fn remove(folder: &str, name: &str) -> Result<(), String> {
    let start = format!("{name}.");
    for path in entries(folder)? {
        if path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(&start)) {
            fs::remove_file(&path).map_err(|e| format!("cannot remove {}: {e}", path.display()))?;
        }
    }
    Ok(())
}
