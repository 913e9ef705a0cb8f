//! Says what each byte of the file is for.
//!
//! Takes an `Elf`; gives ranges in the order of the file that meet without gap or overlap, from its first byte to its
//! last. First the file is divided into headers, tables and sections (gABI, chapter 4); what lies between is padding
//! if it is zero, and else a gap, which is a finding. Then each section is divided by the symbols defined in it: the
//! innermost of nested ones has the byte.

use super::number::*;
use super::{Elf, Section};
use crate::finding::{Finding, Findings, Severity};
use crate::isa::{Flow, Machine};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What bytes are for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    Header,
    ProgramHeaders,
    SectionHeaders,
    /// Of a function's symbol.
    Function,
    /// Of an object's symbol.
    Object,
    /// Of an executable section, in no symbol.
    Code,
    /// Of another section, in no symbol.
    Section,
    /// Of a loaded segment in a file without section headers.
    Segment,
    Symbols,
    Strings,
    Notes,
    /// Zero bytes, or instructions that fill up to the next function.
    Padding,
    /// For nothing: unexplained.
    Gap,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Header => "ELF header",
            Kind::ProgramHeaders => "program headers",
            Kind::SectionHeaders => "section headers",
            Kind::Function => "function",
            Kind::Object => "object",
            Kind::Code => "code without symbol",
            Kind::Section => "section content",
            Kind::Segment => "segment content",
            Kind::Symbols => "symbol table",
            Kind::Strings => "string table",
            Kind::Notes => "notes",
            Kind::Padding => "padding",
            Kind::Gap => "gap",
        }
    }
}

/// Bytes `start` to `end` (not included) of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Range {
    pub start: u64,
    pub end: u64,
    pub kind: Kind,
    /// The name of the symbol or section; empty for headers and padding.
    pub name: Rc<str>,
    /// The number of the section that holds them.
    pub section: Option<usize>,
}

/// What all bytes of a file are for.
pub struct Account {
    pub ranges: Vec<Range>,
    pub findings: Findings,
}

impl Account {
    /// The ranges of a file.
    pub fn of(elf: &Elf) -> Account {
        let mut sweep = Sweep { elf, account: Account { ranges: Vec::new(), findings: Findings::default() } };
        sweep.file();
        sweep.account
    }

    /// How many bytes each kind has.
    pub fn totals(&self) -> BTreeMap<Kind, u64> {
        let mut totals = BTreeMap::new();
        for range in &self.ranges {
            *totals.entry(range.kind).or_default() += range.end - range.start;
        }
        totals
    }

    /// How many bytes the file has.
    pub fn size(&self) -> u64 {
        self.ranges.last().map_or(0, |range| range.end)
    }

    /// How many bytes are explained: all but those of gaps.
    pub fn explained(&self) -> u64 {
        self.size() - self.totals().get(&Kind::Gap).copied().unwrap_or(0)
    }
}

/// `part` of `whole` as a percentage with two decimals, rounded down: `100.00` is only the whole.
pub fn percent(part: u64, whole: u64) -> String {
    let hundredths = (u128::from(part) * 10_000).checked_div(u128::from(whole)).unwrap_or(10_000);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A header, table or section in the file.
struct Claim {
    start: u64,
    end: u64,
    kind: Kind,
    section: Option<usize>,
}

/// The extent of a symbol in the file.
#[derive(Clone, Copy)]
struct Extent {
    section: usize,
    start: u64,
    end: u64,
    symbol: usize,
}

struct Sweep<'a> {
    elf: &'a Elf<'a>,
    account: Account,
}

