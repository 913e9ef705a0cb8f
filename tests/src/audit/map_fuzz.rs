//! `audit-fuzz-map`: mutated programs, maps, P1 texts and macro files go through `audit map`.
//!
//! Each run ends within 10 seconds and 512 MiB with status 0, 1 or 2. A program or a map that differs from the true
//! one is found. Where a text or the macros are mutated, the seed is the oracle: what it still builds is explained in
//! full, and what it refuses is refused. Cases on which this fails stay in `build/fuzz-failures`.

use super::map::{explained, limited};
use super::tamper::flip;
use crate::exec::{Cmd, End, text};
use crate::fuzz::mutate::mutate;
use crate::host::{ARCHES, Host, read, scratch, write};
use crate::options::Options;
use crate::rng::Rng;
use crate::tally::Tally;
use std::fs;

const MUTATIONS: usize = 1000;
const MEMORY: u64 = 512 << 20;
const SECONDS: u64 = 10;
const FAILURES: &str = "build/fuzz-failures";

/// A program that uses what there is: units, scopes, constants, all sections, references, symbols in symbols.
const PROGRAM: &str = include_str!("map_fuzz.p1");

/// What there is of a program, in memory; the names are those of the files.
#[derive(Clone)]
struct Case {
    name: String,
    arch: &'static str,
    files: Vec<(&'static str, Vec<u8>)>,
    /// What was mutated.
    part: usize,
    options: Vec<String>,
}

const PARTS: [&str; 6] =
    ["program", "map", "p1", "macros/ARCH.p1", "macros/portable.p1", "macros/runtime.p1"];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, MUTATIONS, 1)?;
    host.need_seed()?;
    host.need(&[("prlimit", "util-linux")])?;
    let audit = super::program()?;
    let folder = scratch("audit-fuzz-map")?;
    let tally = Tally::default();
    let mut originals = Vec::new();
    for arch in ARCHES {
        let place = format!("{folder}/{arch}");
        let case = original(host, arch, &place)?;
        tally.record(arch, explained(&case.command(&audit, &place, &[])));
        originals.push(case);
    }
    let mut rng = Rng::new(options.seed);
    let mut cases = Vec::new();
    for index in 0..options.count {
        let mut case = originals[index % originals.len()].clone();
        case.name = format!("{}-{index}", case.arch);
        case.mutate(&mut rng, &originals);
        cases.push(case);
    }
    host.each(&cases, |case| {
        let place = format!("{folder}/{}", case.name);
        let original = originals.iter().find(|original| original.arch == case.arch);
        let result = original.ok_or("no original".to_string());
        let result = result.and_then(|original| try_case(host, &audit, case, original, &place));
        if result.is_err() {
            fs::create_dir_all(FAILURES).ok();
            let kept = format!("{FAILURES}/audit-map-{}", case.name);
            fs::remove_dir_all(&kept).ok();
            fs::rename(&place, &kept).ok();
        }
        tally.record(&format!("{} with another {}", case.name, PARTS[case.part]), result);
        fs::remove_dir_all(&place).ok();
    });
    fs::remove_dir_all(&folder).ok();
    Ok(tally)
}

/// The program built by the seed.
fn original(host: &Host, arch: &'static str, place: &str) -> Result<Case, String> {
    let mut case = Case { name: String::new(), arch, files: Vec::new(), part: 0, options: Vec::new() };
    case.files.push((PARTS[2], PROGRAM.as_bytes().to_vec()));
    for (part, file) in [(3, arch), (4, "portable"), (5, "runtime")] {
        case.files.push((PARTS[part], read(format!("macros/{file}.p1"))?));
    }
    case.write(place)?;
    built(host, &case, place)?;
    for part in [1, 0] {
        case.files.insert(0, (PARTS[part], read(format!("{place}/{}", PARTS[part]))?));
    }
    Ok(case)
}

