//! Lists machine code: functions, and each instruction on a line of its own below the source lines that made it.

use super::names::brief;
use super::parts::{Block, Kind};
use super::walk::{is_padding, steps};
use super::{Listing, fields};
use crate::isa::Machine;
use std::io;

impl Listing<'_, '_> {
    /// Lists a block of a section; `from` is where the section begins in the file, `end` where its listing must end.
    pub fn block(&mut self, number: usize, block: &Block, from: u64, end: u64) -> io::Result<()> {
        let start = from.saturating_add(block.start).max(self.out.at());
        let end = from.saturating_add(block.end).min(end);
        if end <= start {
            return Ok(());
        }
        let part = crate::bytes::slice(self.elf.bytes, start, end - start).unwrap_or(&[]);
        // A section without symbols is one block of data: that none of it is in a symbol need not be said.
        let whole = self.elf.sections.get(number).is_some_and(|it| (block.start, block.end) == (0, it.size));
        let between = block.symbols.is_empty() && !whole;
        if between && is_padding(self.elf.machine, part) {
            self.out.blank()?;
            return self.padding(end - start, "padding between symbols");
        }
        self.title(block, start, end - start, part, between)?;
        match self.elf.machine {
            Some(machine) if block.kind != Kind::Data => self.code(machine, number, part, start - from),
            _ => self.data(number, part, start - from),
        }
    }

    /// Says which symbols begin here.
    fn title(&mut self, block: &Block, start: u64, size: u64, part: &[u8], between: bool) -> io::Result<()> {
        self.last = None;
        let place = match self.elf.address_of(start) {
            Some(address) => format!("at {address:#x}"),
            None => format!("at file offset {start:#x}"),
        };
        if between {
            self.out.blank()?;
            return self.out.note(&format!("no symbol: {size} bytes {place}"));
        }
        if !block.symbols.is_empty() {
            self.out.blank()?;
        }
        for (index, &symbol) in block.symbols.iter().enumerate() {
            let Some(symbol) = self.elf.symbols.get(symbol) else {
                continue;
            };
            let name = brief(&symbol.name);
            let kind = fields::symbol_kind(u64::from(symbol.kind));
            let binding = fields::binding(u64::from(symbol.binding));
            let text = match as_text(part) {
                Some(text) if block.kind == Kind::Data && index == 0 => format!(": \"{text}\""),
                _ => String::new(),
            };
            self.out.note(&match block.rest {
                true => format!("{name}, continued: {size} bytes {place}"),
                false => format!("{name}: {kind}, {binding}, {} bytes {place}{text}", symbol.size),
            })?;
        }
        Ok(())
    }

    /// Instructions. `offset` is that of the first in its section.
    fn code(&mut self, machine: Machine, number: usize, part: &[u8], offset: u64) -> io::Result<()> {
        let columns = if machine == Machine::X86_64 { 10 } else { 4 };
        let base = self.elf.sections.get(number).map_or(0, |section| section.address);
        let address = base.wrapping_add(offset);
        for step in steps(machine, part, address) {
            let at = address.wrapping_add(step.start);
            self.made(number, offset.saturating_add(step.start))?;
            let bytes = crate::bytes::slice(part, step.start, step.size).unwrap_or(&[]);
            let mut text = match step.insn {
                Some(_) => format!("{at:06x}  {}", machine.text(bytes, at)),
                None => format!("{at:06x}  (bad) no instruction"),
            };
            let name = step.insn.and_then(|insn| self.names.of_insn(&insn));
            let relocation = self.names.relocated(number, offset.saturating_add(step.start), step.size);
            for more in [name, relocation].into_iter().flatten() {
                text += "  ";
                text += &more;
            }
            self.out.bytes(step.size, columns, &text)?;
        }
        Ok(())
    }
}

/// The text of an object that is a string: printable, with one zero byte at its end.
fn as_text(bytes: &[u8]) -> Option<String> {
    const SHOWN: usize = 100;
    let (last, text) = bytes.split_last()?;
    let printable = |&byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if *last != 0 || text.is_empty() || !text.iter().all(printable) {
        return None;
    }
    let shown = crate::bytes::printable(text.get(..SHOWN).unwrap_or(text));
    Some(if text.len() > SHOWN { format!("{shown}...") } else { shown })
}
