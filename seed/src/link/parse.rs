//! Labelled hex to sections, labels, references and symbols. Names are resolved while they
//! are read: a reference holds the number of its label, which may be defined later.

use super::{BSS, SECTIONS};
use crate::diag::{Loc, Res, Sources, err, show};
use crate::intern::{Id, Interner};

/// What text, rodata and data may hold together, and bss.
const MAX_DATA: u64 = 256 << 20;
const MAX_BSS: u64 = 2 << 30;

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
    pub size: u32,
    pub relative: bool,
    pub check: u8,
    pub parts: Vec<Part>,
}

/// `width` bits of the value, from bit `low`, go to bit `at` of the base.
pub struct Part {
    pub low: u32,
    pub width: u32,
    pub at: u32,
}

pub struct Ref {
    pub loc: Loc,
    pub section: usize,
    pub offset: u64,
    pub field: usize,
    pub label: usize,
    pub addend: i64,
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
    meanings: Vec<(u32, usize)>,
    /// By name: the number of the field plus 1.
    field_of: Vec<usize>,
}

/// Functions, and the texts between them, are regions: where a local name lives.
const GLOBAL: u32 = 1;

struct Parser<'a> {
    text: &'a [u8],
    base: u32,
    pos: usize,
    program: Program,
    section: usize,
    region: u32,
    /// The open symbols: the function, then the object.
    open: Vec<(usize, Loc)>,
}

/// Reads the text that begins at `start`.
pub fn parse(src: &Sources, start: Loc) -> Res<Program> {
    let text = src.text(start);
    let program = Program::default();
    let mut parser =
        Parser { text, base: start.0, pos: 0, program, section: 0, region: GLOBAL + 1, open: Vec::new() };
    while parser.pos < text.len() {
        parser.line()?;
    }
    match parser.open.last() {
        Some(&(_, loc)) => err(loc, "this symbol has no .end"),
        None => Ok(parser.program),
    }
}

impl Program {
    /// The global label `name`, if it is defined.
    pub fn find(&mut self, name: &[u8]) -> Option<Label> {
        let id = self.names.id(name);
        match self.meanings.get(id.0 as usize) {
            Some(&(GLOBAL, i)) if self.labels[i].defined => Some(self.labels[i]),
            _ => None,
        }
    }
}

impl<'a> Parser<'a> {
    /// One line: items of bytes and references, or one directive.
    fn line(&mut self) -> Res<()> {
        self.at_end();
        match self.peek() {
            b':' => {
                self.pos += 1;
                let loc = self.loc();
                let name = self.name()?;
                self.define(name, loc)?;
            }
            b'.' => self.directive()?,
            _ => {
                while !self.at_end() {
                    self.item()?;
                }
            }
        }
        if !self.at_end() {
            return err(self.loc(), "unexpected text at the end of the line");
        }
        while self.pos < self.text.len() && self.text[self.pos] != b'\n' {
            self.pos += 1;
        }
        self.pos += 1;
        Ok(())
    }

    /// HH | "!" FIELD LABEL ADDEND BASE
    fn item(&mut self) -> Res<()> {
        let loc = self.loc();
        if self.section == BSS {
            return err(loc, "the section bss holds nothing but zeros");
        }
        if self.text[self.pos] != b'!' {
            let word = self.word();
            if let [high, low] = *word
                && let (Some(high), Some(low)) = (digit(high), digit(low))
            {
                self.room(1, loc)?;
                self.program.sections[self.section].bytes.push(high * 16 + low);
                self.program.sections[self.section].size += 1;
                return Ok(());
            }
            return err(loc, "a byte of two hexadecimal digits is expected");
        }
        self.pos += 1;
        let name = self.name()?;
        let field = match self.program.field_of.get(name.0 as usize) {
            Some(&field) if field != 0 => field - 1,
            _ => return err(loc, format!("unknown field '{}'", show(self.program.names.name(name)))),
        };
        let name = self.name()?;
        let label = self.label(name);
        let addend = self.signed()?;
        let base = self.number(16)?;
        let size = self.program.fields[field].size as u64;
        self.room(size, loc)?;
        let section = &mut self.program.sections[self.section];
        let offset = section.size;
        self.program.refs.push(Ref { loc, section: self.section, offset, field, label, addend, base });
        section.size += size;
        section.bytes.resize(section.size as usize, 0);
        Ok(())
    }

