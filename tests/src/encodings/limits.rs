//! Branches farther than the short forms of the machines reach, and what the macros and the
//! linker refuse.

use crate::exec::{Cmd, End, text};
use crate::host::{ARCHES, Host, write};
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
    ("add a0, a1", "takes 3 arguments"),
    ("mov a0, a4", "a4"),
    ("fn f, 0\nif eq, a0, a0\nendfn", "scope"),
    ("fn f, 0\nbreak\nendfn", "loop"),
];

pub fn run(host: &Host, folder: &str) -> Result<Tally, String> {
    let tally = Tally::default();
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
    tally.record(
        "a branch beyond 128 MiB",
        refused(host, folder, "beyond", "aarch64", "link", "out of the reach"),
    );
    Ok(tally)
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
