//! Labelled hex to sections, labels, references and symbols. Names are resolved while they
//! are read: a reference holds the number of its label, which may be defined later.

use super::{BSS, SECTIONS};

use crate::diag::{Loc, Res, Sources, err, refuse, show};
use crate::intern::{Id, Interner, Table};

/// What text, rodata and data may hold together, and bss.
const MAX_DATA: u64 = 256 << 20;
const MAX_BSS: u64 = 2 << 30;

/// Every reference takes time for each part of its field.
const MAX_PARTS: usize = 16;

#[derive(Default)]
pub struct Section {
    /// The contents; empty for bss.
    pub bytes: Vec<u8>,
    pub size: u64,
    pub align: u64,
}

#[derive(Clone, Copy)]
pub struct Label {
    pub name: Id,
    pub defined: bool,
    pub section: usize,
    pub offset: u64,
}

pub struct Field {
    pub size: u64,
    pub relative: bool,
    pub check: u8,
    pub parts: Vec<Part>,
}

/// `width` bits of the value, from bit `low`, go to bit `at` of the base.
pub struct Part {
    pub low: u64,
    pub width: u64,
    pub at: u64,
}

pub struct Ref {
    pub loc: Loc,
    pub section: usize,
    pub offset: u64,
    pub field: usize,
    pub label: usize,
    pub addend: u64,
    pub base: u64,
}

pub struct Symbol {
    pub name: Id,
    pub is_func: bool,
    pub section: usize,
    pub offset: u64,
    pub size: u64,
}

#[derive(Default)]
pub struct Program {
    pub names: Interner,
    pub sections: [Section; 4],
    pub fields: Vec<Field>,
    pub labels: Vec<Label>,
    pub refs: Vec<Ref>,
    pub symbols: Vec<Symbol>,
    /// By name: where it was last used, `GLOBAL` or a region, and the label it meant there.
    meanings: Table<(u32, usize)>,
}

/// Functions, and the texts between them, are regions: where a local name lives.
const GLOBAL: u32 = 0;

struct Parser<'a> {
    text: &'a [u8],
    base: u32,
    pos: usize,
    /// The place of the last word.
    loc: Loc,
    program: Program,
    fields: Table<usize>,
    section: usize,
    region: u32,
    /// The open symbols: the function, then the object.
    open: Vec<(usize, Loc)>,
}

fn to_number(word: &[u8], base: u32) -> Option<u64> {
    if word.first() == Some(&b'+') {
        return None;
    }
    u64::from_str_radix(str::from_utf8(word).ok()?, base).ok()
}

impl<'a> Parser<'a> {
    fn peek(&self) -> u8 {
        self.text.get(self.pos).copied().unwrap_or(b'\n')
    }

