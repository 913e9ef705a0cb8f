//! `suite`: every good program in five executions.
//!
//! The oracle is the program built by gcc. The seed builds it for the three architectures,
//! each of which runs natively or under emulation, and the reference interpreter runs its
//! P1 text: output and exit status must be the oracle's. Once stage1 exists, its ELF files
//! must be the seed's, byte for byte.

use crate::corpus::{Program, build, cc, programs};
use crate::exec::{Cmd, End, Outcome, text};
use crate::host::{ARCHES, Host, read, scratch};
use crate::tally::Tally;

/// Seconds that a program built by gcc may run.
const PATIENCE: u64 = 60;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need_oracle()?;
    let programs = programs("tests/c", args)?;
    let folder = scratch("suite")?;
    let tally = Tally::default();
    if host.stage1().is_none() {
        tally.skip("stage1", "not built; its ELF files are not compared");
    }
    host.each(&programs, |program| five_ways(host, program, &folder, &ARCHES, &tally));
    Ok(tally)
}

/// Checks one program on `arches`, in the interpreter, and as built by stage1.
pub fn five_ways(host: &Host, program: &Program, folder: &str, arches: &[&str], tally: &Tally) {
    let test = format!("{} gcc", program.name);
    match oracle(program, &format!("{folder}/{}", program.name), PATIENCE) {
        Ok(expected) if matches!(expected.end, End::Exit(_)) => {
            compare(host, program, folder, arches, &expected, tally);
        }
        Ok(outcome) => tally.fail(&test, &outcome.end.to_string()),
        Err(why) => tally.fail(&test, &why),
    }
}

/// What the program does when gcc has built it.
pub fn oracle(program: &Program, base: &str, seconds: u64) -> Result<Outcome, String> {
    let output = format!("{base}.gcc");
    program.compile("gcc", &["-O0"], &output)?;
    program.started_by(Cmd::new(&output)).seconds(seconds).run()
}

/// Holds what the seed and stage1 make of a program against what it must do.
pub fn compare(
    host: &Host,
    program: &Program,
    folder: &str,
    arches: &[&str],
    expected: &Outcome,
    tally: &Tally,
) {
    let base = format!("{folder}/{}", program.name);
    for arch in arches {
        let test = format!("{} {arch}", program.name);
        tally.record(&test, built(host, program, arch, &base, expected));
        if let Some(stage1) = host.stage1() {
            tally.record(&format!("{test} stage1"), same_elf(&stage1, program, arch, &base));
        }
    }
    tally.record(&format!("{} run", program.name), interpreted(host, program, &base, expected));
}

fn built(host: &Host, program: &Program, arch: &str, base: &str, expected: &Outcome) -> Result<(), String> {
    let output = format!("{base}.{arch}");
    build(&host.seed, arch, &program.files, &output)?.ok()?;
    same_outcome(&program.started_by(host.execute(arch, &output)), expected)
}

fn same_elf(stage1: &str, program: &Program, arch: &str, base: &str) -> Result<(), String> {
    let output = format!("{base}.{arch}.stage1");
    build(stage1, arch, &program.files, &output)?.ok()?;
    let same = read(&output)? == read(format!("{base}.{arch}"))?;
    if same { Ok(()) } else { Err("the ELF file differs from the seed's".to_string()) }
}

fn interpreted(host: &Host, program: &Program, base: &str, expected: &Outcome) -> Result<(), String> {
    let output = format!("{base}.p1");
    cc(&host.seed, &program.files, &output)?.ok()?;
    same_outcome(&program.started_by(Cmd::new(&host.seed).args(["run", &output])), expected)
}

/// Runs a command and compares output and exit status.
pub fn same_outcome(command: &Cmd, expected: &Outcome) -> Result<(), String> {
    let got = command.run()?;
    if got.end != expected.end {
        return Err(format!("{}, expected {}\n{}", got.end, expected.end, text(&got.stderr)));
    }
    if got.stdout == expected.stdout {
        return Ok(());
    }
    let (got, expected) = (text(&got.stdout), text(&expected.stdout));
    for (i, (g, e)) in got.lines().zip(expected.lines()).enumerate() {
        if g != e {
            return Err(format!("output line {}: '{g}', expected '{e}'", i + 1));
        }
    }
    Err(format!("{} bytes of output, expected {}", got.len(), expected.len()))
}
