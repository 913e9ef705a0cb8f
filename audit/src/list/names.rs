//! Names for addresses and relocations, as comments beside instructions and data.

use crate::bytes;
use crate::elf::Elf;
use crate::elf::number::{ET_REL, SHT_RELA, STT_TLS};
use crate::isa::{Effect, Flow, Insn, Memory};

/// A name for a comment: printable, and not too long, as a hostile file may use one long name at every byte.
pub fn brief(name: &str) -> String {
    const LONGEST: usize = 120;
    let cut = name.as_bytes().get(..LONGEST);
    let text = bytes::printable(cut.unwrap_or(name.as_bytes()));
    if cut.is_some_and(|cut| cut.len() < name.len()) { format!("{text}...") } else { text }
}

/// Finds names by address, and in relocatable files by relocations.
pub struct Names<'e, 'a> {
    elf: &'e Elf<'a>,
    /// Address, end, symbol: by address, the largest of an address first.
    symbols: Vec<(u64, u64, usize)>,
    /// Section, offset, type, symbol, addend.
    relocations: Vec<(u32, u64, u32, u32, i64)>,
}

impl<'e, 'a> Names<'e, 'a> {
    pub fn new(elf: &'e Elf<'a>) -> Names<'e, 'a> {
        let mut names = Names { elf, symbols: Vec::new(), relocations: Vec::new() };
        if elf.kind == ET_REL {
            names.read_relocations();
            return names;
        }
        for (index, symbol) in elf.symbols.iter().enumerate() {
            let named = !symbol.name.is_empty() && !symbol.is_mapping() && symbol.kind != STT_TLS;
            if named && symbol.has_section() {
                names.symbols.push((symbol.value, symbol.value.saturating_add(symbol.size), index));
            }
        }
        names.symbols.sort_by_key(|&(start, end, index)| (start, u64::MAX - end, index));
        names
    }

    fn read_relocations(&mut self) {
        let mut seen = 0;
        for table in self.elf.sections.iter().filter(|section| section.kind == SHT_RELA) {
            for entry in table.bytes(self.elf.bytes).chunks_exact(24) {
                seen += 1;
                if seen > self.elf.bytes.len() / 24 {
                    return; // tables that overlap
                }
                let word = |at| bytes::u64_at(entry, at).unwrap_or(0);
                let info = word(8);
                self.relocations.push((
                    table.info,
                    word(0),
                    info as u32,
                    (info >> 32) as u32,
                    word(16) as i64,
                ));
            }
        }
        self.relocations.sort_unstable();
    }

    /// The symbol that holds an address, by its number, and how far in it that is.
    pub fn symbol(&self, address: u64) -> Option<(usize, u64)> {
        let after = self.symbols.partition_point(|symbol| symbol.0 <= address);
        let found = self.symbols.get(after.checked_sub(1)?)?;
        // Of several at one address, the first in order.
        let first = self.symbols.partition_point(|symbol| symbol.0 < found.0);
        let &(start, end, index) = self.symbols.get(first)?;
        let inside = address.checked_sub(start)?;
        (inside == 0 || address < end).then_some((index, inside))
    }

    /// `name` or `name+0x10` for an address in a symbol of the file.
    pub fn of(&self, address: u64) -> Option<String> {
        let (index, inside) = self.symbol(address)?;
        let name = brief(&self.elf.symbols.get(index)?.name);
        Some(if inside == 0 { name } else { format!("{name}+{inside:#x}") })
    }

    /// What an instruction goes to or refers to: `<name>`.
    pub fn of_insn(&self, insn: &Insn) -> Option<String> {
        let target = match insn.flow {
            Flow::Jump(target) | Flow::Branch(target) | Flow::Call(target) => Some(target),
            _ => None,
        };
        let memory = match insn.memory {
            Some(Memory::Absolute { address }) => Some(address),
            _ => None,
        };
        let value = match insn.effect {
            // A small number is no address.
            Effect::Set { value, .. } if self.elf.section_of(value).is_some() => Some(value),
            _ => None,
        };
        let address = target.or(memory).or(value)?;
        self.of(address).map(|name| format!("<{name}>"))
    }

    /// The relocations of `size` bytes at `offset` of a section: `{printf-4}`.
    pub fn relocated(&self, section: usize, offset: u64, size: u64) -> Option<String> {
        let section = u32::try_from(section).ok()?;
        let first = self.relocations.partition_point(|entry| (entry.0, entry.1) < (section, offset));
        let mut text = String::new();
        for &(in_section, at, kind, symbol, addend) in self.relocations.get(first..)?.iter().take(4) {
            if in_section != section || at >= offset.saturating_add(size) {
                break;
            }
            let symbol =
                usize::try_from(symbol).ok().and_then(|symbol| self.elf.symbols.get(symbol.checked_sub(1)?));
            let section =
                |number: u32| self.elf.sections.get(number as usize).map(|section| section.name.as_str());
            let name = symbol.map_or("", |symbol| match symbol.name.as_str() {
                "" => section(symbol.section).unwrap_or("?"),
                name => name,
            });
            let name = brief(name);
            text += &format!("{{{name}{addend:+} type {kind}}}");
        }
        (!text.is_empty()).then_some(text)
    }
}
