//! Tables of instruction words: the diagrams of an instruction set's manual, one encoding a line.
//!
//! Takes lines of four columns, `diagram | names | operands | notes`, and finds the line that a word is written in:
//!
//! ```text
//! sf 0 0 100010 sh imm12 Rn Rd | add | =Rdsp, Rnsp, #hex.imm12 | add
//! ```
//!
//! - The diagram gives fixed bits and fields, high bits first. A field's width is its name's number at the end (`imm12`),
//!   5 if the name begins with R, 2 for `size`, 4 for `cond`, else 1. It has 32 bits, or 16 for short instructions.
//! - The names are one, or, with `/` between, as many as a field marked `*` in the diagram has values.
//! - Of the operands, a word that the machine knows is a `Code` (a register, an immediate), `=` before it marks a
//!   register that is written, `~` an operand that is left out (with its comma) when it is zero; all else is text.
//! - The notes are conditions on fields (`Rn!=31`, `Rn==Rm`), names of conditions of the machine, or what the machine
//!   calls an action.
//!
//! The first line that fits a word wins, so aliases stand before what they are an alias of. A line that cannot be read
//! is left out; `Table::trouble` names it, and a test of each machine sees that there is none.

use std::collections::BTreeMap;

/// Some bits of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Field {
    pub shift: u8,
    pub width: u8,
}

impl Field {
    pub fn of(self, word: u32) -> u32 {
        let mask = 1u32.checked_shl(self.width.into()).map_or(u32::MAX, |bit| bit.wrapping_sub(1));
        word.wrapping_shr(self.shift.into()) & mask
    }

    /// The field as a two's complement number.
    pub fn signed(self, word: u32) -> i64 {
        sign_extend(self.of(word).into(), self.width.into())
    }
}

/// The low `width` bits of `value` as a two's complement number.
pub fn sign_extend(value: u64, width: u32) -> i64 {
    let unused = 64u32.saturating_sub(width).min(63);
    (value.wrapping_shl(unused) as i64).wrapping_shr(unused)
}

/// The fields of a diagram by name.
pub type Fields<'a> = BTreeMap<&'a str, Field>;

/// What a machine adds to the tables.
pub trait Words {
    type Code: Copy + PartialEq;
    type Action: Copy + Default;
    /// The operand that a word of the third column stands for.
    fn code(word: &str, fields: &Fields) -> Option<Self::Code>;
    /// The action that a word of the fourth column stands for.
    fn action(word: &str) -> Option<Self::Action>;
    /// The condition that a word of the fourth column stands for.
    fn condition(word: &str) -> Option<fn(u32) -> bool>;
    /// The bits that the table is searched by, 11 of them.
    fn key(word: u32) -> u32;
}

/// A part of the operands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Piece<C> {
    Text(&'static str),
    /// `optional`: with a comma before it, and only if it is not zero.
    Code {
        code: C,
        written: bool,
        optional: bool,
    },
}

#[derive(Clone, Copy)]
enum Condition {
    Is(Field, u32),
    IsNot(Field, u32),
    Less(Field, u32),
    Same(Field, Field),
    Differ(Field, Field),
    Of(fn(u32) -> bool),
}

impl Condition {
    fn holds(self, word: u32) -> bool {
        match self {
            Condition::Is(field, value) => field.of(word) == value,
            Condition::IsNot(field, value) => field.of(word) != value,
            Condition::Less(field, value) => field.of(word) < value,
            Condition::Same(one, other) => one.of(word) == other.of(word),
            Condition::Differ(one, other) => one.of(word) != other.of(word),
            Condition::Of(holds) => holds(word),
        }
    }
}

/// One line.
pub struct Row<W: Words> {
    mask: u32,
    value: u32,
    conditions: Vec<Condition>,
    names: Vec<&'static str>,
    choice: Field,
    pub pieces: Vec<Piece<W::Code>>,
    pub action: W::Action,
}

