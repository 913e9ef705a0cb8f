//! Holds a program and its map against what the P1 text and the macro files give.
//!
//! Takes the file, the `Evaluator` behind its run, the image that follows from it, and the map; gives findings and an
//! account of the file's bytes. A byte is explained if it is what the evaluation makes of it and, inside a section, the
//! map says where it comes from just as the evaluation does; outside, if it is what docs/HEX.md and the gABI ask for.

use super::assembly::{NONE, Place, Run};
use super::eval::Evaluator;
use super::image::{Arch, Image, Kind, Region, field_at};
use super::map::{Area, Entry, Origin, Provenance};
use crate::bytes;
use crate::finding::{Finding, Findings, Severity};
use std::collections::BTreeMap;

/// How many bytes of a kind the file must have, and how many of them it has right.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Share {
    pub bytes: u64,
    pub explained: u64,
}

/// The file's bytes by kind, in the order in which they are told.
#[derive(Default)]
pub struct Account {
    pub kinds: BTreeMap<(u8, &'static str), Share>,
    /// The length of the file.
    pub total: u64,
}

impl Account {
    fn add(&mut self, rank: u8, name: &'static str, bytes: u64, explained: u64) {
        let share = self.kinds.entry((rank, name)).or_default();
        share.bytes += bytes;
        share.explained += explained;
    }

    pub fn explained(&self) -> u64 {
        self.kinds.values().map(|share| share.explained).sum()
    }

    /// Hundredths of a percent of the file's bytes that are explained, rounded down.
    pub fn hundredths(&self) -> u64 {
        self.explained().saturating_mul(10_000).checked_div(self.total).unwrap_or(0)
    }
}

/// What is compared.
pub struct Check<'a> {
    pub file: &'a [u8],
    pub map: &'a Provenance<'a>,
    pub program: &'a Evaluator<'a>,
    pub places: [Place; 4],
    pub image: &'a Image,
    pub arch: Arch,
}

/// So many differences of one table are told.
const DIFFERENCES: usize = 200;

/// Hexadecimal bytes, at most 16.
fn hex(bytes: &[u8]) -> String {
    let shown: Vec<String> = bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let more = if bytes.len() > 16 { " …" } else { "" };
    if bytes.is_empty() { "nothing".to_string() } else { shown.join(" ") + more }
}

fn number(bytes: &[u8]) -> String {
    let value = bytes.iter().rev().fold(0u64, |value, &byte| value << 8 | u64::from(byte));
    format!("{value:#x}")
}

/// How many bytes of `found`, which may end early, are as `wanted`.
fn equal(found: &[u8], wanted: &[u8]) -> u64 {
    if found == wanted {
        return wanted.len() as u64;
    }
    found.iter().zip(wanted).filter(|(found, wanted)| found == wanted).count() as u64
}

/// What the file has at a place, as much as is there.
fn part(file: &[u8], begin: u64, end: u64) -> &[u8] {
    let end = end.min(file.len() as u64);
    bytes::slice(file, begin, end.saturating_sub(begin)).unwrap_or(&[])
}

