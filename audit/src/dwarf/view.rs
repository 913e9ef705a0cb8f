//! What the code of a native binary comes from: each byte's section, function, instruction, and source line.
//!
//! Takes an `Elf`; gives figures for each section and source file. For binaries without a map; `p1` has those with one.

use super::Lines;
use crate::elf::Elf;
use crate::json::Json;
use crate::list::parts::{Blocks, Kind, Part, spans};
use crate::list::walk::{is_padding, steps};
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
