//! `audit-map`: every byte of the programs of the chain that are built through P1 is explained, and manipulations of
//! program, map, P1 text, macro files and C files are found, each by the check that is there for it.

use super::tamper::{CASES, Files, flip};
use crate::exec::{Cmd, End, Outcome, text};
use crate::host::{ARCHES, Host, lib_sources, read, scratch, write};
use crate::options::Options;
use crate::rng::Rng;
use crate::tally::Tally;
use std::fs;
use std::path::Path;

/// So many random bytes of stage1 are changed by default, one at a time.
const FLIPS: usize = 60;

/// So many bytes of each stage1 are looked at with --at.
const VIEWS: usize = 6;

/// The architectures that stage2 is built for.
const STAGE2: [&str; 2] = ["x86_64", "aarch64"];

const SECONDS: u64 = 60;
const MEMORY: u64 = 1 << 30;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, FLIPS, 1)?;
    host.need_stage1()?;
    host.need(&[("prlimit", "util-linux")])?;
    let audit = super::program()?;
    let folder = scratch("audit-map")?;
    let tally = Tally::default();
    let mut programs: Vec<String> = ARCHES.iter().map(|arch| format!("build/{arch}/stage1")).collect();
    let p1 = stage2_text(host, &folder)?;
    let made: Vec<Result<String, String>> =
        STAGE2.iter().map(|arch| stage2(host, arch, &p1, &folder)).collect();
    for (arch, program) in STAGE2.iter().zip(made) {
        match program {
            Ok(program) => programs.push(program),
            Err(why) => tally.fail(&format!("stage2-boot for {arch}"), &why),
        }
    }
    host.each(&programs, |program| {
        let map = format!("{program}.map");
        tally.record(program, explained(&Cmd::new(&audit).args(["map", program, &map])));
    });

    let mut originals = Vec::new();
    for arch in ARCHES {
        originals.push(Files::read(arch)?);
    }
    host.each(&Vec::from_iter(0..CASES.len()), |&index| {
        let Some(case) = CASES.get(index) else { return };
        // Each case on one of the architectures, unless it is about one.
        let files = originals.iter().find(|files| case.arch == files.arch);
        let Some(files) = files.or(originals.get(index % originals.len())) else { return };
        let mut files = files.clone();
        let place = format!("{folder}/case-{index}");
        let result = (case.change)(&mut files).ok_or("the case has nothing to change".to_string());
        tally.record(case.name, result.and_then(|()| found(&audit, &files, &place, Some(case.check))));
    });
    host.each(&originals, |files| {
        let place = format!("{folder}/views-{}", files.arch);
        tally.record(&format!("what is said of {}", files.arch), views(&audit, files, &place));
    });
    let mut rng = Rng::new(options.seed);
    let flips: Vec<(usize, u64, u64)> =
        (0..options.count).map(|index| (index, rng.next(), rng.next())).collect();
    host.each(&flips, |&(index, at, bit)| {
        let Some(files) = originals.get(index % originals.len()) else { return };
        let mut files = files.clone();
        let at = flip(&mut files.program, at, bit);
        let place = format!("{folder}/flip-{index}");
        tally.record(&format!("byte {at} of {}", files.arch), found(&audit, &files, &place, None));
    });
    fs::remove_dir_all(&folder).ok();
    Ok(tally)
}

/// The P1 text of stage2, which is the same for all architectures.
fn stage2_text(host: &Host, folder: &str) -> Result<String, String> {
    let list = text(&read("stage2/SOURCES")?);
    let path = format!("{folder}/stage2-boot.p1");
    let seed = Cmd::new(&host.seed).args(["cc", "-I", "stage1/lib"]);
    seed.args(list.split_whitespace()).args(lib_sources()?).args(["-o", &path]).ok()?;
    Ok(path)
}

/// stage2-boot with its map, built step by step; it is the program that the chain built in one.
fn stage2(host: &Host, arch: &str, p1: &str, folder: &str) -> Result<String, String> {
    let folder = format!("{folder}/{arch}");
    fs::create_dir_all(&folder).map_err(|e| format!("cannot make {folder}: {e}"))?;
    let (hex, program) = (format!("{folder}/stage2-boot.hex"), format!("{folder}/stage2-boot"));
    let map = format!("{program}.map");
    Cmd::new(&host.seed).args(["expand", "-a", arch, p1, "-o", &hex, "--map", &map]).ok()?;
    Cmd::new(&host.seed).args(["link", "-a", arch, &hex, "-o", &program]).ok()?;
    fs::remove_file(&hex).ok();
    let chain = format!("build/{arch}/stage2-boot");
    if Path::new(&chain).is_file() && read(&chain)? != read(&program)? {
        return Err(format!("it is not {chain}"));
    }
    Ok(program)
}

pub fn limited(command: &Cmd) -> Result<Outcome, String> {
    command.clone().seconds(SECONDS).memory(MEMORY).run()
}

/// 100 % of the bytes, and no finding.
pub fn explained(command: &Cmd) -> Result<(), String> {
    let outcome = limited(command)?;
    let out = text(&outcome.stdout);
    let all = out.contains("\nexplained: 100.00 %\n") && out.contains("\nfindings: 0\n");
    if outcome.end == End::Exit(0) && all {
        Ok(())
    } else {
        Err(format!("{}\n{out}{}", outcome.end, text(&outcome.stderr)))
    }
}