impl<W: Words> Row<W> {
    fn fits(&self, word: u32) -> bool {
        word & self.mask == self.value && self.conditions.iter().all(|condition| condition.holds(word))
    }

    pub fn name(&self, word: u32) -> &'static str {
        self.names.get(self.choice.of(word) as usize).copied().unwrap_or_default()
    }
}

const KEYS: u32 = 1 << 11;

/// All lines of a machine.
pub struct Table<W: Words> {
    rows: Vec<Row<W>>,
    /// For each key, where its numbers of rows are in `order`.
    index: Vec<(u32, u32)>,
    order: Vec<u16>,
    /// The first line that could not be read.
    pub trouble: Option<String>,
}

impl<W: Words> Table<W> {
    pub fn new(texts: &[&'static str]) -> Table<W> {
        let mut table = Table { rows: Vec::new(), index: Vec::new(), order: Vec::new(), trouble: None };
        for line in texts.iter().flat_map(|text| text.lines()) {
            if line.trim().is_empty() || line.starts_with("--") {
                continue;
            }
            match row(line) {
                Ok(row) => table.rows.push(row),
                Err(reason) => {
                    table.trouble.get_or_insert(format!("{line}: {reason}"));
                }
            }
        }
        table.sort();
        table
    }

    /// Makes the index: each row belongs to the keys that agree with its fixed bits.
    fn sort(&mut self) {
        let mut buckets: Vec<Vec<u16>> = vec![Vec::new(); KEYS as usize];
        for (number, row) in self.rows.iter().enumerate() {
            let fixed = W::key(row.mask);
            let free = !fixed & (KEYS - 1);
            let mut extra = 0u32;
            // All subsets of the free bits, the empty one first.
            loop {
                let key = W::key(row.value) & fixed | extra;
                if let (Some(bucket), Ok(number)) = (buckets.get_mut(key as usize), u16::try_from(number)) {
                    bucket.push(number);
                }
                extra = extra.wrapping_sub(free) & free;
                if extra == 0 {
                    break;
                }
            }
        }
        for bucket in &buckets {
            let start = self.order.len() as u32;
            self.order.extend(bucket);
            self.index.push((start, self.order.len() as u32));
        }
    }

    /// The number of the first row that fits a word, and the row.
    pub fn find(&self, word: u32) -> Option<(usize, &Row<W>)> {
        let &(start, end) = self.index.get(W::key(word) as usize)?;
        let numbers = self.order.get(start as usize..end as usize)?;
        numbers.iter().find_map(|&number| {
            let row = self.rows.get(usize::from(number))?;
            row.fits(word).then_some((usize::from(number), row))
        })
    }

    pub fn rows(&self) -> &[Row<W>] {
        &self.rows
    }
}

fn row<W: Words>(line: &'static str) -> Result<Row<W>, String> {
    let mut columns = line.split('|').map(str::trim);
    let mut column = || columns.next().unwrap_or_default();
    let diagram = diagram(column())?;
    let names: Vec<&str> = column().split('/').collect();
    if names.len() != 1usize << diagram.choice.width {
        return Err(format!("{} names", names.len()));
    }
    let pieces = pieces::<W>(column(), &diagram.fields)?;
    let mut conditions = Vec::new();
    let mut action = W::Action::default();
    for word in column().split_whitespace() {
        if let Some(named) = W::action(word) {
            action = named;
        } else if let Some(condition) = W::condition(word) {
            conditions.push(Condition::Of(condition));
        } else {
            conditions.push(comparison(word, &diagram.fields).ok_or(format!("what is {word}?"))?);
        }
    }
    let Diagram { mask, value, choice, .. } = diagram;
    Ok(Row { mask, value, conditions, names, choice, pieces, action })
}

struct Diagram<'a> {
    mask: u32,
    value: u32,
    choice: Field,
    fields: Fields<'a>,
}