impl Check<'_> {
    pub fn run(&self, findings: &mut Findings) -> Account {
        let mut account = Account { total: self.file.len() as u64, ..Account::default() };
        if self.file.len() != self.image.bytes.len() {
            let (has, needs) = (self.file.len(), self.image.bytes.len());
            let text = format!("the file has {has} bytes, the program makes {needs}");
            findings.add(Finding::new(Severity::Error, "map-size", text));
        }
        self.headers(findings);
        let agreed = Area::ALL.map(|area| self.entries(area, findings));
        self.order(&agreed, findings);
        for region in &self.image.regions {
            match region.kind {
                Kind::Section(area) => self.section(area, &agreed, &mut account, findings),
                _ => self.region(region, &mut account, findings),
            }
        }
        account
    }

    fn place(&self, area: Area) -> Place {
        self.places.get(area as usize).copied().unwrap_or_default()
    }

    /// A finding about a byte of a section.
    fn error(&self, check: &'static str, area: Area, offset: u64, text: String) -> Finding {
        let place = self.place(area);
        let finding = Finding::new(Severity::Error, check, text);
        let finding = finding.at_address(place.address.saturating_add(offset));
        match area {
            Area::Bss => finding,
            _ => finding.at_offset(place.offset.saturating_add(offset)),
        }
    }

    /// The `section` lines of the map.
    fn headers(&self, findings: &mut Findings) {
        for (index, header) in self.map.headers.iter().enumerate() {
            let place = self.place(header.area);
            let (name, line) = (header.area.name(), header.line);
            let found = (header.address, header.file_offset, header.size);
            let text = if found != (place.address, place.offset, place.size) {
                let Place { address, offset, size } = place;
                format!(
                    "line {line} of the map: {name} is at address {address}, file offset {offset}, {size} bytes"
                )
            } else if self.map.headers.iter().take(index).any(|other| other.area == header.area) {
                format!("line {line} of the map: {name} has a line already")
            } else {
                continue;
            };
            findings.add(Finding::new(Severity::Error, "map-section", text));
        }
        if !self.map.headers.is_empty() && self.map.headers.len() < Area::ALL.len() {
            let text = "the map has lines for some sections, but not for all four".to_string();
            findings.add(Finding::new(Severity::Error, "map-section", text));
        }
    }

    /// Compares the entries of a section with the runs of bytes; gives for each run the line of the entry that says
    /// what it is, 0 if there is none.
    fn entries(&self, area: Area, findings: &mut Findings) -> Vec<u32> {
        let part = self.program.assembly.part(area);
        let name = area.name();
        let mut agreed = vec![0; part.runs.len()];
        let mut position = 0;
        for entry in self.map.entries(area) {
            let line = entry.line;
            let end = entry.offset.saturating_add(u64::from(entry.size));
            if entry.offset < position {
                let text =
                    format!("line {line} of the map begins at {name}+{}, which another covers", entry.offset);
                findings.add(self.error("map-cover", area, entry.offset, text));
            } else if entry.offset > position {
                let text = format!("no entry of the map covers {name}+{position} to {}", entry.offset);
                findings.add(self.error("map-cover", area, position, text));
            }
            position = position.max(end);
            let found = part.runs.binary_search_by_key(&entry.offset, |run| run.offset).ok();
            let Some((index, run)) = found.and_then(|index| Some((index, part.runs.get(index)?))) else {
                let text =
                    format!("line {line} of the map: no call's bytes begin at {name}+{}", entry.offset);
                findings.add(self.error("map-cover", area, entry.offset, text));
                continue;
            };
            let right = self.entry(area, entry, run, findings);
            if let Some(agreed) = agreed.get_mut(index)
                && right
                && *agreed == 0
            {
                *agreed = line;
            }
        }
        if position != part.size {
            let text = match position < part.size {
                true => format!("no entry of the map covers {name}+{position} to {}", part.size),
                false => format!("the map covers {name} up to {position}, but it has {} bytes", part.size),
            };
            findings.add(self.error("map-cover", area, position.min(part.size), text));
        }
        agreed
    }

    /// Whether an entry says of a run what the evaluation says.
    fn entry(&self, area: Area, entry: &Entry, run: &Run, findings: &mut Findings) -> bool {
        let Some(origin) = self.map.origin(entry) else { return false };
        let mut right = true;
        let mut wrong = |check, text| {
            let text = format!("line {} of the map: {text}", entry.line);
            findings.add(self.error(check, area, entry.offset, text));
            right = false;
        };
        if entry.size != run.size {
            wrong("map-cover", format!("it has {} bytes, the call makes {}", entry.size, run.size));
        }
        let call = self.program.place(run.line);
        if origin.call != call {
            wrong("map-line", format!("the bytes come from {call}, not from {}", origin.call));
        }
        if !self.same_definition(&origin, run) {
            let told = match origin.definition {
                Some((name, place)) => format!("{name} ({place})"),
                None => "no macro".to_string(),
            };
            wrong("map-definition", format!("they are made by {}, not by {told}", self.definition(run)));
        }
        if !self.same_source(&origin, run) {
            let told = origin.source.map_or("none".to_string(), |place| place.to_string());
            wrong("map-source", format!("the C line is {}, not {told}", self.source(run)));
        }
        right
    }

    fn same_definition(&self, origin: &Origin, run: &Run) -> bool {
        match (origin.definition, self.program.definition(run.inner)) {
            (Some((told, told_place)), Some((name, place))) => told.as_bytes() == name && told_place == place,
            (None, None) => run.inner == NONE,
            _ => false,
        }
    }

    fn same_source(&self, origin: &Origin, run: &Run) -> bool {
        match (origin.source, run.source) {
            (Some(told), Some((name, line))) => {
                told.file.as_bytes() == self.program.names.text(name) && i64::from(told.line) == line
            }
            (None, None) => true,
            _ => false,
        }
    }

    /// The innermost macro of a run, for people.
    pub fn definition(&self, run: &Run) -> String {
        match self.program.definition(run.inner) {
            Some((name, place)) => format!("{} ({place})", bytes::printable(name)),
            None => "no macro".to_string(),
        }
    }

    /// The C line of a run, for people.
    pub fn source(&self, run: &Run) -> String {
        match run.source {
            Some((name, line)) => format!("{}:{line}", self.program.names.show(name)),
            None => "none".to_string(),
        }
    }

    /// The entries stand in the order in which their bytes were made, across all sections.
    fn order(&self, agreed: &[Vec<u32>; 4], findings: &mut Findings) {
        let count = agreed.iter().map(Vec::len).sum();
        let mut lines = vec![0; count];
        for area in Area::ALL {
            let runs = &self.program.assembly.part(area).runs;
            let agreed = agreed.get(area as usize).map_or(&[][..], Vec::as_slice);
            for (run, &line) in runs.iter().zip(agreed) {
                if let Some(slot) = lines.get_mut(run.order as usize) {
                    *slot = line;
                }
            }
        }
        let mut last = 0;
        for line in lines.into_iter().filter(|&line| line != 0) {
            if line < last {
                let text =
                    format!("line {line} of the map stands behind what was made after it (line {last})");
                findings.add(Finding::new(Severity::Error, "map-order", text));
            }
            last = last.max(line);
        }
    }

    /// The bytes of a section, run by run.
    fn section(&self, area: Area, agreed: &[Vec<u32>; 4], account: &mut Account, findings: &mut Findings) {
        let runs = &self.program.assembly.part(area).runs;
        let agreed = agreed.get(area as usize).map_or(&[][..], Vec::as_slice);
        let base = self.place(area).offset;
        for (run, &line) in runs.iter().zip(agreed) {
            let (begin, size) = (base + run.offset, u64::from(run.size));
            let wanted = part(&self.image.bytes, begin, begin + size);
            let found = part(self.file, begin, begin + size);
            let right = equal(found, wanted);
            if right != size {
                let place = self.program.place(run.line);
                let text = match (run.inner, run.outer) {
                    (NONE, _) => format!("{place} makes {}, the file has {}", hex(wanted), hex(found)),
                    _ => format!(
                        "{} makes {} for {place}, the file has {}",
                        self.definition(run),
                        hex(wanted),
                        hex(found)
                    ),
                };
                findings.add(self.error("map-bytes", area, run.offset, text));
            }
            let (rank, name) = match (area, run.inner) {
                _ if run.padding == run.size => (14, "alignment by directives"),
                (Area::Text, NONE) => (11, "code by directives"),
                (Area::Text, _) => (10, "code by macros"),
                (_, NONE) => (13, "data by directives"),
                _ => (12, "data by macros"),
            };
            account.add(rank, name, size, if line == 0 { 0 } else { right });
        }
    }

    /// A region outside of the sections.
    fn region(&self, region: &Region, account: &mut Account, findings: &mut Findings) {
        let wanted = part(&self.image.bytes, region.begin, region.end);
        let found = part(self.file, region.begin, region.end);
        let right = equal(found, wanted);
        let rank = match region.kind {
            Kind::ElfHeader => 0,
            Kind::ProgramHeaders => 1,
            Kind::Filler(_) | Kind::Section(_) => 15,
            Kind::Gap => 16,
            Kind::Symbols => 17,
            Kind::Strings => 18,
            Kind::SectionNames => 19,
            Kind::SectionHeaders => 20,
        };
        account.add(rank, region.kind.name(), region.end - region.begin, right);
        if right == region.end - region.begin {
            return;
        }
        let check = match region.kind {
            Kind::Symbols | Kind::Strings => "map-symbol",
            Kind::Gap | Kind::Filler(_) | Kind::Section(_) => "map-padding",
            _ => "map-header",
        };
        let mut offset = 0;
        for _ in 0..DIFFERENCES {
            let differs = |at: &u64| found.get(*at as usize) != wanted.get(*at as usize);
            let Some(at) = (offset..region.end - region.begin).find(differs) else { break };
            let (text, end) = self.difference(region, at, found, wanted);
            let finding = Finding::new(Severity::Error, check, text);
            findings.add(finding.at_offset(region.begin + at));
            offset = end;
        }
    }

    /// What is wrong at a byte of a region, and where what it belongs to ends.
    fn difference(&self, region: &Region, at: u64, found: &[u8], wanted: &[u8]) -> (String, u64) {
        let size = region.end - region.begin;
        let structure = region.kind.fields().and_then(|fields| field_at(fields, at));
        let what = self.describe(region, at);
        match structure {
            Some((_, _, begin, end)) => {
                let (wanted, found) = (number(part(wanted, begin, end)), number(part(found, begin, end)));
                (format!("{what} is {wanted} in the program, {found} in the file"), end)
            }
            None => {
                let end = match region.kind {
                    Kind::Strings | Kind::SectionNames => {
                        let rest = wanted.iter().skip(at as usize);
                        at + 1 + rest.take_while(|&&byte| byte != 0).count() as u64
                    }
                    _ => size,
                };
                let wanted = hex(part(wanted, at, end.min(at + 17)));
                (format!("{what} is {wanted}, the file has {}", hex(part(found, at, end.min(at + 17)))), end)
            }
        }
    }

    /// What a byte outside of the sections is for; `at` counts from the begin of its region.
    pub fn describe(&self, region: &Region, at: u64) -> String {
        let field = region.kind.fields().and_then(|fields| field_at(fields, at));
        match (region.kind, field) {
            (Kind::Symbols, Some((number, field, ..))) => {
                format!("{field} of symbol {number}, {}", self.symbol(number))
            }
            (Kind::ElfHeader, Some((_, field, ..))) => format!("{field} of the ELF header"),
            (Kind::ProgramHeaders, Some((number, field, ..))) => {
                format!("{field} of program header {number}")
            }
            (Kind::SectionHeaders, Some((number, field, ..))) => {
                format!("{field} of section header {number}")
            }
            (Kind::Strings, _) => {
                let before = part(&self.image.bytes, region.begin, region.begin + at);
                let number = before.iter().filter(|&&byte| byte == 0).count() as u64;
                format!("the name of symbol {number}, {},", self.symbol(number))
            }
            (Kind::SectionNames, _) => "the name of a section".to_string(),
            _ => region.kind.name().to_string(),
        }
    }

    /// The name of a symbol by its number in the table.
    fn symbol(&self, number: u64) -> String {
        let index = number.checked_sub(1).and_then(|index| self.image.symbols.get(index as usize));
        match index.and_then(|&index| self.program.assembly.symbols.get(index)) {
            Some(symbol) => format!("'{}'", self.program.names.show(symbol.name)),
            None => "the null symbol".to_string(),
        }
    }

    /// For each C file, the highest line that the program names.
    pub fn c_files(&self) -> BTreeMap<String, i64> {
        let mut highest = BTreeMap::new();
        let mut last = None;
        for area in Area::ALL {
            for (name, line) in self.program.assembly.part(area).runs.iter().filter_map(|run| run.source) {
                if last == Some((name, line)) {
                    continue;
                }
                last = Some((name, line));
                let top = highest.entry(name).or_insert(line);
                *top = (*top).max(line);
            }
        }
        let shown = |name| String::from_utf8_lossy(self.program.names.text(name)).into_owned();
        highest.into_iter().map(|(name, line)| (shown(name), line)).collect()
    }
}
