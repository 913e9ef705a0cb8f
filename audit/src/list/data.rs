//! Lists data: objects, strings, tables of structures, and padding.

use super::fields::{self, Field};
use super::names::brief;
use super::{Listing, parts};
use crate::bytes::{slice, u8_at, u64_at};
use crate::elf::Section;
use crate::elf::number::{SHT_DYNAMIC, SHT_DYNSYM, SHT_RELA, SHT_STRTAB, SHT_SYMTAB};
use std::io;

/// Bytes of data on a line.
const WIDTH: u64 = 16;
/// Bytes of padding on a line.
const PADDING: u64 = 32;

impl Listing<'_, '_> {
    /// Data of a section from `offset` on: its bytes, and the same as text.
    pub fn data(&mut self, number: usize, part: &[u8], offset: u64) -> io::Result<()> {
        let end = offset.saturating_add(part.len() as u64);
        let mut at = offset;
        // Whether the line before ended inside a text.
        let mut inside = false;
        while at < end {
            let until = self.made(number, at)?.clamp(at.saturating_add(1), end);
            while at < until {
                let most = WIDTH.min(until - at);
                let bytes = slice(part, at - offset, most).unwrap_or(&[]);
                let count = text_end(bytes, inside).map_or(most, |count| count as u64);
                inside =
                    count == most && bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t'));
                let bytes = bytes.get(..count as usize).unwrap_or(bytes);
                let mut text = format!("{}  {}", self.place(), shown(bytes));
                if let Some(names) = self.pointers(bytes) {
                    text += &names;
                }
                if let Some(names) = self.names.relocated(number, at, count) {
                    text = format!("{text}  {names}");
                }
                self.out.bytes(count, WIDTH as usize, &text)?;
                at += count;
            }
        }
        Ok(())
    }

    /// The names that two words of data are the addresses of.
    fn pointers(&self, bytes: &[u8]) -> Option<String> {
        let mut text = String::new();
        for at in [0, 8] {
            let Some(value) = u64_at(bytes, at) else {
                break;
            };
            if self.elf.section_of(value).is_some()
                && let Some(name) = self.names.of(value)
            {
                text += &format!("  <{name}>");
            }
        }
        (!text.is_empty()).then_some(text)
    }

    /// Where the next byte is: its address, or else its offset.
    fn place(&self) -> String {
        let at = self.out.at();
        match self.section_address.and_then(|(from, address)| address.checked_add(at.checked_sub(from)?)) {
            Some(address) => format!("{address:06x}"),
            None => format!("{at:06x}"),
        }
    }

    /// Bytes that are there only so that the next thing begins where it must.
    pub fn padding(&mut self, count: u64, what: &str) -> io::Result<()> {
        let end = self.out.at().saturating_add(count);
        self.out.note(&format!("{what}: {count} bytes up to file offset {end:#x}"))?;
        while self.out.at() < end {
            self.out.bytes(PADDING.min(end - self.out.at()), 0, "")?;
        }
        Ok(())
    }

    /// A stretch of the file that nothing describes.
    pub fn gap(&mut self, end: u64) -> io::Result<()> {
        let count = end.saturating_sub(self.out.at());
        let part = slice(self.elf.bytes, self.out.at(), count).unwrap_or(&[]);
        self.out.blank()?;
        if part.iter().all(|&byte| byte == 0) {
            return self.padding(count, "padding: zeros");
        }
        self.out.note(&format!("unexplained: {count} bytes that belong to nothing"))?;
        self.raw(end)
    }

    /// Bytes up to an offset, with their text.
    pub fn raw(&mut self, end: u64) -> io::Result<()> {
        while self.out.at() < end {
            let at = self.out.at();
            let count = WIDTH.min(end - at);
            let text = shown(slice(self.elf.bytes, at, count).unwrap_or(&[]));
            self.out.bytes(count, WIDTH as usize, &format!("{}  {text}", self.place()))?;
        }
        Ok(())
    }

    /// One structure, field by field, as far as `end` lets it.
    pub fn structure(&mut self, fields: &[Field], end: u64) -> io::Result<()> {
        for field in fields {
            let at = self.out.at();
            let count = field.size.min(end.saturating_sub(at));
            if count == 0 {
                break;
            }
            let bytes = slice(self.elf.bytes, at, count).unwrap_or(&[]);
            let value = bytes.iter().rev().fold(0, |value: u64, &byte| value << 8 | u64::from(byte));
            let meaning = match count == field.size {
                true => (field.meaning)(self.elf, value),
                false => "cut off".to_string(),
            };
            self.out.bytes(count, 8, &format!("{at:06x}  {:<24}{meaning}", field.name))?;
        }
        Ok(())
    }