impl Sweep<'_> {
    fn file(&mut self) {
        let size = self.elf.bytes.len() as u64;
        let extents = extents(self.elf);
        let mut position = 0;
        let mut last = String::new();
        for claim in claims(self.elf) {
            if claim.start > position {
                self.between(position, claim.start);
            }
            let name = self.describe(&claim);
            if claim.start < position {
                let text = format!("{name} overlaps {last}, from file offset {:#x}", claim.start);
                self.find("overlap", text, claim.start);
            }
            if claim.end <= position {
                continue;
            }
            let start = claim.start.max(position);
            match claim.section {
                Some(number) => self.section(number, start, claim.end, &extents),
                None => self.push(start, claim.end, claim.kind, Rc::default(), None),
            }
            position = claim.end;
            last = name;
        }
        if position < size {
            self.between(position, size);
        }
    }

    fn find(&mut self, check: &'static str, text: String, offset: u64) {
        self.account.findings.add(Finding::new(Severity::Error, check, text).at_offset(offset));
    }

    fn describe(&self, claim: &Claim) -> String {
        match claim.section.and_then(|number| self.elf.sections.get(number)) {
            Some(section) => format!("section {}", super::clip(&section.name)),
            None => claim.kind.name().to_string(),
        }
    }

    fn push(&mut self, start: u64, end: u64, kind: Kind, name: Rc<str>, section: Option<usize>) {
        if start < end {
            self.account.ranges.push(Range { start, end, kind, name, section });
        }
    }

    fn slice(&self, start: u64, end: u64) -> &[u8] {
        crate::bytes::slice(self.elf.bytes, start, end.saturating_sub(start)).unwrap_or(&[])
    }

    /// What is in no header, table or section.
    fn between(&mut self, start: u64, end: u64) {
        if self.elf.sections.is_empty() {
            return self.in_segments(start, end);
        }
        let bytes = self.slice(start, end);
        let Some(first) = bytes.iter().position(|&byte| byte != 0) else {
            return self.push(start, end, Kind::Padding, Rc::default(), None);
        };
        let behind = bytes.iter().rev().take_while(|&&byte| byte == 0).count() as u64;
        let (from, to) = (start + first as u64, end - behind);
        // Linkers may fill the rest of a page of code with traps: int3 on x86-64.
        let traps = bytes.iter().all(|&byte| byte == 0xcc || byte == 0);
        if traps && self.elf.machine == Some(Machine::X86_64) && self.in_code(start) {
            return self.push(start, end, Kind::Padding, Rc::default(), None);
        }
        let text = format!("{} bytes that are not zero belong to nothing", to - from);
        self.find("unexplained", text, from);
        self.push(start, from, Kind::Padding, Rc::default(), None);
        self.push(from, to, Kind::Gap, Rc::default(), None);
        self.push(to, end, Kind::Padding, Rc::default(), None);
    }

    /// Whether the file's byte before `offset` is of an executable segment.
    fn in_code(&self, offset: u64) -> bool {
        let segment = offset.checked_sub(1).and_then(|before| self.elf.segment_of(before));
        segment.is_some_and(|(_, segment)| segment.flags & PF_X != 0)
    }

    /// What is between the headers of a file without sections: loaded or not.
    fn in_segments(&mut self, start: u64, end: u64) {
        let loads = self.elf.segments.iter().filter(|s| s.kind == PT_LOAD && s.file_size > 0);
        let mut loads: Vec<(u64, u64)> = loads.map(|s| (s.offset, s.file_end())).collect();
        loads.sort_unstable();
        let mut position = start;
        for (from, to) in loads {
            let (from, to) = (from.clamp(position, end), to.clamp(position, end));
            if from < to {
                self.loose(position, from);
                self.push(from, to, Kind::Segment, Rc::default(), None);
                position = to;
            }
        }
        self.loose(position, end);
    }

    /// Bytes in neither section nor segment.
    fn loose(&mut self, start: u64, end: u64) {
        let zero = self.slice(start, end).iter().all(|&byte| byte == 0);
        if !zero {
            let text = format!("{} bytes that are not all zero belong to nothing", end - start);
            self.find("unexplained", text, start);
        }
        self.push(start, end, if zero { Kind::Padding } else { Kind::Gap }, Rc::default(), None);
    }

    /// Divides the part `start` to `end` of a section by the symbols in it. `extents` are sorted, outer before inner.
    fn section(&mut self, number: usize, start: u64, end: u64, extents: &[Extent]) {
        let from = extents.partition_point(|e| e.section < number);
        let mut position = start;
        let mut open: Vec<(Extent, Rc<str>)> = Vec::new();
        let inside = extents.iter().skip(from).take_while(|e| e.section == number && e.start < end);
        for extent in inside {
            let extent = Extent { end: extent.end.min(end), ..*extent };
            let same = |(o, _): &(Extent, Rc<str>)| o.start == extent.start && o.end == extent.end;
            if open.last().is_some_and(same) {
                continue; // Another name of the same bytes.
            }
            self.close(number, &mut position, &mut open, extent.start);
            let name = self.elf.symbols.get(extent.symbol).map(|symbol| symbol.name.as_str().into());
            open.push((extent, name.unwrap_or_default()));
        }
        self.close(number, &mut position, &mut open, end);
    }

    /// Gives the bytes from `position` up to `target` to the symbols that are open there.
    fn close(&mut self, number: usize, position: &mut u64, open: &mut Vec<(Extent, Rc<str>)>, target: u64) {
        while *position < target {
            let Some((top, name)) = open.last().cloned() else {
                self.without_symbol(number, *position, target);
                *position = target;
                return;
            };
            let end = top.end.min(target);
            if end > *position {
                self.with_symbol(number, *position, end, top.symbol, name);
                *position = end;
            }
            if top.end <= target {
                open.pop();
            }
        }
        while open.last().is_some_and(|(top, _)| top.end <= target) {
            open.pop();
        }
    }

    fn with_symbol(&mut self, number: usize, start: u64, end: u64, symbol: usize, name: Rc<str>) {
        let Some(symbol) = self.elf.symbols.get(symbol) else {
            return;
        };
        let is_code = self.elf.sections.get(number).is_some_and(Section::is_code);
        let object = matches!(symbol.kind, STT_OBJECT | STT_TLS) || (symbol.kind == STT_NOTYPE && !is_code);
        let kind = if object { Kind::Object } else { Kind::Function };
        self.push(start, end, kind, name, Some(number));
    }

    fn without_symbol(&mut self, number: usize, start: u64, end: u64) {
        let Some(section) = self.elf.sections.get(number) else {
            return;
        };
        let whole = start == section.offset && end - start == section.size;
        let zero = || self.slice(start, end).iter().all(|&byte| byte == 0);
        let kind = match section.kind {
            SHT_SYMTAB | SHT_DYNSYM => Kind::Symbols,
            SHT_STRTAB => Kind::Strings,
            SHT_NOTE => Kind::Notes,
            _ if !whole && zero() => Kind::Padding,
            _ if section.is_code() => {
                let address = section.address.saturating_add(start - section.offset);
                let filler = is_filler(self.elf.machine, self.slice(start, end), address);
                if filler && !whole { Kind::Padding } else { Kind::Code }
            }
            _ => Kind::Section,
        };
        let name = section.name.as_str().into();
        self.push(start, end, kind, name, Some(number));
    }
}

