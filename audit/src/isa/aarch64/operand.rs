//! The operands of A64 instructions: what the words of the tables' third column mean, their values and their text.
//!
//! - A register is its kind and the field that it is in: `Xd`, `Wn`, `Vm`; `sp` behind it says that number 31 is the
//!   stack pointer. Kind R is X or W by bit 31, Y by bit 30, F a scalar floating-point register by bits 23:22.
//! - A number is `hex.FIELD`, `dec.FIELD` or `sig.FIELD` (signed), with `*N` scaled and with `+N` increased.
//! - The rest is in the list of `Special`.

use super::super::Reg;
use super::super::table::{Field, Fields};
use super::condition::bitmask;
use super::vector_operand::{self, Vector, scalar, size_of_imm5, size_of_immh};
use super::{is_wide, system};
use std::fmt::Write;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    W,
    X,
    /// X or W by bit 31, by bit 30.
    R,
    Y,
    B,
    H,
    S,
    D,
    Q,
    V,
    /// S, D or H by bits 23:22; S or D by bit 22.
    F,
    G,
    /// B to D by bits 23:22; H to Q by them.
    J,
    K,
    /// By the highest bit of immh; by that, twice as wide.
    M,
    O,
    /// By the lowest bit of imm5: B to D; W or X.
    J5,
    W5,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    Hex,
    Decimal,
    Signed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    /// The targets of `adr` and `adrp`, and of branches: addresses.
    Adr,
    Adrp,
    Imm26,
    Imm19,
    Imm14,
    /// A logical immediate; what movz or movn gives; the second of a bitfield's numbers; the bit of tbz.
    Bitmask,
    Wide,
    BfLsb,
    BfWidth,
    Bit,
    /// The immediate of smax, umax and others.
    MinMax,
    /// `lsl #12`; `lsl #16` of a wide move; a shift of register m; register m extended.
    Lsl12,
    Hw,
    Shift,
    Extend,
    /// An index register of an address, of which one is 1, 2, 4, 8, 16 bytes.
    Index(u8),
    /// A condition; one inverted.
    Cond,
    Uncond,
    /// The offset of ldraa.
    Ldra,
    /// Pairs and eights of registers.
    PairS,
    PairT,
    EightT,
    /// System instructions' operands.
    Barrier,
    Nxs,
    Prefetch,
    Pstate,
    SysOp,
    SysReg,
    Cn,
    Cm,
}

const SPECIALS: [(&str, Special); 34] = [
    ("adr", Special::Adr),
    ("adrp", Special::Adrp),
    ("imm26", Special::Imm26),
    ("imm19", Special::Imm19),
    ("imm14", Special::Imm14),
    ("bitmask", Special::Bitmask),
    ("wide", Special::Wide),
    ("bfiz", Special::BfLsb),
    ("width", Special::BfWidth),
    ("bit", Special::Bit),
    ("lsl12", Special::Lsl12),
    ("hw", Special::Hw),
    ("shift", Special::Shift),
    ("extend", Special::Extend),
    ("index0", Special::Index(0)),
    ("index1", Special::Index(1)),
    ("index2", Special::Index(2)),
    ("index3", Special::Index(3)),
    ("index4", Special::Index(4)),
    ("cond", Special::Cond),
    ("uncond", Special::Uncond),
    ("ldra", Special::Ldra),
    ("pairs", Special::PairS),
    ("pairt", Special::PairT),
    ("eight", Special::EightT),
    ("barrier", Special::Barrier),
    ("nxs", Special::Nxs),
    ("prfop", Special::Prefetch),
    ("pstate", Special::Pstate),
    ("minmax", Special::MinMax),
    ("sysop", Special::SysOp),
    ("sysreg", Special::SysReg),
    ("Cn", Special::Cn),
    ("Cm", Special::Cm),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    Register {
        kind: Kind,
        field: Field,
        stack: bool,
    },
    Number {
        field: Field,
        base: Base,
        scale: u8,
        plus: u8,
    },
    /// A register of SVE: its letter and number; the letter of an element's size.
    Scalable {
        letter: char,
        field: Field,
    },
    Letter {
        field: Field,
    },
    Special(Special),
    Vector(Vector),
}

/// `z_FIELD` and `p_FIELD` are registers of SVE, `t_FIELD` the letter of the element's size.
fn scalable(word: &str, fields: &Fields) -> Option<Code> {
    let (letter, name) = word.split_once('_')?;
    let field = *fields.get(name)?;
    match letter {
        "z" => Some(Code::Scalable { letter: 'z', field }),
        "p" => Some(Code::Scalable { letter: 'p', field }),
        "t" => Some(Code::Letter { field }),
        _ => None,
    }
}

