//! The portable layer and the runtime of `macros/`: a P1 program (runtime.p1) calls each
//! function and goes each way, on all machines; what it writes is computed here again.

use crate::exec::{Cmd, End, text};
use crate::host::{Host, read, scratch, write};
use crate::p1::{INTERPRETER, MACHINES, build, output};
use crate::tally::Tally;
use std::os::unix::fs::PermissionsExt;

const PROGRAM: &str = include_str!("runtime.p1");
const START: &str = include_str!("start.p1");

/// Errors of Linux.
const ENOENT: i64 = 2;
const EBADF: i64 = 9;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    if !args.is_empty() {
        return Err("usage: runtime".to_string());
    }
    host.need_seed()?;
    let folder = scratch("runtime")?;
    write(format!("{folder}/runtime.p1"), PROGRAM)?;
    write(format!("{folder}/start.p1"), START)?;
    let expected = expected();
    let tally = Tally::default();
    host.each(&MACHINES, |machine| {
        let result = output(host, &folder, "runtime", machine).and_then(|output| compare(&output, &expected));
        tally.record(&format!("runtime on {machine}"), result);
        tally.record(&format!("start and files on {machine}"), start(host, &folder, machine));
    });
    Ok(tally)
}

fn compare(output: &[u8], expected: &[(String, Vec<u8>)]) -> Result<(), String> {
    let mut at = 0;
    for (what, bytes) in expected {
        let is = output.get(at..at + bytes.len()).unwrap_or_default();
        if is != bytes {
            return Err(format!("{what}: {is:?}\nis not {bytes:?}"));
        }
        at += bytes.len();
    }
    if at == output.len() { Ok(()) } else { Err("there is more output than cases".to_string()) }
}

/// What runtime.p1 writes, in its order.
fn expected() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let fresh: Vec<u8> = (0..128u32).map(|i| (i * 7 + 1) as u8).collect();
    for size in 0..40 {
        for to in 0..18 {
            for from in 0..18 {
                let mut record = vec![to as u8];
                let mut moved = fresh.clone();
                moved.copy_within(from..from + size, to);
                record.extend(moved);
                all.push((format!("memmove, size {size}, from {from} to {to}"), record));
                // memcpy reads from further away.
                let mut record = vec![to as u8];
                let mut copied = fresh.clone();
                copied.copy_within(64 + from..64 + from + size, to);
                record.extend(copied);
                all.push((format!("memcpy, size {size}, from {from} to {to}"), record));
            }
            let mut record = vec![to as u8];
            let mut set = fresh.clone();
            set[to..to + size].fill((size * 77) as u8);
            record.extend(set);
            all.push((format!("memset, size {size}, to {to}"), record));
        }
    }
    let values = [0u8, 1, 0x61, 0x7F, 0x80, 0xFF];
    for at in 0..24 {
        for a in values {
            for b in values {
                let difference = i64::from(a) - i64::from(b);
                let length = if a == 0 { at as i64 } else { 24 };
                let quads = [difference, 0, difference, difference, length];
                let bytes = quads.iter().flat_map(|q| q.to_le_bytes()).collect();
                all.push((format!("byte {at} is {a} and {b}"), bytes));
            }
        }
    }
    let numbers = [0, 1, 2, 5, i64::MAX, i64::MIN, -1, -2];
    for x in numbers {
        for y in numbers {
            let (u, v) = (x as u64, y as u64);
            for (name, holds) in [
                ("eq", x == y),
                ("ne", x != y),
                ("lt", x < y),
                ("le", x <= y),
                ("ltu", u < v),
                ("leu", u <= v),
            ] {
                let mut result: i64 = if holds { 1 } else { 2 };
                result += if holds { 4 } else { 0 };
                result += match holds {
                    true => 8,
                    false if x == 5 => 16,
                    false if y == 5 => 32,
                    false => 64,
                };
                result += if x == 0 { 128 } else { 256 };
                result += if y != 0 { 512 } else { 1024 };
                // Rounds of the loops
                result += if holds { 3 << 12 } else { 0 };
                result += if holds { 5 << 16 } else { 1 << 16 };
                all.push((format!("{name} with {x} and {y}"), result.to_le_bytes().to_vec()));
            }
        }
    }
    // whilez, whilenz, repeatz, repeatnz, continue
    all.push((
        "loops with zero".to_string(),
        [1, 9, 9, 1, 4].iter().flat_map(|q: &i64| q.to_le_bytes()).collect(),
    ));
    all
}

/// Checks start.p1: arguments, environment, files, the end.
fn start(host: &Host, folder: &str, machine: &str) -> Result<(), String> {
    let [file, renamed] = ["file", "renamed"].map(|n| format!("{folder}/{n}-{machine}"));
    let args = ["one", "", "three words here", &file, &renamed];
    let command = if machine == INTERPRETER {
        Cmd::new(&host.seed).args(["run", &format!("{folder}/start.p1")])
    } else {
        host.execute(machine, &build(host, folder, "start", machine)?)
    };
    let outcome = command.args(args).input(b"from input").run()?;
    if outcome.end != End::Exit(42) {
        return Err(format!("{}, not status 42\n{}", outcome.end, text(&outcome.stderr)));
    }
    let quads = |quads: &[i64]| quads.iter().flat_map(|q| q.to_le_bytes()).collect::<Vec<u8>>();
    let mut expected = quads(&[6]);
    args.iter().for_each(|arg| expected.extend(format!("{arg}\n").bytes()));
    expected.extend(quads(&[0, 0x10000, 11, 6, 5]));
    expected.extend(b"file\n");
    expected.extend(quads(&[0, -EBADF, 0, 0, -ENOENT, 0, 0]));
    expected.extend(b"from input");
    if !outcome.stdout.starts_with(&expected) {
        return Err(format!("{:?}\nis not {:?}", text(&outcome.stdout), text(&expected)));
    }
    let rest = text(&outcome.stdout[expected.len()..]);
    let path = std::env::var("PATH").unwrap_or_default();
    if !format!("\n{rest}").contains(&format!("\nPATH={path}\n")) || !rest.ends_with("hook\n") {
        return Err(format!("the environment or the hook is wrong: {rest}"));
    }
    let metadata = std::fs::metadata(&renamed).map_err(|e| format!("{renamed}: {e}"))?;
    if read(&renamed)? != b"hello file\n" || metadata.permissions().mode() & 0o777 != 0o400 {
        return Err(format!("'{renamed}' is wrong"));
    }
    if std::fs::exists(&file).unwrap_or(true) { Err(format!("'{file}' is still there")) } else { Ok(()) }
}
