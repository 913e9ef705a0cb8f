//! `audit-elf`: the programs of the chain are explained to the last byte, and nothing is found in them.
//!
//! Each artifact: all bytes explained, no error and no warning, all its code decodable and in functions, and no system
//! call but those of `macros/runtime.p1` and `stage2/lib` – by name, as an auditor reads it.

use super::{artifacts, program};
use crate::exec::{Cmd, text};
use crate::host::Host;
use crate::tally::Tally;

/// All system calls that a program of the chain may contain.
const ALLOWED: [&str; 11] = [
    "read",
    "write",
    "close",
    "lseek",
    "brk",
    "exit_group",
    "openat",
    "unlinkat",
    "fchmodat",
    "renameat2",
    "prlimit64",
];

pub fn run(host: &Host, _: &[String]) -> Result<Tally, String> {
    let program = program()?;
    let tally = Tally::default();
    let files = artifacts();
    if files.is_empty() {
        return Err("no artifact of the chain is there: run 'make stage2' first".to_string());
    }
    host.each(&files, |file| tally.record(file, check(&program, file)));
    Ok(tally)
}

fn check(program: &str, file: &str) -> Result<(), String> {
    let said = text(&Cmd::new(program).args(["elf", "--strict", file]).ok()?.stdout);
    let need = |words: &str| match said.contains(words) {
        true => Ok(()),
        false => Err(format!("no '{words}' in\n{said}")),
    };
    need("\n100.00 % of ")?;
    need("Verdict: clean: 0 errors, 0 warnings")?;
    need("undecodable 0, outside of functions 0\n")?;
    need(", and nothing else\n")?;
    let can = said.split_once("; can: ").and_then(|(_, rest)| rest.split_once(", and nothing else"));
    let (can, _) = can.ok_or("no list of system calls")?;
    match can.split(", ").find(|name| !ALLOWED.contains(name)) {
        Some(name) => Err(format!("it can call {name}")),
        None => Ok(()),
    }
}