fn diagram(text: &str) -> Result<Diagram<'_>, String> {
    let mut made = Diagram { mask: 0, value: 0, choice: Field::default(), fields: Fields::new() };
    let words: Vec<&str> = text.split_whitespace().collect();
    let total: u32 = words.iter().map(|word| width(word)).sum();
    if total != 32 && total != 16 {
        return Err(format!("{total} bits"));
    }
    let mut shift = total;
    for word in words {
        let width = width(word);
        shift = shift.saturating_sub(width);
        if word.starts_with(['0', '1']) {
            let bits = u32::from_str_radix(word, 2).map_err(|e| e.to_string())?;
            let ones = 1u32.checked_shl(width).unwrap_or(0).wrapping_sub(1);
            made.mask |= ones.wrapping_shl(shift);
            made.value |= bits.wrapping_shl(shift);
            continue;
        }
        let field = Field { shift: shift as u8, width: width as u8 };
        if word.ends_with('*') {
            made.choice = field;
        }
        made.fields.insert(word.trim_end_matches('*'), field);
    }
    Ok(made)
}

/// The bits of a word of a diagram.
fn width(word: &str) -> u32 {
    let word = word.trim_end_matches('*');
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    match name {
        "" => word.len() as u32,
        "size" => 2,
        "cond" => 4,
        _ if name.starts_with('R') => 5,
        _ => word.get(name.len()..).and_then(|number| number.parse().ok()).unwrap_or(1),
    }
}

/// `a==b`, `a!=b`, `a<b`: fields by name, or numbers.
fn comparison(word: &str, fields: &Fields) -> Option<Condition> {
    let (operator, number): (&str, fn(Field, u32) -> Condition) = [
        ("==", Condition::Is as fn(Field, u32) -> Condition),
        ("!=", Condition::IsNot),
        ("<", Condition::Less),
    ]
    .into_iter()
    .find(|(operator, _)| word.contains(operator))?;
    let (left, right) = word.split_once(operator)?;
    let left = *fields.get(left)?;
    match (fields.get(right), operator) {
        (Some(right), "==") => Some(Condition::Same(left, *right)),
        (Some(right), "!=") => Some(Condition::Differ(left, *right)),
        (Some(_), _) => None,
        (None, _) => Some(number(left, right.parse().ok()?)),
    }
}

fn pieces<W: Words>(text: &'static str, fields: &Fields) -> Result<Vec<Piece<W::Code>>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '*' | '+');
    while !rest.is_empty() {
        let marked = rest.starts_with(['=', '~']);
        let body = rest.get(usize::from(marked)..).unwrap_or_default();
        let length = body.find(|c| !is_word(c)).unwrap_or(body.len());
        let (word, after) = body.split_at_checked(length).unwrap_or((body, ""));
        if word.is_empty() {
            let length = body.find(|c| is_word(c) || matches!(c, '=' | '~')).unwrap_or(body.len());
            let (literal, after) = body.split_at_checked(length).unwrap_or((body, ""));
            if marked || literal.is_empty() {
                return Err(format!("a mark before {body}"));
            }
            pieces.push(Piece::Text(literal));
            rest = after;
            continue;
        }
        // `Vd.T` is two words with a full stop between.
        let word =
            if W::code(word, fields).is_some() { word } else { word.split('.').next().unwrap_or(word) };
        match W::code(word, fields) {
            Some(code) => pieces.push(Piece::Code {
                code,
                written: rest.starts_with('='),
                optional: rest.starts_with('~'),
            }),
            None if marked => return Err(format!("what is {word}?")),
            None if word.is_empty() => return Err("a full stop".to_string()),
            None => pieces.push(Piece::Text(word)),
        }
        rest = body.get(word.len()..).unwrap_or(after);
        if let Some(after) = rest.strip_prefix('.') {
            pieces.push(Piece::Text("."));
            rest = after;
        }
    }
    Ok(pieces)
}
