//! `libc`: stage1/lib against the host's libc, call by call (tests/libc.sh), with gcc and
//! clang, and under their sanitizers.

use crate::exec::{Cmd, text};
use crate::host::Host;
use crate::tally::Tally;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need(&[("gcc", "gcc"), ("clang", "clang"), ("objcopy", "binutils")])?;
    let outcome = Cmd::new("tests/libc.sh").args(args).seconds(1800).ok()?;
    let tally = Tally::default();
    let output = text(&outcome.stdout);
    for build in ["gcc", "gcc-san", "clang", "clang-san"] {
        let passed = output.split_once(&format!("{build}:\nlibc: ")).map(|(_, rest)| rest);
        let clean = passed.is_some_and(|rest| rest.lines().next().is_some_and(|l| l.ends_with(" 0 failed")));
        tally.record(build, if clean { Ok(()) } else { Err(format!("not run or not clean\n{output}")) });
    }
    Ok(tally)
}
