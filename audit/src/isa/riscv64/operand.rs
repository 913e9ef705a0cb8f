//! The operands of RISC-V instructions: what the words of the tables' third column mean, their values and their text.
//!
//! `rd`, `rs1`, `fs2` … are integer and floating-point registers in the usual fields, with `c` before them those of
//! compressed instructions; immediates are put together as the manual's formats say (2.3, 26.2).

use super::super::Reg;
use super::super::table::{Field, Fields, sign_extend};
use super::csr;
use std::fmt::Write;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    /// An integer register, one of x8–x15, sp, a floating-point register, one of f8–f15.
    Register(u8),
    Short(u8),
    Stack,
    Float(u8),
    ShortFloat(u8),
    Hex(Field),
    Decimal(Field),
    /// The 12 bits of loads and addi, of stores, of branches, and the 20 of jal.
    Load,
    Store,
    Branch,
    Jump,
    Rounding,
    Csr,
    Predecessors,
    Successors,
    /// An immediate of a compressed instruction.
    Compressed(Immediate),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Immediate {
    Six,
    Shift,
    Upper,
    AddStack16,
    AddStack4,
    Word,
    Double,
    LoadWordStack,
    LoadDoubleStack,
    StoreWordStack,
    StoreDoubleStack,
    Jump,
    Branch,
}

const CODES: [(&str, Code); 34] = [
    ("rd", Code::Register(7)),
    ("rs1", Code::Register(15)),
    ("rs2", Code::Register(20)),
    ("fd", Code::Float(7)),
    ("fs1", Code::Float(15)),
    ("fs2", Code::Float(20)),
    ("fs3", Code::Float(27)),
    ("sp", Code::Stack),
    ("imm12", Code::Load),
    ("simm", Code::Store),
    ("btarget", Code::Branch),
    ("jtarget", Code::Jump),
    ("rm", Code::Rounding),
    ("csr", Code::Csr),
    ("pred", Code::Predecessors),
    ("succ", Code::Successors),
    ("crs1", Code::Short(7)),
    ("crs2", Code::Short(2)),
    ("cfs2", Code::ShortFloat(2)),
    ("crs2full", Code::Register(2)),
    ("cfs2full", Code::Float(2)),
    ("ci", Code::Compressed(Immediate::Six)),
    ("cshift", Code::Compressed(Immediate::Shift)),
    ("clui", Code::Compressed(Immediate::Upper)),
    ("c16sp", Code::Compressed(Immediate::AddStack16)),
    ("c4spn", Code::Compressed(Immediate::AddStack4)),
    ("cw", Code::Compressed(Immediate::Word)),
    ("cd", Code::Compressed(Immediate::Double)),
    ("clwsp", Code::Compressed(Immediate::LoadWordStack)),
    ("cldsp", Code::Compressed(Immediate::LoadDoubleStack)),
    ("cswsp", Code::Compressed(Immediate::StoreWordStack)),
    ("csdsp", Code::Compressed(Immediate::StoreDoubleStack)),
    ("cj", Code::Compressed(Immediate::Jump)),
    ("cb", Code::Compressed(Immediate::Branch)),
];

pub fn code(word: &str, fields: &Fields) -> Option<Code> {
    if let Some(&(_, code)) = CODES.iter().find(|(name, _)| *name == word) {
        return Some(code);
    }
    let (base, field) = word.split_once('.')?;
    let field = *fields.get(field)?;
    match base {
        "hex" => Some(Code::Hex(field)),
        "dec" => Some(Code::Decimal(field)),
        _ => None,
    }
}

const REGISTERS: [&str; 32] = [
    "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6",
    "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6",
];
const FLOATS: [&str; 32] = [
    "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "fs0", "fs1", "fa0", "fa1", "fa2", "fa3", "fa4",
    "fa5", "fa6", "fa7", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9", "fs10", "fs11", "ft8",
    "ft9", "ft10", "ft11",
];
const ROUNDINGS: [&str; 8] = ["rne", "rtz", "rdn", "rup", "rmm", "unknown", "unknown", "dyn"];

fn bits(word: u32, shift: u8, width: u8) -> u32 {
    Field { shift, width }.of(word)
}

