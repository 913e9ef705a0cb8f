//! What an evaluation makes: the bytes of the sections, labels, references, symbols, and where each run of bytes comes
//! from (docs/HEX.md, without its text form: the evaluator hands everything over directly).
//!
//! It takes bytes, labels and references in the order of the program; `link` gives the sections their places and fills
//! in the references. Sizes are bounded by what the caller allows, so that a macro bomb stops early.

use super::lex::Scope;
use super::map::Area;
use super::names::{Name, Names};
use std::collections::HashMap;

/// A name in its scope, with the number of the unit, expansion or scope where it has one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Label {
    pub scope: Scope,
    pub name: Name,
    pub number: u64,
}

/// Bytes that one source line made through one innermost macro: what a line of a map stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    pub offset: u64,
    pub size: u32,
    /// How many of them are of `align`.
    pub padding: u32,
    /// The line of the source that made the outermost call, as a place in the list of lines.
    pub line: u32,
    /// The innermost macro and the outermost one, by number; `NONE` for a directive at top level.
    pub inner: u32,
    pub outer: u32,
    /// The C file and line; `None` if no `%file` holds.
    pub source: Option<(Name, i64)>,
    /// Its place among the runs of all sections.
    pub order: u32,
}

/// No macro.
pub const NONE: u32 = u32::MAX;

/// The bytes of a section and where they come from.
#[derive(Default)]
pub struct Part {
    /// Nothing for bss.
    pub bytes: Vec<u8>,
    pub size: u64,
    pub align: u64,
    pub runs: Vec<Run>,
}

/// A reference field (`.field`).
pub struct Field {
    pub size: u32,
    pub relative: bool,
    pub check: u8,
    /// LO, WIDTH, AT.
    pub parts: Vec<(u32, u32, u32)>,
}

struct Reference {
    area: Area,
    offset: u64,
    field: u32,
    label: u32,
    addend: i64,
    base: i64,
    /// The line that it came from.
    line: u32,
}

#[derive(Clone, Copy)]
struct Target {
    name: Name,
    place: Option<(Area, u64)>,
}

/// A function or object.
pub struct Symbol {
    pub name: Name,
    pub is_function: bool,
    pub area: Area,
    pub offset: u64,
    pub size: u64,
}

/// What a program may need; more is an error.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Bytes in the file.
    pub bytes: u64,
    /// Runs of bytes.
    pub runs: usize,
    /// Labels, references and symbols; constants.
    pub labels: usize,
    /// The memory of all names (`Names::total`).
    pub names: u64,
    /// Tokens that are read while macros are expanded.
    pub steps: u64,
}

/// bss may have 2 GiB (docs/HEX.md).
const MAX_BSS: u64 = 2 << 30;

pub struct Assembly {
    pub parts: [Part; 4],
    pub symbols: Vec<Symbol>,
    limits: Limits,
    area: Area,
    fields: Vec<Field>,
    field_names: HashMap<Name, u32>,
    targets: Vec<Target>,
    /// By region (0 for names of the whole program) and the name as the linker sees it.
    known: HashMap<(u32, Name), u32>,
    references: Vec<Reference>,
    open: Vec<usize>,
    region: u32,
    order: u32,
    /// The section of the last run, if nothing has come between.
    last: Option<Area>,
}

/// Where a section lies in memory and, but for bss, in the file.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Place {
    pub address: u64,
    pub offset: u64,
    pub size: u64,
}

/// Where bytes come from, as the evaluator knows it.
#[derive(Clone, Copy)]
pub struct Cause {
    pub line: u32,
    pub inner: u32,
    pub outer: u32,
    pub source: Option<(Name, i64)>,
}

type Res<T> = Result<T, String>;

impl Assembly {
    pub fn new(limits: Limits) -> Assembly {
        Assembly {
            parts: Default::default(),
            symbols: Vec::new(),
            limits,
            area: Area::Text,
            fields: Vec::new(),
            field_names: HashMap::new(),
            targets: Vec::new(),
            known: HashMap::new(),
            references: Vec::new(),
            open: Vec::new(),
            region: 1,
            order: 0,
            last: None,
        }
    }

    pub fn part(&self, area: Area) -> &Part {
        let [rodata, text, data, bss] = &self.parts;
        match area {
            Area::Rodata => rodata,
            Area::Text => text,
            Area::Data => data,
            Area::Bss => bss,
        }
    }

    fn part_mut(&mut self, area: Area) -> &mut Part {
        let [rodata, text, data, bss] = &mut self.parts;
        match area {
            Area::Rodata => rodata,
            Area::Text => text,
            Area::Data => data,
            Area::Bss => bss,
        }
    }