    fn directive(&mut self) -> Res<()> {
        let loc = self.loc();
        match self.word() {
            b".field" => self.field(loc),
            b".section" => {
                let word = self.word();
                match SECTIONS.iter().position(|s| s.as_bytes() == word) {
                    Some(section) => self.section = section,
                    None => return err(loc, "a section is text, rodata, data or bss"),
                }
                Ok(())
            }
            b".func" => self.symbol(true, loc),
            b".object" => self.symbol(false, loc),
            b".end" => {
                let Some((i, _)) = self.open.pop() else {
                    return err(loc, "there is no symbol to end");
                };
                let symbol = &mut self.program.symbols[i];
                symbol.size = self.program.sections[symbol.section].size - symbol.offset;
                if symbol.is_func {
                    self.region += 1;
                }
                Ok(())
            }
            b".align" => {
                let align = self.number(10)?;
                if align == 0 || align > 4096 || align & (align - 1) != 0 {
                    return err(loc, "an alignment is a power of two up to 4096");
                }
                let section = &mut self.program.sections[self.section];
                section.align = section.align.max(align);
                let pad = section.size.wrapping_neg() & (align - 1);
                self.zeros(pad, loc)
            }
            b".zero" => {
                let size = self.number(10)?;
                self.zeros(size, loc)
            }
            word => err(loc, format!("unknown directive '{}'", show(word))),
        }
    }

    /// .field NAME SIZE MODE CHECK LO:WIDTH:AT …
    fn field(&mut self, loc: Loc) -> Res<()> {
        let name = self.name()?;
        let size = self.number(10)?;
        let mode = self.word();
        let check = self.word();
        if !(1..=8).contains(&size) || !matches!(mode, b"abs" | b"pc") || !matches!(check, b"s" | b"u" | b"n")
        {
            return err(loc, "a field has 1 to 8 bytes, the mode abs or pc, and the check s, u or n");
        }
        let mut parts = Vec::new();
        while !self.at_end() {
            let low = self.number(10)?;
            self.colon()?;
            let width = self.number(10)?;
            self.colon()?;
            let at = self.number(10)?;
            if low > 63 || width == 0 || width > 64 - low || at > 63 || width > 64 - at {
                return err(loc, "a part of a field does not lie in 64 bits");
            }
            parts.push(Part { low: low as u32, width: width as u32, at: at as u32 });
        }
        if parts.is_empty() || parts.iter().any(|p| (p.at + p.width) as u64 > size * 8) {
            return err(loc, "the parts of a field do not lie in its bytes");
        }
        let field_of = &mut self.program.field_of;
        let i = name.0 as usize;
        if field_of.len() <= i {
            field_of.resize(i + 1, 0);
        }
        if field_of[i] != 0 {
            return err(loc, "this field is declared twice");
        }
        let field = Field { size: size as u32, relative: mode == b"pc", check: check[0], parts };
        self.program.fields.push(field);
        field_of[i] = self.program.fields.len();
        Ok(())
    }

    /// .func NAME | .object NAME
    fn symbol(&mut self, is_func: bool, loc: Loc) -> Res<()> {
        let outer =
            if is_func { None } else { self.open.last().map(|&(i, _)| self.program.symbols[i].is_func) };
        if !self.open.is_empty() && outer != Some(true) {
            return err(loc, "this symbol begins inside another");
        }
        if is_func {
            self.region += 1;
        }
        let name = self.name()?;
        self.define(name, loc)?;
        self.open.push((self.program.symbols.len(), loc));
        let offset = self.program.sections[self.section].size;
        self.program.symbols.push(Symbol { name, is_func, section: self.section, offset, size: 0 });
        Ok(())
    }

