//! `audit-elf`: the programs of the chain are explained to the last byte, and nothing is found in them.
//!
//! Each artifact: all bytes explained, no error and no warning, all its code decodable and in functions, and no system
//! call but those of `macros/runtime.p1` and `stage2/lib` – by name, as an auditor reads it.

use super::{artifacts, program};
use crate::exec::{Cmd, text};
use crate::host::{Host, installed, scratch, write};
use crate::tally::Tally;

/// All system calls that a program of the chain may contain.
const ALLOWED: [&str; 12] = [
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
    "ioctl",
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
    if host.native == "x86_64" && installed("gcc") {
        tally.record("numbers from callers", through_callers(&program));
    }
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

/// A program whose only system call takes its number from callers, and from theirs.
const THROUGH_CALLERS: &str = r#"
long call(long number, long a);
__asm__(".globl call\n.type call,@function\ncall: mov %rdi, %rax\n mov %rsi, %rdi\n syscall\n ret\n.size call, .-call\n"
        ".globl _start\n.type _start,@function\n_start: call program\n mov $60, %edi\n xor %esi, %esi\n call call\n ud2\n"
        ".size _start, .-_start");
__attribute__((noinline)) static long pass(long number) { return call(number, 1) + 1; }
long program(void) { return call(39, 0) + pass(186) + pass(63); }
"#;

fn through_callers(program: &str) -> Result<(), String> {
    let folder = scratch("audit-elf")?;
    let (source, output) = (format!("{folder}/callers.c"), format!("{folder}/callers"));
    write(&source, THROUGH_CALLERS)?;
    Cmd::new("gcc").args(["-O1", "-nostdlib", "-static", "-no-pie", "-o", &output, &source]).ok()?;
    let said = text(&Cmd::new(program).args(["elf", &output]).ok()?.stdout);
    let wanted = "1 system calls; can: getpid, exit, uname, gettid, and nothing else\n";
    if said.contains(wanted) { Ok(()) } else { Err(format!("no '{wanted}' in\n{said}")) }
}
