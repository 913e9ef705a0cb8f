//! `audit-tamper [N] [--seed S]`: N manipulations of programs of the chain, and which check notices each.
//!
//! A trial takes a program built through P1 or by samara, with its map and SHA256SUMS, changes one thing, and asks each
//! check alone: `sha256sum -c`; `audit elf` without the instructions, and what they add (an error or a warning that the
//! true program does not have); `audit map` with the true macros and the true P1 text; `audit diff` with the true
//! program; `audit matrix` beside an entrance that made the true one. A trial is good if at least one check notices it,
//! and what is wrong is said by name. The closing table is the rate of each check.

use super::manipulate::{KINDS, Kind, Subject};
use crate::exec::{Cmd, End, text};
use crate::host::{ARCHES, Host, files_below, lib_sources, read, scratch};
use crate::options::Options;
use crate::parity::all_stage1_sources;
use crate::rng::Rng;
use crate::tally::Tally;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

const COUNT: usize = 2_000;
const SEED: u64 = 4;

/// The checks, in the order of the table.
const CHECKS: [&str; 6] = ["digests", "elf", "code", "map", "diff", "matrix"];

/// Of one kind of manipulation: how many trials there were, how many could be asked and how many each check noticed.
#[derive(Clone, Copy, Default)]
struct Row {
    trials: usize,
    asked: [usize; CHECKS.len()],
    noticed: [usize; CHECKS.len()],
    any: usize,
}

/// What each check said: `None` where it does not apply.
type Answers = [Option<bool>; CHECKS.len()];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need_seed()?;
    let options = Options::read(args, COUNT, SEED)?;
    let audit = absolute(&super::program()?)?;
    let folder = absolute(&scratch("audit-tamper")?)?;
    let subjects = subjects(host, &audit, &folder)?;
    let tally = Tally::default();
    let rows = Mutex::new(vec![Row::default(); KINDS.len()]);
    let trials: Vec<usize> = (0..options.count).collect();
    host.each(&trials, |number| {
        let kind = number % KINDS.len();
        let place = format!("{folder}/{number}");
        let mut rng = Rng::new(options.seed.wrapping_mul(1_000_003).wrapping_add(*number as u64));
        let name = format!("{number} {}", KINDS[kind].name);
        match trial(host, &audit, &subjects, &KINDS[kind], &mut rng, &place) {
            Err(why) => tally.fail(&name, &why),
            Ok((answers, named)) => {
                let any = answers.contains(&Some(true));
                if let Ok(mut rows) = rows.lock() {
                    rows[kind].add(&answers);
                }
                let result = match (any, named) {
                    (false, _) => Err("no check notices it".to_string()),
                    (_, false) => Err("no check says by name what is wrong".to_string()),
                    _ => Ok(()),
                };
                if result.is_ok() {
                    // What was noticed need not be kept.
                    fs::remove_dir_all(&place).ok();
                }
                tally.record(&format!("{name} in {place}"), result);
            }
        }
    });
    table(&rows.into_inner().map_err(|_| "a trial panicked")?);
    Ok(tally)
}

fn absolute(path: &str) -> Result<String, String> {
    let path = fs::canonicalize(path).map_err(|e| format!("{path}: {e}"))?;
    Ok(path.display().to_string())
}

