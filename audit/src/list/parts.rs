//! A file cut into parts, in file order and without gaps or overlaps; and a section cut into blocks by its symbols.
//!
//! What overlaps something earlier is cut off at its end, so that every byte is in one part: whether the file is well
//! formed is for `elf` to say, not for this.

use crate::elf::Elf;
use crate::elf::number::{STT_OBJECT, STT_TLS};

/// What a stretch of the file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    FileHeader,
    SegmentTable,
    SectionTable,
    /// A section by its number.
    Section(usize),
    /// Between all others.
    Gap,
}

/// A stretch of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    pub part: Part,
    pub start: u64,
    pub end: u64,
    /// Where the part begins: before `start` if the stretch lost its first bytes to an earlier one.
    pub from: u64,
}

const HEADER_SIZE: u64 = 64;
const SEGMENT_SIZE: u64 = 56;
const SECTION_SIZE: u64 = 64;

/// All of a file, in order.
pub fn spans(elf: &Elf) -> Vec<Span> {
    let size = elf.bytes.len() as u64;
    let table = |at: u64, count: u64, each: u64| {
        let start = crate::bytes::u64_at(elf.bytes, at).unwrap_or(0);
        (start, start.saturating_add(count.saturating_mul(each)))
    };
    let (segments, segments_end) = table(32, elf.segments.len() as u64, SEGMENT_SIZE);
    let (sections, sections_end) = table(40, elf.sections.len() as u64, SECTION_SIZE);
    let mut claims = vec![
        (0, HEADER_SIZE, Part::FileHeader),
        (segments, segments_end, Part::SegmentTable),
        (sections, sections_end, Part::SectionTable),
    ];
    for (index, section) in elf.sections.iter().enumerate() {
        if !section.bytes(elf.bytes).is_empty() {
            claims.push((section.offset, section.offset.saturating_add(section.size), Part::Section(index)));
        }
    }
    claims.sort_by_key(|&(start, end, _)| (start, end));
    let mut spans = Vec::new();
    let mut at = 0;
    for (from, end, part) in claims {
        let end = end.min(size);
        if end <= at.max(from) {
            continue;
        }
        if from > at {
            spans.push(Span { part: Part::Gap, start: at, end: from, from: at });
        }
        spans.push(Span { part, start: from.max(at), end, from });
        at = end;
    }
    if at < size {
        spans.push(Span { part: Part::Gap, start: at, end: size, from: at });
    }
    spans
}

/// What the bytes of a block are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Code,
    Data,
    /// Bytes of no symbol.
    Gap,
}

/// A stretch of a section between symbols.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    pub kind: Kind,
    /// Offsets in the section.
    pub start: u64,
    pub end: u64,
    /// The symbols that begin here, by their numbers in `Elf::symbols`, the largest first; for the rest of a symbol
    /// behind one inside it, that symbol alone; empty for a gap.
    pub symbols: Vec<usize>,
    /// Whether it is such a rest.
    pub rest: bool,
}

const STT_SECTION: u8 = 3;
const STT_FILE: u8 = 4;

/// The symbols of all sections, ready to cut each of them into blocks.
pub struct Blocks {
    /// Section, offset in it, size, symbol.
    order: Vec<(u64, u64, u64, usize)>,
}

impl Blocks {
    pub fn new(elf: &Elf) -> Blocks {
        let mut order = Vec::new();
        for (index, symbol) in elf.symbols.iter().enumerate().filter(|(_, symbol)| symbol.has_section()) {
            let number = u64::from(symbol.section);
            let section = usize::try_from(number).ok().and_then(|number| elf.sections.get(number));
            let named = !matches!(symbol.kind, STT_SECTION | STT_FILE | STT_TLS) && !symbol.name.is_empty();
            let Some(section) = section.filter(|_| named) else {
                continue;
            };
            if let Some(offset) = symbol.value.checked_sub(section.address)
                && offset < section.size
            {
                order.push((number, offset, symbol.size.min(section.size - offset), index));
            }
        }
        order.sort_by_key(|&(section, offset, size, index)| (section, offset, u64::MAX - size, index));
        Blocks { order }
    }

