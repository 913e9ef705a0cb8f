//! `audit report`: what all parts have to say about one file, as a page, as JSON, and as text.
//!
//! Takes a program, and its map or a build of it with debugging information; gives `report.html`, `report.json` and
//! `report.txt` in a folder. The model holds what is said; the writers only put it into words.

mod bytemap;
mod html;
mod listing;
mod model;
mod sizes;
mod source;
mod treemap;
mod words;

use crate::chain::graph::{self, Item};
use crate::chain::{sha256, sums};
use crate::code;
use crate::dwarf::Lines;
use crate::elf::Elf;
use crate::elf::account::Account;
use crate::finding::{Finding, Findings, Severity};
use crate::options::{Arguments, Command, Opt, Status, print, read, write};
use crate::p1::map::Provenance;
use model::Model;
use source::{Origins, Sources};

/// The command.
pub const COMMAND: Command = Command {
    name: "report",
    operands: "PROG [PROG.map]",
    count: (1, 2),
    summary: "write a report that opens offline, with every function",
    text: "Writes DIR/report.html, DIR/report.json and DIR/report.txt: a summary with verdict, a map of the file's bytes, \
           the sizes of folders, files and functions, what it can ask of the system, a listing of each function with \
           its sources, and all findings. The page is one file and asks for no other. Source lines come from the map \
           of a program built through P1, or from debugging information. Without -o, prints the text.",
    options: &[
        Opt { name: "o", value: "DIR", help: "write the three files into DIR, which is made" },
        Opt { name: "json", value: "", help: "print the JSON" },
        Opt {
            name: "debug",
            value: "FILE",
            help: "the same program with debugging information (its code must be the same)",
        },
        Opt {
            name: "source",
            value: "DIR",
            help: "the folder that the names of source files begin in (default: .)",
        },
        Opt { name: "sums", value: "FILE", help: "draw the chain with the digests of this SHA256SUMS" },
    ],
    run,
};

fn run(arguments: &Arguments) -> Result<Status, String> {
    let path = &arguments.operands[0];
    let bytes = read(path)?;
    let elf = Elf::parse(&bytes).map_err(|error| format!("{path}: {error}"))?;
    let map_text = arguments.operands.get(1).map(|map| read(map)).transpose()?;
    let map = map_text.as_ref().map(|text| Provenance::read(text));
    let debug_bytes = arguments.value("debug").map(read).transpose()?;
    let debug = match &debug_bytes {
        Some(bytes) => Some(same_code(&elf, bytes).map_err(|error| format!("--debug: {error}"))?),
        None => None,
    };
    let lines = Lines::read(debug.as_ref().unwrap_or(&elf));
    let origins = match &map {
        Some(map) => Origins::Map(map),
        None if lines.is_empty() => Origins::None,
        None => Origins::Lines(&lines),
    };
    let model = gather(path, &elf, &origins);
    let json = words::json(&model);
    let Some(folder) = arguments.value("o") else {
        print(&if arguments.has("json") { json.text() } else { words::text(&model) })?;
        return Ok(status(&model));
    };
    std::fs::create_dir_all(folder).map_err(|error| format!("{folder}: {error}"))?;
    let chain = arguments.value("sums").map(chain).transpose()?;
    let sources = Sources::below(arguments.value("source").unwrap_or("."));
    write(&format!("{folder}/report.json"), json.text().as_bytes())?;
    write(&format!("{folder}/report.txt"), words::text(&model).as_bytes())?;
    let page = html::page(&model, html::Page { origins, sources, chain });
    write(&format!("{folder}/report.html"), page.as_bytes())?;
    Ok(status(&model))
}

fn status(model: &Model) -> Status {
    match model.findings.worst() {
        Some(Severity::Error) => Status::Found,
        _ => Status::Clean,
    }
}

/// The chain that a SHA256SUMS file lists, as a picture.
fn chain(path: &str) -> Result<String, String> {
    const SHORT: usize = 16;
    let sums = sums::parse(&read(path)?).map_err(|error| format!("{path}: {error}"))?;
    let item = |(path, digest): (&String, &String)| Item {
        path: path.clone(),
        note: digest.chars().take(SHORT).collect(),
        good: true,
    };
    let tools = ["the first tools".to_string(), "seed or host compiler".to_string()];
    let svg = graph::svg(tools, &sums.iter().map(item).collect::<Vec<_>>());
    let rows = sums.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect::<String>();
    Ok(format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The chain\">{svg}</div>\n\
         <details><summary>The digests in full</summary><pre>{}</pre></details>\n",
        html::attribute(&rows)
    ))
}

/// Another build of the program, for its debugging information alone: every section of code must be the same.
fn same_code<'a>(elf: &Elf, bytes: &'a [u8]) -> Result<Elf<'a>, String> {
    let other = Elf::parse(bytes)?;
    for section in elf.sections.iter().filter(|section| section.is_code()) {
        let same = other.sections.iter().any(|candidate| {
            candidate.name == section.name
                && candidate.address == section.address
                && candidate.bytes(other.bytes) == section.bytes(elf.bytes)
        });
        if !same {
            return Err(format!("its section {} is another", section.name));
        }
    }
    Ok(other)
}

fn gather<'a>(path: &str, elf: &'a Elf<'a>, origins: &Origins) -> Model<'a> {
    let account = Account::of(elf);
    let mut code = code::examine(elf);
    let mut findings = Findings::default();
    findings.append(std::mem::take(&mut code.findings));
    let sources = code.functions.iter().map(|function| origins.function(elf, function)).collect();
    let pieces = Model::pieces(elf, &account.ranges, &code.functions);
    let explained = account.explained();
    findings.append(account.findings);
    for finding in elf.findings.list() {
        findings.add(finding.clone());
    }
    if matches!(origins, Origins::None) {
        let text = "no map and no debugging information: source lines are not known".to_string();
        findings.add(Finding::new(Severity::Note, "no-source", text));
    }
    Model {
        name: path.rsplit('/').next().unwrap_or(path).to_string(),
        size: elf.bytes.len() as u64,
        digest: sha256::digest(elf.bytes),
        elf,
        code,
        pieces,
        sources,
        findings,
        explained,
    }
}