/// The code that a word of the tables stands for.
pub fn code(word: &str, fields: &Fields) -> Option<Code> {
    if let Some(&(_, special)) = SPECIALS.iter().find(|(name, _)| *name == word) {
        return Some(Code::Special(special));
    }
    number(word, fields)
        .or_else(|| register(word))
        .or_else(|| scalable(word, fields))
        .or_else(|| vector_operand::named(word).map(Code::Vector))
}

fn number(word: &str, fields: &Fields) -> Option<Code> {
    let (base, rest) = word.split_once('.')?;
    let base = match base {
        "hex" => Base::Hex,
        "dec" => Base::Decimal,
        "sig" => Base::Signed,
        _ => return None,
    };
    let (rest, plus) = rest.split_once('+').unwrap_or((rest, "0"));
    let (name, scale) = rest.split_once('*').unwrap_or((rest, "1"));
    let field = *fields.get(name)?;
    Some(Code::Number { field, base, scale: scale.parse().ok()?, plus: plus.parse().ok()? })
}

fn register(word: &str) -> Option<Code> {
    let (word, stack) = match word.strip_suffix("sp") {
        Some(word) => (word, true),
        None => (word, false),
    };
    let by_imm5 = word.strip_prefix("J5").map(|rest| (Kind::J5, rest));
    let by_imm5 = by_imm5.or(word.strip_prefix("W5").map(|rest| (Kind::W5, rest)));
    let mut letters = by_imm5.map_or(word, |(_, rest)| rest).chars();
    let kind = match by_imm5.map(|(kind, _)| kind) {
        Some(kind) => kind,
        None => letter(letters.next()?)?,
    };
    let shift = match letters.next()? {
        'd' | 't' => 0,
        'n' => 5,
        'a' | 'u' => 10,
        'm' | 's' => 16,
        _ => return None,
    };
    letters.next().is_none().then_some(Code::Register { kind, field: Field { shift, width: 5 }, stack })
}

fn letter(letter: char) -> Option<Kind> {
    Some(match letter {
        'W' => Kind::W,
        'X' => Kind::X,
        'R' => Kind::R,
        'Y' => Kind::Y,
        'B' => Kind::B,
        'H' => Kind::H,
        'S' => Kind::S,
        'D' => Kind::D,
        'Q' => Kind::Q,
        'V' => Kind::V,
        'F' => Kind::F,
        'G' => Kind::G,
        'J' => Kind::J,
        'K' => Kind::K,
        'M' => Kind::M,
        'O' => Kind::O,
        _ => return None,
    })
}

/// Some bits of a word.
pub fn bits(word: u32, shift: u8, width: u8) -> u32 {
    Field { shift, width }.of(word)
}

/// The immediate of add and sub with its shift.
pub fn shifted_immediate(word: u32) -> i64 {
    i64::from(bits(word, 10, 12)) << (12 * bits(word, 22, 1))
}

/// The bits of a general register by the field sf.
fn size(word: u32) -> u32 {
    if is_wide(word) { 64 } else { 32 }
}

pub const CONDITIONS: [&str; 16] =
    ["eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al", "nv"];
const EXTENDS: [&str; 8] = ["uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx"];
const SHIFTS: [&str; 4] = ["lsl", "lsr", "asr", "ror"];

/// One of a table by a number that came out of a field.
pub fn pick<'a>(names: &[&'a str], number: u32) -> &'a str {
    names.get(number as usize).copied().unwrap_or_default()
}

impl Kind {
    /// The kind itself, of those that depend on a field.
    fn of(self, word: u32) -> Kind {
        match self {
            Kind::R if word >> 31 == 1 => Kind::X,
            Kind::Y if word >> 30 & 1 == 1 => Kind::X,
            Kind::R | Kind::Y => Kind::W,
            Kind::F => match bits(word, 22, 2) {
                0 => Kind::S,
                1 => Kind::D,
                _ => Kind::H,
            },
            Kind::G => scalar(2 + bits(word, 22, 1)),
            Kind::J => scalar(bits(word, 22, 2)),
            Kind::K => scalar(bits(word, 22, 2) + 1),
            Kind::M => scalar(size_of_immh(word)),
            Kind::O => scalar(size_of_immh(word) + 1),
            Kind::J5 => scalar(size_of_imm5(word)),
            Kind::W5 if size_of_imm5(word) == 3 => Kind::X,
            Kind::W5 => Kind::W,
            kind => kind,
        }
    }

