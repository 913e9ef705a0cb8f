//! Executable sections, divided into functions before anything is decoded.
//!
//! A piece is a stretch of a section: of a function's symbol (the innermost, if they nest), or between them. Data in
//! code is what objects' symbols or mapping symbols declare (ELF for the Arm 64-bit Architecture, "Mapping symbols"),
//! and the jump tables that `tables` finds. Places are bytes from the begin of the section.

use crate::elf::number::*;
use crate::elf::{Elf, Section, Symbol};
use crate::isa::{Insn, Machine, Undecodable};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

/// An executable section, or segment in a file without sections.
pub struct Text<'a> {
    pub machine: Machine,
    pub name: String,
    pub address: u64,
    /// Where its first byte is in the file.
    pub offset: u64,
    pub bytes: &'a [u8],
    /// In order, without gaps.
    pub pieces: Vec<Piece>,
    /// Data in the code: begins and ends, in order, apart.
    pub data: Vec<(u64, u64)>,
    /// Where relocations change the bytes, in order. Only in relocatable files.
    pub relocations: Vec<u64>,
    /// Where instructions begin.
    pub starts: Bits,
    /// Where branches go.
    pub targets: Bits,
}

/// How a piece is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// A function's symbol with a size.
    Sized,
    /// A symbol without a size: up to the next one.
    Begin,
    /// No symbol.
    Gap,
}

/// A stretch of code.
pub struct Piece {
    pub name: Rc<str>,
    pub start: u64,
    pub end: u64,
    pub known: Known,
    /// The functions that overlap or nest are one cluster: its first byte and its end.
    pub cluster: (u64, u64),
}

/// One bit for each byte of a section.
#[derive(Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    fn new(count: usize) -> Bits {
        Bits(vec![0; count / 64 + 1])
    }

    pub fn set(&mut self, place: u64) {
        if let Some(word) = self.0.get_mut((place / 64) as usize) {
            *word |= 1 << (place % 64);
        }
    }

    pub fn has(&self, place: u64) -> bool {
        self.0.get((place / 64) as usize).is_some_and(|word| word >> (place % 64) & 1 != 0)
    }
}

