//! `audit map`: explains every byte of a program built through P1, and checks the map that says where each comes from.
//!
//! Takes the program, its map, the P1 text and the macro files; prints an account, findings, the macros used most, or
//! the explanation of one byte. `explain.rs` writes the account as text and JSON.

use super::assembly::{Assembly, Limits};
use super::check::{Account, Check};
use super::eval::{Evaluator, Text, evaluate};
use super::explain;
use super::image::{ARCHES, Arch, HEADERS, Image, image};
use super::map::{Area, Provenance};
use crate::bytes;
use crate::finding::{Finding, Findings, Severity};
use crate::options::{Arguments, Command, Opt, Status, print};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

pub const MAP: Command = Command {
    name: "map",
    operands: "PROG [PROG.map]",
    count: (1, 2),
    summary: "explain every byte of a program built through P1",
    text: "Evaluates the P1 text with the macro files, by rules of its own, and compares the result with the program and \
        with its map: every byte, macro call, macro definition, P1 line and C line, every symbol and header. The P1 text is \
        the file that the map names, unless --p1 gives another. Files of other names are found from the current directory. \
        Without a map, tells for the code of any ELF file how much of it is in functions and instructions, and by \
        debugging information from which source lines.",
    options: &[
        Opt { name: "p1", value: "FILE,…", help: "the P1 text; several files in the order of the program" },
        Opt { name: "macros", value: "DIR", help: "the folder of the macro files (default: macros)" },
        Opt { name: "arch", value: "ARCH", help: "x86_64, aarch64 or riscv64 (default: that of PROG)" },
        Opt { name: "root", value: "DIR", help: "where the names of C files begin (default: .)" },
        Opt { name: "at", value: "ADDRESS|OFFSET", help: "explain this byte" },
        Opt { name: "summary", value: "", help: "list the macros by the bytes that they make" },
        Opt {
            name: "lines",
            value: "",
            help: "without a map: list the addresses at which source lines begin",
        },
        Opt { name: "json", value: "", help: "print JSON" },
    ],
    run: map,
};

/// Files may have so many bytes.
const MAX_FILE: u64 = 1 << 30;
const MAX_TEXT: u64 = 256 << 20;

/// Reads a regular file of a bounded size: names come out of a map, which may be hostile.
pub fn read(path: &str, most: u64) -> Result<Vec<u8>, String> {
    let fail = |error: std::io::Error| format!("{path}: {error}");
    let about = std::fs::metadata(path).map_err(fail)?;
    if !about.is_file() || about.len() > most {
        return Err(format!("{path}: not a regular file of at most {most} bytes"));
    }
    let mut contents = Vec::new();
    let file = std::fs::File::open(path).map_err(fail)?;
    file.take(most).read_to_end(&mut contents).map_err(fail)?;
    Ok(contents)
}

/// The result of `audit map`.
pub struct Report<'a> {
    pub program: &'a str,
    pub arch: Arch,
    pub map: &'a Provenance<'a>,
    pub account: Account,
    pub findings: Findings,
    /// The files that were evaluated: their names in the map and on this machine.
    pub files: &'a [(String, String)],
    /// How many C files the map names, and how many of them are here.
    pub c_files: (usize, usize),
}