    /// The label that `name` means here, perhaps not yet defined.
    fn label(&mut self, name: Id) -> usize {
        let program = &mut self.program;
        let place = if program.names.name(name)[0] == b'.' { self.region } else { GLOBAL };
        let i = name.0 as usize;
        if program.meanings.len() <= i {
            program.meanings.resize(i + 1, (0, 0));
        }
        if program.meanings[i].0 != place {
            program.meanings[i] = (place, program.labels.len());
            program.labels.push(Label { name, defined: false, section: 0, offset: 0 });
        }
        program.meanings[i].1
    }

    fn define(&mut self, name: Id, loc: Loc) -> Res<()> {
        let i = self.label(name);
        let label = &mut self.program.labels[i];
        if label.defined {
            return err(loc, format!("label '{}' is defined twice", show(self.program.names.name(name))));
        }
        label.defined = true;
        label.section = self.section;
        label.offset = self.program.sections[self.section].size;
        Ok(())
    }

    fn zeros(&mut self, size: u64, loc: Loc) -> Res<()> {
        self.room(size, loc)?;
        let section = &mut self.program.sections[self.section];
        section.size += size;
        if self.section != BSS {
            section.bytes.resize(section.size as usize, 0);
        }
        Ok(())
    }

    /// Checks that `size` more bytes fit here.
    fn room(&self, size: u64, loc: Loc) -> Res<()> {
        let sections = &self.program.sections;
        if self.section == BSS {
            if size > MAX_BSS - sections[BSS].size {
                return err(loc, "the section bss is larger than 2 GiB");
            }
        } else if size > MAX_DATA - (sections[0].size + sections[1].size + sections[2].size) {
            return err(loc, "text, rodata and data are larger than 256 MiB");
        }
        Ok(())
    }

    fn loc(&self) -> Loc {
        Loc(self.base + self.pos as u32)
    }

    /// The byte at hand, or the end of the line.
    fn peek(&self) -> u8 {
        self.text.get(self.pos).copied().unwrap_or(b'\n')
    }

    /// Skips blanks; true at a comment or the end of the line.
    fn at_end(&mut self) -> bool {
        while matches!(self.peek(), b' ' | b'\t') {
            self.pos += 1;
        }
        matches!(self.peek(), b'#' | b'\n')
    }

    /// The text up to the next blank; empty at the end of the line.
    fn word(&mut self) -> &'a [u8] {
        self.at_end();
        let start = self.pos;
        while !matches!(self.peek(), b' ' | b'\t' | b'#' | b'\n') {
            self.pos += 1;
        }
        &self.text[start..self.pos]
    }

    fn name(&mut self) -> Res<Id> {
        self.at_end();
        let loc = self.loc();
        let word = self.word();
        if word.is_empty() || word.iter().any(|c| !c.is_ascii_graphic()) {
            return err(loc, "a name is expected");
        }
        Ok(self.program.names.id(word))
    }

    fn colon(&mut self) -> Res<()> {
        if self.peek() != b':' {
            return err(self.loc(), "':' is expected");
        }
        self.pos += 1;
        Ok(())
    }

    /// A number below 2^64.
    fn number(&mut self, base: u64) -> Res<u64> {
        self.at_end();
        let loc = self.loc();
        let mut value = 0u64;
        let start = self.pos;
        while let Some(digit) = digit(self.peek())
            && (digit as u64) < base
        {
            let Some(v) = value.checked_mul(base).and_then(|v| v.checked_add(digit as u64)) else {
                return err(loc, "the number does not fit in 64 bits");
            };
            value = v;
            self.pos += 1;
        }
        if self.pos == start || !matches!(self.peek(), b' ' | b'\t' | b'#' | b'\n' | b':') {
            return err(loc, "a number is expected");
        }
        Ok(value)
    }

    fn signed(&mut self) -> Res<i64> {
        self.at_end();
        let negative = self.peek() == b'-';
        if negative {
            self.pos += 1;
        }
        let value = self.number(10)? as i64;
        Ok(if negative { value.wrapping_neg() } else { value })
    }
}

/// The value of a hexadecimal digit, in either case.
fn digit(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        b'A'..=b'F' => Some(c - b'A' + 10),
        _ => None,
    }
}