impl<'a> Text<'a> {
    /// All that is executable in a file whose machine is known.
    pub fn all(elf: &Elf<'a>, machine: Machine) -> Vec<Text<'a>> {
        let code = |(_, section): &(usize, &Section)| section.is_code() && section.in_file();
        let mut symbols = symbols(elf);
        let mut relocations = relocations(elf);
        let mut texts = Vec::new();
        for (number, section) in elf.sections.iter().enumerate().filter(code) {
            let from = symbols.partition_point(|s| (s.section as usize) < number);
            let to = symbols.partition_point(|s| s.section as usize <= number);
            let inside = symbols.get_mut(from..to).unwrap_or_default();
            let mut text = Text::of_section(elf, machine, section, inside);
            text.relocations = relocations.remove(&number).unwrap_or_default();
            texts.push(text);
        }
        if elf.sections.is_empty() {
            let code = |s: &&crate::elf::Segment| s.kind == PT_LOAD && s.flags & PF_X != 0;
            for segment in elf.segments.iter().filter(code) {
                // The headers are often part of the first segment; no code is in them.
                let headers = elf.header.segments_at.saturating_add(elf.header.segments.saturating_mul(56));
                let skip = headers.max(64).saturating_sub(segment.offset).min(segment.file_size);
                let (offset, size) = (segment.offset.saturating_add(skip), segment.file_size - skip);
                let bytes = crate::bytes::slice(elf.bytes, offset, size).unwrap_or(&[]);
                let address = segment.address.saturating_add(skip);
                texts.push(Text::new(machine, "segment".to_string(), address, offset, bytes));
            }
        }
        // Nothing is decoded twice: what overlaps, which `account` reports, counts once.
        texts.sort_by_key(|text| text.offset);
        let mut end = 0;
        texts.retain(|text| {
            let apart = text.offset >= end;
            end = end.max(text.offset.saturating_add(text.bytes.len() as u64));
            apart
        });
        texts.sort_by_key(|text| text.address);
        texts
    }

    fn new(machine: Machine, name: String, address: u64, offset: u64, bytes: &'a [u8]) -> Text<'a> {
        let size = bytes.len() as u64;
        let all = Piece { name: Rc::default(), start: 0, end: size, known: Known::Gap, cluster: (0, size) };
        Text {
            machine,
            name,
            address,
            offset,
            bytes,
            pieces: vec![all],
            data: Vec::new(),
            relocations: Vec::new(),
            starts: Bits::new(bytes.len()),
            targets: Bits::new(bytes.len()),
        }
    }

    fn of_section(elf: &Elf<'a>, machine: Machine, section: &Section, symbols: &mut [&Symbol]) -> Text<'a> {
        let bytes = section.bytes(elf.bytes);
        // In a relocatable file each section has addresses of its own, from 0.
        let address = if elf.kind == ET_REL { 0 } else { section.address };
        let name = section.name.clone();
        let mut text = Text::new(machine, name, address, section.offset, bytes);
        let place = |symbol: &Symbol| {
            elf.place_in_section(symbol, section).filter(|&place| place < bytes.len() as u64)
        };
        text.data = data(symbols, &place, bytes.len() as u64);
        text.pieces = pieces(symbols, &place, bytes.len() as u64);
        text
    }

    /// The place of an address in this text.
    pub fn place(&self, address: u64) -> Option<u64> {
        address.checked_sub(self.address).filter(|&place| place < self.bytes.len() as u64)
    }

    /// The piece that holds a place, with its number.
    pub fn piece(&self, place: u64) -> Option<(usize, &Piece)> {
        let number = self.pieces.partition_point(|piece| piece.start <= place).checked_sub(1)?;
        Some((number, self.pieces.get(number)?))
    }

    /// Whether a relocation changes one of the bytes.
    pub fn is_relocated(&self, start: u64, end: u64) -> bool {
        let first = self.relocations.partition_point(|&place| place < start);
        self.relocations.get(first).is_some_and(|&place| place < end)
    }

    /// Whether a place is in declared data.
    pub fn in_data(&self, place: u64) -> bool {
        let after = self.data.partition_point(|(start, _)| *start <= place);
        after.checked_sub(1).and_then(|i| self.data.get(i)).is_some_and(|(_, end)| place < *end)
    }

    /// The bytes of a stretch, as many as are there.
    pub fn slice(&self, start: u64, end: u64) -> &'a [u8] {
        crate::bytes::slice(self.bytes, start, end.saturating_sub(start)).unwrap_or(&[])
    }

    /// What the bytes from `start` to `end` are, one thing after the other.
    pub fn walk(&self, start: u64, end: u64) -> Walk<'_, 'a> {
        let next_data = self.data.partition_point(|(_, data_end)| *data_end <= start);
        Walk { text: self, place: start, end, next_data }
    }
}

/// One thing in a text.
#[derive(Clone, Copy)]
pub enum Thing {
    Insn(Insn),
    Data,
    /// Not decodable.
    Bad,
}

/// Steps through code, instruction by instruction.
pub struct Walk<'t, 'a> {
    text: &'t Text<'a>,
    pub place: u64,
    end: u64,
    next_data: usize,
}

impl Iterator for Walk<'_, '_> {
    /// A place, the place behind it, and what is there.
    type Item = (u64, u64, Thing);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.place;
        if start >= self.end {
            return None;
        }
        let mut limit = self.end;
        while let Some(&(from, to)) = self.text.data.get(self.next_data) {
            if to <= start {
                self.next_data += 1;
                continue;
            }
            if from <= start {
                self.place = to.min(self.end);
                return Some((start, self.place, Thing::Data));
            }
            limit = limit.min(from);
            break;
        }
        let bytes = self.text.slice(start, limit);
        let (length, thing) = match self.text.machine.decode(bytes, self.text.address.wrapping_add(start)) {
            Ok(insn) if insn.length > 0 && usize::from(insn.length) <= bytes.len() => {
                (u64::from(insn.length), Thing::Insn(insn))
            }
            Ok(_) | Err(Undecodable::Truncated | Undecodable::Invalid) => {
                (step(self.text.machine), Thing::Bad)
            }
        };
        self.place = start.saturating_add(length).min(limit);
        Some((start, self.place, thing))
    }
}

/// How far to go on behind bytes that are no instruction.
fn step(machine: Machine) -> u64 {
    match machine {
        Machine::X86_64 => 1,
        Machine::Aarch64 => 4,
        Machine::Riscv64 => 2,
    }
}

/// The symbols that have a section, in the order of its number.
fn symbols<'e>(elf: &'e Elf) -> Vec<&'e Symbol> {
    let mut symbols: Vec<&Symbol> = elf.symbols.iter().filter(|symbol| symbol.has_section()).collect();
    symbols.sort_by_key(|symbol| symbol.section);
    symbols
}

