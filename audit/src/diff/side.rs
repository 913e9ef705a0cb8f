//! One of the two files that are compared, with all that is needed to speak of it.

use crate::elf::{Elf, Symbol};
use crate::list::names::Names;
use crate::list::parts::{Block, Blocks};
use crate::list::source::Origins;

pub struct Side<'e, 'a> {
    pub elf: &'e Elf<'a>,
    pub names: Names<'e, 'a>,
    pub blocks: Blocks,
    pub origins: Origins<'a>,
}

impl<'e, 'a> Side<'e, 'a> {
    pub fn new(elf: &'e Elf<'a>, map: Option<&'a [u8]>) -> Side<'e, 'a> {
        let origins = Origins::new(elf, map);
        Side { elf, names: Names::new(elf), blocks: Blocks::new(elf), origins }
    }

    pub fn symbol(&self, number: usize) -> Option<&'e Symbol> {
        self.elf.symbols.get(number)
    }

    /// The bytes of a symbol; none if it has none in the file.
    pub fn symbol_bytes(&self, symbol: &Symbol) -> &'a [u8] {
        let section = self.elf.sections.get(symbol.section as usize).filter(|_| symbol.has_section());
        let bytes = section.map_or(&[] as &[u8], |section| section.bytes(self.elf.bytes));
        let offset = section.and_then(|section| symbol.value.checked_sub(section.address));
        offset.and_then(|offset| crate::bytes::slice(bytes, offset, symbol.size)).unwrap_or(&[])
    }

    /// The bytes of a block of a section.
    pub fn block_bytes(&self, section: usize, block: &Block) -> &'a [u8] {
        let bytes = self.elf.sections.get(section).map_or(&[] as &[u8], |it| it.bytes(self.elf.bytes));
        let end = block.end.min(bytes.len() as u64);
        crate::bytes::slice(bytes, block.start, end.saturating_sub(block.start)).unwrap_or(&[])
    }

    /// The address of a byte of a section; in a relocatable file its offset there.
    pub fn address(&self, section: usize, offset: u64) -> u64 {
        self.elf.sections.get(section).map_or(0, |it| it.address).wrapping_add(offset)
    }

    /// The source line of a byte of a section: `file:line`, and with a map the P1 line, too.
    pub fn line(&self, section: usize, offset: u64) -> Option<String> {
        let made = self.origins.at(self.elf, section, offset)?;
        let text = |place: Option<(String, u32)>| place.map(|(file, line)| format!("{file}:{line}"));
        match (text(made.source), text(made.p1)) {
            (Some(source), Some(p1)) => Some(format!("{source} ({p1})")),
            (source, p1) => source.or(p1),
        }
    }
}