/// A manipulation is found, by the check `check`.
fn found(audit: &str, files: &Files, place: &str, check: Option<&str>) -> Result<(), String> {
    files.write(place)?;
    let outcome = limited(&files.command(audit, place))?;
    let out = text(&outcome.stdout);
    fs::remove_dir_all(place).ok();
    let named = |check: &str| out.lines().any(|line| line.starts_with(&format!("error: {check}: ")));
    if outcome.end == End::Exit(1) && check.is_none_or(named) && !out.contains("\nfindings: 0\n") {
        Ok(())
    } else {
        Err(format!(
            "{}, without {}\n{out}{}",
            outcome.end,
            check.unwrap_or("a finding"),
            text(&outcome.stderr)
        ))
    }
}

/// --at tells the entry of the map and the macro; --summary counts every byte of the sections once; --json has both.
fn views(audit: &str, files: &Files, place: &str) -> Result<(), String> {
    files.write(place)?;
    let says = |options: &[&str], wanted: &[&str]| {
        let outcome = limited(&files.command(audit, place).args(options))?;
        let out = text(&outcome.stdout);
        match wanted.iter().find(|&&wanted| outcome.end != End::Exit(0) || !out.contains(wanted)) {
            Some(wanted) => Err(format!("{options:?}: {}, without '{wanted}'\n{out}", outcome.end)),
            None => Ok(out),
        }
    };
    let entries: Vec<&str> = files.map.lines().filter(|line| !line.starts_with("bss ")).collect();
    for entry in entries.iter().step_by(entries.len() / VIEWS + 1) {
        let (area, words) = entry.split_once(' ').ok_or("no entry")?;
        let offset: usize = words.split(' ').next().and_then(|word| word.parse().ok()).ok_or("no offset")?;
        let (begin, _) = files.section(&format!(".{area}")).ok_or("no section")?;
        let macro_name = match words.split(' ').nth(3) {
            Some("-") | None => "none",
            Some(name) => name,
        };
        let at = (begin + offset).to_string();
        let wanted = [format!("\nmap         {words}\n"), format!("\nmacro       {macro_name}")];
        says(&["--at", &at], &wanted.each_ref().map(String::as_str))?;
    }
    let first = entries.iter().find_map(|entry| entry.strip_prefix("rodata ")).ok_or("no entry")?;
    let (begin, _) = files.section(".rodata").ok_or("no section")?;
    says(&["--at", &begin.to_string(), "--json"], &[&format!("\"map\": \"{first}\"")])?;
    says(&["--at", "0x18"], &["e_entry of the ELF header"])?;
    let (symbols, _) = files.section(".symtab").ok_or("no .symtab")?;
    says(&["--at", &(symbols + 24 + 8).to_string()], &["st_value of symbol 1, "])?;
    let beyond = limited(&files.command(audit, place).args(["--at", "0xffffffff"]))?;
    if beyond.end != End::Exit(2) {
        return Err(format!("--at a byte that is not there: {}", beyond.end));
    }

    let out = says(&["--summary"], &["\nfindings: 0\n", "  defined at\n"])?;
    let rows = out.lines().skip_while(|line| !line.ends_with("  defined at")).skip(1);
    let bytes = rows.filter_map(|row| row.split_whitespace().nth(2)?.parse::<usize>().ok());
    let sections = [".rodata", ".text", ".data"].iter().filter_map(|name| files.section(name));
    let (counted, there) = (bytes.sum::<usize>(), sections.map(|(_, size)| size).sum::<usize>());
    if counted != there {
        return Err(format!("--summary counts {counted} bytes, the sections have {there}"));
    }
    says(&["--summary", "--json"], &["\"percent\": \"100.00\"", "\"findings\": []", "\"macros\": ["])?;
    fs::remove_dir_all(place).ok();
    Ok(())
}

impl Files {
    fn read(arch: &'static str) -> Result<Files, String> {
        let path = format!("build/{arch}/stage1");
        Ok(Files {
            arch,
            program: read(&path)?,
            map: text(&read(format!("{path}.map"))?),
            p1: text(&read(format!("{path}.p1"))?),
            macros: text(&read(format!("macros/{arch}.p1"))?),
            runtime: text(&read("macros/runtime.p1")?),
            root: None,
        })
    }

    pub fn write(&self, place: &str) -> Result<(), String> {
        let macros = format!("{place}/macros");
        fs::create_dir_all(&macros).map_err(|e| format!("cannot make {macros}: {e}"))?;
        write(format!("{place}/program"), &self.program)?;
        write(format!("{place}/map"), &self.map)?;
        write(format!("{place}/p1"), &self.p1)?;
        write(format!("{macros}/{}.p1", self.arch), &self.macros)?;
        write(format!("{macros}/portable.p1"), read("macros/portable.p1")?)?;
        write(format!("{macros}/runtime.p1"), &self.runtime)?;
        if let Some((file, contents)) = &self.root {
            let path = format!("{place}/c/{file}");
            if let Some(parent) = Path::new(&path).parent() {
                fs::create_dir_all(parent).map_err(|e| format!("cannot make {}: {e}", parent.display()))?;
            }
            write(path, contents)?;
        }
        Ok(())
    }

    pub fn command(&self, audit: &str, place: &str) -> Cmd {
        let [program, map, p1, macros, root] =
            ["program", "map", "p1", "macros", "c"].map(|name| format!("{place}/{name}"));
        let command = Cmd::new(audit).args(["map", &program, &map, "--p1", &p1, "--macros", &macros]);
        if self.root.is_some() { command.args(["--root", &root]) } else { command }
    }
}
