//! What the code of a native binary comes from: each byte's section, function, instruction, and source line.
//!
//! Takes an `Elf`; gives figures for each section and source file. For binaries without a map; `p1` has those with one.

use super::Lines;
use crate::elf::Elf;
use crate::json::Json;
use crate::list::names::brief;
use crate::list::parts::{Blocks, Kind, Part, spans};
use crate::list::walk::{is_padding, steps};
use crate::options::{self, Arguments, Status};
use std::collections::BTreeMap;

/// Bytes of code, and to how many of them something is known.
#[derive(Default)]
pub struct Counts {
    pub bytes: u64,
    /// In a function or another symbol.
    pub function: u64,
    /// In an instruction.
    pub instruction: u64,
    /// Data in sections of code, by a symbol that says so.
    pub data: u64,
    /// Between functions: zeros, nops.
    pub padding: u64,
    /// Of a source line.
    pub line: u64,
}

/// The figures of a file.
#[derive(Default)]
pub struct View {
    /// Each section of code: its name and figures.
    pub sections: Vec<(String, Counts)>,
    /// Bytes of code by source file.
    pub files: BTreeMap<String, u64>,
    pub total: Counts,
}

/// `audit map` without a map.
pub fn command(path: &str, arguments: &Arguments) -> Result<Status, String> {
    let bytes = options::read(path)?;
    let elf = crate::list::parse(path, &bytes)?;
    if arguments.has("lines") {
        return options::print(&Lines::read(&elf).text_of_rows());
    }
    if let Some(at) = arguments.value("at") {
        let at = number(at).ok_or("--at needs a number, decimal or 0x…")?;
        return options::print(&byte(&elf, at)?);
    }
    let view = view(&elf);
    options::print(&if arguments.has("json") { view.json().text() } else { view.text() })?;
    Ok(if view.is_complete() { Status::Clean } else { Status::Found })
}

fn number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// What is known of the byte at an address, or else at an offset of the file.
fn byte(elf: &Elf, at: u64) -> Result<String, String> {
    let offset = elf.at_address(at).unwrap_or(at);
    let span = spans(elf).into_iter().find(|span| span.start <= offset && offset < span.end);
    let span = span.ok_or_else(|| format!("{at:#x} is neither a loaded address nor in the file"))?;
    let Part::Section(number) = span.part else {
        let what = match span.part {
            Part::FileHeader => "the ELF header",
            Part::SegmentTable => "the program headers",
            Part::SectionTable => "the section headers",
            _ => "between the parts of the file: padding, or unexplained",
        };
        return Ok(format!("file offset {offset:#x}\nin       {what}\n"));
    };
    let section = elf.sections.get(number).ok_or("no such section")?;
    let inside = offset.saturating_sub(span.from);
    let mut text = format!("file offset {offset:#x}\nsection  {}+{inside:#x}\n", brief(&section.name));
    let blocks = Blocks::new(elf).of(elf, number);
    let block = blocks.iter().find(|block| block.start <= inside && inside < block.end);
    let Some(block) = block else {
        return Ok(text);
    };
    if let Some(symbol) = block.symbols.first().and_then(|&symbol| elf.symbols.get(symbol)) {
        let from = section.address.saturating_add(inside).saturating_sub(symbol.value);
        text += &format!("symbol   {}+{from:#x}\n", brief(&symbol.name));
    }
    if let (Some(machine), true) = (elf.machine, section.is_code() && block.kind != Kind::Data) {
        let part = crate::bytes::slice(section.bytes(elf.bytes), block.start, block.end - block.start);
        let address = section.address.wrapping_add(block.start);
        let mut all = steps(machine, part.unwrap_or(&[]), address);
        if let Some(step) = all.find(|step| block.start + step.start + step.size > inside) {
            let bytes = crate::bytes::slice(part.unwrap_or(&[]), step.start, step.size).unwrap_or(&[]);
            let at = address.wrapping_add(step.start);
            text += &format!("code     {at:#x}  {}\n", machine.text(bytes, at));
        }
    }
    let lines = Lines::read(elf);
    let address = section.address.wrapping_add(inside);
    if let Some((place, _)) = lines.at(number, address) {
        text += &format!("source   {}:{}\n", brief(&lines.file(place.file)), place.line);
    }
    if let Some(function) = lines.function_at(number, address) {
        text += &format!("function {} (of the debugging information)\n", brief(&function));
    }
    Ok(text)
}

