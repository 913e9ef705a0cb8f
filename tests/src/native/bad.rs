//! `bad [N] [--seed S]`: bad input for samara.
//!
//! Mutated and hostile C files are compiled for both targets at each level. Each run must end within 10 seconds and
//! 1 GiB: with status 0 and an object file, or with status 1, a diagnostic `FILE:LINE:COL: error: …` and no object
//! file. A bad program of `tests/reject-native` must be refused with the words of its directive `// error:`. If
//! samara itself was built with the address sanitizer, memory is not limited and time less. Files on which this fails
//! stay in `build/bad-failures`.

use super::{LEVELS, Samara, TARGETS, worst};
use crate::corpus::directive;
use crate::exec::{Cmd, End, Outcome, text};
use crate::fuzz::{Kind, MEMORY, SECONDS, hostile, mutate};
use crate::host::{Host, files_below, read, scratch, write};
use crate::options::Options;
use crate::rng::Rng;
use crate::tally::Tally;
use std::fs;
use std::path::Path;

const MUTATIONS: usize = 3000;
const FAILURES: &str = "build/bad-failures";
const CORPUS: [&str; 6] =
    ["tests/c", "tests/native", "tests/bench", "tests/reject", "stage2", "build/sources/tcc/tests"];
const REJECT: &str = "tests/reject-native";
/// A sanitizer makes a program this much slower.
const SLOWER: u64 = 6;

/// What must come of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// A clean end.
    End,
    /// An object file.
    Accept,
    /// An object file of a program, whose exit status is this.
    Exit(i32),
    /// A diagnostic.
    Refuse,
}

pub struct Case {
    pub name: String,
    pub text: Vec<u8>,
    pub want: Want,
    /// Where its `#include "…"` look.
    pub folder: String,
}

struct Bad<'a> {
    host: &'a Host,
    program: String,
    sanitized: bool,
    folder: String,
}

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, MUTATIONS, 1)?;
    host.need(&[("prlimit", "util-linux")])?;
    let program = Samara::program(host)?;
    let sanitized = read(&program)?.windows(11).any(|w| w == b"__asan_init");
    let bad = Bad { host, program, sanitized, folder: scratch("bad")? };
    let mut rng = Rng::new(options.seed);
    let mut cases = worst::cases();
    cases.extend(hostile_cases(&mut rng));
    cases.extend(mutated(&mut rng, options.count)?);
    fs::create_dir_all(FAILURES).map_err(|e| format!("cannot make {FAILURES}: {e}"))?;
    let tally = Tally::default();
    host.each(&cases, |case| {
        let result = bad.try_case(case);
        if result.is_err() {
            // The copy is a convenience: the seed of the mutations makes it again.
            write(format!("{FAILURES}/{}.c", case.name), &case.text).ok();
        }
        tally.record(&case.name, result);
    });
    for file in files_below(REJECT, "c")? {
        tally.record(&file, bad.refused(&file));
    }
    Ok(tally)
}

/// The C files that the seed is tried with. Seed C is a subset: what is no program for the seed may be one here.
fn hostile_cases(rng: &mut Rng) -> Vec<Case> {
    let mut cases = Vec::new();
    for case in hostile::cases(rng) {
        if case.kind == Kind::C {
            cases.push(Case { name: case.name, text: case.text, want: Want::End, folder: ".".to_string() });
        }
    }
    cases
}

/// `count` mutations of all C files there are.
fn mutated(rng: &mut Rng, count: usize) -> Result<Vec<Case>, String> {
    // Not there without a network: then the others must do.
    Cmd::new("tests/source.sh").arg("tcc").run()?;
    let mut texts = Vec::new();
    let mut folders = Vec::new();
    for folder in CORPUS.iter().filter(|f| Path::new(f).is_dir()) {
        for file in files_below(folder, "c")? {
            texts.push(read(&file)?);
            folders.push(file.rsplit_once('/').map_or(".", |parts| parts.0).to_string());
        }
    }
    let mut cases = Vec::new();
    for i in 0..count {
        let base = rng.below(texts.len());
        let text = mutate::mutate(rng, &texts[base], &texts);
        let (name, folder) = (format!("mutated-{i}"), folders[base].clone());
        cases.push(Case { name, text, want: Want::End, folder });
    }
    Ok(cases)
}

