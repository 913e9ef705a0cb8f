//! String tables: whether each byte of them belongs to a name that something uses.

use super::super::number::*;
use super::super::{Section, clip};
use super::Check;
use crate::bytes::u32_at;
use std::collections::BTreeMap;

impl Check<'_> {
    /// The tables of section and symbol names; that for dynamic linking has other users, too.
    pub(super) fn strings(&mut self) {
        let elf = self.elf;
        // For each string table the offsets of names in it.
        let mut uses: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        let names = uses.entry(elf.header.names).or_default();
        let headers = (0..elf.header.sections).map(|i| elf.header.sections_at.saturating_add(i * 64));
        names.extend(headers.filter_map(|at| u32_at(elf.bytes, at)));
        if let Some(table) = elf.symbol_table.and_then(|number| elf.sections.get(number))
            && table.kind == SHT_SYMTAB
        {
            let names = uses.entry(table.link.into()).or_default();
            names.extend(elf.symbols.iter().map(|symbol| symbol.name_at));
        }
        for (number, names) in uses {
            let section = usize::try_from(number).ok().and_then(|number| elf.sections.get(number));
            if let Some(section) = section.filter(|section| section.kind == SHT_STRTAB) {
                self.string_table(section, names);
            }
        }
    }

    fn string_table(&mut self, section: &Section, mut names: Vec<u32>) {
        let bytes = section.bytes(self.elf.bytes);
        let what = clip(&section.name);
        if bytes.first().is_some_and(|&byte| byte != 0) || bytes.last().is_some_and(|&byte| byte != 0) {
            self.error("strings", format!("{what} does not begin and end with a zero byte"));
        }
        names.sort_unstable();
        // Byte 0 is the empty name. A name reaches to its zero byte; the next may begin inside it.
        let (mut unused, mut first) = (0usize, None);
        let mut position = 1usize;
        for name in names {
            let name = name as usize;
            if name < position {
                continue;
            }
            let between = bytes.get(position..name).unwrap_or_default();
            count_unused(between, position, &mut unused, &mut first);
            let rest = bytes.get(name..).unwrap_or_default();
            let length = rest.iter().position(|&byte| byte == 0).map_or(rest.len(), |zero| zero + 1);
            position = name.saturating_add(length);
        }
        let rest = bytes.get(position..).unwrap_or_default();
        count_unused(rest, position, &mut unused, &mut first);
        if let Some(first) = first {
            let text = format!("{unused} bytes of {what}, the first at {first:#x} in it, are in no name");
            self.note("strings", text);
        }
    }
}

/// Counts bytes that are not zero in a stretch between names.
fn count_unused(bytes: &[u8], at: usize, unused: &mut usize, first: &mut Option<usize>) {
    if let Some(place) = bytes.iter().position(|&byte| byte != 0) {
        *unused += bytes.iter().filter(|&&byte| byte != 0).count();
        first.get_or_insert(at + place);
    }
}
