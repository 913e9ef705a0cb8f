//! Compares two files part by part: headers field by field, sections block by block, and whatever is left byte by byte.
//!
//! Every byte of both files is in one part; parts without a partner are told whole, and of partners every byte that
//! differs is told or counted as moved.

use super::code::{self, Outcome, Stretch};
use super::pairs::{self, Pairs};
use super::report::{Report, count};
use super::side::Side;
use crate::bytes::{printable, slice, u64_at};
use crate::elf::number::{SHF_ALLOC, SHT_STRTAB, SHT_SYMTAB};
use crate::isa::Machine;
use crate::list::fields::{self, Field};
use crate::list::names::brief;
use crate::list::parts::{Block, Kind, Part, Span, spans};
use crate::list::walk::is_padding;
use std::collections::{BTreeSet, HashMap};

/// A comparison in the making.
pub struct Diff<'s, 'e, 'a> {
    a: &'s Side<'e, 'a>,
    b: &'s Side<'e, 'a>,
    sections: Pairs,
    symbols: Pairs,
    /// Symbols of the first file whose contents have been told to differ.
    changed: BTreeSet<usize>,
    pub report: Report,
}

/// Compares two files that are not the same.
pub fn compare(a: &Side, b: &Side, limit: usize) -> Report {
    let mut report = Report::new(limit);
    let sections = pairs::sections(a.elf, b.elf, &mut report);
    let symbols = pairs::symbols(a, b);
    let mut diff = Diff { a, b, sections, symbols, changed: BTreeSet::new(), report };
    diff.parts();
    pairs::tell(a, b, &diff.sections, &diff.symbols, &diff.changed, &mut diff.report);
    if diff.report.total() == 0 {
        diff.tables();
    }
    diff.report
}

/// What two partners are called: a part, and for a gap the part before it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Part(usize),
    After(usize),
}