    /// The section that bytes go to now, and how many it has.
    pub fn position(&self) -> (Area, u64) {
        (self.area, self.part(self.area).size)
    }

    pub fn section(&mut self, name: &[u8]) -> Res<()> {
        let area = Area::ALL.into_iter().find(|area| area.name().as_bytes() == name);
        self.area = area.ok_or("a section is text, rodata, data or bss")?;
        Ok(())
    }

    /// Notes that the current section grows, and from where; `padding` if by `align`.
    fn grow(&mut self, size: u64, from: Cause, padding: bool) -> Res<()> {
        if size == 0 {
            return Ok(());
        }
        let area = self.area;
        let room = match area {
            Area::Bss => MAX_BSS - self.part(area).size,
            _ => {
                let used: u64 =
                    self.parts.iter().take(Area::Bss as usize).map(|part| part.bytes.len() as u64).sum();
                self.limits.bytes.saturating_sub(used)
            }
        };
        if size > room {
            return Err(match area {
                Area::Bss => "the section bss is larger than 2 GiB".to_string(),
                _ => format!(
                    "the sections are larger than {} bytes, more than the file has",
                    self.limits.bytes
                ),
            });
        }
        let count: usize = self.parts.iter().map(|part| part.runs.len()).sum();
        let (order, limit, last) = (self.order, self.limits.runs, self.last == Some(area));
        let part = self.part_mut(area);
        let offset = part.size;
        part.size += size;
        if area != Area::Bss {
            part.bytes.resize(part.size as usize, 0);
        }
        let size = size as u32; // at most 2 GiB
        let pad = if padding { size } else { 0 };
        if let Some(run) = part.runs.last_mut()
            && last
            && (run.line, run.inner, run.source) == (from.line, from.inner, from.source)
        {
            run.size += size;
            run.padding += pad;
            return Ok(());
        }
        if count >= limit {
            return Err(format!("there are more than {limit} runs of bytes, many more than the map has"));
        }
        let Cause { line, inner, outer, source } = from;
        part.runs.push(Run { offset, size, padding: pad, line, inner, outer, source, order });
        self.order += 1;
        self.last = Some(area);
        Ok(())
    }

    /// A change of the C place: what follows is a run of its own.
    pub fn cut(&mut self) {
        self.last = None;
    }

    /// The low bytes of a value.
    pub fn bytes(&mut self, value: i64, count: u32, from: Cause) -> Res<()> {
        let bytes = value.to_le_bytes();
        self.put(bytes.get(..count as usize).unwrap_or(&bytes), from)
    }

    pub fn put(&mut self, bytes: &[u8], from: Cause) -> Res<()> {
        if self.area == Area::Bss && !bytes.is_empty() {
            return Err("the section bss holds nothing but zeros".to_string());
        }
        self.grow(bytes.len() as u64, from, false)?;
        let part = self.part_mut(self.area);
        let begin = part.bytes.len().saturating_sub(bytes.len());
        if let Some(place) = part.bytes.get_mut(begin..) {
            place.copy_from_slice(bytes);
        }
        Ok(())
    }

    pub fn zeros(&mut self, count: i64, from: Cause) -> Res<()> {
        self.grow(count.cast_unsigned(), from, false)
    }

    pub fn align(&mut self, align: i64, from: Cause) -> Res<()> {
        let align = align.cast_unsigned();
        if !align.is_power_of_two() || align > 4096 {
            return Err("an alignment is a power of two up to 4096".to_string());
        }
        let part = self.part_mut(self.area);
        part.align = part.align.max(align);
        let padding = part.size.wrapping_neg() & (align - 1);
        self.grow(padding, from, true)
    }

    pub fn field(&mut self, name: Name, field: Field) -> Res<()> {
        let number = self.fields.len() as u32;
        if self.field_names.insert(name, number).is_some() {
            return Err("this field is declared twice".to_string());
        }
        self.fields.push(field);
        Ok(())
    }

    /// The name as the linker sees it (docs/MACRO.md, the column "written to the hex as").
    fn linked(names: &mut Names, label: Label) -> Name {
        let number = label.number;
        let text = names.text(label.name);
        let text = match label.scope {
            Scope::Program => return label.name,
            Scope::Unit => [text, format!(".{number}").as_bytes()].concat(),
            Scope::Function => [b".", text].concat(),
            Scope::Expansion => [b".", text, format!("@{number}").as_bytes()].concat(),
            Scope::Open => [b".", text, format!("^{number}").as_bytes()].concat(),
        };
        names.number(&text)
    }