/// Builds `program` and `map` from the texts at `place`.
fn built(host: &Host, case: &Case, place: &str) -> Result<(), String> {
    let [program, map, p1, hex, macros] =
        ["program", "map", "p1", "hex", "macros"].map(|name| format!("{place}/{name}"));
    let seed = |command: &str| Cmd::new(&host.seed).args([command, "-a", case.arch]);
    seed("expand").args(["-M", &macros, &p1, "-o", &hex, "--map", &map]).ok()?;
    seed("link").args([&hex, "-o", &program]).ok()?;
    Ok(())
}

fn try_case(host: &Host, audit: &str, case: &Case, original: &Case, place: &str) -> Result<(), String> {
    case.write(place)?;
    let command = case.command(audit, place, &case.options).seconds(SECONDS).memory(MEMORY);
    let outcome = command.run()?;
    let out = text(&outcome.stdout) + &text(&outcome.stderr);
    if !matches!(outcome.end, End::Exit(0..=2)) {
        return Err(format!("{}\n{out}", outcome.end));
    }
    let explaining = case.options.first().is_some_and(|option| option == "--at");
    let same = case.files == original.files;
    if case.part < 2 {
        let clean = outcome.end == End::Exit(0);
        return if explaining || clean == same { Ok(()) } else { Err(format!("{}\n{out}", outcome.end)) };
    }
    // The texts: what the seed makes of them decides.
    match built(host, case, place) {
        Ok(()) => explained(&case.command(audit, place, &[])).or_else(|why| odd(case, why)),
        Err(_) => {
            let outcome = limited(&case.command(audit, place, &[]))?;
            let out = text(&outcome.stdout);
            let refused =
                ["error: map-evaluate: ", "error: map-link: "].iter().any(|check| out.contains(check));
            let fine = outcome.end == End::Exit(1) && refused || outcome.end == End::Exit(2);
            if fine { Ok(()) } else { Err(format!("the seed refuses it; {}\n{out}", outcome.end)) }
        }
    }
}

/// Places that a map cannot hold are no fault of the audit: lines below 0 or above 2^32, line feeds in names.
fn odd(case: &Case, why: String) -> Result<(), String> {
    let text = case.files.iter().map(|(_, bytes)| text(bytes)).collect::<String>();
    let strange = text.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("%at") || line.starts_with("%file") && (line.contains('\\') || line.contains("\"\""))
    });
    if strange && why.contains("error: map-syntax: ") { Ok(()) } else { Err(why) }
}

impl Case {
    fn mutate(&mut self, rng: &mut Rng, originals: &[Case]) {
        self.part = match rng.below(10) {
            0 | 1 => 0,
            2 | 3 => 1,
            4..=6 => 2,
            7 | 8 => 3,
            _ => 4 + rng.below(2),
        };
        let others: Vec<Vec<u8>> = originals
            .iter()
            .filter_map(|case| case.files.get(self.part).map(|file| file.1.clone()))
            .collect();
        let flipped = self.part == 0 && rng.below(2) == 0;
        if let Some((_, bytes)) = self.files.get_mut(self.part) {
            if flipped {
                flip(bytes, rng.next(), rng.next());
            } else {
                *bytes = mutate(rng, bytes, &others);
            }
        }
        let at = [0x400000, 0x401000, 0x402000, 0][rng.below(4)] + rng.next() % 10_000;
        self.options = match rng.below(6) {
            0 => vec!["--at".to_string(), format!("{at:#x}")],
            1 => vec!["--summary".to_string()],
            2 => vec!["--json".to_string(), "--summary".to_string()],
            _ => Vec::new(),
        };
    }

    fn write(&self, place: &str) -> Result<(), String> {
        let macros = format!("{place}/macros");
        fs::create_dir_all(&macros).map_err(|e| format!("cannot make {macros}: {e}"))?;
        for (name, bytes) in &self.files {
            write(format!("{place}/{}", name.replace("ARCH", self.arch)), bytes)?;
        }
        Ok(())
    }

    fn command(&self, audit: &str, place: &str, options: &[String]) -> Cmd {
        let [program, map, p1, macros] =
            ["program", "map", "p1", "macros"].map(|name| format!("{place}/{name}"));
        let command = Cmd::new(audit).args(["map", &program, &map, "--p1", &p1, "--macros", &macros]);
        command.args(["--arch", self.arch]).args(options)
    }
}