/// Looks at all code of a file.
pub fn view(elf: &Elf) -> View {
    let lines = Lines::read(elf);
    let blocks = Blocks::new(elf);
    let mut view = View::default();
    let mut by_file = BTreeMap::new();
    // By spans, so that sections that overlap are not gone through again and again.
    for span in spans(elf) {
        let Part::Section(number) = span.part else {
            continue;
        };
        let Some(section) = elf.sections.get(number).filter(|section| section.is_code()) else {
            continue;
        };
        let bytes = crate::bytes::slice(elf.bytes, span.start, span.end - span.start).unwrap_or(&[]);
        if span.start != span.from {
            continue;
        }
        let mut counts = Counts { bytes: bytes.len() as u64, ..Counts::default() };
        for block in blocks.of(elf, number) {
            let end = block.end.min(bytes.len() as u64);
            let part =
                crate::bytes::slice(bytes, block.start, end.saturating_sub(block.start)).unwrap_or(&[]);
            let size = part.len() as u64;
            if !block.symbols.is_empty() {
                counts.function += size;
            }
            let address = section.address.wrapping_add(block.start);
            match elf.machine {
                _ if block.kind == Kind::Gap && is_padding(elf.machine, part) => counts.padding += size,
                Some(machine) if block.kind != Kind::Data => {
                    let known = steps(machine, part, address).filter(|step| step.insn.is_some());
                    counts.instruction += known.map(|step| step.size).sum::<u64>();
                }
                _ => counts.data += size,
            }
        }
        counts.line = count_lines(&lines, number, section.address, bytes.len() as u64, &mut by_file);
        view.total.add(&counts);
        view.sections.push((section.name.clone(), counts));
    }
    for (file, bytes) in by_file {
        *view.files.entry(lines.file(file)).or_default() += bytes;
    }
    view
}

/// How many bytes of a section have a source line; adds them to those of its file.
fn count_lines(lines: &Lines, section: usize, start: u64, size: u64, files: &mut BTreeMap<u32, u64>) -> u64 {
    let mut count = 0;
    let end = start.saturating_add(size);
    let mut at = start;
    while at < end {
        let next = match lines.at(section, at) {
            Some((place, to)) => {
                let to = to.min(end).max(at + 1);
                count += to - at;
                *files.entry(place.file).or_default() += to - at;
                to
            }
            None => lines.next(section, at).unwrap_or(end),
        };
        at = next.max(at + 1);
    }
    count
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.bytes += other.bytes;
        self.function += other.function;
        self.instruction += other.instruction;
        self.data += other.data;
        self.padding += other.padding;
        self.line += other.line;
    }

    /// Bytes that belong to a function, or are padding between functions.
    fn attributed(&self) -> u64 {
        self.function + self.padding
    }

    /// Bytes that are in an instruction, declared data, or padding.
    fn decoded(&self) -> u64 {
        self.instruction + self.data + self.padding
    }

    fn json(&self) -> Json {
        Json::object([
            ("bytes", Json::from(self.bytes)),
            ("function", Json::from(self.function)),
            ("instruction", Json::from(self.instruction)),
            ("data", Json::from(self.data)),
            ("padding", Json::from(self.padding)),
            ("line", Json::from(self.line)),
        ])
    }
}

impl View {
    /// The figures as a table, and the source files with the most code.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{:<16} {:>10} {:>10} {:>12} {:>10}\n",
            "section", "bytes", "function", "instruction", "line"
        );
        let total = ("all code".to_string(), &self.total);
        let each =
            self.sections.iter().map(|(name, counts)| (crate::bytes::printable(name.as_bytes()), counts));
        for (name, counts) in each.chain([total]) {
            text += &format!(
                "{name:<16} {:>10} {:>10} {:>12} {:>10}\n",
                counts.bytes,
                percent(counts.attributed(), counts.bytes),
                percent(counts.decoded(), counts.bytes),
                percent(counts.line, counts.bytes)
            );
        }
        text += &format!("of it {} bytes padding, {} bytes data\n", self.total.padding, self.total.data);
        for (file, bytes) in &self.files {
            text += &format!("{:>10} {:>8}  {file}\n", bytes, percent(*bytes, self.total.bytes));
        }
        text
    }

    pub fn json(&self) -> Json {
        let section = |(name, counts): &(String, Counts)| {
            Json::object([("name", Json::from(name.as_str())), ("counts", counts.json())])
        };
        let file = |(name, bytes): (&String, &u64)| {
            Json::object([("name", Json::from(name.as_str())), ("bytes", Json::from(*bytes))])
        };
        Json::object([
            ("sections", Json::array(self.sections.iter().map(section))),
            ("files", Json::array(self.files.iter().map(file))),
            ("total", self.total.json()),
        ])
    }

    /// Whether every byte of code is in a function and an instruction, or declared to be data or padding.
    pub fn is_complete(&self) -> bool {
        let total = &self.total;
        total.attributed() == total.bytes && total.decoded() == total.bytes
    }
}

/// A part of a whole, rounded down, so that 100.00 % is all of it.
pub fn percent(part: u64, whole: u64) -> String {
    let hundredths = (u128::from(part) * 10_000).checked_div(u128::from(whole)).unwrap_or(10_000);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}
