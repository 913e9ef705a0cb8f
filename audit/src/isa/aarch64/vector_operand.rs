//! The operands of SIMD instructions: arrangements of vectors, elements, lists of registers, immediates.

use super::operand::{Kind, bits, pick};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Vector {
    /// The arrangement by size and Q; twice as wide, all of the register; twice as wide, by Q.
    BySize,
    Wide,
    Paired,
    /// Floating point by bit 22 and Q; the wide and the narrow side of a conversion.
    Float,
    FloatWide,
    FloatNarrow,
    /// Elements of a known size, by Q: bytes, halves, words; pairs or fours of halves.
    Bytes,
    Halves,
    Words,
    HalvesOfHalf,
    /// By the lowest bit that is set in imm5; by the highest in immh; twice that.
    Imm5,
    Immh,
    ImmhWide,
    /// An element: its size and number in imm5; its size there and its number in imm4.
    Element5,
    Element4,
    /// The element of register m that H, L and M number.
    ElementHalf,
    ElementWord,
    ElementDouble,
    ElementBytes,
    ElementHalves,
    ElementComplexHalf,
    ElementComplexWord,
    /// So many registers from t on, and the bytes that they are; the bytes of so many elements.
    List(u8),
    ListBytes(u8),
    ElementBytesOf(u8),
    /// One element of so many registers from t on: the log2 of its size.
    One(u8, u8),
    /// So many registers from n on, of 16 bytes.
    Table(u8),
    /// The immediates of modified immediates, as a number, expanded, and as floating point; their shifts.
    Imm8,
    Imm64,
    ImmFloat,
    ShiftWord,
    ShiftHalf,
    ShiftOnes,
    /// The immediate of fmov.
    Float8,
    /// Fractional bits; the bits of an element; the amounts of shifts right and left.
    FractionBits,
    ElementSize,
    Right,
    Left,
}

const NAMES: [(&str, Vector); 36] = [
    ("T", Vector::BySize),
    ("TW", Vector::Wide),
    ("TP", Vector::Paired),
    ("TF", Vector::Float),
    ("TFW", Vector::FloatWide),
    ("TFN", Vector::FloatNarrow),
    ("TB", Vector::Bytes),
    ("TH", Vector::Halves),
    ("TS", Vector::Words),
    ("TQ", Vector::HalvesOfHalf),
    ("T5", Vector::Imm5),
    ("TI", Vector::Immh),
    ("TIW", Vector::ImmhWide),
    ("E5", Vector::Element5),
    ("E4", Vector::Element4),
    ("EH", Vector::ElementHalf),
    ("ES", Vector::ElementWord),
    ("ED", Vector::ElementDouble),
    ("E4B", Vector::ElementBytes),
    ("E2H", Vector::ElementHalves),
    ("EHC", Vector::ElementComplexHalf),
    ("ESC", Vector::ElementComplexWord),
    ("imm8", Vector::Imm8),
    ("imm64", Vector::Imm64),
    ("vimm", Vector::ImmFloat),
    ("ishift4", Vector::ShiftWord),
    ("ishift2", Vector::ShiftHalf),
    ("msl", Vector::ShiftOnes),
    ("fimm", Vector::Float8),
    ("fbits", Vector::FractionBits),
    ("esize", Vector::ElementSize),
    ("right", Vector::Right),
    ("left", Vector::Left),
    ("table1", Vector::Table(1)),
    ("table2", Vector::Table(2)),
    ("table3", Vector::Table(3)),
];

/// The operand that a word of the tables stands for.
pub fn named(word: &str) -> Option<Vector> {
    if let Some(&(_, vector)) = NAMES.iter().find(|(name, _)| *name == word) {
        return Some(vector);
    }
    // `list4`, `bytes4`, `rbytes4`, `one4s`: up to four registers.
    let digit = word.find(|c: char| c.is_ascii_digit())?;
    let (name, rest) = word.split_at_checked(digit)?;
    let count: u8 = rest.get(..1)?.parse().ok().filter(|count| (1..=4).contains(count))?;
    let size = "bhsd".find(rest.get(1..)?)? as u8;
    Some(match (name, rest.len()) {
        ("list", 1) => Vector::List(count),
        ("bytes", 1) => Vector::ListBytes(count),
        ("rbytes", 1) => Vector::ElementBytesOf(count),
        ("table", 1) => Vector::Table(count),
        ("one", 2) => Vector::One(count, size),
        _ => return None,
    })
}

