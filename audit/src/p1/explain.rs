//! What `audit map` prints: the account of the file's bytes, the macros used most, the explanation of one byte; as text
//! and as JSON.

use super::assembly::{Limits, NONE, Run};
use super::check::{Check, Share};
use super::command::{Report, read};
use super::eval::{Evaluator, Text, evaluate};
use super::image::{Kind, Region};
use super::map::{Area, Place};
use crate::bytes::printable;
use crate::isa::Machine;
use crate::json::Json;
use std::collections::BTreeMap;

/// So many findings of one check are printed as text.
const SHOWN: usize = 20;

/// A macro, how often it is the innermost one of a run of bytes, and how many bytes these have.
pub struct Used {
    pub name: String,
    pub place: String,
    pub calls: u64,
    pub bytes: u64,
}

/// A number as the command line has it.
pub fn number(word: &str) -> Option<u64> {
    match word.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => word.parse().ok(),
    }
}

/// `99.99 %` of hundredths of a percent.
fn percent(hundredths: u64) -> String {
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

/// The account as text, behind the findings.
pub fn account(report: &Report) -> String {
    let mut text = String::new();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in report.findings.list() {
        let count = shown.entry(finding.check).or_default();
        *count += 1;
        if *count <= SHOWN {
            text += &format!("{}\n", finding.line());
        }
    }
    for (check, count) in report.findings.counts() {
        if *count > SHOWN {
            text += &format!("{check}: {} more\n", count - SHOWN);
        }
    }
    text += &format!("{}: {}, {} bytes\n", report.program, report.arch.name, report.account.total);
    text += &format!("  {:<28}{:>12}{:>12}\n", "", "bytes", "explained");
    let row = |name: &str, share: Share| format!("  {name:<28}{:>12}{:>12}\n", share.bytes, share.explained);
    for ((_, name), share) in &report.account.kinds {
        text += &row(name, *share);
    }
    let all = Share { bytes: report.account.total, explained: report.account.explained() };
    text += &row("all", all);
    text += &format!("explained: {}\n", percent(report.account.hundredths()));
    let (named, here) = report.c_files;
    text += &format!("map: {} entries; C files: {named} named, {here} read\n", report.map.count());
    text += &format!("findings: {}\n", report.findings.counts().values().sum::<usize>());
    text
}

/// The macros by the bytes that they make.
pub fn summary(program: &Evaluator) -> Vec<Used> {
    let mut used: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    for area in Area::ALL.into_iter().filter(|&area| area != Area::Bss) {
        for run in &program.assembly.part(area).runs {
            let entry = used.entry(run.inner).or_default();
            *entry = (entry.0 + 1, entry.1 + u64::from(run.size));
        }
    }
    let mut list: Vec<Used> = used
        .into_iter()
        .map(|(number, (calls, bytes))| {
            let (name, place) = match program.definition(number) {
                Some((name, place)) => (printable(name), place.to_string()),
                None => ("directives".to_string(), "-".to_string()),
            };
            Used { name, place, calls, bytes }
        })
        .collect();
    list.sort_by_key(|used| std::cmp::Reverse(used.bytes));
    list
}

pub fn summary_text(list: &[Used]) -> String {
    if list.is_empty() {
        return String::new();
    }
    let mut text = format!("\n  {:<20}{:>10}{:>10}  defined at\n", "macro", "runs", "bytes");
    for used in list {
        text += &format!("  {:<20}{:>10}{:>10}  {}\n", used.name, used.calls, used.bytes, used.place);
    }
    text
}

/// The report as JSON: `file`, `architecture`, `size`, `explained`, `percent`, `entries`, `files`, `kinds`, `macros`
/// (with --summary), `findings`.
pub fn json(report: &Report, summary: &[Used]) -> Json {
    let kinds = report.account.kinds.iter().map(|((_, name), share)| {
        Json::object([
            ("kind", Json::from(*name)),
            ("bytes", Json::from(share.bytes)),
            ("explained", Json::from(share.explained)),
        ])
    });
    let files = report.files.iter().map(|(name, path)| {
        Json::object([("name", Json::from(name.as_str())), ("path", Json::from(path.as_str()))])
    });
    let mut members = vec![
        ("file", Json::from(report.program)),
        ("architecture", Json::from(report.arch.name)),
        ("size", Json::from(report.account.total)),
        ("explained", Json::from(report.account.explained())),
        ("percent", Json::from(percent(report.account.hundredths()).trim_end_matches(" %"))),
        ("entries", Json::from(report.map.count())),
        ("files", Json::array(files)),
        ("kinds", Json::array(kinds)),
    ];
    if !summary.is_empty() {
        let macros = summary.iter().map(|used| {
            Json::object([
                ("name", Json::from(used.name.as_str())),
                ("definition", Json::from(used.place.as_str())),
                ("runs", Json::from(used.calls)),
                ("bytes", Json::from(used.bytes)),
            ])
        });
        members.push(("macros", Json::array(macros)));
    }
    let findings = report.findings.list().iter().map(|finding| finding.json());
    members.push(("findings", Json::array(findings)));
    Json::object(members)
}

/// The line of a text, without blanks around it.
fn line_of(text: &[u8], number: u32) -> String {
    let line = text.split(|&byte| byte == b'\n').nth((number as usize).saturating_sub(1));
    printable(line.unwrap_or(&[]).trim_ascii()).replace("\\x09", " ")
}

/// What is known of a byte: name and value, in the order in which they are told.
type Facts = Vec<(&'static str, String)>;

/// The facts that a byte may have several of: the symbols around it, and the calls that made it.
const SEVERAL: [&str; 2] = ["symbol", "macro"];

pub fn facts_text(facts: &Facts) -> String {
    facts.iter().map(|(name, value)| format!("{name:<12}{value}\n")).collect()
}

/// An object of strings; what a byte may have several of is an array.
pub fn facts_json(facts: &Facts) -> Json {
    let mut members: Vec<(&str, Json)> = Vec::new();
    for (name, value) in facts {
        let value = Json::from(value.as_str());
        match members.last_mut() {
            Some((last, Json::Array(list))) if last == name => list.push(value),
            _ if SEVERAL.contains(name) => members.push((name, Json::array([value]))),
            _ => members.push((name, value)),
        }
    }
    Json::object(members)
}

/// Explains one byte, which is given by its address or its offset in the file.
pub fn byte(check: &Check, at: u64, texts: &[Text], limits: Limits, root: &str) -> Result<Facts, String> {
    let inside = |&area: &Area| {
        let place = check.places.get(area as usize)?;
        let offset = at.checked_sub(place.address).filter(|&offset| offset < place.size)?;
        Some((area, offset))
    };
    if let Some((area, offset)) = Area::ALL.iter().find_map(inside) {
        return in_section(check, area, offset, texts, limits, root);
    }
    let first = check.places.iter().map(|place| place.address - place.offset).min().unwrap_or(0);
    let offset = if at >= first { at - first } else { at };
    let region = check.image.regions.iter().find(|region| (region.begin..region.end).contains(&offset));
    let region = region.ok_or_else(|| format!("no byte of the program is at {at:#x}"))?;
    match region.kind {
        Kind::Section(area) => in_section(check, area, offset - region.begin, texts, limits, root),
        _ => Ok(outside(check, region, offset)),
    }
}

fn value(file: &[u8], offset: u64) -> String {
    crate::bytes::u8_at(file, offset)
        .map_or("none, the file ends before".to_string(), |byte| format!("{byte:#04x}"))
}

fn outside(check: &Check, region: &Region, offset: u64) -> Facts {
    vec![
        ("file offset", format!("{offset:#x}")),
        ("byte", value(check.file, offset)),
        ("for", check.describe(region, offset - region.begin)),
        ("must be", format!("{} (docs/HEX.md, gABI)", value(&check.image.bytes, offset))),
    ]
}

fn in_section(
    check: &Check,
    area: Area,
    offset: u64,
    texts: &[Text],
    limits: Limits,
    root: &str,
) -> Result<Facts, String> {
    let part = check.program.assembly.part(area);
    let place = check.places.get(area as usize).copied().unwrap_or_default();
    let address = place.address + offset;
    let mut facts = vec![("address", format!("{address:#x}, {}+{offset:#x}", area.name()))];
    let after = part.runs.partition_point(|run| run.offset <= offset);
    let found = after.checked_sub(1).and_then(|index| part.runs.get(index));
    let Some(run) = found.filter(|run| offset - run.offset < u64::from(run.size)) else {
        facts.push(("for", "a zero of a section that would be empty (docs/HEX.md)".to_string()));
        return Ok(facts);
    };
    if area != Area::Bss {
        let at = place.offset + offset;
        let (has, must) = (value(check.file, at), value(&check.image.bytes, at));
        facts.push(("file offset", format!("{at:#x}")));
        facts.push(("byte", if has == must { has } else { format!("{has}, must be {must}") }));
    }
    if area == Area::Text
        && let Some(text) = instruction(check, &part.runs, run, offset, place.address, place.offset)
    {
        facts.push(("instruction", text));
    }
    let symbols = check.program.assembly.symbols.iter().filter(|symbol| {
        symbol.area == area && (symbol.offset..symbol.offset + symbol.size).contains(&offset)
    });
    for symbol in symbols {
        let name = check.program.names.show(symbol.name);
        facts.push(("symbol", format!("{name}+{:#x}", offset - symbol.offset)));
    }
    let again = evaluate(texts, limits, Some((area, offset)))?;
    facts.extend(again.calls.into_iter().rev().map(|call| ("macro", call)));
    if run.inner == NONE {
        facts.push(("macro", "none: a directive".to_string()));
    }
    let call = check.program.place(run.line);
    let p1 = texts.iter().find(|text| text.name == call.file).map_or(&[][..], |text| text.bytes);
    facts.push(("P1", format!("{call}: {}", line_of(p1, call.line))));
    if let Some((name, number)) = run.source {
        let line = u32::try_from(number).unwrap_or(0);
        let file = check.program.names.show(name);
        let c =
            read(&format!("{root}/{file}"), 1 << 28).map_or("(not here)".to_string(), |c| line_of(&c, line));
        facts.push(("C", format!("{}: {c}", Place { file: &file, line })));
    }
    let entry = check.map.lookup(area, offset).map(|origin| {
        let definition = match origin.definition {
            Some((name, place)) => format!("{name} {place}"),
            None => "- -".to_string(),
        };
        let source = origin.source.map_or("-".to_string(), |place| place.to_string());
        format!("{} {} {} {definition} {source}", origin.offset, origin.size, origin.call)
    });
    facts.push(("map", entry.unwrap_or("no entry".to_string())));
    Ok(facts)
}

/// The machine instruction around a byte of code: decoded from the begin of the bytes of the P1 line.
fn instruction(
    check: &Check,
    runs: &[Run],
    run: &Run,
    offset: u64,
    address: u64,
    file_offset: u64,
) -> Option<String> {
    let machine = Machine::from_number(check.arch.machine)?;
    // A P1 operation begins with an instruction.
    let same: Vec<&Run> =
        runs.iter().filter(|other| other.line == run.line && other.outer == run.outer).collect();
    let mut at = same.first().map_or(run.offset, |first| first.offset);
    let end = same.last().map_or(run.offset, |last| last.offset + u64::from(last.size));
    while at <= offset {
        let rest = crate::bytes::slice(check.file, file_offset + at, end.saturating_sub(at)).unwrap_or(&[]);
        let found = machine.decode(rest, address + at).ok()?;
        let length = u64::from(found.length).max(1);
        if offset < at + length {
            let shown = rest.iter().take(length as usize).map(|byte| format!("{byte:02x}"));
            let shown = shown.collect::<Vec<_>>().join(" ");
            return Some(format!("{shown}: {}", machine.text(rest, address + at)));
        }
        at += length;
    }
    None
}