/// Whether bytes are what assemblers and linkers fill code with: zeros, no-operations and traps.
pub fn is_filler(machine: Option<Machine>, bytes: &[u8], address: u64) -> bool {
    let Some(machine) = machine else {
        return bytes.iter().all(|&byte| byte == 0);
    };
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let zeros = rest.iter().take_while(|&&byte| byte == 0).count();
        let step = match machine.decode(rest, address.wrapping_add(at as u64)) {
            Ok(insn) if is_filling(machine, &insn, rest) => insn.length.into(),
            _ => zeros,
        };
        if step == 0 {
            return false;
        }
        at += step;
    }
    true
}

/// Whether one instruction does nothing, or traps, as a filler does.
fn is_filling(machine: Machine, insn: &crate::isa::Insn, bytes: &[u8]) -> bool {
    match machine {
        // 66 90 is a no-operation with a prefix, which disassemblers call xchg ax,ax.
        Machine::X86_64 => {
            insn.name == "nop"
                || insn.name == "int3"
                || bytes.starts_with(&[0x90])
                || bytes.starts_with(&[0x66, 0x90])
        }
        Machine::Aarch64 => insn.name == "nop" || (insn.name == "udf" && insn.flow == Flow::Stop),
        Machine::Riscv64 => insn.name == "nop" || insn.name == "c.nop" || bytes.starts_with(&[0x13, 0, 0, 0]),
    }
}