fn map(arguments: &Arguments) -> Result<Status, String> {
    if let [program] = arguments.operands.as_slice() {
        return crate::dwarf::view::command(program, arguments);
    }
    let [program, map_file] = arguments.operands.as_slice() else {
        return Err("PROG and PROG.map".to_string());
    };
    let file = read(program, MAX_FILE)?;
    let map_text = read(map_file, MAX_FILE)?;
    let map = Provenance::read(&map_text);
    let arch = architecture(arguments.value("arch"), &file)?;
    let mut findings = Findings::default();
    for (line, why) in &map.malformed {
        let text = format!("line {line} of the map: {why}");
        findings.add(Finding::new(Severity::Error, "map-syntax", text));
    }
    if map.malformed_count > map.malformed.len() {
        let text = format!("{} lines of the map are malformed", map.malformed_count);
        findings.add(Finding::new(Severity::Error, "map-syntax", text));
    }

    let files = sources(&map, arch, arguments, &mut findings)?;
    let mut contents = Vec::new();
    let mut room = MAX_TEXT;
    for (_, path) in &files {
        let bytes = read(path, room)?;
        room = room.saturating_sub(bytes.len() as u64);
        contents.push(bytes);
    }
    let texts: Vec<Text> =
        files.iter().zip(&contents).map(|((name, _), bytes)| Text { name, bytes }).collect();
    let limits = limits(&file, &map, &texts);
    let empty = Account { total: file.len() as u64, ..Account::default() };
    let mut report =
        Report { program, arch, map: &map, account: empty, findings, files: &files, c_files: (0, 0) };
    let (evaluator, image) = match program_of(&texts, limits, arch) {
        Ok(made) => made,
        Err((check, text)) => {
            report.findings.add(Finding::new(Severity::Error, check, text));
            return finish(arguments, &report, "");
        }
    };
    let places = evaluator.assembly.places(arch.page, HEADERS);
    let check = Check { file: &file, map: &map, program: &evaluator, places, image: &image, arch };
    if let Some(at) = arguments.value("at") {
        let at = explain::number(at).ok_or("--at needs a number, decimal or 0x…")?;
        let root = arguments.value("root").unwrap_or(".");
        let facts = explain::byte(&check, at, &texts, limits, root)?;
        let json = arguments.has("json").then(|| explain::facts_json(&facts).text());
        print(&json.unwrap_or_else(|| explain::facts_text(&facts)))?;
        return Ok(Status::Clean);
    }
    report.account = check.run(&mut report.findings);
    report.c_files = c_lines(&check, arguments.value("root").unwrap_or("."), &mut report.findings);
    let summary = if arguments.has("summary") { explain::summary(&evaluator) } else { Vec::new() };
    if arguments.has("json") {
        print(&explain::json(&report, &summary).text())?;
        return Ok(status(&report));
    }
    finish(arguments, &report, &explain::summary_text(&summary))
}

fn finish(arguments: &Arguments, report: &Report, summary: &str) -> Result<Status, String> {
    if arguments.has("json") {
        print(&explain::json(report, &[]).text())?;
    } else {
        print(&(explain::account(report) + summary))?;
    }
    Ok(status(report))
}

fn status(report: &Report) -> Status {
    let clean = report.findings.worst().is_none_or(|worst| worst == Severity::Note);
    if clean && report.account.hundredths() == 10_000 { Status::Clean } else { Status::Found }
}

fn architecture(given: Option<&str>, file: &[u8]) -> Result<Arch, String> {
    const MACHINE: u64 = 18; // e_machine (gABI, figure 4-3)
    let machine = bytes::u16_at(file, MACHINE);
    let fits = |arch: &&Arch| given.map_or(Some(arch.machine) == machine, |name| arch.name == name);
    ARCHES.iter().find(fits).copied().ok_or_else(|| match given {
        Some(name) => format!("no architecture '{name}'"),
        None => "the program is for no architecture that P1 has; --arch may name one".to_string(),
    })
}

/// Evaluates the texts and links what they make.
fn program_of<'a>(
    texts: &'a [Text<'a>],
    limits: Limits,
    arch: Arch,
) -> Result<(Evaluator<'a>, Image), (&'static str, String)> {
    let evaluated = evaluate(texts, limits, None);
    let mut evaluator =
        evaluated.map_err(|why| ("map-evaluate", format!("the P1 text has no meaning: {why}")))?;
    let places = evaluator.assembly.places(arch.page, HEADERS);
    let linked = Assembly::link(&mut evaluator.assembly, &places, &evaluator.names);
    linked.map_err(|(line, why)| ("map-link", format!("{}: {why}", evaluator.place(line))))?;
    let image =
        image(&evaluator.assembly, &evaluator.names, &places, arch).map_err(|why| ("map-link", why))?;
    Ok((evaluator, image))
}

