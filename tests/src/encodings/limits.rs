//! Branches farther than the short forms of the machines reach, what the macros and the
//! linker refuse, how long the code of frequent operations is, and that the macro files
//! agree with each other.

use super::disassemble;
use super::model::{OPS, REGS};
use crate::exec::{Cmd, End, text};
use crate::host::{ARCHES, Host, read, write};
use crate::p1::{MACHINES, output};
use crate::tally::Tally;
use std::fmt::Write;

/// The ways to another place: each is followed by its label.
const WAYS: [&str; 16] = [
    "b",
    "bz t1,",
    "bnz a0,",
    "beq a0, a0,",
    "bne a0, a1,",
    "blt a0, a1,",
    "ble a0, a0,",
    "bltu a0, a1,",
    "bleu a0, a1,",
    "blt t1, a0,",
    "bleu t1, t1,",
    "jr",
    "call",
    "callr",
    "tail",
    "tailr",
];

/// How far away the other place is.
const FAR: i64 = 3 << 20;

/// P1 that is refused, and the reason.
const REFUSED: [(&str, &str); 9] = [
    ("shli a0, a0, 64", "the shift count must be 0 to 63"),
    ("shri a0, a0, -1", "the shift count must be 0 to 63"),
    ("sari a0, a0, 0x100000000", "the shift count must be 0 to 63"),
    ("enter 8", "the size of a frame must be a multiple of 16"),
    ("enter -16", "the size of a frame must be a multiple of 16"),
    ("add a0, a1", "takes more arguments"),
    ("mov a0, a4", "a4"),
    ("fn f, 0\nif eq, a0, a0\nendfn", "scope"),
    ("fn f, 0\nbreak\nendfn", "loop"),
];

/// Bytes of code on x86_64, aarch64 and riscv64: the short forms are taken where they fit.
const SIZES: [(&str, [u64; 3]); 46] = [
    ("mov a0, a0", [0, 0, 0]),
    ("mov a0, t0", [3, 4, 4]),
    ("mov a0, sp", [3, 4, 4]),
    ("li a0, 0", [2, 4, 4]),
    ("li a0, 2047", [5, 4, 4]),
    ("li t0, 1", [6, 4, 4]),
    ("li a0, 65535", [5, 4, 8]),
    ("li a0, 0x12345678", [5, 8, 8]),
    ("li a0, 0xFFFFFFFF", [5, 8, 12]),
    ("li a0, -1", [7, 4, 4]),
    ("li a0, -65536", [7, 4, 4]),
    ("li a0, -0x80000000", [7, 8, 4]),
    ("li a0, 0x8000000000000000", [10, 4, 8]),
    ("li a0, 0x7FFFFFFFFFFFFFFF", [10, 4, 12]),
    ("li a0, 0x123456789ABCDEF0", [10, 16, 32]),
    ("add a0, a0, t0", [3, 4, 4]),
    ("add a0, t0, a0", [3, 4, 4]),
    ("add a0, a1, a2", [6, 4, 4]),
    ("sub a0, t0, a0", [6, 4, 4]),
    ("rem a0, a0, a1", [11, 8, 4]),
    ("addi a0, a0, 127", [4, 4, 4]),
    ("addi a0, a0, 128", [7, 4, 4]),
    ("addi a0, sp, 16", [5, 4, 4]),
    ("addi a0, a1, 4095", [7, 4, 12]),
    ("addi a0, a1, 0x123456", [7, 8, 12]),
    ("addi a0, a1, -4095", [7, 4, 12]),
    ("andi a0, a0, 255", [7, 8, 4]),
    ("shli a0, a0, 3", [4, 4, 4]),
    ("zx4 a0, a0", [2, 4, 8]),
    ("zx1 s0, s0", [3, 4, 4]),
    ("slt a0, a0, t0", [9, 8, 4]),
    ("sle a0, a0, t0", [9, 8, 8]),
    ("ld8 a0, s0, 0", [3, 4, 4]),
    ("ld8 a0, sp, 8", [5, 4, 4]),
    ("ld8 a0, sp, 2040", [8, 4, 4]),
    ("ld8 a0, sp, 32760", [8, 4, 12]),
    ("ld8 a0, s2, 0", [4, 4, 4]),
    ("ld8 a0, a0, -128", [4, 4, 4]),
    ("ld8 a0, a0, 0x100000000", [16, 8, 16]),
    ("ldu1 a0, a1, 4095", [7, 4, 12]),
    ("st1 s0, a0, 1", [3, 4, 4]),
    ("st8 a0, sp, 104", [5, 4, 4]),
    ("enter 0", [4, 4, 8]),
    ("enter 112", [4, 8, 8]),
    ("enter 4080", [7, 8, 20]),
    ("leave 112", [4, 8, 8]),
];