    /// The number of a label, known or new, and its name.
    fn target(&mut self, names: &mut Names, label: Label) -> Res<(u32, Name)> {
        let name = Self::linked(names, label);
        let local = names.text(name).first() == Some(&b'.');
        let key = (if local { self.region } else { 0 }, name);
        if let Some(&number) = self.known.get(&key) {
            return Ok((number, name));
        }
        self.charge()?;
        let number = self.targets.len() as u32;
        self.targets.push(Target { name, place: None });
        self.known.insert(key, number);
        Ok((number, name))
    }

    fn charge(&self) -> Res<()> {
        let count = self.targets.len() + self.references.len() + self.symbols.len();
        if count >= self.limits.labels {
            return Err("there are more labels and references than such a text can need".to_string());
        }
        Ok(())
    }

    pub fn define(&mut self, names: &mut Names, label: Label) -> Res<Name> {
        let (number, name) = self.target(names, label)?;
        let position = self.position();
        match self.targets.get_mut(number as usize) {
            Some(target) if target.place.is_none() => target.place = Some(position),
            _ => return Err(format!("label '{}' is defined twice", names.show(name))),
        }
        Ok(name)
    }

    pub fn reference(
        &mut self,
        names: &mut Names,
        field: Name,
        label: Label,
        addend: i64,
        base: i64,
        from: Cause,
    ) -> Res<()> {
        let known = self.field_names.get(&field).copied();
        let field = known.ok_or_else(|| format!("unknown field '{}'", names.show(field)))?;
        let size = self.fields.get(field as usize).map_or(0, |field| field.size);
        let (label, _) = self.target(names, label)?;
        self.charge()?;
        let (area, offset) = self.position();
        self.bytes(0, size, from)?;
        self.references.push(Reference { area, offset, field, label, addend, base, line: from.line });
        Ok(())
    }

    /// Begins a symbol.
    pub fn begin(&mut self, names: &mut Names, label: Label, is_function: bool) -> Res<()> {
        let around = self.open.last().and_then(|&at| self.symbols.get(at));
        if around.is_some_and(|symbol| is_function || !symbol.is_function) {
            return Err("this symbol begins inside another".to_string());
        }
        self.region += u32::from(is_function);
        let name = self.define(names, label)?;
        self.charge()?;
        let (area, offset) = self.position();
        self.open.push(self.symbols.len());
        self.symbols.push(Symbol { name, is_function, area, offset, size: 0 });
        Ok(())
    }

    /// Ends the innermost symbol; gives whether it was a function.
    pub fn end(&mut self) -> Res<bool> {
        let at = self.open.pop().ok_or("there is no symbol to end")?;
        let sizes = Area::ALL.map(|area| self.part(area).size);
        let symbol = self.symbols.get_mut(at).ok_or("there is no symbol to end")?;
        let size = sizes.get(symbol.area as usize).copied().unwrap_or(0);
        symbol.size = size.saturating_sub(symbol.offset);
        self.region += u32::from(symbol.is_function);
        Ok(symbol.is_function)
    }

    /// Whether every symbol has its `end`.
    pub fn finish(&self) -> Res<()> {
        if self.open.is_empty() { Ok(()) } else { Err("a symbol has no end".to_string()) }
    }

    /// Where the sections lie (docs/HEX.md, "The executable"), by `Area as usize`.
    pub fn places(&self, page: u64, headers: u64) -> [Place; 4] {
        const BASE: u64 = 0x400000;
        const LEAST: u64 = 16;
        let mut end = headers;
        Area::ALL.map(|area| {
            let part = self.part(area);
            let paged = matches!(area, Area::Text | Area::Data);
            let align = part.align.max(if paged { page } else { LEAST });
            let offset = end.next_multiple_of(align);
            let size = if part.size == 0 && area != Area::Bss { LEAST } else { part.size };
            end = offset + size;
            Place { address: BASE + offset, offset, size }
        })
    }

