//! Reads the headers and tables of an ELF64 file.
//!
//! Takes the file's bytes; gives what is in the tables, as far as they lie in the file, and findings. Memory stays in
//! proportion to the file: a table has no more entries than fit into the file, and the names of symbols, which may
//! all share one long string, have a budget.

use super::number::*;
use super::{Elf, Header, Section, Segment, Symbol, lookup};
use crate::bytes::{self, u8_at, u16_at, u32_at, u64_at};
use crate::finding::{Finding, Findings, Severity};
use crate::isa::Machine;

const HEADER: u64 = 64;
const SEGMENT: u64 = 56;
const SECTION: u64 = 64;
const SYMBOL: u64 = 24;
/// PN_XNUM: the number of program headers is in the first section header.
const PN_XNUM: u64 = 0xffff;

/// What is left to spend on names: bytes of them, as many as the file has, twice, and some for small files.
struct Names {
    budget: usize,
}

impl<'a> Elf<'a> {
    /// Reads a file; an error if it is no ELF64 file in little-endian order at all.
    pub fn parse(bytes: &'a [u8]) -> Result<Elf<'a>, String> {
        let ident = bytes.get(..16).ok_or("too short for an ELF file")?;
        if !ident.starts_with(b"\x7fELF") {
            return Err("not an ELF file".to_string());
        }
        if ident.get(4) != Some(&2) {
            return Err("not a 64-bit ELF file".to_string());
        }
        if ident.get(5) != Some(&1) {
            return Err("not a little-endian ELF file".to_string());
        }
        let mut findings = Findings::default();
        let mut header = read_header(bytes, &mut findings).ok_or("too short for an ELF header")?;
        let first = read_section(bytes, header.sections_at).filter(|_| header.sections_at != 0);
        extend(&mut header, first.as_ref());
        let kind = u16_at(bytes, 16).unwrap_or(0);

        let table = Table { what: "section headers", at: header.sections_at, size: SECTION };
        header.sections = table.fit(bytes, header.sections, &mut findings);
        let table = Table { what: "program headers", at: header.segments_at, size: SEGMENT };
        header.segments = table.fit(bytes, header.segments, &mut findings);

        let each = (0..header.segments).map(|i| read_segment(bytes, header.segments_at + i * SEGMENT));
        let segments: Vec<Segment> = each.flatten().collect();
        let each = (0..header.sections).map(|i| read_section(bytes, header.sections_at + i * SECTION));
        let mut sections: Vec<Section> = each.flatten().collect();

        let mut names = Names { budget: bytes.len().saturating_mul(2).saturating_add(4096) };
        name_sections(bytes, &header, &mut sections, &mut names, &mut findings);
        let symbol_table = find_symbols(&sections, &mut findings);
        let symbols = symbol_table
            .map(|number| read_symbols(bytes, &sections, number, &mut names, &mut findings))
            .unwrap_or_default();
        let mut elf = Elf {
            bytes,
            header,
            machine: Machine::from_number(header.machine),
            kind,
            entry: u64_at(bytes, 24).unwrap_or(0),
            segments,
            sections,
            symbols,
            symbol_table,
            findings,
            index: lookup::Index::default(),
        };
        elf.index = lookup::Index::new(&elf);
        Ok(elf)
    }
}

fn error(check: &'static str, text: String) -> Finding {
    Finding::new(Severity::Error, check, text)
}

fn warning(check: &'static str, text: String) -> Finding {
    Finding::new(Severity::Warning, check, text)
}

/// The header, with the sizes and counts that it states; those of entries are checked here.
fn read_header(bytes: &[u8], findings: &mut Findings) -> Option<Header> {
    if (bytes.len() as u64) < HEADER {
        return None;
    }
    if u8_at(bytes, 6)? != 1 || u32_at(bytes, 20)? != 1 {
        findings.add(error("header", "the version of the file format is not 1".to_string()).at_offset(6));
    }
    if bytes::slice(bytes, 8, 8)?.iter().any(|&byte| byte != 0) {
        let text = "ABI version and padding of e_ident are not zero".to_string();
        findings.add(warning("header", text).at_offset(8));
    }
    let size = u16_at(bytes, 52)?;
    if u64::from(size) != HEADER {
        findings.add(error("header", format!("e_ehsize is {size}, not {HEADER}")).at_offset(52));
    }
    let mut header = Header {
        abi: u8_at(bytes, 7)?,
        machine: u16_at(bytes, 18)?,
        flags: u32_at(bytes, 48)?,
        segments_at: u64_at(bytes, 32)?,
        segments: u16_at(bytes, 56)?.into(),
        sections_at: u64_at(bytes, 40)?,
        sections: u16_at(bytes, 60)?.into(),
        names: u16_at(bytes, 62)?.into(),
    };
    let size = u16_at(bytes, 54)?;
    if header.segments != 0 && u64::from(size) != SEGMENT {
        findings.add(error("header", format!("e_phentsize is {size}, not {SEGMENT}")).at_offset(54));
        header.segments = 0;
    }
    let size = u16_at(bytes, 58)?;
    if header.sections_at != 0 && u64::from(size) != SECTION {
        findings.add(error("header", format!("e_shentsize is {size}, not {SECTION}")).at_offset(58));
        header.sections_at = 0;
    }
    if header.sections_at == 0 && header.sections != 0 {
        let text = format!("{} section headers, but no place of them", header.sections);
        findings.add(error("header", text).at_offset(60));
        header.sections = 0;
    }
    Some(header)
}

/// Counts too large for the header are in the first section header (gABI, "extended section numbering").
fn extend(header: &mut Header, first: Option<&Section>) {
    let Some(first) = first else {
        return;
    };
    if header.sections == 0 && header.sections_at != 0 {
        header.sections = first.size;
    }
    if header.segments == PN_XNUM {
        header.segments = first.info.into();
    }
    if header.names == u64::from(SHN_XINDEX) {
        header.names = first.link.into();
    }
}

/// A table in the file: entries of `size` bytes.
struct Table {
    what: &'static str,
    at: u64,
    size: u64,
}

impl Table {
    /// How many of `count` entries lie in the file; a finding if it is not all.
    fn fit(&self, bytes: &[u8], count: u64, findings: &mut Findings) -> u64 {
        let room = (bytes.len() as u64).saturating_sub(self.at) / self.size;
        if count > room {
            let text = format!("of {count} {} only {room} lie in the file", self.what);
            findings.add(error("table-range", text).at_offset(self.at));
        }
        if count > 0 && !self.at.is_multiple_of(8) {
            let text = format!("the {} are not aligned to 8 bytes", self.what);
            findings.add(warning("table-align", text).at_offset(self.at));
        }
        count.min(room)
    }
}

fn read_segment(bytes: &[u8], at: u64) -> Option<Segment> {
    let entry = bytes::slice(bytes, at, SEGMENT)?;
    Some(Segment {
        kind: u32_at(entry, 0)?,
        flags: u32_at(entry, 4)?,
        offset: u64_at(entry, 8)?,
        address: u64_at(entry, 16)?,
        physical: u64_at(entry, 24)?,
        file_size: u64_at(entry, 32)?,
        memory_size: u64_at(entry, 40)?,
        align: u64_at(entry, 48)?,
    })
}

/// A section header; its name comes later.
fn read_section(bytes: &[u8], at: u64) -> Option<Section> {
    let entry = bytes::slice(bytes, at, SECTION)?;
    Some(Section {
        name: String::new(),
        kind: u32_at(entry, 4)?,
        flags: u64_at(entry, 8)?,
        address: u64_at(entry, 16)?,
        offset: u64_at(entry, 24)?,
        size: u64_at(entry, 32)?,
        link: u32_at(entry, 40)?,
        info: u32_at(entry, 44)?,
        align: u64_at(entry, 48)?,
        entry_size: u64_at(entry, 56)?,
    })
}

impl Names {
    /// The name at `at` of a string table.
    fn read(&mut self, table: &[u8], at: u32) -> Result<String, &'static str> {
        let rest = usize::try_from(at).ok().and_then(|at| table.get(at..));
        let rest = rest.filter(|rest| !rest.is_empty()).ok_or("outside its string table")?;
        let within = rest.get(..self.budget).unwrap_or(rest);
        let Some(length) = within.iter().position(|&byte| byte == 0) else {
            self.budget = self.budget.saturating_sub(within.len());
            let all = within.len() == rest.len();
            return Err(if all { "without an end" } else { "too long together with the others" });
        };
        self.budget = self.budget.saturating_sub(length);
        Ok(within.get(..length).map(bytes::printable).unwrap_or_default())
    }
}