impl Bad<'_> {
    fn try_case(&self, case: &Case) -> Result<(), String> {
        let path = format!("{}/{}.c", self.folder, case.name);
        write(&path, &case.text)?;
        for target in TARGETS {
            for level in LEVELS {
                let output = format!("{path}.{target}{level}.o");
                let outcome = self.compile(&path, &case.folder, target, level, &output)?;
                let result =
                    check(&outcome, &output).and_then(|()| self.as_wanted(case, &outcome, target, &output));
                result.map_err(|why| format!("{target} {level}: {why}"))?;
                remove(&output)?;
            }
        }
        remove(&path)
    }

    fn compile(
        &self,
        path: &str,
        folder: &str,
        target: &str,
        level: &str,
        output: &str,
    ) -> Result<Outcome, String> {
        let command =
            Cmd::new(&self.program).args(["cc", &format!("--target={target}-linux-gnu"), level, "-c"]);
        let command = command.args(["-I", folder, "-I", "stage1/lib", "-o", output, path]);
        if self.sanitized {
            return command.seconds(SECONDS * SLOWER).run();
        }
        command.seconds(SECONDS).memory(MEMORY).run()
    }

    fn as_wanted(&self, case: &Case, outcome: &Outcome, target: &str, output: &str) -> Result<(), String> {
        let accepted = outcome.end == End::Exit(0);
        match case.want {
            Want::End => Ok(()),
            Want::Refuse if accepted => Err("accepted".to_string()),
            Want::Refuse => Ok(()),
            _ if !accepted => Err(first_error(&text(&outcome.stderr))),
            Want::Exit(status) if target == self.host.native => {
                let program = format!("{output}.program");
                Cmd::new("gcc").args(["-o", &program, output]).ok()?;
                let end = Cmd::new(&program).seconds(SECONDS).run()?.end;
                remove(&program)?;
                if end == End::Exit(status) { Ok(()) } else { Err(format!("the program: {end}")) }
            }
            _ => Ok(()),
        }
    }

    /// A file of [`REJECT`]: the first error is as its directive says.
    fn refused(&self, file: &str) -> Result<(), String> {
        let expected = directive(&text(&read(file)?), "error").ok_or("no '// error:' directive")?;
        for target in TARGETS {
            let output = format!("{}/reject.o", self.folder);
            let outcome = self.compile(file, ".", target, "-O1", &output)?;
            check(&outcome, &output)?;
            let first = first_error(&text(&outcome.stderr));
            if outcome.end != End::Exit(1) || !first.replace("fatal error:", "error:").contains(&expected) {
                return Err(format!("'{first}' instead of '{expected}'"));
            }
        }
        Ok(())
    }
}

/// Whether a run ended as every run must.
fn check(outcome: &Outcome, output: &str) -> Result<(), String> {
    let stderr = text(&outcome.stderr);
    let exists = Path::new(output).exists();
    match outcome.end {
        End::Exit(0) if !exists => Err("status 0 without an output file".to_string()),
        End::Exit(0) if stderr.lines().any(is_error) => Err(format!("status 0 with an error: {stderr}")),
        End::Exit(1) if exists => Err("status 1 with an output file".to_string()),
        End::Exit(1) if !stderr.lines().any(is_error) => {
            Err(format!("status 1 without a diagnostic: {stderr}"))
        }
        End::Exit(0 | 1) if stderr.contains("runtime error:") => Err(tail(&stderr)),
        End::Exit(0 | 1) if !outcome.stdout.is_empty() => Err("output on standard output".to_string()),
        End::Exit(0 | 1) => Ok(()),
        end => Err(format!("{end}\n{}", tail(&stderr))),
    }
}

/// The last lines of a message, each not longer than a line.
fn tail(stderr: &str) -> String {
    let lines: Vec<&str> = stderr.lines().collect();
    let last = &lines[lines.len().saturating_sub(30)..];
    last.iter().map(|line| line.chars().take(120).collect::<String>() + "\n").collect()
}

/// `FILE:LINE:COL: error: …` or `FILE:LINE:COL: fatal error: …`.
fn is_error(line: &str) -> bool {
    let Some((place, message)) = line.split_once(" error: ").or(line.split_once(" fatal error: ")) else {
        return false;
    };
    let place = place.trim_end_matches(" fatal").trim_end_matches(':');
    let numbers = place.rsplit(':').take(2).filter(|n| n.parse::<u32>().is_ok()).count();
    numbers == 2 && !message.is_empty()
}

fn first_error(stderr: &str) -> String {
    stderr.lines().find(|line| is_error(line)).or(stderr.lines().next()).unwrap_or("").to_string()
}

fn remove(path: &str) -> Result<(), String> {
    if Path::new(path).exists() { fs::remove_file(path).map_err(|e| format!("{path}: {e}")) } else { Ok(()) }
}