    /// Stores the value of every reference. An error is the number of a line and what is wrong.
    pub fn link(&mut self, places: &[Place; 4], names: &Names) -> Result<(), (u32, String)> {
        let address = |(area, offset): (Area, u64)| {
            places.get(area as usize).map_or(0, |place| place.address.wrapping_add(offset))
        };
        for reference in std::mem::take(&mut self.references) {
            let wrong = |what: &str, name| (reference.line, format!("label '{}' {what}", names.show(name)));
            let Some(&target) = self.targets.get(reference.label as usize) else { continue };
            let Some(place) = target.place else { return Err(wrong("is not defined", target.name)) };
            let Some(field) = self.fields.get(reference.field as usize) else { continue };
            let mut value = address(place).wrapping_add_signed(reference.addend);
            if field.relative {
                value = value.wrapping_sub(address((reference.area, reference.offset)));
            }
            if !field.holds(value) {
                return Err(wrong("is out of the reach of this reference", target.name));
            }
            let (size, word) = (u64::from(field.size), field.combine(value, reference.base.cast_unsigned()));
            let end = (reference.offset + size) as usize;
            let part = self.part_mut(reference.area);
            if let Some(bytes) = part.bytes.get_mut(reference.offset as usize..end) {
                bytes.iter_mut().zip(word.to_le_bytes()).for_each(|(to, from)| *to = from);
            }
        }
        Ok(())
    }

    /// Where a label of the whole program is.
    pub fn find(&self, name: Name) -> Option<(Area, u64)> {
        let number = self.known.get(&(0, name))?;
        self.targets.get(*number as usize)?.place
    }
}

impl Field {
    /// A field as it is declared: 1 to 8 bytes, 1 to 16 parts that lie in 64 bits and in its bytes.
    pub fn new(size: u64, mode: &[u8], check: &[u8], parts: Vec<[u64; 3]>) -> Res<Field> {
        let relative = match mode {
            b"abs" => false,
            b"pc" => true,
            _ => return Err("the mode of a field is abs or pc".to_string()),
        };
        let check = match check {
            [check @ (b's' | b'u' | b'n')] => *check,
            _ => return Err("the check of a field is s, u or n".to_string()),
        };
        if !(1..=8).contains(&size) || !(1..=16).contains(&parts.len()) {
            return Err("a field has 1 to 8 bytes and 1 to 16 parts".to_string());
        }
        let inside = |low: u64, width: u64, bits: u64| low < bits && (1..=bits - low).contains(&width);
        let mut small = Vec::new();
        for [low, width, at] in parts {
            if !inside(low, width, 64) || !inside(at, width, size * 8) {
                return Err(
                    "a part of a field is LO:WIDTH:AT, in 64 bits and in the field's bytes".to_string()
                );
            }
            small.push((low as u32, width as u32, at as u32));
        }
        Ok(Field { size: size as u32, relative, check, parts: small })
    }

    /// Whether the value is what CHECK asks for.
    fn holds(&self, value: u64) -> bool {
        let low = self.parts.iter().map(|part| part.0).min().unwrap_or(0);
        let high = self.parts.iter().map(|part| part.0 + part.1).max().unwrap_or(64);
        let below = value & !(u64::MAX << low) == 0;
        // What lies from the highest bit on: zeros, or copies of the sign.
        let above = match self.check {
            b's' => matches!(value.cast_signed() >> (high - 1), 0 | -1),
            _ => high == 64 || value >> high == 0,
        };
        self.check == b'n' || below && above
    }

    fn combine(&self, value: u64, base: u64) -> u64 {
        self.parts.iter().fold(base, |word, &(low, width, at)| {
            let mask = u64::MAX >> (64 - width);
            word ^ (value >> low & mask) << at
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(size: u64, check: &[u8], parts: &[[u64; 3]]) -> Field {
        Field::new(size, b"pc", check, parts.to_vec()).unwrap()
    }

    #[test]
    fn fields_check_and_combine() {
        let signed = field(1, b"s", &[[0, 8, 0]]);
        for (value, holds) in [(127, true), (128, false), (-128, true), (-129, false), (0, true), (-1, true)]
        {
            assert_eq!(signed.holds(i64::cast_unsigned(value)), holds, "{value}");
        }
        let unsigned = field(1, b"u", &[[0, 8, 0]]);
        assert!(unsigned.holds(255) && !unsigned.holds(256) && !unsigned.holds(u64::MAX));
        let scaled = field(2, b"s", &[[2, 8, 0]]);
        assert!(scaled.holds(508) && !scaled.holds(3) && !scaled.holds(512));
        let wide = field(8, b"s", &[[0, 64, 0]]);
        assert!(wide.holds(u64::MAX) && wide.holds(1 << 63));
        // The two parts of an AArch64 adr.
        let adr = field(4, b"s", &[[0, 2, 29], [2, 19, 5]]);
        assert_eq!(adr.combine(7, 0x1000001f), 0x1000001f | 3 << 29 | 1 << 5);
        assert!(Field::new(1, b"pc", b"s", vec![[0, 9, 0]]).is_err());
        assert!(Field::new(8, b"pc", b"s", vec![[1, 64, 0]]).is_err());
    }
}