    /// The next word of the line; empty at its end, and before a comment.
    fn word(&mut self) -> &'a [u8] {
        while matches!(self.peek(), b' ' | b'\t') {
            self.pos += 1;
        }
        let start = self.pos;
        self.loc = Loc(self.base + start as u32);
        while !matches!(self.peek(), b' ' | b'\t' | b'#' | b'\n') {
            self.pos += 1;
        }
        &self.text[start..self.pos]
    }

    fn name(&mut self, word: &[u8]) -> Res<Id> {
        refuse(word.is_empty() || !word.iter().all(u8::is_ascii_graphic), self.loc, "a name is expected")?;
        Ok(self.program.names.id(word))
    }

    fn next_name(&mut self) -> Res<Id> {
        let word = self.word();
        self.name(word)
    }

    fn number(&mut self, base: u32) -> Res<u64> {
        let word = self.word();
        to_number(word, base).map_or_else(|| err(self.loc, "a number below 2^64 is expected"), Ok)
    }

    /// A decimal number, perhaps negative, modulo 2^64.
    fn signed(&mut self) -> Res<u64> {
        let word = self.word();
        let (digits, negative) = word.strip_prefix(b"-").map_or((word, false), |digits| (digits, true));
        match to_number(digits, 10) {
            Some(value) => Ok(if negative { value.wrapping_neg() } else { value }),
            None => err(self.loc, "a number below 2^64 is expected"),
        }
    }

    /// Checks that `size` more bytes fit here.
    fn room(&self, size: u64) -> Res<()> {
        let [text, rodata, data, bss] = &self.program.sections;
        let large = self.section == BSS && size > MAX_BSS - bss.size;
        refuse(large, self.loc, "the section bss is larger than 2 GiB")?;
        let used = text.size + rodata.size + data.size;
        let large = self.section != BSS && size > MAX_DATA - used;
        refuse(large, self.loc, "text, rodata and data are larger than 256 MiB")?;
        Ok(())
    }

    fn zeros(&mut self, size: u64) -> Res<()> {
        self.room(size)?;
        let section = &mut self.program.sections[self.section];
        section.size += size;
        if self.section != BSS {
            section.bytes.resize(section.size as usize, 0);
        }
        Ok(())
    }

    /// The label that `name` means here, perhaps not yet defined.
    fn label(&mut self, name: Id) -> usize {
        let program = &mut self.program;
        let place = if program.names.name(name)[0] == b'.' { self.region } else { GLOBAL };
        if let Some((known, label)) = program.meanings.get(name)
            && known == place
        {
            return label;
        }
        program.labels.push(Label { name, defined: false, section: 0, offset: 0 });
        program.meanings.set(name, (place, program.labels.len() - 1));
        program.labels.len() - 1
    }

    fn define(&mut self, name: Id) -> Res<()> {
        let i = self.label(name);
        let label = &mut self.program.labels[i];
        if label.defined {
            return err(
                self.loc,
                format!("label '{}' is defined twice", show(self.program.names.name(name))),
            );
        }
        let offset = self.program.sections[self.section].size;
        *label = Label { name, defined: true, section: self.section, offset };
        Ok(())
    }

    /// HH | "!" FIELD LABEL ADDEND BASE
    fn item(&mut self, word: &[u8]) -> Res<()> {
        let loc = self.loc;
        refuse(self.section == BSS, loc, "the section bss holds nothing but zeros")?;
        if let [b'!', name @ ..] = word {
            let name = self.name(name)?;
            let Some(field) = self.fields.get(name) else {
                return err(loc, format!("unknown field '{}'", show(self.program.names.name(name))));
            };
            let name = self.next_name()?;
            let label = self.label(name);
            let addend = self.signed()?;
            let base = self.number(16)?;
            let offset = self.program.sections[self.section].size;
            self.program.refs.push(Ref { loc, section: self.section, offset, field, label, addend, base });
            return self.zeros(self.program.fields[field].size);
        }
        let [high, low] = [0, 1].map(|i| word.get(i).and_then(|&c| (c as char).to_digit(16)));
        let (Some(high), Some(low), 2) = (high, low, word.len()) else {
            return err(loc, "a byte of two hexadecimal digits is expected");
        };
        self.room(1)?;
        let section = &mut self.program.sections[self.section];
        section.bytes.push((high * 16 + low) as u8);
        section.size += 1;
        Ok(())
    }

    /// .field NAME SIZE MODE CHECK LO:WIDTH:AT …
    fn field(&mut self) -> Res<()> {
        let loc = self.loc;
        let name = self.next_name()?;
        let size = self.number(10)?;
        let mode = self.word();
        let check = self.word();
        let known = matches!(mode, b"abs" | b"pc") && matches!(check, b"s" | b"u" | b"n");
        let good = known && (1..=8).contains(&size);
        refuse(!good, loc, "a field has 1 to 8 bytes, abs or pc, and s, u or n")?;
        refuse(self.fields.get(name).is_some(), loc, "this field is declared twice")?;
        let mut parts = Vec::new();
        let mut word = self.word();
        while !word.is_empty() {
            let mut numbers = word.split(|&c| c == b':').map(|word| to_number(word, 10));
            let mut next = || numbers.next().flatten().unwrap_or(u64::MAX);
            let part = Part { low: next(), width: next(), at: next() };
            let in_value = part.low < 64 && (1..=64 - part.low).contains(&part.width);
            let in_base = part.at < 64 && part.width <= 64 - part.at;
            let good = in_value && in_base && numbers.next().is_none();
            refuse(!good, self.loc, "a part of a field is LO:WIDTH:AT, in 64 bits")?;
            parts.push(part);
            word = self.word();
        }
        let good = (1..=MAX_PARTS).contains(&parts.len()) && parts.iter().all(|p| p.at + p.width <= size * 8);
        refuse(!good, loc, "a field has 1 to 16 parts, in its bytes")?;
        self.fields.set(name, self.program.fields.len());
        self.program.fields.push(Field { size, relative: mode == b"pc", check: check[0], parts });
        Ok(())
    }

    /// .func NAME | .object NAME
    fn symbol(&mut self, is_func: bool) -> Res<()> {
        let loc = self.loc;
        let in_func = self.open.len() == 1 && self.program.symbols[self.open[0].0].is_func;
        refuse(!self.open.is_empty() && (is_func || !in_func), loc, "this symbol begins inside another")?;
        self.region += is_func as u32;
        let name = self.next_name()?;
        self.define(name)?;
        self.open.push((self.program.symbols.len(), loc));
        let section = self.section;
        let offset = self.program.sections[section].size;
        self.program.symbols.push(Symbol { name, is_func, section, offset, size: 0 });
        Ok(())
    }

    /// One line: a label, a directive, or bytes and references.
    fn line(&mut self) -> Res<()> {
        let mut word = self.word();
        match word {
            [b':', name @ ..] => {
                let name = self.name(name)?;
                self.define(name)
            }
            b".field" => self.field(),
            b".section" => {
                let word = self.word();
                self.section = SECTIONS.iter().position(|s| s.as_bytes() == word).unwrap_or(SECTIONS.len());
                refuse(self.section == SECTIONS.len(), self.loc, "a section is text, rodata, data or bss")
            }
            b".func" => self.symbol(true),
            b".object" => self.symbol(false),
            b".end" => {
                let Some((i, _)) = self.open.pop() else {
                    return err(self.loc, "there is no symbol to end");
                };
                let symbol = &mut self.program.symbols[i];
                symbol.size = self.program.sections[symbol.section].size - symbol.offset;
                self.region += symbol.is_func as u32;
                Ok(())
            }
            b".align" => {
                let align = self.number(10)?;
                let good = align.is_power_of_two() && align <= 4096;
                refuse(!good, self.loc, "an alignment is a power of two up to 4096")?;
                let section = &mut self.program.sections[self.section];
                section.align = section.align.max(align);
                let pad = section.size.wrapping_neg() & (align - 1);
                self.zeros(pad)
            }
            b".zero" => {
                let size = self.number(10)?;
                self.zeros(size)
            }
            _ => {
                while !word.is_empty() {
                    self.item(word)?;
                    word = self.word();
                }
                Ok(())
            }
        }
    }
}

impl Program {
    /// The global label `name`, if it is defined.
    pub fn find(&mut self, name: &[u8]) -> Option<Label> {
        let id = self.names.id(name);
        match self.meanings.get(id) {
            Some((GLOBAL, i)) if self.labels[i].defined => Some(self.labels[i]),
            _ => None,
        }
    }
}

/// Reads the text that begins at `start`.
pub fn parse(src: &Sources, start: Loc) -> Res<Program> {
    let mut parser = Parser {
        text: src.text(start),
        base: start.0,
        pos: 0,
        loc: start,
        program: Program::default(),
        fields: Table::default(),
        section: 0,
        region: GLOBAL + 1,
        open: Vec::new(),
    };
    while parser.pos < parser.text.len() {
        parser.line()?;
        refuse(!parser.word().is_empty(), parser.loc, "unexpected text at the end of the line")?;
        while parser.pos < parser.text.len() && parser.text[parser.pos] != b'\n' {
            parser.pos += 1;
        }
        parser.pos += 1;
    }
    match parser.open.last() {
        Some(&(_, loc)) => err(loc, "this symbol has no .end"),
        None => Ok(parser.program),
    }
}