    fn is_general(self) -> bool {
        matches!(self, Kind::W | Kind::X | Kind::R | Kind::Y | Kind::W5)
    }
}

/// The name of a register.
pub fn register_name(kind: Kind, number: u32, stack: bool) -> String {
    let letter = match kind {
        Kind::W => 'w',
        Kind::B => 'b',
        Kind::H => 'h',
        Kind::S => 's',
        Kind::D => 'd',
        Kind::Q => 'q',
        Kind::V => 'v',
        _ => 'x',
    };
    match (number, kind.is_general(), stack) {
        (31, true, true) => if kind == Kind::W { "wsp" } else { "sp" }.to_string(),
        (31, true, false) => format!("{letter}zr"),
        _ => format!("{letter}{number}"),
    }
}

impl Code {
    pub fn is_base(self) -> bool {
        matches!(self, Code::Register { kind: Kind::X, .. })
    }

    pub fn is_number(self) -> bool {
        matches!(self, Code::Number { .. } | Code::Special(Special::Ldra))
    }

    pub fn register(self, word: u32) -> Reg {
        match self {
            Code::Register { field, .. } => field.of(word) as Reg,
            _ => 0,
        }
    }

    /// The general registers that the operand is, as a mask; none for xzr.
    pub fn written(self, word: u32) -> u32 {
        let one = |number: u32| 1u32.checked_shl(number).unwrap_or(0);
        match self {
            Code::Register { kind, field, stack } if kind.is_general() => match field.of(word) {
                31 if !stack => 0,
                number => one(number),
            },
            Code::Special(Special::PairS) => one(bits(word, 16, 5)) | (one(bits(word, 16, 5)) << 1),
            Code::Special(Special::EightT) => {
                (0..8).fold(0, |mask, n| mask | one(bits(word, 0, 5) + n)) & !(1 << 31)
            }
            _ => 0,
        }
    }

    /// The value of a number or address.
    pub fn value(self, word: u32, address: u64) -> i64 {
        let relative = |field: Field| (address as i64).wrapping_add(field.signed(word).wrapping_mul(4));
        match self {
            Code::Number { field, base: Base::Signed, scale, .. } => {
                field.signed(word).wrapping_mul(i64::from(scale))
            }
            Code::Number { field, scale, plus, .. } => {
                i64::from(field.of(word)) * i64::from(scale) + i64::from(plus)
            }
            Code::Register { .. } | Code::Scalable { .. } | Code::Letter { .. } | Code::Vector(_) => 0,
            Code::Special(special) => match special {
                Special::Adr | Special::Adrp => {
                    let high = Field { shift: 5, width: 19 }.signed(word) << 2;
                    let offset = high | i64::from(bits(word, 29, 2));
                    if special == Special::Adr {
                        (address as i64).wrapping_add(offset)
                    } else {
                        (address & !0xfff).wrapping_add((offset << 12) as u64) as i64
                    }
                }
                Special::Imm26 => relative(Field { shift: 0, width: 26 }),
                Special::Imm19 => relative(Field { shift: 5, width: 19 }),
                Special::Imm14 => relative(Field { shift: 5, width: 14 }),
                Special::Bitmask => bitmask(word).unwrap_or(0) as i64,
                Special::Wide | Special::Hw => wide(word) as i64,
                Special::BfLsb => i64::from(bits(word, 16, 6).wrapping_neg() & (size(word) - 1)),
                Special::BfWidth => i64::from(bits(word, 10, 6)) - i64::from(bits(word, 16, 6)) + 1,
                Special::Bit => i64::from(bits(word, 31, 1) << 5 | bits(word, 19, 5)),
                Special::MinMax if bits(word, 18, 1) == 0 => Field { shift: 10, width: 8 }.signed(word),
                Special::MinMax => bits(word, 10, 8).into(),
                Special::Ldra => {
                    let sign = Field { shift: 22, width: 1 }.signed(word);
                    ((sign << 9) | i64::from(bits(word, 12, 9))) * 8
                }
                _ => 0,
            },
        }
    }

    /// Whether an optional operand is left out.
    pub fn is_absent(self, word: u32) -> bool {
        match self {
            Code::Special(Special::Lsl12) => bits(word, 22, 1) == 0,
            Code::Special(Special::Hw) => bits(word, 21, 2) == 0,
            Code::Special(Special::Shift) => bits(word, 10, 6) == 0 && bits(word, 22, 2) == 0,
            Code::Vector(vector) => vector.is_absent(word),
            _ => self.value(word, 0) == 0,
        }
    }