const LETTERS: [&str; 5] = ["b", "h", "s", "d", "q"];

/// The arrangement of elements of `1 << size` bytes in a register, or its lower half.
fn arrangement(size: u32, full: bool) -> String {
    let bytes = if full { 16u32 } else { 8 };
    format!("{}{}", bytes >> size.min(4), pick(&LETTERS, size))
}

/// The log2 of the size of an element: the lowest bit set of imm5, the highest of immh.
pub fn size_of_imm5(word: u32) -> u32 {
    bits(word, 16, 5).trailing_zeros().min(4)
}

pub fn size_of_immh(word: u32) -> u32 {
    bits(word, 19, 4).checked_ilog2().unwrap_or(0)
}

/// The kind of a scalar whose element has `1 << size` bytes.
pub fn scalar(size: u32) -> Kind {
    match size {
        0 => Kind::B,
        1 => Kind::H,
        2 => Kind::S,
        3 => Kind::D,
        _ => Kind::Q,
    }
}

/// A list of registers from `first` on: a range if there are more than two and none follows v31.
fn list(first: u32, count: u8, arrangement: &str) -> String {
    let count = u32::from(count);
    let name = |index: u32| format!("v{}.{arrangement}", (first + index) % 32);
    if count > 2 && first + count <= 32 {
        return format!("{{{}-{}}}", name(0), name(count - 1));
    }
    let names: Vec<String> = (0..count).map(name).collect();
    format!("{{{}}}", names.join(", "))
}

/// VFPExpandImm (Arm ARM shared pseudocode): the number of an 8-bit immediate.
fn expand_float(imm8: u32) -> f64 {
    let exponent = (imm8 >> 4 & 7) as i32;
    let power = if exponent >= 4 { exponent - 7 } else { exponent + 1 };
    let size = f64::from(16 + (imm8 & 15)) / 16.0 * 2f64.powi(power);
    if imm8 & 0x80 == 0 { size } else { -size }
}

