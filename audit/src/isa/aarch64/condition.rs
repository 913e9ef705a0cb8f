//! Conditions of the A64 tables that compare more than two fields.

use super::is_wide;
use super::operand::bits;

pub fn named(word: &str) -> Option<fn(u32) -> bool> {
    Some(match word {
        "bitmask" => |word| bitmask(word).is_some(),
        "movmask" => |word| bits(word, 0, 5) == 31 || !fits_wide_move(word),
        "hw" => |word| is_wide(word) || bits(word, 21, 2) < 2,
        "movz" => |word| bits(word, 5, 16) != 0 || bits(word, 21, 2) == 0,
        "movn" => |word| {
            let value = bits(word, 5, 16);
            (value != 0 || bits(word, 21, 2) == 0) && (is_wide(word) || value != 0xffff)
        },
        "field" => |word| {
            let wide = u32::from(is_wide(word));
            bits(word, 22, 1) == wide && (wide == 1 || (word & 0x0020_8000) == 0)
        },
        "extract" => |word| {
            let wide = u32::from(is_wide(word));
            bits(word, 22, 1) == wide && (wide == 1 || bits(word, 15, 1) == 0)
        },
        "top" => |word| bits(word, 10, 6) == top(word),
        "low" => |word| bits(word, 10, 6) < bits(word, 16, 6),
        "next" => |word| bits(word, 10, 6) + 1 == bits(word, 16, 6) && bits(word, 10, 6) != top(word),
        "amount" => |word| is_wide(word) || bits(word, 15, 1) == 0,
        "decided" => |word| bits(word, 13, 3) != 7,
        "evens" => |word| word & 0x0001_0001 == 0,
        // C6.2.167: writing back to a register that is loaded is unpredictable.
        "apart" => |word| {
            let base = bits(word, 5, 5);
            base == 31 || base != bits(word, 0, 5) && base != bits(word, 10, 5)
        },
        "copies" => |word| {
            let (d, n, s) = (bits(word, 0, 5), bits(word, 5, 5), bits(word, 16, 5));
            d != n && n != s && d != s && d != 31 && n != 31 && s != 31
        },
        "sets" => |word| {
            let (d, n, s) = (bits(word, 0, 5), bits(word, 5, 5), bits(word, 16, 5));
            d != n && n != s && d != s && d != 31 && n != 31
        },
        "zmask" => |word| vector_mask(word).is_some(),
        "zmov" => |word| is_mask_for_mov(vector_mask(word).unwrap_or(0)),
        _ => return super::system::condition(word).or_else(|| super::vector_operand::condition(word)),
    })
}

fn top(word: u32) -> u32 {
    if is_wide(word) { 63 } else { 31 }
}

/// DecodeBitMasks of the manual's pseudocode (J1.1.3): the logical immediate of N, immr and imms.
pub fn bitmask(word: u32) -> Option<u64> {
    mask(bits(word, 22, 1), bits(word, 10, 6), bits(word, 16, 6), is_wide(word))
}

/// The immediate of N, imms and immr; none if they are reserved.
pub fn mask(n: u32, imms: u32, immr: u32, wide: bool) -> Option<u64> {
    let length = (n << 6 | (!imms & 63)).checked_ilog2()?;
    if length == 0 || n == 1 && !wide {
        return None;
    }
    let size = 1u32 << length;
    let (ones, rotation) = (imms & (size - 1), immr & (size - 1));
    if ones == size - 1 {
        return None;
    }
    let element = (1u64 << (ones + 1)) - 1;
    let rotated = if rotation == 0 { element } else { element >> rotation | element << (size - rotation) };
    let mut value = if size == 64 { rotated } else { rotated & ((1u64 << size) - 1) };
    let mut width = size;
    while width < 64 {
        value |= value << width;
        width *= 2;
    }
    Some(if wide { value } else { value & 0xffff_ffff })
}

/// MoveWidePreferred (C6.2.224): a mov would be a movz or movn.
fn fits_wide_move(word: u32) -> bool {
    let (value, width) = (bitmask(word).unwrap_or(0), if is_wide(word) { 64 } else { 32 });
    let ones = if width == 64 { u64::MAX } else { 0xffff_ffff };
    let fits = |value: u64| (0..width).step_by(16).any(|shift| value & !(0xffff << shift) == 0);
    fits(value) || fits(!value & ones)
}

/// The logical immediate of SVE.
fn vector_mask(word: u32) -> Option<u64> {
    mask(bits(word, 17, 1), bits(word, 5, 6), bits(word, 11, 6), true)
}

/// SVEMoveMaskPreferred (C8.2): no element of any size is a signed number of 8 bits, or of 8 bits with 8 zeros below.
fn is_mask_for_mov(value: u64) -> bool {
    let low_bits = if value & 0xff == 0 { 15 } else { 7 };
    let is_number = |size: u32| {
        let unused = 64 - size;
        let element = value << unused >> unused;
        let repeats = size == 64 || value.rotate_left(size) == value;
        let high = (element << unused) as i64 >> (unused + low_bits);
        repeats && (high == 0 || high == -1)
    };
    !([64, 32, 16].into_iter().any(is_number) || low_bits == 7 && value.rotate_left(8) == value)
}