    /// Appends the operand's text.
    pub fn write(self, word: u32, address: u64, optional: bool, text: &mut String) {
        let value = self.value(word, address);
        let made = match self {
            Code::Register { kind, field, stack } => {
                text.push_str(&register_name(kind.of(word), field.of(word), stack));
                return;
            }
            Code::Number { base: Base::Hex, .. } => {
                write!(text, "{}{value:#x}", if optional { "#" } else { "" })
            }
            Code::Number { .. } => write!(text, "{}{value}", if optional { "#" } else { "" }),
            Code::Scalable { letter, field } => write!(text, "{letter}{}", field.of(word)),
            Code::Letter { field } => write!(text, "{}", pick(&["b", "h", "s", "d"], field.of(word))),
            Code::Vector(vector) => write!(text, "{}", vector.text(word)),
            Code::Special(special) => return special.write(word, value, text),
        };
        // Writing to a string cannot fail.
        made.unwrap_or_default();
    }
}

/// What movz, movn or the field of movk gives.
fn wide(word: u32) -> u64 {
    let value = u64::from(bits(word, 5, 16)) << (16 * bits(word, 21, 2));
    let value = if bits(word, 29, 2) == 0 { !value } else { value };
    if is_wide(word) { value } else { value & 0xffff_ffff }
}

impl Special {
    fn write(self, word: u32, value: i64, text: &mut String) {
        let made = match self {
            Special::Adr | Special::Adrp | Special::Imm26 | Special::Imm19 | Special::Imm14 => {
                write!(text, "{value:#x}")
            }
            Special::Bitmask | Special::Wide => write!(text, "{value:#x}"),
            Special::BfLsb | Special::BfWidth | Special::Bit | Special::MinMax => write!(text, "{value}"),
            Special::Ldra => write!(text, "#{value}"),
            Special::Lsl12 => write!(text, "lsl #12"),
            Special::Hw => write!(text, "lsl #{}", 16 * bits(word, 21, 2)),
            Special::Shift => {
                write!(text, "{} #{}", pick(&SHIFTS, bits(word, 22, 2)), bits(word, 10, 6))
            }
            Special::Extend => write!(text, "{}", extended(word)),
            Special::Index(scale) => write!(text, "{}", index(word, scale)),
            Special::Cond => write!(text, "{}", pick(&CONDITIONS, bits(word, 12, 4))),
            Special::Uncond => write!(text, "{}", pick(&CONDITIONS, bits(word, 12, 4) ^ 1)),
            Special::PairS | Special::PairT => {
                let first = if self == Special::PairS { bits(word, 16, 5) } else { bits(word, 0, 5) };
                let kind = Kind::Y.of(word);
                let (one, two) = (register_name(kind, first, false), register_name(kind, first + 1, false));
                write!(text, "{one}, {two}")
            }
            Special::EightT => write!(text, "{}", register_name(Kind::X, bits(word, 0, 5), false)),
            _ => write!(text, "{}", system::operand(self, word)),
        };
        made.unwrap_or_default();
    }
}

/// Register m extended and shifted, for add and sub (C6.2.3: LSL where the stack pointer is an operand).
fn extended(word: u32) -> String {
    let option = bits(word, 13, 3);
    let amount = bits(word, 10, 3);
    let kind = if is_wide(word) && option & 3 == 3 { Kind::X } else { Kind::W };
    let register = register_name(kind, bits(word, 16, 5), false);
    let sets_flags = bits(word, 29, 1) == 1;
    let stack = bits(word, 5, 5) == 31 || bits(word, 0, 5) == 31 && !sets_flags;
    let plain = if is_wide(word) { 3 } else { 2 };
    match (stack && option == plain, amount) {
        (true, 0) => register,
        (true, _) => format!("{register}, lsl #{amount}"),
        (false, 0) => format!("{register}, {}", pick(&EXTENDS, option)),
        (false, _) => format!("{register}, {} #{amount}", pick(&EXTENDS, option)),
    }
}

/// Register m as an index of an address.
fn index(word: u32, scale: u8) -> String {
    let option = bits(word, 13, 3);
    let scaled = bits(word, 12, 1) == 1;
    let register = register_name(if option & 1 == 1 { Kind::X } else { Kind::W }, bits(word, 16, 5), false);
    let name = if option == 3 { "lsl" } else { pick(&EXTENDS, option) };
    match (scaled, option) {
        (false, 3) => register,
        (false, _) => format!("{register}, {name}"),
        (true, _) => format!("{register}, {name} #{scale}"),
    }
}