/// Small programs for each architecture, through P1 with their maps and by samara; and the chain's own.
fn subjects(host: &Host, audit: &str, folder: &str) -> Result<Vec<Subject>, String> {
    let mut small = files_below("tests/c/213-multi-three", "c")?;
    small.extend(lib_sources()?);
    let mut subjects = Vec::new();
    let mut through_p1 =
        |arch: &'static str, name: &str, files: &[String], large: bool| -> Result<(), String> {
            let place = format!("{folder}/{name}-{arch}");
            fs::create_dir_all(&place).map_err(|e| e.to_string())?;
            let p1 = format!("{place}/prog.p1");
            Cmd::new(&host.seed).args(["cc", "-I", "stage1/lib", "-o", &p1]).args(files).ok()?;
            super::manipulate::build(host, arch, &p1, "macros", &place)?;
            subjects.push(Subject { arch, place, p1: Some(p1), large, baseline: (0, 0) });
            Ok(())
        };
    for arch in ARCHES {
        through_p1(arch, "small", &small, false)?;
    }
    through_p1(host.native, "stage1", &all_stage1_sources()?, true)?;
    let samara = format!("build/{}/stage2/bin/samara", host.native);
    if Path::new(&samara).is_file() {
        for arch in ["x86_64", "aarch64"] {
            let place = format!("{folder}/native-{arch}");
            fs::create_dir_all(&place).map_err(|e| e.to_string())?;
            let target = format!("--target={arch}");
            let options = ["cc", &target, "-O2", "-nostdinc", "-I", "stage1/lib", "-nostdlib", "-w", "-o"];
            let command = Cmd::new(&samara).args(options).arg(format!("{place}/prog")).args(&small);
            command.arg("stage2/lib/runtime.c").ok()?;
            subjects.push(Subject { arch, place, p1: None, large: false, baseline: (0, 0) });
        }
        let place = format!("{folder}/samara");
        fs::create_dir_all(&place).map_err(|e| e.to_string())?;
        fs::copy(&samara, format!("{place}/prog")).map_err(|e| format!("{samara}: {e}"))?;
        subjects.push(Subject { arch: host.native, place, p1: None, large: true, baseline: (0, 0) });
    }
    for subject in &mut subjects {
        Cmd::new("sh").args(["-c", "sha256sum prog* >SHA256SUMS"]).folder(&subject.place).ok()?;
        subject.baseline = examine(audit, &format!("{}/prog", subject.place))?.1;
    }
    Ok(subjects)
}

/// Runs a check; whether it noticed something, and what it said.
fn ask(command: Cmd) -> Result<(bool, String), String> {
    let outcome = command.run()?;
    match outcome.end {
        // Status 2 is trouble: an ELF file that is none any more; but not a command that is none.
        End::Exit(status @ 0..=2) if !outcome.stderr.starts_with(b"audit: error: no command") => {
            Ok((status != 0, text(&outcome.stdout) + &text(&outcome.stderr)))
        }
        end => Err(format!("{command}: {end}\n{}", text(&outcome.stderr))),
    }
}

/// Whether `audit elf` cannot read a program, and how many errors and warnings it has: without looking at the
/// instructions, and those that looking at them adds.
fn examine(audit: &str, prog: &str) -> Result<(bool, (usize, usize)), String> {
    let (bad, structure) = ask(Cmd::new(audit).args(["elf", "--no-code", prog]))?;
    let (_, whole) = ask(Cmd::new(audit).args(["elf", prog]))?;
    let count = |said: &str| {
        let lines = said.lines().map(str::trim_start);
        lines.filter(|line| line.starts_with("error: ") || line.starts_with("warning: ")).count()
    };
    let (fewer, all) = (count(&structure), count(&whole));
    Ok((bad, (fewer, all.saturating_sub(fewer))))
}