/// What the texts may need: several times as much as a good program of their size does.
fn limits(file: &[u8], map: &Provenance, texts: &[Text]) -> Limits {
    let text: usize = texts.iter().map(|text| text.bytes.len()).sum();
    Limits {
        bytes: (1 << 20) + 2 * file.len() as u64,
        runs: (1 << 16) + 2 * map.count(),
        labels: (1 << 16) + text / 2,
        names: (1 << 22) + 16 * text as u64,
        steps: (1 << 22) + 24 * (text + file.len()) as u64,
    }
}

/// The files to evaluate, in the order of a P1 program (docs/P1.md, "Layers"): the name in the map, the path here.
fn sources(
    map: &Provenance,
    arch: Arch,
    arguments: &Arguments,
    findings: &mut Findings,
) -> Result<Vec<(String, String)>, String> {
    let machine_file = format!("{}.p1", arch.name);
    // How often each file is named, and where first.
    let mut calls: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
    let mut definitions: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in Area::ALL.into_iter().flat_map(|area| map.entries(area)) {
        let Some(origin) = map.origin(entry) else { continue };
        let call = calls.entry(origin.call.file).or_insert((0, entry.line));
        *call = (call.0 + 1, call.1.min(entry.line));
        if let Some((_, place)) = origin.definition {
            *definitions.entry(place.file).or_default() += 1;
        }
    }
    // The folder as the map has it: that of the machine's macros named most often.
    let folder_of = |file: &str| {
        let folder = file.strip_suffix(machine_file.as_str())?;
        (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_string())
    };
    let best = definitions.iter().filter_map(|(file, count)| Some((*count, folder_of(file)?))).max();
    let here = arguments.value("macros").unwrap_or("macros").trim_end_matches('/');
    let told = best.map_or_else(|| format!("{here}/"), |(_, folder)| folder);
    let macro_file = |name: &str| (format!("{told}{name}"), format!("{here}/{name}"));
    let [before, after] =
        [vec![macro_file(&machine_file), macro_file("portable.p1")], vec![macro_file("runtime.p1")]];

    let mut own: Vec<(&str, (usize, u32))> = calls
        .into_iter()
        .filter(|(file, _)| !before.iter().chain(&after).any(|(name, _)| name == file))
        .collect();
    let given: Vec<&str> = arguments.value("p1").map_or(Vec::new(), |list| list.split(',').collect());
    // Names that only a few entries have may be forged: as many as files were given stay, the most frequent ones.
    own.sort_by_key(|&(_, (count, _))| std::cmp::Reverse(count));
    let wanted = if given.is_empty() { own.len() } else { given.len() };
    own.truncate(wanted);
    own.sort_by_key(|&(_, (_, line))| line);
    let mut files = before;
    for index in 0..wanted {
        let (name, path) = match (own.get(index), given.get(index)) {
            (Some((name, _)), Some(path)) => (*name, *path),
            (Some((name, _)), None) => (*name, *name),
            (None, Some(path)) => (*path, *path),
            (None, None) => continue,
        };
        if given.is_empty() && !Path::new(path).is_file() {
            if wanted == 1 {
                return Err(format!("{path}, which the map names, is not here; --p1 may give it"));
            }
            let text = format!("the map names {path}, which is not here");
            findings.add(Finding::new(Severity::Error, "map-line", text));
            continue;
        }
        files.push((name.to_string(), path.to_string()));
    }
    files.extend(after);
    Ok(files)
}

/// Whether the C files that are here have the lines that the program names; how many there are, and are here.
fn c_lines(check: &Check, root: &str, findings: &mut Findings) -> (usize, usize) {
    let files = check.c_files();
    let mut here = 0;
    for (name, highest) in &files {
        let Ok(text) = read(&format!("{root}/{name}"), MAX_TEXT) else { continue };
        here += 1;
        let lines = text.split_inclusive(|&byte| byte == b'\n').count() as i64;
        if *highest > lines {
            let text = format!("bytes come from {name}:{highest}, but the file has {lines} lines");
            findings.add(Finding::new(Severity::Error, "map-source", text));
        }
    }
    (files.len(), here)
}