/// What objects' symbols and mapping symbols declare as data.
fn data(symbols: &[&Symbol], place: &impl Fn(&Symbol) -> Option<u64>, size: u64) -> Vec<(u64, u64)> {
    let mut marks: Vec<(u64, bool)> = Vec::new();
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for symbol in symbols {
        let Some(start) = place(symbol) else {
            continue;
        };
        if symbol.is_mapping() {
            marks.push((start, symbol.name.starts_with("$d")));
        } else if symbol.kind == STT_OBJECT && symbol.size > 0 {
            ranges.push((start, start.saturating_add(symbol.size).min(size)));
        }
    }
    marks.sort_unstable();
    for (index, (start, is_data)) in marks.iter().enumerate() {
        if *is_data {
            ranges.push((*start, marks.get(index + 1).map_or(size, |next| next.0)));
        }
    }
    merge(ranges)
}

/// Ranges in order, those that touch made one.
pub fn merge(mut ranges: Vec<(u64, u64)>) -> Vec<(u64, u64)> {
    ranges.sort_unstable();
    let mut merged: Vec<(u64, u64)> = Vec::new();
    for (start, end) in ranges {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ if start < end => merged.push((start, end)),
            _ => {}
        }
    }
    merged
}

/// A symbol that begins a piece.
struct Begin<'s> {
    start: u64,
    /// `None` if it has no size.
    end: Option<u64>,
    symbol: &'s Symbol,
}

/// Divides a section by its functions. Labels (symbols without type) begin a piece only outside of functions.
fn pieces(symbols: &[&Symbol], place: &impl Fn(&Symbol) -> Option<u64>, size: u64) -> Vec<Piece> {
    let mut begins: Vec<Begin> = Vec::new();
    for &symbol in symbols {
        let label = symbol.kind == STT_NOTYPE && !symbol.is_mapping() && !symbol.name.is_empty();
        if let Some(start) = place(symbol).filter(|_| symbol.is_function() || label) {
            let end = (symbol.size > 0).then(|| start.saturating_add(symbol.size).min(size));
            begins.push(Begin { start, end, symbol });
        }
    }
    // Of several at one place the one to be named comes first: functions before labels, the largest, global ones.
    begins.sort_by_key(|b| (b.start, !b.symbol.is_function(), Reverse(b.end), b.symbol.binding != 1));
    begins.dedup_by_key(|begin| begin.start);
    let mut division = Division { size, position: 0, open: Vec::new(), pieces: Vec::new(), cluster: (0, 0) };
    let mut rest = begins.iter().peekable();
    while let Some(begin) = rest.next() {
        let inside = begin.start < division.cluster.1;
        let end = match begin.end {
            Some(end) => end,
            None if inside => continue,
            None => rest.peek().map_or(size, |next| next.start),
        };
        division.up_to(begin.start);
        if begin.start >= division.cluster.1 {
            division.cluster = (begin.start, end);
        }
        division.cluster.1 = division.cluster.1.max(end);
        let known = if begin.end.is_some() { Known::Sized } else { Known::Begin };
        division.open.push((end, begin.symbol.name.as_str().into(), known));
    }
    division.up_to(size);
    division.finish()
}

struct Division {
    size: u64,
    position: u64,
    /// The functions that are open at the position, the innermost last: their ends.
    open: Vec<(u64, Rc<str>, Known)>,
    pieces: Vec<Piece>,
    cluster: (u64, u64),
}