/// With 18 decimals and an exponent of two digits, as C's `%.18e`.
fn scientific(number: f64) -> String {
    let text = format!("{number:.18e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    format!("#{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs())
}

fn modified_imm8(word: u32) -> u32 {
    bits(word, 16, 3) << 5 | bits(word, 5, 5)
}

impl Vector {
    /// Whether an optional operand is left out.
    pub fn is_absent(self, word: u32) -> bool {
        match self {
            Vector::ShiftWord => bits(word, 13, 2) == 0,
            Vector::ShiftHalf => bits(word, 13, 1) == 0,
            _ => false,
        }
    }

    pub fn text(self, word: u32) -> String {
        let (size, full) = (bits(word, 22, 2), bits(word, 30, 1) == 1);
        let m = bits(word, 16, 5);
        let (h, l) = (bits(word, 11, 1), bits(word, 21, 1));
        let double = bits(word, 22, 1);
        match self {
            Vector::BySize => arrangement(size, full),
            Vector::Wide => arrangement(size + 1, true),
            Vector::Paired => arrangement(size + 1, full),
            Vector::Float => arrangement(2 + double, full),
            Vector::FloatWide => arrangement(2 + double, true),
            Vector::FloatNarrow => arrangement(1 + double, full),
            Vector::Bytes => arrangement(0, full),
            Vector::Halves => arrangement(1, full),
            Vector::Words => arrangement(2, full),
            Vector::HalvesOfHalf => if full { "4h" } else { "2h" }.to_string(),
            Vector::Imm5 => arrangement(size_of_imm5(word), full),
            Vector::Immh => arrangement(size_of_immh(word), full),
            Vector::ImmhWide => arrangement(size_of_immh(word) + 1, true),
            Vector::Element5 => {
                let size = size_of_imm5(word);
                format!("{}[{}]", pick(&LETTERS, size), bits(word, 16, 5) >> (size + 1).min(31))
            }
            Vector::Element4 => {
                let size = size_of_imm5(word);
                format!("{}[{}]", pick(&LETTERS, size), bits(word, 11, 4) >> size)
            }
            Vector::ElementHalf => {
                format!("v{}.h[{}]", bits(word, 16, 4), h << 2 | l << 1 | bits(word, 20, 1))
            }
            Vector::ElementWord => format!("v{m}.s[{}]", h << 1 | l),
            Vector::ElementDouble => format!("v{m}.d[{h}]"),
            Vector::ElementBytes => format!("v{m}.4b[{}]", h << 1 | l),
            Vector::ElementHalves => format!("v{m}.2h[{}]", h << 1 | l),
            Vector::ElementComplexHalf => format!("v{m}.h[{}]", h << 1 | l),
            Vector::ElementComplexWord => format!("v{m}.s[{h}]"),
            Vector::List(count) => list(bits(word, 0, 5), count, &arrangement(bits(word, 10, 2), full)),
            Vector::ListBytes(count) => (u32::from(count) * if full { 16 } else { 8 }).to_string(),
            Vector::ElementBytesOf(count) => (u32::from(count) << bits(word, 10, 2)).to_string(),
            Vector::One(count, size) => {
                let index = (bits(word, 30, 1) << 3 | bits(word, 10, 3)) >> size;
                format!("{}[{index}]", list(bits(word, 0, 5), count, pick(&LETTERS, size.into())))
            }
            Vector::Table(count) => list(bits(word, 5, 5), count, "16b"),
            Vector::Imm8 => format!("{:#x}", modified_imm8(word)),
            Vector::Imm64 => {
                let imm8 = modified_imm8(word);
                let bytes = (0..8).map(|bit| if imm8 >> bit & 1 == 1 { 0xffu64 << (8 * bit) } else { 0 });
                format!("{:#x}", bytes.sum::<u64>())
            }
            Vector::ImmFloat => scientific(expand_float(modified_imm8(word))),
            Vector::ShiftWord => format!("lsl #{}", 8 * bits(word, 13, 2)),
            Vector::ShiftHalf => format!("lsl #{}", 8 * bits(word, 13, 1)),
            Vector::ShiftOnes => format!("msl #{}", 8 << bits(word, 12, 1)),
            Vector::Float8 => scientific(expand_float(bits(word, 13, 8))),
            Vector::FractionBits => (64 - bits(word, 10, 6)).to_string(),
            Vector::ElementSize => (8 << size).to_string(),
            Vector::Right => (16u32 << size_of_immh(word)).saturating_sub(bits(word, 16, 7)).to_string(),
            Vector::Left => bits(word, 16, 7).saturating_sub(8 << size_of_immh(word)).to_string(),
        }
    }
}

/// Conditions of the tables on vectors.
pub fn condition(word: &str) -> Option<fn(u32) -> bool> {
    Some(match word {
        // No vector of a single double.
        "whole" => |word| is_full(word) || bits(word, structure_size(word), 2) != 3,
        "fp" => |word| is_full(word) || bits(word, 22, 1) == 0,
        "lanes" => |word| bits(word, 22, 2) < 2 || bits(word, 22, 2) == 2 && is_full(word),
        "scale" => |word| bits(word, 31, 1) == 1 || bits(word, 15, 1) == 1,
        "imm5" => |word| size_of_imm5(word) < 3 || size_of_imm5(word) == 3 && is_full(word),
        "element" => |word| size_of_imm5(word) < 4,
        "small" => |word| size_of_imm5(word) < 3,
        "immh" => |word| bits(word, 19, 4) != 0 && (is_full(word) || bits(word, 19, 4) < 8),
        "power" => |word| matches!(bits(word, 19, 4), 1 | 2 | 4),
        "floats" => |word| bits(word, 19, 4) > 1,
        _ => return None,
    })
}

fn is_full(word: u32) -> bool {
    bits(word, 30, 1) == 1
}

/// Where the field size is: loads and stores of structures have it at bit 10.
fn structure_size(word: u32) -> u8 {
    if bits(word, 24, 6) == 0b001100 { 10 } else { 22 }
}