impl Diff<'_, '_, '_> {
    /// Goes through the parts of both files.
    fn parts(&mut self) {
        let (spans_a, spans_b) = (spans(self.a.elf), spans(self.b.elf));
        let mut waiting: HashMap<Key, Span> = HashMap::new();
        // Sections without a partner have numbers of their own.
        let none = self.a.elf.sections.len();
        let keys_b =
            keys(&spans_b, |section| self.sections.of_b(section).unwrap_or(none.saturating_add(section)));
        for (key, span) in keys_b.iter().zip(&spans_b) {
            waiting.entry(*key).or_insert(*span);
        }
        let mut told = BTreeSet::new();
        for (key, span) in keys(&spans_a, |section| section).iter().zip(&spans_a) {
            match waiting.remove(key) {
                Some(partner) => {
                    told.insert(partner.start);
                    self.part(span, &partner);
                }
                None => self.alone(self.a, span, "removed"),
            }
        }
        for span in spans_b.iter().filter(|span| !told.contains(&span.start)) {
            self.alone(self.b, span, "added");
        }
    }

    /// A part that only one file has.
    fn alone(&mut self, side: &Side, span: &Span, what: &str) {
        let bytes = slice(side.elf.bytes, span.start, span.end - span.start).unwrap_or(&[]);
        if span.part == Part::Gap && bytes.iter().all(|&byte| byte == 0) {
            self.report.padding += 1;
            return;
        }
        let (kind, name) = match span.part {
            Part::FileHeader => ("header", "ELF header".to_string()),
            Part::SegmentTable => ("segment", "program headers".to_string()),
            Part::SectionTable => ("section", "section headers".to_string()),
            Part::Section(number) => ("section", section_name(side, number)),
            Part::Gap => ("bytes", format!("at {:#x}", span.start)),
        };
        let lines = if kind == "bytes" { vec![hex(bytes)] } else { Vec::new() };
        let place = format!("{what}: {} bytes at file offset {:#x}", span.end - span.start, span.start);
        self.report.add(kind, &name, place, lines);
    }

    fn part(&mut self, a: &Span, b: &Span) {
        let name = |what: &str, index: u64| format!("{what} {index}");
        match a.part {
            Part::FileHeader => {
                self.structures("header", fields::FILE_HEADER, a, b, |_, _| "ELF".to_string())
            }
            Part::SegmentTable => {
                self.structures("segment", fields::SEGMENT, a, b, |_, index| name("program header", index));
            }
            Part::SectionTable => self.section_headers(a, b),
            Part::Section(number) => {
                if let Part::Section(partner) = b.part {
                    self.section(number, partner, a, b);
                }
            }
            Part::Gap => self.gap(a, b),
        }
    }

    /// The table of section headers: of partners field by field, but for what says where they are.
    fn section_headers(&mut self, a: &Span, b: &Span) {
        let size = fields::size(fields::SECTION);
        let header = |side: &Side<'_, '_>, span: &Span, index: usize| {
            let at = span.start.saturating_add((index as u64).saturating_mul(size));
            slice(side.elf.bytes, at, size.min(span.end.saturating_sub(at))).unwrap_or(&[]).to_vec()
        };
        for number in 0..self.a.elf.sections.len() {
            let name = section_name(self.a, number);
            match self.sections.of_a(number) {
                Some(partner) => {
                    let (old, new) = (header(self.a, a, number), header(self.b, b, partner));
                    if let Some(by) = self.only_offsets(number, partner, &old, &new) {
                        count(&mut self.report.moved_sections, by, &name);
                    } else {
                        self.fields("section", &name, fields::SECTION, &old, &new);
                    }
                    if number != partner {
                        let text = format!("number {number} -> {partner} in the table");
                        self.report.add("section", &name, text, Vec::new());
                    }
                }
                None => self.section_alone(self.a, number, "removed"),
            }
        }
        for number in 0..self.b.elf.sections.len() {
            if self.sections.of_b(number).is_none() {
                self.section_alone(self.b, number, "added");
            }
        }
    }

    /// How far a section has moved in the file, if its header differs in nothing but the places of it and its name.
    fn only_offsets(&self, number: usize, partner: usize, old: &[u8], new: &[u8]) -> Option<i64> {
        let (a, b) = (self.a.elf.sections.get(number)?, self.b.elf.sections.get(partner)?);
        // Behind sh_name; sh_addr and sh_offset are at 16 and 24.
        let rest = |bytes: &[u8]| Some((slice(bytes, 4, 12)?.to_vec(), slice(bytes, 32, 32)?.to_vec()));
        let moved = old != new && a.name == b.name && rest(old) == rest(new);
        moved.then(|| b.offset.wrapping_sub(a.offset) as i64)
    }

    /// A section without bytes that only one file has; with bytes, `alone` tells it.
    fn section_alone(&mut self, side: &Side, number: usize, what: &str) {
        if let Some(section) =
            side.elf.sections.get(number).filter(|section| section.bytes(side.elf.bytes).is_empty())
        {
            let text = format!("{what}: {} bytes, none of them in the file", section.size);
            self.report.add("section", &section_name(side, number), text, Vec::new());
        }
    }

    /// Structures of a table, one after the other.
    fn structures(
        &mut self,
        kind: &'static str,
        fields: &[Field],
        a: &Span,
        b: &Span,
        name: impl Fn(&Self, u64) -> String,
    ) {
        let size = fields::size(fields);
        let count = (a.end - a.start).max(b.end - b.start).div_ceil(size.max(1));
        for index in 0..count {
            let structure = |side: &Side<'_, '_>, span: &Span| {
                let at = span.start.saturating_add(index.saturating_mul(size));
                slice(side.elf.bytes, at, size.min(span.end.saturating_sub(at))).unwrap_or(&[]).to_vec()
            };
            let (old, new) = (structure(self.a, a), structure(self.b, b));
            let name = name(self, index);
            match (old.is_empty(), new.is_empty()) {
                (true, _) => self.report.add(kind, &name, "added".to_string(), Vec::new()),
                (_, true) => self.report.add(kind, &name, "removed".to_string(), Vec::new()),
                _ => self.fields(kind, &name, fields, &old, &new),
            }
        }
    }

    /// One structure, field by field.
    fn fields(&mut self, kind: &'static str, name: &str, fields: &[Field], old: &[u8], new: &[u8]) {
        let mut lines = Vec::new();
        let mut names = Vec::new();
        let mut at = 0;
        for field in fields {
            let value = |bytes: &[u8]| {
                let field = slice(bytes, at, field.size)?;
                Some(field.iter().rev().fold(0, |value: u64, &byte| value << 8 | u64::from(byte)))
            };
            let (x, y) = (value(old), value(new));
            if x != y {
                let meaning = |side: &Side<'_, '_>, value: Option<u64>| match value {
                    Some(value) => format!("{value:#x} ({})", (field.meaning)(side.elf, value)),
                    None => "cut off".to_string(),
                };
                names.push(field.name);
                lines.push(format!("{}: {} -> {}", field.name, meaning(self.a, x), meaning(self.b, y)));
            }
            at += field.size;
        }
        if !lines.is_empty() {
            self.report.add(kind, name, format!("{} differs", names.join(", ")), lines);
        }
    }

    /// A stretch that nothing describes, behind partners.
    fn gap(&mut self, a: &Span, b: &Span) {
        let old = slice(self.a.elf.bytes, a.start, a.end - a.start).unwrap_or(&[]);
        let new = slice(self.b.elf.bytes, b.start, b.end - b.start).unwrap_or(&[]);
        if old == new {
            return;
        }
        let zeros = old.iter().chain(new).all(|&byte| byte == 0);
        let name = format!("at file offset {:#x}", a.start);
        if zeros {
            self.report.padding += 1;
        } else {
            self.bytes("padding", &name, old, new);
        }
    }

    /// A section, block by block if it has symbols or code.
    fn section(&mut self, number: usize, partner: usize, a: &Span, b: &Span) {
        let (old, new) = match (self.a.elf.sections.get(number), self.b.elf.sections.get(partner)) {
            (Some(old), Some(new)) => (old, new),
            _ => return,
        };
        let bytes = |side: &Side<'_, '_>, span: &Span| {
            slice(side.elf.bytes, span.start, span.end - span.start).unwrap_or(&[]).to_vec()
        };
        let whole = a.start == a.from && b.start == b.from;
        if old.flags & SHF_ALLOC != 0 && whole && old.is_code() == new.is_code() {
            self.blocks(number, partner);
            return;
        }
        // The tables of symbols and their names: told symbol by symbol, and if that says nothing, at the end.
        let told = old.kind == SHT_SYMTAB || old.kind == SHT_STRTAB && self.is_names(number);
        if !told {
            let (old_bytes, new_bytes) = (bytes(self.a, a), bytes(self.b, b));
            self.bytes("section", &section_name(self.a, number), &old_bytes, &new_bytes);
        }
    }

    /// Whether a table of strings holds the names of symbols.
    fn is_names(&self, number: usize) -> bool {
        let table = self.a.elf.symbol_table.and_then(|table| self.a.elf.sections.get(table));
        table.is_some_and(|table| table.kind == SHT_SYMTAB && table.link as usize == number)
    }

    /// If nothing else differs, the tables of symbols and names byte by byte: their order, names that nobody uses.
    fn tables(&mut self) {
        for number in 0..self.a.elf.sections.len() {
            let Some(old) = self.a.elf.sections.get(number) else {
                continue;
            };
            let new = self.sections.of_a(number).and_then(|partner| self.b.elf.sections.get(partner));
            if old.flags & SHF_ALLOC == 0
                && let Some(new) = new
            {
                let (old_bytes, new_bytes) = (old.bytes(self.a.elf.bytes), new.bytes(self.b.elf.bytes));
                self.bytes("section", &section_name(self.a, number), old_bytes, new_bytes);
            }
        }
        if self.report.total() == 0
            && self.report.moved_functions.is_empty()
            && self.report.moved_data.is_empty()
        {
            self.bytes("bytes", "of the file", self.a.elf.bytes, self.b.elf.bytes);
        }
    }

    /// The blocks of two sections.
    fn blocks(&mut self, number: usize, partner: usize) {
        let (blocks_a, blocks_b) =
            (self.a.blocks.of(self.a.elf, number), self.b.blocks.of(self.b.elf, partner));
        // The blocks of the second section by each of their symbols, by their numbers in the first file.
        let mut waiting: HashMap<(Option<usize>, bool, usize), usize> = HashMap::new();
        for (index, block) in blocks_b.iter().enumerate() {
            let previous = blocks_b.get(..index).unwrap_or(&[]);
            for key in self.block_keys(block, previous, |symbol| self.symbols.of_b(symbol)) {
                waiting.entry(key).or_insert(index);
            }
        }
        let mut used = BTreeSet::new();
        for (index, block) in blocks_a.iter().enumerate() {
            let previous = blocks_a.get(..index).unwrap_or(&[]);
            let keys = self.block_keys(block, previous, Some);
            let other =
                keys.iter().find_map(|key| waiting.get(key).copied().filter(|other| !used.contains(other)));
            match other.and_then(|other| Some((other, blocks_b.get(other)?))) {
                Some((other, other_block)) => {
                    used.insert(other);
                    self.block((number, block), (partner, other_block));
                }
                None => self.block_alone(self.a, number, block, "removed"),
            }
        }
        for (_, block) in blocks_b.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
            self.block_alone(self.b, partner, block, "added");
        }
    }

    /// What a block is recognised by: its symbols; the rest of a symbol by that; a gap by what is before it.
    fn block_keys(
        &self,
        block: &Block,
        previous: &[Block],
        common: impl Fn(usize) -> Option<usize>,
    ) -> Vec<(Option<usize>, bool, usize)> {
        if block.symbols.is_empty() {
            let before = previous.last().and_then(|before| before.symbols.first().copied());
            return match before {
                Some(symbol) => {
                    common(symbol).map(|symbol| (Some(symbol), false, usize::MAX)).into_iter().collect()
                }
                None => vec![(None, false, 0)],
            };
        }
        // Of a symbol with several others inside, the rests by the symbol before each.
        let inside = if block.rest {
            previous.last().and_then(|before| before.symbols.first().copied())
        } else {
            None
        };
        let inside = inside.and_then(&common).map_or(0, |symbol| symbol.saturating_add(1));
        block.symbols.iter().filter_map(|&symbol| Some((Some(common(symbol)?), block.rest, inside))).collect()
    }

    /// A block that only one file has. Its symbol is told to be added or removed; a gap is told here.
    fn block_alone(&mut self, side: &Side, number: usize, block: &Block, what: &str) {
        let bytes = side.block_bytes(number, block);
        if is_padding(side.elf.machine, bytes) && block.symbols.is_empty() {
            return; // the padding behind a symbol that was added or removed
        }
        let has_partner = |&symbol: &usize| match what {
            "removed" => self.symbols.of_a(symbol).is_some(),
            _ => self.symbols.of_b(symbol).is_some(),
        };
        if !block.symbols.is_empty() && !block.symbols.iter().any(has_partner) {
            return; // told with its symbols
        }
        let place = format!("{what}: {} bytes at {:#x}", bytes.len(), side.address(number, block.start));
        let kind = match block.kind {
            Kind::Code if !block.symbols.is_empty() => "function",
            Kind::Data if !block.symbols.is_empty() => "data",
            _ => "bytes",
        };
        let line = side.line(number, block.start).map(|line| format!(", {line}")).unwrap_or_default();
        let lines = if kind == "function" { Vec::new() } else { vec![hex(bytes)] };
        self.report.add(kind, &block_name(side, number, block), format!("{place}{line}"), lines);
    }

    fn block(&mut self, (number, a): (usize, &Block), (partner, b): (usize, &Block)) {
        let (old, new) = (self.a.block_bytes(number, a), self.b.block_bytes(partner, b));
        let name = block_name(self.a, number, a);
        let by = self.b.address(partner, b.start).wrapping_sub(self.a.address(number, a.start)) as i64;
        let padding = |side: &Side<'_, '_>, block: &Block, bytes: &[u8]| {
            block.symbols.is_empty() && is_padding(side.elf.machine, bytes)
        };
        if padding(self.a, a, old) && padding(self.b, b, new) {
            let fill = |bytes: &[u8]| bytes.first().copied();
            if fill(old) != fill(new) {
                self.bytes("padding", &name, old, new);
            }
            return; // its length follows from what is around it
        }
        if a.kind == Kind::Data && b.kind == Kind::Data {
            self.data(&name, (number, a, old), (partner, b, new), by);
        } else if let (Some(machine), true) = (self.a.elf.machine, self.a.elf.machine == self.b.elf.machine) {
            self.code(machine, &name, (number, a), (partner, b), by);
        } else if old != new {
            self.changed.extend(&a.symbols);
            self.bytes("bytes", &name, old, new);
        }
    }

    fn code(
        &mut self,
        machine: Machine,
        name: &str,
        (number, a): (usize, &Block),
        (partner, b): (usize, &Block),
        by: i64,
    ) {
        let symbols = &self.symbols;
        let common_a = |symbol: usize| symbols.of_a(symbol).map(|_| symbol);
        let common_b = |symbol: usize| symbols.of_b(symbol);
        let left = Stretch { side: self.a, section: number, block: a, common: &common_a };
        let right = Stretch { side: self.b, section: partner, block: b, common: &common_b };
        let hunks = match code::compare(machine, &left, &right, self.report.has_room()) {
            Outcome::Same => {
                if by != 0 {
                    count(&mut self.report.moved_functions, by, name);
                }
                return;
            }
            Outcome::Moved => return count(&mut self.report.moved_functions, by, name),
            Outcome::Changed { hunks } => hunks,
        };
        self.changed.extend(&a.symbols);
        let mut lines = Vec::new();
        for hunk in hunks {
            let line_a = hunk.first.0.and_then(|offset| self.a.line(number, a.start.saturating_add(offset)));
            let line_b = hunk.first.1.and_then(|offset| self.b.line(partner, b.start.saturating_add(offset)));
            lines.push(match (line_a, line_b) {
                (Some(x), Some(y)) if x == y => format!("@@ {x}"),
                (Some(x), Some(y)) => format!("@@ {x} -> {y}"),
                (Some(x), None) | (None, Some(x)) => format!("@@ {x}"),
                (None, None) => "@@".to_string(),
            });
            lines.extend(hunk.lines);
        }
        let size = |block: &Block| block.end - block.start;
        let mut text = "changed".to_string();
        if size(a) != size(b) {
            text += &format!(", {} -> {} bytes", size(a), size(b));
        }
        if by != 0 {
            text += &format!(", moved by {by:+}");
        }
        self.report.add("function", name, text, lines);
    }

    fn data(
        &mut self,
        name: &str,
        (number, a, old): (usize, &Block, &[u8]),
        (partner, b, new): (usize, &Block, &[u8]),
        by: i64,
    ) {
        if old == new {
            if by != 0 && !a.symbols.is_empty() {
                count(&mut self.report.moved_data, by, name);
            }
            return;
        }
        if old.len() == new.len() && self.only_moved((number, a, old), (partner, b, new)) {
            return count(&mut self.report.moved_data, by, name);
        }
        self.changed.extend(&a.symbols);
        let kind = if a.symbols.is_empty() { "bytes" } else { "data" };
        self.bytes(kind, name, old, new);
    }

    /// Whether two objects of one size differ only in addresses of the same things: words of eight bytes, or of four
    /// that are distances from the begin of the object, as tables of jumps have them.
    fn only_moved(
        &self,
        (number, a, old): (usize, &Block, &[u8]),
        (partner, b, new): (usize, &Block, &[u8]),
    ) -> bool {
        let common_a = |symbol: usize| self.symbols.of_a(symbol).map(|_| symbol);
        let common_b = |symbol: usize| self.symbols.of_b(symbol);
        let left = Stretch { side: self.a, section: number, block: a, common: &common_a };
        let right = Stretch { side: self.b, section: partner, block: b, common: &common_b };
        let same = |x: u64, y: u64| left.meaning(x).is_some_and(|x| right.meaning(y).is_some_and(|y| x == y));
        let (begin_a, begin_b) = (self.a.address(number, a.start), self.b.address(partner, b.start));
        let mut at = 0;
        while at < old.len() as u64 {
            let rest = old.len() as u64 - at;
            let word = |bytes: &[u8]| u64_at(bytes, at).unwrap_or(0);
            let distance = |bytes: &[u8], begin: u64| {
                let value = crate::bytes::u32_at(bytes, at).unwrap_or(0) as i32;
                begin.wrapping_add_signed(i64::from(value))
            };
            let step = match rest {
                8.. if word(old) == word(new) || same(word(old), word(new)) => 8,
                4.. if slice(old, at, 4) == slice(new, at, 4) => 4,
                4.. if same(distance(old, begin_a), distance(new, begin_b)) => 4,
                1..4 if slice(old, at, rest) == slice(new, at, rest) => rest,
                _ => return false,
            };
            at += step;
        }
        true
    }

    /// Bytes that differ: the first place, and how many.
    fn bytes(&mut self, kind: &'static str, name: &str, old: &[u8], new: &[u8]) {
        if old == new {
            return;
        }
        let first = old.iter().zip(new).take_while(|(x, y)| x == y).count();
        let count = old.iter().zip(new).filter(|(x, y)| x != y).count() + old.len().abs_diff(new.len());
        let mut text = format!("{count} bytes differ, the first at offset {first:#x} in it");
        if old.len() != new.len() {
            text += &format!("; {} -> {} bytes", old.len(), new.len());
        }
        // Lines of 16 bytes, from the one with the first difference on.
        const LINES: usize = 4;
        let mut lines = Vec::new();
        let from = if name.starts_with(".debug_") { usize::MAX } else { first & !15 };
        for at in (from..old.len().max(new.len())).step_by(16) {
            let line = |bytes: &[u8]| bytes.get(at..bytes.len().min(at + 16)).unwrap_or(&[]).to_vec();
            let (x, y) = (line(old), line(new));
            if x != y {
                lines.extend((!x.is_empty()).then(|| format!("- {at:#06x}  {}", hex(&x))));
                lines.extend((!y.is_empty()).then(|| format!("+ {at:#06x}  {}", hex(&y))));
            }
            if lines.len() >= 2 * LINES {
                break;
            }
        }
        self.report.add(kind, name, text, lines);
    }
}