pub fn run(host: &Host, folder: &str) -> Result<Tally, String> {
    let tally = Tally::default();
    tally.record("the macro files are alike", alike());
    write(format!("{folder}/far.p1"), far())?;
    host.each(&MACHINES, |machine| {
        let result = output(host, folder, "far", machine).and_then(|output| {
            let reached = output.len();
            if reached == WAYS.len() { Ok(()) } else { Err(format!("{reached} of {} came back", WAYS.len())) }
        });
        tally.record(&format!("far branches on {machine}"), result);
    });
    for arch in ARCHES.into_iter().chain(["interp"]) {
        for (i, (line, why)) in REFUSED.iter().enumerate() {
            let name = format!("refused-{i}");
            write(format!("{folder}/{name}.p1"), format!("{line}\nfunc main\nret\nend\n"))?;
            tally.record(
                &format!("{arch} refuses '{line}'"),
                refused(host, folder, &name, arch, "expand", why),
            );
        }
    }
    // b of AArch64 reaches 128 MiB. (The others reach more than a program may have.)
    write(format!("{folder}/beyond.p1"), "func main\nb .far\nzero 0x8000000\n:.far\nret\nend\n")?;
    let seed = Cmd::new(&host.seed).args(["expand", "-a", "aarch64"]);
    seed.arg(format!("{folder}/beyond.p1")).arg("-o").arg(format!("{folder}/beyond.hex")).ok()?;
    for (column, arch) in super::ARCHES.iter().enumerate() {
        let bodies = SIZES.iter().map(|(line, _)| format!("{line}\n{}", arch.nop));
        for (code, (line, sizes)) in disassemble(host, folder, arch, "sizes", bodies)?.iter().zip(SIZES) {
            let (first, last) = (code.first().map_or(0, |i| i.addr), code.last().map_or(0, |i| i.addr));
            let (is, expected) = (last - first, sizes[column]);
            let result = if is == expected { Ok(()) } else { Err(format!("{is} bytes, not {expected}")) };
            tally.record(&format!("{}: size of {line}", arch.name), result);
        }
    }
    tally.record(
        "a branch beyond 128 MiB",
        refused(host, folder, "beyond", "aarch64", "link", "out of the reach"),
    );
    Ok(tally)
}

/// A macro file has fewer lines than this, without blanks and comments.
const MAX_LINES: usize = 400;

/// The macro files define the operations, with the same parameters and in the order of the
/// specification, and the same registers and system calls.
fn alike() -> Result<(), String> {
    let mut first: Option<[Vec<String>; 2]> = None;
    for arch in ARCHES.into_iter().chain(["interp"]) {
        let file = text(&read(format!("macros/{arch}.p1"))?);
        let code =
            || file.lines().map(|l| l.split(';').next().unwrap_or_default().trim()).filter(|l| !l.is_empty());
        let lines = code().count();
        if lines >= MAX_LINES {
            return Err(format!("{arch}.p1 has {lines} lines"));
        }
        let headers = code().filter_map(|l| l.strip_prefix("%macro ")).filter(|l| !l.starts_with('_'));
        let macros: Vec<String> = headers.map(str::to_string).collect();
        let names = macros.iter().map(|m| m.split(' ').next().unwrap_or_default());
        if !names.eq(OPS.iter().map(|op| op.name).chain(["addr"])) {
            return Err(format!("{arch}.p1 has not the operations of the specification in their order"));
        }
        let constants = code().filter_map(|l| l.strip_prefix("%let ")).filter_map(|l| l.split(' ').next());
        let shared = |name: &&str| REGS.contains(name) || name.starts_with("SYS_");
        let constants = constants.filter(shared).map(str::to_string).collect();
        let all = [macros, constants];
        if first.get_or_insert_with(|| all.clone()) != &all {
            return Err(format!("{arch}.p1 differs from {}.p1", ARCHES[0]));
        }
    }
    Ok(())
}

/// Requires that the seed ends with status 1, this reason, and no output.
fn refused(
    host: &Host,
    folder: &str,
    name: &str,
    arch: &str,
    command: &str,
    why: &str,
) -> Result<(), String> {
    let ext = if command == "expand" { "p1" } else { "hex" };
    let out = format!("{folder}/{name}.out");
    let seed = Cmd::new(&host.seed).args([command, "-a", arch]);
    let outcome = seed.arg(format!("{folder}/{name}.{ext}")).args(["-o", &out]).run()?;
    let message = text(&outcome.stderr);
    if outcome.end != End::Exit(1) || !message.contains(why) {
        return Err(format!("{}, not status 1 and '{why}'\n{message}", outcome.end));
    }
    if std::fs::exists(&out).unwrap_or(true) { Err("there is an output".to_string()) } else { Ok(()) }
}

/// A program that goes far and back each way and writes a byte each time.
fn far() -> String {
    // Functions on this side, the body of main, and functions on the other side.
    let (mut near, mut body, mut away) = (String::new(), String::new(), String::new());
    for (i, way) in WAYS.iter().enumerate() {
        let go = |label: &str| match *way {
            "jr" | "callr" | "tailr" => format!("la t2, {label}, 0\n{way} t2\n"),
            _ => format!("{way} {label}\n"),
        };
        let there = go(&format!("far{i}"));
        if way.starts_with("call") {
            _ = writeln!(body, "{there}");
            _ = writeln!(away, "func far{i}\nret\nend");
        } else if way.starts_with("tail") {
            _ = writeln!(near, "func hop{i}\nenter 32\nleave 32\n{there}end");
            _ = writeln!(body, "call hop{i}");
            _ = writeln!(away, "func far{i}\nret\nend");
        } else {
            let here = go(&format!("near{i}"));
            _ = writeln!(body, "li a0, 1\nli a1, 2\nli t1, 0\n{there}call wrong\n:near{i}");
            _ = writeln!(away, "func far{i}\n{here}call wrong\nend");
        }
        _ = writeln!(body, "call count");
    }
    format!(
        "fn wrong, 0\nli a0, 1\ncall sys_exit\nendfn\n\
         fn count, 16\nst8 a0, sp, 0\nli a0, 1\nmov a1, sp\nli a2, 1\ncall sys_write\nendfn\n\
         {near}fn main, 0\n{body}li a0, 0\nendfn\nfunc gap\nzero {FAR}\nend\n{away}"
    )
}