/// The headers, tables and sections, clipped to the file, in its order.
fn claims(elf: &Elf) -> Vec<Claim> {
    let size = elf.bytes.len() as u64;
    let header = &elf.header;
    let table = |at: u64, count: u64, entry: u64, kind| {
        let end = at.saturating_add(count.saturating_mul(entry));
        Claim { start: at, end, kind, section: None }
    };
    let mut claims = vec![
        Claim { start: 0, end: 64, kind: Kind::Header, section: None },
        table(header.segments_at, header.segments, 56, Kind::ProgramHeaders),
        table(header.sections_at, header.sections, 64, Kind::SectionHeaders),
    ];
    for (number, section) in elf.sections.iter().enumerate().filter(|(_, section)| section.in_file()) {
        let end = section.offset.saturating_add(section.size);
        claims.push(Claim { start: section.offset, end, kind: Kind::Section, section: Some(number) });
    }
    for claim in &mut claims {
        claim.end = claim.end.min(size);
    }
    claims.retain(|claim| claim.start < claim.end);
    claims.sort_by_key(|claim| (claim.start, Reverse(claim.end)));
    claims
}

/// Where symbols with a size lie in the file: by section and start, outer before inner; of several with the same
/// extent a global one, and then the first, comes first.
fn extents(elf: &Elf) -> Vec<Extent> {
    let mut extents = Vec::new();
    for (index, symbol) in elf.symbols.iter().enumerate() {
        let sized = symbol.size > 0 && symbol.has_section();
        if !sized || !matches!(symbol.kind, STT_NOTYPE | STT_OBJECT | STT_FUNC | STT_TLS | STT_GNU_IFUNC) {
            continue;
        }
        let number = symbol.section as usize;
        let Some(section) = elf.sections.get(number).filter(|section| section.in_file()) else {
            continue;
        };
        let Some(inside) = elf.place_in_section(symbol, section).filter(|&inside| inside < section.size)
        else {
            continue;
        };
        let start = section.offset.saturating_add(inside);
        let end = start.saturating_add(symbol.size);
        extents.push(Extent { section: number, start, end, symbol: index });
    }
    let binding = |extent: &Extent| elf.symbols.get(extent.symbol).map(|symbol| symbol.binding != 1);
    extents.sort_by_key(|e| (e.section, e.start, Reverse(e.end), binding(e), e.symbol));
    extents
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of a header, two section headers (the second of a string table with the given place), and 32 zeros.
    fn file(offset: u64, size: u64) -> Vec<u8> {
        let mut bytes = b"\x7fELF\x02\x01\x01".to_vec();
        bytes.resize(64 + 2 * 64 + 32, 0);
        let header = [
            (16, 1, 2),
            (18, 62, 2),
            (20, 1, 4),
            (40, 64, 8),
            (52, 64, 2),
            (58, 64, 2),
            (60, 2, 2),
            (62, 1, 2),
        ];
        let section = [(128 + 4, 3, 4), (128 + 24, offset, 8), (128 + 32, size, 8)];
        for (at, value, count) in header.into_iter().chain(section) {
            bytes[at..at + count].copy_from_slice(&u64::to_le_bytes(value)[..count]);
        }
        bytes
    }

    fn kinds(bytes: &[u8]) -> (Vec<(u64, Kind)>, usize) {
        let elf = Elf::parse(bytes).unwrap();
        let account = Account::of(&elf);
        (account.ranges.iter().map(|range| (range.end, range.kind)).collect(), account.findings.list().len())
    }

    #[test]
    fn every_byte_is_in_one_range() {
        use Kind::*;
        let mut bytes = file(192, 16);
        let clean = vec![(64, Header), (192, SectionHeaders), (208, Strings), (224, Padding)];
        assert_eq!(kinds(&bytes), (clean, 0));
        bytes[210] = 7;
        let strings = [(64, Header), (192, SectionHeaders), (208, Strings)];
        let gap = [&strings[..], &[(210, Padding), (211, Gap), (224, Padding)]].concat();
        assert_eq!(kinds(&bytes), (gap, 1));
        let overlap = vec![(64, Header), (192, SectionHeaders), (224, Strings)];
        assert_eq!(kinds(&file(100, 124)), (overlap, 1));
        assert_eq!(kinds(&file(1 << 60, u64::MAX)).0.last(), Some(&(224, Padding)));
    }

    #[test]
    fn percent_rounds_down() {
        assert_eq!([percent(1, 3), percent(99_999, 100_000), percent(5, 5)], ["33.33", "99.99", "100.00"]);
    }
}