/// What each part is called, sections by the number that `common` gives them.
fn keys(spans: &[Span], common: impl Fn(usize) -> usize) -> Vec<Key> {
    let mut last = 0;
    let mut keys = Vec::new();
    for span in spans {
        let number = match span.part {
            Part::FileHeader => 0,
            Part::SegmentTable => 1,
            Part::SectionTable => 2,
            Part::Section(section) => common(section).saturating_add(3),
            Part::Gap => {
                keys.push(Key::After(last));
                continue;
            }
        };
        keys.push(Key::Part(number));
        last = number;
    }
    keys
}

fn section_name(side: &Side, number: usize) -> String {
    match side.elf.sections.get(number) {
        Some(section) if !section.name.is_empty() => brief(&section.name),
        _ => format!("number {number}"),
    }
}

fn block_name(side: &Side, number: usize, block: &Block) -> String {
    match block.symbols.first().and_then(|&symbol| side.symbol(symbol)) {
        Some(symbol) => brief(&symbol.name),
        None => format!("without a symbol at {:#x}", side.address(number, block.start)),
    }
}

/// Bytes in hexadecimal and as text.
fn hex(bytes: &[u8]) -> String {
    const SHOWN: usize = 16;
    let shown = bytes.get(..SHOWN).unwrap_or(bytes);
    let each: Vec<String> = shown.iter().map(|byte| format!("{byte:02x}")).collect();
    let more = if shown.len() < bytes.len() { " ..." } else { "" };
    format!("{:<47}  \"{}\"{more}", each.join(" "), printable(shown))
}