/// Manipulates a copy of a program and asks the checks; whether what is wrong was also said by name.
fn trial(
    host: &Host,
    audit: &str,
    subjects: &[Subject],
    kind: &Kind,
    rng: &mut Rng,
    place: &str,
) -> Result<(Answers, bool), String> {
    // The chain's own programs take long: every tenth trial has one of them.
    let large = rng.below(10) == 0;
    let fits = |s: &&Subject| s.large == large && (s.p1.is_some() || !kind.needs_p1);
    let fits: Vec<&Subject> = subjects.iter().filter(fits).collect();
    let subject = fits[rng.below(fits.len())];
    let ours = format!("{place}/entrances/tampered");
    fs::create_dir_all(&ours).map_err(|e| e.to_string())?;
    let theirs = format!("{place}/entrances/true");
    fs::create_dir_all(&theirs).map_err(|e| e.to_string())?;
    let names: &[&str] = if subject.p1.is_some() { &["prog", "prog.map", "prog.p1"] } else { &["prog"] };
    for name in names {
        for to in [&ours, &theirs] {
            let from = format!("{}/{name}", subject.place);
            fs::copy(&from, format!("{to}/{name}")).map_err(|e| format!("{from}: {e}"))?;
        }
    }
    let sums = format!("{place}/SHA256SUMS");
    fs::copy(format!("{}/SHA256SUMS", subject.place), &sums).map_err(|e| e.to_string())?;
    (kind.change)(host, subject, rng, &ours, &sums)?;

    let (prog, truth) = (format!("{ours}/prog"), format!("{}/prog", subject.place));
    let program_same = read(&prog)? == read(&truth)?;
    let digests = ask(Cmd::new("sha256sum").args(["-c", "--quiet", &sums]).folder(&ours))?.0;
    let (bad, found) = examine(audit, &prog)?;
    let (elf, code) = (bad || found.0 > subject.baseline.0, found.1 > subject.baseline.1);
    let mut map = None;
    let mut said = String::new();
    if let Some(p1) = &subject.p1 {
        let (noticed, words) =
            ask(Cmd::new(audit).args(["map", &prog, &format!("{ours}/prog.map"), "--p1", p1]))?;
        let maps = [format!("{ours}/prog.map"), format!("{theirs}/prog.map")];
        map = (!program_same || read(&maps[0])? != read(&maps[1])?).then_some(noticed);
        said = words;
    }
    let (diff, differs) = ask(Cmd::new(audit).args(["diff", &truth, &prog]))?;
    let (matrix, words) =
        ask(Cmd::new(audit).args(["matrix", &format!("{place}/entrances"), "--sums", &sums]))?;
    // The artifact by name, and of a program that is one still the places in it; or what is wrong with the map.
    let artifact =
        ["entrances-disagree: prog", "digest-differs: prog"].iter().any(|name| words.contains(name));
    let places = program_same || differs.contains("summary: ") || differs.starts_with("audit: error: ");
    let named = artifact && places || said.contains("error: map-");
    // What a check looks at has to have changed.
    let changed = |noticed: bool| (!program_same).then_some(noticed);
    Ok(([Some(digests), changed(elf), changed(code), map, changed(diff), Some(matrix)], named))
}

impl Row {
    fn add(&mut self, answers: &Answers) {
        self.trials += 1;
        for (index, answer) in answers.iter().enumerate() {
            self.asked[index] += usize::from(answer.is_some());
            self.noticed[index] += usize::from(*answer == Some(true));
        }
        self.any += usize::from(answers.contains(&Some(true)));
    }

    fn print(&self, name: &str) {
        let rate = |noticed: usize, asked: usize| match asked {
            0 => format!("{:>8}", "-"),
            _ => format!("{:>7.1}%", 100.0 * noticed as f64 / asked as f64),
        };
        let rates: Vec<String> = self.noticed.iter().zip(self.asked).map(|(n, a)| rate(*n, a)).collect();
        println!("{name:<28} {:>6} {} {}", self.trials, rates.join(" "), rate(self.any, self.trials));
    }
}

/// The rate of each check for each kind of manipulation, and for all; - where a check is not about such things.
fn table(rows: &[Row]) {
    let names: Vec<String> = CHECKS.iter().map(|name| format!("{name:>8}")).collect();
    println!("{:<28} {:>6} {} {:>8}", "manipulation", "trials", names.join(" "), "any");
    let mut all = Row::default();
    for (row, kind) in rows.iter().zip(KINDS) {
        row.print(kind.name);
        all.trials += row.trials;
        all.any += row.any;
        for index in 0..CHECKS.len() {
            all.asked[index] += row.asked[index];
            all.noticed[index] += row.noticed[index];
        }
    }
    all.print("all");
}
