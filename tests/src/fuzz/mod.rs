//! `fuzz`: bad input.
//!
//! Mutated and hostile C, P1 and hex files go through the seed and stage1. Each run must end
//! within 10 seconds and 1 GiB, either with status 1, a diagnostic and no output file, or
//! with status 0 and an output that the next steps take; the seed and stage1 must do the
//! same. `--seed` chooses the mutations. Files on which this fails stay in
//! `build/fuzz-failures`.

pub mod hostile;
pub mod mutate;

use crate::corpus::{build, programs};
use crate::exec::{Cmd, End, Outcome, text};
use crate::host::{Host, entries, files_below, read, scratch, write};
use crate::options::Options;
use crate::parity::same_files;
use crate::rng::Rng;
use crate::tally::Tally;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

const MUTATIONS: usize = 2000;
pub const SECONDS: u64 = 10;
pub const MEMORY: u64 = 1 << 30;
const FAILURES: &str = "build/fuzz-failures";

/// What a bad file looks like from outside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    C,
    P1,
    Hex,
}

pub struct Case {
    pub name: String,
    pub kind: Kind,
    pub text: Vec<u8>,
    /// The exit status of the program, if the text turns out to be one.
    pub exit: Option<i32>,
}

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, MUTATIONS, 1)?;
    host.need_seed()?;
    host.need(&[("prlimit", "util-linux")])?;
    let folder = scratch("fuzz")?;
    let mut rng = Rng::new(options.seed);
    let mut cases = hostile::cases(&mut rng);
    cases.extend(mutated(host, &folder, &mut rng, options.count)?);
    fs::create_dir_all(FAILURES).map_err(|e| format!("cannot make {FAILURES}: {e}"))?;
    let tally = Tally::default();
    let failed = AtomicBool::new(false);
    let stage1 = host.stage1();
    if stage1.is_none() {
        tally.skip("stage1", "not built; only the seed is tried");
    }
    host.each(&cases, |case| {
        let path = format!("{folder}/{}.{}", case.name, case.kind.ending());
        let result = try_case(host, stage1.as_deref(), case, &path);
        if result.is_err() {
            failed.store(true, Relaxed);
            // The copy is a convenience: the seed of the mutations makes it again.
            fs::copy(&path, format!("{FAILURES}/{}.{}", case.name, case.kind.ending())).ok();
        }
        tally.record(&case.name, result.and_then(|()| clean_up(&folder, &case.name)));
    });
    command_lines(host, stage1.as_deref(), &folder, &tally);
    if !failed.load(Relaxed) {
        tally.record("no file is left", if entries(&folder)?.is_empty() { Ok(()) } else { Err(folder) });
    }
    Ok(tally)
}

/// `count` mutations of the test programs, their P1 text, and the hex made of it.
fn mutated(host: &Host, folder: &str, rng: &mut Rng, count: usize) -> Result<Vec<Case>, String> {
    let mut sources = Vec::new();
    for program in programs("tests/c", &[])? {
        sources.extend(program.files);
    }
    sources.extend(files_below("tests/reject", "c")?);
    let c: Vec<Vec<u8>> = sources.iter().map(read).collect::<Result<_, _>>()?;
    let (mut p1, mut hex) = (Vec::new(), Vec::new());
    for source in sources.iter().step_by(17).filter(|s| !s.contains("reject")) {
        let (p1_file, hex_file) = (format!("{folder}/base.p1"), format!("{folder}/base.hex"));
        Cmd::new(&host.seed).args(["cc", "-I", "stage1/lib", source, "-o", &p1_file]).ok()?;
        p1.push(read(&p1_file)?);
        Cmd::new(&host.seed).args(["expand", "-a", "x86_64", &p1_file, "-o", &hex_file]).ok()?;
        hex.push(read(&hex_file)?);
    }
    clean_up(folder, "base")?;
    let mut cases = Vec::new();
    for i in 0..count {
        let (kind, texts) = match rng.below(8) {
            0 => (Kind::P1, &p1),
            1 => (Kind::Hex, &hex),
            _ => (Kind::C, &c),
        };
        let base = rng.below(texts.len());
        let text = mutate::mutate(rng, &texts[base], texts);
        cases.push(Case { name: format!("mutated-{i}"), kind, text, exit: None });
    }
    Ok(cases)
}

impl Kind {
    fn ending(self) -> &'static str {
        match self {
            Kind::C => "c",
            Kind::P1 => "p1",
            Kind::Hex => "hex",
        }
    }

    /// The command that reads a file of this kind.
    fn command(self, tool: &str, file: &str, output: &str) -> Cmd {
        let command = match self {
            Kind::C => Cmd::new(tool).args(["cc", "-I", "stage1/lib"]),
            Kind::P1 => Cmd::new(tool).args(["expand", "-a", "x86_64"]),
            Kind::Hex => Cmd::new(tool).args(["link", "-a", "x86_64"]),
        };
        limited(command.args([file, "-o", output]))
    }
}

fn limited(command: Cmd) -> Cmd {
    command.seconds(SECONDS).memory(MEMORY)
}