    /// A table of structures; `title` says what each is.
    pub fn table(
        &mut self,
        fields: &[Field],
        end: u64,
        mut title: impl FnMut(&Self, u64) -> String,
    ) -> io::Result<()> {
        let mut index = 0;
        while self.out.at() < end {
            let text = title(self, index);
            self.out.blank()?;
            self.out.note(&text)?;
            self.structure(fields, end)?;
            index += 1;
        }
        Ok(())
    }

    /// A table of strings, each on its own lines.
    fn strings(&mut self, end: u64) -> io::Result<()> {
        let start = self.out.at();
        while self.out.at() < end {
            let at = self.out.at();
            let rest = slice(self.elf.bytes, at, end - at).unwrap_or(&[]);
            let length =
                rest.iter().position(|&byte| byte == 0).map_or(rest.len(), |length| length + 1) as u64;
            let mut first = true;
            let string_end = at.saturating_add(length);
            while self.out.at() < string_end {
                let from = self.out.at();
                let count = WIDTH.min(string_end - from);
                let bytes = slice(self.elf.bytes, from, count).unwrap_or(&[]);
                let place = if first { format!("{:6}", from - start) } else { " ".repeat(6) };
                self.out.bytes(count, WIDTH as usize, &format!("{place}  {}", shown(bytes)))?;
                first = false;
            }
        }
        Ok(())
    }

    /// The bytes of a section up to `end`; `from` is where it begins in the file.
    pub fn section(&mut self, number: usize, section: &Section, from: u64, end: u64) -> io::Result<()> {
        let is_first = self.out.at() == from;
        match section.kind {
            SHT_SYMTAB | SHT_DYNSYM if is_first => self.table(fields::SYMBOL, end, |list, index| {
                let own = list.elf.symbol_table == Some(number);
                let symbol = index
                    .checked_sub(1)
                    .filter(|_| own)
                    .and_then(|index| list.elf.symbols.get(index as usize));
                let name = after_colon(symbol.map(|symbol| symbol.name.as_str()));
                format!("symbol {index}{name}")
            }),
            SHT_RELA if is_first => self.table(fields::RELA, end, |list, index| {
                let info = u64_at(list.elf.bytes, list.out.at().saturating_add(8)).unwrap_or(0) >> 32;
                let symbol = info.checked_sub(1).and_then(|index| list.elf.symbols.get(index as usize));
                let name = after_colon(symbol.map(|symbol| symbol.name.as_str()));
                format!("relocation {index}{name}")
            }),
            SHT_DYNAMIC if is_first => self.table(fields::DYNAMIC, end, |_, index| format!("entry {index}")),
            SHT_STRTAB => self.strings(end),
            _ if is_first => {
                for block in self.blocks.of(self.elf, number) {
                    self.block(number, &block, from, end)?;
                }
                self.raw(end)
            }
            _ => self.raw(end),
        }
    }

    /// The table of program headers or of section headers.
    pub fn headers(&mut self, part: parts::Part, end: u64) -> io::Result<()> {
        if part == parts::Part::SegmentTable {
            return self.table(fields::SEGMENT, end, |_, index| format!("program header {index}"));
        }
        self.table(fields::SECTION, end, |list, index| {
            let section = list.elf.sections.get(index as usize);
            format!("section header {index}{}", after_colon(section.map(|section| section.name.as_str())))
        })
    }
}

/// A name behind a colon, if there is one.
fn after_colon(name: Option<&str>) -> String {
    name.filter(|name| !name.is_empty()).map_or(String::new(), |name| format!(": {}", brief(name)))
}

/// Where a text ends, with its zero byte, so that the next one begins a line.
fn text_end(bytes: &[u8], inside: bool) -> Option<usize> {
    const LEAST: usize = 3;
    let end = bytes.iter().position(|&byte| byte == 0)?;
    let text = bytes.get(..end)?;
    let printable = text.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t'));
    (printable && (inside || end >= LEAST)).then_some(end + 1)
}

/// Bytes as text, as hexdump shows them: what is not printable is a dot.
fn shown(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 2);
    text.push('|');
    for index in 0..bytes.len() as u64 {
        let byte = u8_at(bytes, index).unwrap_or(b'.');
        text.push(if matches!(byte, b' '..=b'~') { char::from(byte) } else { '.' });
    }
    text.push('|');
    text
}