fn name_sections(
    bytes: &[u8],
    header: &Header,
    sections: &mut [Section],
    names: &mut Names,
    findings: &mut Findings,
) {
    if sections.is_empty() {
        return;
    }
    let table = usize::try_from(header.names).ok().and_then(|number| sections.get(number));
    let Some(table) = table.filter(|table| table.kind == SHT_STRTAB) else {
        let text = format!("section {}, which should hold names, is no string table", header.names);
        findings.add(error("section-name", text));
        return;
    };
    let table = table.bytes(bytes);
    for (number, section) in sections.iter_mut().enumerate() {
        let at = header.sections_at + number as u64 * SECTION;
        let name = u32_at(bytes, at).unwrap_or(0);
        match names.read(table, name) {
            Ok(name) => section.name = name,
            Err(why) => {
                let text = format!("the name of section {number} is {why}");
                findings.add(error("section-name", text).at_offset(at));
            }
        }
    }
}

/// The section that holds the symbols.
fn find_symbols(sections: &[Section], findings: &mut Findings) -> Option<usize> {
    for kind in [SHT_SYMTAB, SHT_DYNSYM] {
        let mut found = sections.iter().enumerate().filter(|(_, section)| section.kind == kind);
        let Some((number, _)) = found.next() else {
            continue;
        };
        if let Some((second, _)) = found.next() {
            let text = format!("sections {number} and {second} are symbol tables of the same kind");
            findings.add(error("symbol-table", text));
        }
        return Some(number);
    }
    None
}

