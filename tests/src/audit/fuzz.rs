//! `audit-fuzz [N] [--seed S]`: bad files for every command of audit.
//!
//! Mutated ELF files (`audit-fuzz-map` does the same for maps and P1 texts). Each run must end within 10 seconds, in
//! memory that is a small multiple of the file, with one of the three exit statuses and without a panic. Files on which
//! this fails stay in `build/audit-fuzz-failures`.

use super::{artifacts, mutate::mutate, program};
use crate::exec::{Cmd, End, text};
use crate::fuzz::SECONDS;
use crate::host::{ARCHES, Host, lib_sources, read, scratch, write};
use crate::options::Options;
use crate::rng::Rng;
use crate::tally::Tally;
use std::fs;

const MUTATIONS: usize = 300;
const FAILURES: &str = "build/audit-fuzz-failures";
/// What audit itself needs (addresses, not memory in use), and how many times the files' size it may use.
const FLOOR: u64 = 128 << 20;
const TIMES: u64 = 64;
/// Programs of the chain up to this size are mutated, too.
const LARGEST: usize = 400 << 10;

/// Commands for a bad ELF file (`@`) with a good one beside it (`@good`), and a folder to write in (`@folder`).
const ELF: [&[&str]; 7] = [
    &["elf", "@"],
    &["elf", "--json", "@"],
    &["disasm", "@"],
    &["list", "@"],
    &["diff", "@", "@good"],
    &["diff", "@good", "@"],
    &["report", "@", "-o", "@folder"],
];

struct Fuzz {
    program: String,
    folder: String,
    /// The commands that there are.
    commands: Vec<String>,
    /// The files that are mutated, and their bytes.
    goods: Vec<String>,
    bytes: Vec<Vec<u8>>,
}

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, MUTATIONS, 1)?;
    host.need(&[("prlimit", "util-linux")])?;
    let program = program()?;
    let help = text(&Cmd::new(&program).arg("--help").ok()?.stdout);
    let commands = help.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let commands = commands.map(str::to_string).collect();
    let mut fuzz =
        Fuzz { program, folder: scratch("audit-fuzz")?, commands, goods: Vec::new(), bytes: Vec::new() };
    fuzz.goods = fuzz.programs(host)?;
    fuzz.goods.extend(fuzz.others()?);
    fuzz.bytes = fuzz.goods.iter().map(read).collect::<Result<_, _>>()?;
    fs::create_dir_all(FAILURES).map_err(|e| format!("cannot make {FAILURES}: {e}"))?;
    let tally = Tally::default();
    let numbers: Vec<u64> = (0..options.count as u64).collect();
    host.each(&numbers, |number| {
        let name = format!("mutated-{}-{number}.elf", options.seed);
        let mut rng = Rng::new(options.seed.wrapping_add(*number));
        let good = rng.below(fuzz.goods.len());
        let bytes = mutate(&mut rng, &fuzz.bytes[good], &fuzz.bytes);
        let result = fuzz.try_case(&name, &bytes, &fuzz.goods[good]);
        if result.is_err() {
            // The copy is a convenience: the seed of the mutations makes it again.
            write(format!("{FAILURES}/{name}"), &bytes).ok();
        }
        tally.record(&name, result);
    });
    Ok(tally)
}

impl Fuzz {
    /// Small programs built through P1.
    fn programs(&self, host: &Host) -> Result<Vec<String>, String> {
        let mut programs = Vec::new();
        if host.need_seed().is_err() {
            return Ok(programs);
        }
        let mut sources = vec!["tests/c/001-integer-sizes.c".to_string()];
        sources.extend(lib_sources()?);
        for arch in ARCHES {
            let path = format!("{}/program.{arch}", self.folder);
            let build = Cmd::new(&host.seed).args(["build", "-a", arch, "-I", "stage1/lib", "-o", &path]);
            build.args(&sources).ok()?;
            programs.push(path);
        }
        Ok(programs)
    }

    /// Other ELF files: of the chain, and what gcc makes.
    fn others(&self) -> Result<Vec<String>, String> {
        let mut files = Vec::new();
        for file in artifacts() {
            if read(&file)?.len() <= LARGEST {
                files.push(file);
            }
        }
        let source = format!("{}/gcc.c", self.folder);
        write(
            &source,
            "int table[3] = {1, 2, 3};\nint main(int n, char **v) { return v[n] ? table[n] : n; }\n",
        )?;
        for (name, words) in
            [("gcc.o", &["-c", "-g"][..]), ("gcc.dynamic", &["-g"]), ("gcc.so", &["-shared", "-fPIC"])]
        {
            let path = format!("{}/{name}", self.folder);
            let built = Cmd::new("gcc").args(words).args(["-o", &path, &source]).run();
            if built.is_ok_and(|outcome| outcome.end == End::Exit(0)) {
                files.push(path);
            }
        }
        let none = "no ELF file to mutate: run 'make stage1' first".to_string();
        if files.is_empty() { Err(none) } else { Ok(files) }
    }

    fn try_case(&self, name: &str, bytes: &[u8], good: &str) -> Result<(), String> {
        let path = format!("{}/{name}", self.folder);
        let folder = format!("{path}.out");
        write(&path, bytes)?;
        for words in ELF {
            if self.commands.iter().any(|command| command == words[0]) {
                let words = words.iter().map(|word| match *word {
                    "@" => path.as_str(),
                    "@good" => good,
                    "@folder" => folder.as_str(),
                    word => word,
                });
                self.try_command(&words.collect::<Vec<_>>())?;
            }
        }
        // Not every file is good enough for a report.
        fs::remove_dir_all(&folder).ok();
        fs::remove_file(&path).map_err(|e| format!("{path}: {e}"))
    }

    fn try_command(&self, words: &[&str]) -> Result<(), String> {
        let sizes = words.iter().filter_map(|word| fs::metadata(word).ok()).map(|data| data.len());
        let memory = FLOOR + TIMES * sizes.sum::<u64>();
        let outcome = Cmd::new(&self.program).args(words).seconds(SECONDS).memory(memory).run()?;
        let stderr = text(&outcome.stderr);
        match outcome.end {
            End::Exit(0..=2) if !stderr.contains("panicked") => Ok(()),
            end => Err(format!("{}: {end}\n{stderr}", words.join(" "))),
        }
    }
}
