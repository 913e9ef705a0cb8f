//! Finds segments, sections and functions by address.

use super::number::*;
use super::{Elf, Section, Segment, Symbol};

/// Numbers of things in the order of their addresses.
#[derive(Default)]
pub(super) struct Index {
    /// PT_LOAD segments.
    segments: Vec<usize>,
    /// The same in the order of their offsets.
    by_offset: Vec<usize>,
    /// The address of the template of thread-local storage.
    template: Option<u64>,
    /// Sections that have a place in memory.
    sections: Vec<usize>,
    /// Symbols of functions.
    functions: Vec<usize>,
}

impl Index {
    pub(super) fn new(elf: &Elf) -> Index {
        let number = |(number, _)| number;
        let loads = elf.segments.iter().enumerate().filter(|(_, s)| s.kind == PT_LOAD && s.memory_size > 0);
        let mut segments: Vec<usize> = loads.map(number).collect();
        segments.sort_by_key(|&i| elf.segments.get(i).map(|s| s.address));
        let mut by_offset = segments.clone();
        by_offset.retain(|&i| elf.segments.get(i).is_some_and(|s| s.file_size > 0));
        by_offset.sort_by_key(|&i| elf.segments.get(i).map(|s| s.offset));
        let template = elf.segments.iter().find(|s| s.kind == PT_TLS).map(|s| s.address);
        let placed = elf.sections.iter().enumerate().filter(|(_, section)| section.in_memory());
        let mut sections: Vec<usize> = placed.map(|(number, _)| number).collect();
        sections.sort_by_key(|&i| elf.sections.get(i).map(|s| s.address));
        let named = elf.symbols.iter().enumerate().filter(|(_, symbol)| symbol.is_function());
        let mut functions: Vec<usize> = named.map(|(number, _)| number).collect();
        functions.sort_by_key(|&i| elf.symbols.get(i).map(|s| (s.value, s.size)));
        Index { segments, by_offset, template, sections, functions }
    }
}

/// Of things in the order of their addresses, the last that begins at or before `address`.
fn last_before<'a, T>(
    order: &[usize],
    things: &'a [T],
    address: u64,
    start: impl Fn(&T) -> u64,
) -> Option<(usize, &'a T)> {
    let starts_before = |&i: &usize| things.get(i).is_some_and(|thing| start(thing) <= address);
    let &number = order.get(order.partition_point(starts_before).checked_sub(1)?)?;
    Some((number, things.get(number)?))
}

impl<'a> Elf<'a> {
    /// Where in the file the byte at `address` is, if it is loaded from the file. In a relocatable file nothing has an
    /// address.
    pub fn at_address(&self, address: u64) -> Option<u64> {
        let (_, segment) = last_before(&self.index.segments, &self.segments, address, |s| s.address)?;
        let inside = address.checked_sub(segment.address)?;
        let offset = segment.offset.checked_add(inside)?;
        (inside < segment.file_size && offset < self.bytes.len() as u64).then_some(offset)
    }

    /// Whether something is loaded at `address`, from the file or not.
    pub fn is_loaded(&self, address: u64) -> bool {
        let found = last_before(&self.index.segments, &self.segments, address, |s| s.address);
        found.is_some_and(|(_, segment)| address < segment.end())
    }

    /// Where in memory the byte at `offset` is, if it is loaded.
    pub fn address_of(&self, offset: u64) -> Option<u64> {
        let (_, segment) = self.segment_of(offset)?;
        segment.address.checked_add(offset - segment.offset)
    }

    /// The PT_LOAD segment that holds the byte at `offset`, with its number.
    pub fn segment_of(&self, offset: u64) -> Option<(usize, &Segment)> {
        let found = last_before(&self.index.by_offset, &self.segments, offset, |s| s.offset)?;
        (offset < found.1.file_end()).then_some(found)
    }

    /// Where in its section a symbol begins. Values are addresses, of thread-local variables places in the template;
    /// in a relocatable file they are places in the section already (gABI, "Symbol Values").
    pub fn place_in_section(&self, symbol: &Symbol, section: &Section) -> Option<u64> {
        match symbol.kind {
            _ if self.kind == ET_REL => Some(symbol.value),
            STT_TLS => symbol.value.checked_add(self.index.template?)?.checked_sub(section.address),
            _ => symbol.value.checked_sub(section.address),
        }
    }

    /// The `count` bytes at `address`, if they are all loaded from the file.
    pub fn bytes_at(&self, address: u64, count: u64) -> Option<&'a [u8]> {
        let (_, segment) = last_before(&self.index.segments, &self.segments, address, |s| s.address)?;
        let inside = address.checked_sub(segment.address)?;
        if inside.checked_add(count)? > segment.file_size {
            return None;
        }
        crate::bytes::slice(self.bytes, segment.offset.checked_add(inside)?, count)
    }

    /// The section that holds `address`, with its number.
    pub fn section_of(&self, address: u64) -> Option<(usize, &Section)> {
        let found = last_before(&self.index.sections, &self.sections, address, |s| s.address)?;
        (address < found.1.end()).then_some(found)
    }

    /// The function that holds `address`: the last symbol that begins at or before it, unless it ends before. In a
    /// relocatable file, where every section has addresses of its own, this means little.
    pub fn function_at(&self, address: u64) -> Option<&Symbol> {
        let (_, symbol) = last_before(&self.index.functions, &self.symbols, address, |s| s.value)?;
        (symbol.value == address || address - symbol.value < symbol.size).then_some(symbol)
    }
}