fn read_symbols(
    bytes: &[u8],
    sections: &[Section],
    number: usize,
    names: &mut Names,
    findings: &mut Findings,
) -> Vec<Symbol> {
    let Some(table) = sections.get(number) else {
        return Vec::new();
    };
    let mut complain = |check, text| findings.add(error(check, text).at_offset(table.offset));
    if table.entry_size != SYMBOL {
        complain("symbol-table", format!("an entry has {} bytes, not {SYMBOL}", table.entry_size));
    }
    let content = table.bytes(bytes);
    if (content.len() as u64) != table.size || !table.size.is_multiple_of(SYMBOL) {
        complain("symbol-table", format!("{} bytes are not there or no whole entries", table.size));
    }
    let strings = usize::try_from(table.link).ok().and_then(|link| sections.get(link));
    let strings = strings.filter(|section| section.kind == SHT_STRTAB);
    if strings.is_none() {
        complain("symbol-table", format!("section {}, linked for names, is no string table", table.link));
    }
    let strings = strings.map(|section| section.bytes(bytes)).unwrap_or_default();
    let large = sections.iter().find(|s| s.kind == SHT_SYMTAB_SHNDX && s.link as usize == number);
    let large = large.map(|section| section.bytes(bytes)).unwrap_or_default();

    let mut symbols = Vec::with_capacity(content.len() / SYMBOL as usize);
    for (index, entry) in content.chunks_exact(SYMBOL as usize).enumerate() {
        let at = table.offset.saturating_add(index as u64 * SYMBOL);
        if index == 0 {
            if entry.iter().any(|&byte| byte != 0) {
                findings.add(error("symbol-table", "symbol 0 is not all zero".to_string()).at_offset(at));
            }
            continue;
        }
        let Some(mut symbol) = read_symbol(entry) else {
            continue;
        };
        if symbol.section == SHN_XINDEX {
            match u32_at(large, index as u64 * 4) {
                Some(section) => symbol.section = section,
                None => {
                    let text = format!("the section number of symbol {index} is not there");
                    findings.add(error("symbol-section", text).at_offset(at));
                    symbol.section = SHN_ABS;
                }
            }
        }
        match names.read(strings, symbol.name_at) {
            Ok(name) => symbol.name = name,
            Err(why) => {
                let text = format!("the name of symbol {index} is {why}");
                findings.add(error("symbol-name", text).at_offset(at));
            }
        }
        symbols.push(symbol);
    }
    symbols
}

fn read_symbol(entry: &[u8]) -> Option<Symbol> {
    let info = u8_at(entry, 4)?;
    Some(Symbol {
        name: String::new(),
        value: u64_at(entry, 8)?,
        size: u64_at(entry, 16)?,
        kind: info & 15,
        binding: info >> 4,
        other: u8_at(entry, 5)?,
        section: u16_at(entry, 6)?.into(),
        name_at: u32_at(entry, 0)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header alone, with section headers said to be at `at`.
    fn header(at: u64, count: u16) -> Vec<u8> {
        let mut bytes = b"\x7fELF\x02\x01\x01".to_vec();
        bytes.resize(64, 0);
        bytes[16] = 2;
        bytes[18] = 62;
        bytes[20] = 1;
        bytes[40..48].copy_from_slice(&at.to_le_bytes());
        bytes[52] = 64;
        bytes[58] = 64;
        bytes[60..62].copy_from_slice(&count.to_le_bytes());
        bytes
    }

    #[test]
    fn refuses_what_is_not_elf() {
        assert!(Elf::parse(b"#!/bin/sh").is_err());
        assert!(Elf::parse(&header(0, 0)[..63]).is_err());
        let clean = header(0, 0);
        assert_eq!(Elf::parse(&clean).map(|elf| elf.findings.worst()), Ok(None));
    }

    #[test]
    fn reads_as_much_of_a_table_as_is_there() {
        for (at, count) in [(64, 9), (u64::MAX, 3), (1, 0xffff)] {
            let bytes = header(at, count);
            let elf = Elf::parse(&bytes).unwrap();
            assert!(elf.sections.is_empty());
            assert_eq!(elf.findings.worst(), Some(Severity::Error));
        }
    }

    #[test]
    fn names_have_a_budget() {
        let mut names = Names { budget: 5 };
        assert_eq!(names.read(b"abc\0", 1), Ok("bc".to_string()));
        assert!(names.read(b"abcd\0", 0).is_err());
        assert!(names.read(b"a\0", 2).is_err());
    }
}