fn try_case(host: &Host, stage1: Option<&str>, case: &Case, path: &str) -> Result<(), String> {
    write(path, &case.text)?;
    let output = format!("{path}.seed");
    let outcome = case.kind.command(&host.seed, path, &output).run()?;
    check(&outcome, &output).map_err(|why| format!("seed: {why}"))?;
    if let Some(stage1) = stage1 {
        let theirs = format!("{path}.stage1");
        let other = case.kind.command(stage1, path, &theirs).run()?;
        check(&other, &theirs).map_err(|why| format!("stage1: {why}"))?;
        if (other.end, &other.stderr) != (outcome.end, &outcome.stderr) {
            return Err(format!("seed: {}\nstage1: {}", text(&outcome.stderr), text(&other.stderr)));
        }
        same_files(&output, &theirs)?;
    }
    if outcome.end == End::Exit(0) && case.kind == Kind::C { accepted(host, case, path) } else { Ok(()) }
}

/// A C file that `cc` took must become a program, unless the linker finds it too large or
/// lacking a definition.
fn accepted(host: &Host, case: &Case, path: &str) -> Result<(), String> {
    let output = format!("{path}.program");
    let outcome = limited(build(&host.seed, host.native, &[path.to_string()], &output)?).run()?;
    check(&outcome, &output).map_err(|why| format!("build: {why}"))?;
    let stderr = text(&outcome.stderr);
    if outcome.end != End::Exit(0) {
        let linking = stderr.lines().next().is_some_and(|line| line.contains(".hex:"));
        return if linking && case.exit.is_none() { Ok(()) } else { Err(format!("build: {stderr}")) };
    }
    let Some(expected) = case.exit else { return Ok(()) };
    let end = Cmd::new(&output).seconds(SECONDS).run()?.end;
    if end == End::Exit(expected) { Ok(()) } else { Err(format!("the program: {end}, expected {expected}")) }
}

/// Whether a run ended as every run must.
fn check(outcome: &Outcome, output: &str) -> Result<(), String> {
    let stderr = text(&outcome.stderr);
    let exists = Path::new(output).exists();
    match outcome.end {
        End::Exit(0) if !stderr.is_empty() => Err(format!("status 0 with a message: {stderr}")),
        End::Exit(0) if !exists => Err("status 0 without an output file".to_string()),
        End::Exit(1) if exists => Err("status 1 with an output file".to_string()),
        End::Exit(1) if !is_diagnostic(&stderr) => Err(format!("status 1 without a diagnostic: {stderr}")),
        End::Exit(0 | 1) if !outcome.stdout.is_empty() => Err("output on standard output".to_string()),
        End::Exit(0 | 1) => Ok(()),
        end => Err(format!("{end}\n{stderr}")),
    }
}

/// `FILE:LINE:COL: error: …` or `error: …`.
fn is_diagnostic(stderr: &str) -> bool {
    let first = stderr.lines().next().unwrap_or("");
    if let Some(message) = first.strip_prefix("error: ") {
        return !message.is_empty();
    }
    let Some((place, message)) = first.split_once(": error: ") else { return false };
    let numbers = place.rsplit(':').take(2).filter(|n| n.parse::<u32>().is_ok()).count();
    numbers == 2 && !message.is_empty()
}

/// Removes the files of a case that went well.
fn clean_up(folder: &str, name: &str) -> Result<(), String> {
    for ending in ["c", "p1", "hex"] {
        for end in ["", ".seed", ".stage1", ".program"] {
            // Most of these do not exist.
            fs::remove_file(format!("{folder}/{name}.{ending}{end}")).ok();
        }
    }
    Ok(())
}

/// Command lines that name things that are not there.
fn command_lines(host: &Host, stage1: Option<&str>, folder: &str, tally: &Tally) {
    let good = "tests/c/001-integer-sizes.c";
    let lines: [&[&str]; 16] = [
        &[],
        &["nonsense"],
        &["--nonsense"],
        &["cc"],
        &["cc", good],
        &["cc", good, "-o"],
        &["cc", good, "-o", "OUT/x", "--nonsense"],
        &["cc", "no-such-file.c", "-o", "OUT/x"],
        &["cc", "tests/c", "-o", "OUT/x"],
        &["cc", "-I", "stage1/lib", good, "-o", "OUT/no-such-folder/x"],
        &["cc", "-I", "stage1/lib", good, "-o", "OUT"],
        &["expand", "-a", "vax", good, "-o", "OUT/x"],
        &["expand", good, "-o", "OUT/x"],
        &["build", "-a", "x86_64", "-M", "no-such-folder", "-I", "stage1/lib", good, "-o", "OUT/x"],
        &["link", "-a", "x86_64", "no-such-file.hex", "-o", "OUT/x"],
        &["sum", "no-such-file"],
    ];
    for line in lines {
        let args: Vec<String> = line.iter().map(|a| a.replace("OUT", folder)).collect();
        let result = bad_command(host, stage1, &args, &format!("{folder}/x"));
        tally.record(&format!("command line '{}'", args.join(" ")), result);
    }
}

fn bad_command(host: &Host, stage1: Option<&str>, args: &[String], output: &str) -> Result<(), String> {
    let outcome = Cmd::new(&host.seed).args(args).run()?;
    let stderr = text(&outcome.stderr);
    if outcome.end != End::Exit(1) || stderr.is_empty() || Path::new(output).exists() {
        return Err(format!("{}\n{stderr}", outcome.end));
    }
    let Some(stage1) = stage1 else { return Ok(()) };
    let other = Cmd::new(stage1).args(args).run()?;
    let named = text(&other.stderr).replace("stage1", "seed");
    let same = other.end == outcome.end && named == stderr.replace("stage1", "seed");
    if same { Ok(()) } else { Err(format!("seed: {stderr}\nstage1: {named}")) }
}