    /// Cuts a section into blocks.
    pub fn of(&self, elf: &Elf, number: usize) -> Vec<Block> {
        let Some(section) = elf.sections.get(number) else {
            return Vec::new();
        };
        let number = number as u64;
        let first = self.order.partition_point(|entry| entry.0 < number);
        let last = self.order.partition_point(|entry| entry.0 <= number);
        let mut cutter = Cutter { code: section.is_code(), blocks: Vec::new(), at: 0, outer: None };
        // Mapping symbols tell data from code in sections of code (`Symbol::is_mapping`).
        let mut data = !section.is_code();
        let mut symbols = self.order.get(first..last).unwrap_or(&[]).iter().peekable();
        while let Some(&(_, offset, size, index)) = symbols.next() {
            let mut names = vec![(index, size)];
            while let Some(&&(_, _, size, index)) = symbols.peek().filter(|next| next.1 == offset) {
                names.push((index, size));
                symbols.next();
            }
            for symbol in names.iter().filter_map(|&(index, _)| elf.symbols.get(index)) {
                if symbol.is_mapping() {
                    data = !section.is_code() || symbol.name.starts_with("$d");
                }
            }
            names.retain(|&(index, _)| elf.symbols.get(index).is_some_and(|symbol| !symbol.is_mapping()));
            let object = names.first().and_then(|&(index, _)| elf.symbols.get(index));
            let object = object.is_some_and(|symbol| symbol.kind == STT_OBJECT);
            let kind = if data || object { Kind::Data } else { Kind::Code };
            let next = symbols.peek().map_or(section.size, |next| next.1);
            cutter.block(offset, next, kind, &names);
        }
        cutter.fill(section.size);
        cutter.blocks
    }
}

/// Makes the blocks of one section.
struct Cutter {
    code: bool,
    blocks: Vec<Block>,
    at: u64,
    /// A symbol that goes on behind another inside it: its end, kind and number.
    outer: Option<(u64, Kind, usize)>,
}

impl Cutter {
    /// The block of the symbols `names` from `start`, no longer than to `next`.
    fn block(&mut self, start: u64, next: u64, kind: Kind, names: &[(usize, u64)]) {
        self.fill(start);
        let Some(&(first, size)) = names.first() else {
            // Nothing but a mapping symbol: what lies here is of the outer symbol, but of another kind.
            if let Some(outer) = &mut self.outer {
                outer.1 = kind;
            }
            return;
        };
        let whole = start.saturating_add(size);
        let is_label = size == 0;
        let inside = self.outer.is_some_and(|(end, ..)| end > start);
        // A label without a size goes on to the next symbol, or to the end of the symbol that it is in.
        let limit = match self.outer {
            Some((end, ..)) if inside => end.min(next),
            _ => next,
        };
        let end = if is_label { limit } else { whole.min(next) };
        let symbols = names.iter().map(|&(index, _)| index).collect();
        if end > start {
            self.blocks.push(Block { kind, start, end, symbols, rest: false });
            self.at = end;
        }
        if whole > end && self.outer.is_none_or(|(end, ..)| end <= whole) {
            self.outer = Some((whole, kind, first));
        }
    }

    /// Makes blocks of what lies before `to`: the rest of an outer symbol, and then a gap.
    fn fill(&mut self, to: u64) {
        if let Some((end, kind, symbol)) = self.outer {
            let end = end.min(to);
            if end > self.at {
                let symbols = vec![symbol];
                self.blocks.push(Block { kind, start: self.at, end, symbols, rest: true });
                self.at = end;
            }
        }
        if to > self.at {
            let kind = if self.code { Kind::Gap } else { Kind::Data };
            self.blocks.push(Block { kind, start: self.at, end: to, symbols: Vec::new(), rest: false });
            self.at = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks that symbols of these offsets and sizes make of a section of 100 bytes: start, end, symbol.
    fn cut(symbols: &[(u64, u64)]) -> Vec<(u64, u64, Option<usize>)> {
        let mut cutter = Cutter { code: true, blocks: Vec::new(), at: 0, outer: None };
        for (index, &(start, size)) in symbols.iter().enumerate() {
            let next = symbols.get(index + 1).map_or(100, |next| next.0);
            cutter.block(start, next, Kind::Code, &[(index, size)]);
        }
        cutter.fill(100);
        let blocks = cutter.blocks.iter();
        blocks.map(|block| (block.start, block.end, block.symbols.first().copied())).collect()
    }

    #[test]
    fn symbols_cut_a_section_into_blocks_without_gaps_or_overlaps() {
        assert_eq!(cut(&[]), [(0, 100, None)]);
        assert_eq!(cut(&[(0, 40), (50, 50)]), [(0, 40, Some(0)), (40, 50, None), (50, 100, Some(1))]);
        // One inside another, which goes on behind it.
        assert_eq!(
            cut(&[(0, 60), (20, 10)]),
            [(0, 20, Some(0)), (20, 30, Some(1)), (30, 60, Some(0)), (60, 100, None)]
        );
        // A label without a size, alone and inside.
        assert_eq!(cut(&[(10, 0)]), [(0, 10, None), (10, 100, Some(0))]);
        assert_eq!(cut(&[(0, 50), (20, 0)]), [(0, 20, Some(0)), (20, 50, Some(1)), (50, 100, None)]);
        // Overlapping, and longer than the section.
        assert_eq!(cut(&[(0, 50), (30, 500)]), [(0, 30, Some(0)), (30, 100, Some(1))]);
    }
}