fn pick(names: &[&'static str], number: u32) -> &'static str {
    names.get(number as usize).copied().unwrap_or_default()
}

/// Puts a number together: for each field of the word (its lowest bit, its width), where it goes.
fn gather(word: u32, parts: &[(u8, u8, u8)]) -> u64 {
    parts.iter().fold(0, |value, &(shift, width, to)| value | u64::from(bits(word, shift, width)) << to)
}

/// The signed six bits of c.addi, c.li, c.lui.
pub fn six(word: u32) -> i64 {
    sign_extend(gather(word, &[(2, 5, 0), (12, 1, 5)]), 6)
}

impl Immediate {
    fn value(self, word: u32) -> i64 {
        let unsigned = |parts: &[(u8, u8, u8)]| gather(word, parts) as i64;
        match self {
            Immediate::Six | Immediate::Upper => six(word),
            Immediate::Shift => unsigned(&[(2, 5, 0), (12, 1, 5)]),
            Immediate::AddStack16 => {
                sign_extend(gather(word, &[(2, 1, 5), (3, 2, 7), (5, 1, 6), (6, 1, 4), (12, 1, 9)]), 10)
            }
            Immediate::AddStack4 => unsigned(&[(5, 1, 3), (6, 1, 2), (7, 4, 6), (11, 2, 4)]),
            Immediate::Word => unsigned(&[(5, 1, 6), (6, 1, 2), (10, 3, 3)]),
            Immediate::Double => unsigned(&[(5, 2, 6), (10, 3, 3)]),
            Immediate::LoadWordStack => unsigned(&[(2, 2, 6), (4, 3, 2), (12, 1, 5)]),
            Immediate::LoadDoubleStack => unsigned(&[(2, 3, 6), (5, 2, 3), (12, 1, 5)]),
            Immediate::StoreWordStack => unsigned(&[(7, 2, 6), (9, 4, 2)]),
            Immediate::StoreDoubleStack => unsigned(&[(7, 3, 6), (10, 3, 3)]),
            Immediate::Jump => {
                let parts = [
                    (2, 1, 5),
                    (3, 3, 1),
                    (6, 1, 7),
                    (7, 1, 6),
                    (8, 1, 10),
                    (9, 2, 8),
                    (11, 1, 4),
                    (12, 1, 11),
                ];
                sign_extend(gather(word, &parts), 12)
            }
            Immediate::Branch => {
                let parts = [(2, 1, 5), (3, 2, 1), (5, 2, 6), (10, 2, 3), (12, 1, 8)];
                sign_extend(gather(word, &parts), 9)
            }
        }
    }
}

impl Code {
    pub fn register(self, word: u32) -> Reg {
        let number = match self {
            Code::Register(shift) | Code::Float(shift) => bits(word, shift, 5),
            Code::Short(shift) | Code::ShortFloat(shift) => bits(word, shift, 3) + 8,
            Code::Stack => 2,
            _ => 0,
        };
        number as Reg
    }

    /// The integer registers that the operand is, as a mask; none for x0.
    pub fn written(self, word: u32) -> u32 {
        match self {
            Code::Register(_) | Code::Short(_) | Code::Stack => {
                1u32.checked_shl(self.register(word).into()).unwrap_or(0) & !1
            }
            _ => 0,
        }
    }

    /// The value of a number or address.
    pub fn value(self, word: u32, address: u64) -> i64 {
        let target = |offset: i64| (address as i64).wrapping_add(offset);
        match self {
            Code::Hex(field) | Code::Decimal(field) => field.of(word).into(),
            Code::Load => i64::from(word as i32 >> 20),
            Code::Store => sign_extend(gather(word, &[(7, 5, 0), (25, 7, 5)]), 12),
            Code::Branch => {
                target(sign_extend(gather(word, &[(7, 1, 11), (8, 4, 1), (25, 6, 5), (31, 1, 12)]), 13))
            }
            Code::Jump => {
                target(sign_extend(gather(word, &[(12, 8, 12), (20, 1, 11), (21, 10, 1), (31, 1, 20)]), 21))
            }
            Code::Compressed(kind @ (Immediate::Jump | Immediate::Branch)) => target(kind.value(word)),
            Code::Compressed(kind) => kind.value(word),
            _ => 0,
        }
    }

    /// Appends the operand's text.
    pub fn write(self, word: u32, address: u64, text: &mut String) {
        let value = self.value(word, address);
        let made = match self {
            Code::Register(_) | Code::Short(_) | Code::Stack => {
                write!(text, "{}", pick(&REGISTERS, self.register(word).into()))
            }
            Code::Float(_) | Code::ShortFloat(_) => {
                write!(text, "{}", pick(&FLOATS, self.register(word).into()))
            }
            Code::Compressed(Immediate::Upper) => write!(text, "{:#x}", value & 0xf_ffff),
            Code::Hex(_)
            | Code::Branch
            | Code::Jump
            | Code::Compressed(Immediate::Shift | Immediate::Jump | Immediate::Branch) => {
                write!(text, "{value:#x}")
            }
            Code::Decimal(_) | Code::Load | Code::Store | Code::Compressed(_) => write!(text, "{value}"),
            Code::Rounding => write!(text, "{}", pick(&ROUNDINGS, bits(word, 12, 3))),
            Code::Csr => match csr::name(bits(word, 20, 12)) {
                Some(name) => write!(text, "{name}"),
                None => write!(text, "{:#x}", bits(word, 20, 12)),
            },
            Code::Predecessors => write!(text, "{}", accesses(bits(word, 24, 4))),
            Code::Successors => write!(text, "{}", accesses(bits(word, 20, 4))),
        };
        // Writing to a string cannot fail.
        made.unwrap_or_default();
    }
}

/// The accesses that a fence orders: input, output, reads, writes.
fn accesses(mask: u32) -> String {
    let letters = [(8, 'i'), (4, 'o'), (2, 'r'), (1, 'w')];
    let named: String =
        letters.iter().filter(|(bit, _)| mask & bit != 0).map(|(_, letter)| *letter).collect();
    if named.is_empty() { "unknown".to_string() } else { named }
}