impl Division {
    /// Makes pieces of what lies between the position and `target`.
    fn up_to(&mut self, target: u64) {
        while self.position < target {
            match self.open.last().cloned() {
                Some((end, _, _)) if end <= self.position => {
                    self.open.pop();
                }
                Some((end, name, known)) => self.push(end.min(target), name, known),
                None => self.push(target, Rc::default(), Known::Gap),
            }
        }
    }

    fn push(&mut self, end: u64, name: Rc<str>, known: Known) {
        let cluster = if known == Known::Gap { (self.position, end) } else { self.cluster };
        self.pieces.push(Piece { name, start: self.position, end: end.min(self.size), known, cluster });
        self.position = end;
    }

    /// The pieces, each with the whole extent of its cluster, which may have grown behind it.
    fn finish(mut self) -> Vec<Piece> {
        let mut later: Option<(u64, u64)> = None;
        for piece in self.pieces.iter_mut().rev() {
            match later {
                Some((start, end)) if start == piece.cluster.0 => piece.cluster.1 = end,
                _ => later = Some(piece.cluster),
            }
        }
        self.pieces
    }
}

/// Where the relocations of a relocatable file apply, by section.
fn relocations(elf: &Elf) -> BTreeMap<usize, Vec<u64>> {
    let mut places: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    if elf.kind != ET_REL {
        return places;
    }
    // Sections of relocations that overlap do not make more of them.
    let mut left = elf.bytes.len() / 16;
    for section in &elf.sections {
        let entry = match section.kind {
            SHT_RELA => 24,
            SHT_REL => 16,
            _ => continue,
        };
        let entries = section.bytes(elf.bytes).chunks_exact(entry).take(left);
        left = left.saturating_sub(entries.len());
        let list = places.entry(section.info as usize).or_default();
        list.extend(entries.filter_map(|entry| crate::bytes::u64_at(entry, 0)));
    }
    places.values_mut().for_each(|list| list.sort_unstable());
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(name: &str, value: u64, size: u64, kind: u8) -> Symbol {
        let (name, binding) = (name.to_string(), u8::from(kind != STT_NOTYPE));
        Symbol { name, value, size, kind, binding, other: 0, section: 1, name_at: 0 }
    }

    #[test]
    fn pieces_meet() {
        let symbols = [
            symbol("outer", 4, 20, STT_FUNC),
            symbol("alias", 4, 20, STT_FUNC),
            symbol("inner", 8, 4, STT_FUNC),
            symbol("label_inside", 10, 0, STT_NOTYPE),
            symbol("label", 26, 0, STT_NOTYPE),
            symbol("$x", 30, 0, STT_NOTYPE),
            symbol("last", 32, 100, STT_FUNC),
        ];
        let symbols: Vec<&Symbol> = symbols.iter().collect();
        let pieces = pieces(&symbols, &|symbol: &Symbol| Some(symbol.value), 40);
        let each: Vec<_> = pieces.iter().map(|p| (&*p.name, p.start, p.end, p.cluster)).collect();
        let expected = [
            ("", 0, 4, (0, 4)),
            ("outer", 4, 8, (4, 24)),
            ("inner", 8, 12, (4, 24)),
            ("outer", 12, 24, (4, 24)),
            ("", 24, 26, (24, 26)),
            ("label", 26, 32, (26, 32)),
            ("last", 32, 40, (32, 40)),
        ];
        assert_eq!(each, expected);
    }

    #[test]
    fn mapping_symbols_declare_data() {
        let symbols = [
            symbol("$d", 8, 0, STT_NOTYPE),
            symbol("$x.1", 16, 0, STT_NOTYPE),
            symbol("table", 16, 4, STT_OBJECT),
            symbol("$dollar", 24, 0, STT_NOTYPE),
            symbol("$d.2", 28, 0, STT_NOTYPE),
        ];
        let symbols: Vec<&Symbol> = symbols.iter().collect();
        assert_eq!(data(&symbols, &|symbol: &Symbol| Some(symbol.value), 32), [(8, 20), (28, 32)]);
    }
}
