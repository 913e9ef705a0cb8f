//! `native-ddc`: stage2's sources built by the host's gcc, clang and tcc each give a compiler that builds, for
//! each target, the samara that `make stage2` left.

use super::TARGETS;
use crate::exec::{Cmd, text};
use crate::host::{Host, files_below, installed, read, scratch};
use crate::parity::same_files;
use crate::tally::Tally;

const COMPILERS: [(&str, &[&str]); 3] =
    [("gcc", &["-O1", "-w"]), ("clang", &["-O1", "-w"]), ("tcc", &["-w"])];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let folder = scratch("native-ddc")?;
    let sources: Vec<String> =
        text(&read("stage2/SOURCES")?).split_whitespace().map(str::to_string).collect();
    let tally = Tally::default();
    host.each(&COMPILERS, |(compiler, options)| {
        if !args.is_empty() && !args.iter().any(|a| a == compiler) {
            return;
        }
        if !installed(compiler) {
            return tally.skip(compiler, &format!("apt-get install {compiler}"));
        }
        let samara = format!("{folder}/{compiler}/bin/samara");
        let made =
            std::fs::create_dir_all(format!("{folder}/{compiler}/bin")).map_err(|e| e.to_string()).and_then(
                |()| Cmd::new(compiler).args(*options).args(["-o", &samara]).args(&sources).seconds(300).ok(),
            );
        if let Err(why) = made {
            return tally.fail(compiler, &why);
        }
        for target in TARGETS {
            let output = format!("{folder}/{compiler}.{target}");
            let result = rebuild(&samara, target, &sources, &output)
                .and_then(|()| same_files(&format!("build/{target}/stage2/bin/samara"), &output));
            tally.record(&format!("{compiler} {target}"), result);
        }
    });
    Ok(tally)
}

/// The command of stage2/build.sh.
fn rebuild(samara: &str, target: &str, sources: &[String], output: &str) -> Result<(), String> {
    let options = ["-O2", "-nostdinc", "-I", "stage1/lib", "-nostdlib", "-o", output];
    let command = Cmd::new(samara).arg("cc").arg(format!("--target={target}")).args(options).args(sources);
    command.arg("stage2/lib/runtime.c").args(files_below("stage1/lib", "c")?).seconds(300).ok().map(|_| ())
}
