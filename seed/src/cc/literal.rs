//! What the spellings of numbers, character constants and string literals mean
//! (C11 6.4.4, 6.4.5).

use crate::diag::{Loc, Res, err, refuse};

/// An integer constant: its value and what its suffix says.
pub struct Integer {
    pub value: u64,
    pub unsigned: bool,
    /// How many times `l` or `L` stands in the suffix.
    pub longs: u32,
    pub decimal: bool,
}

/// integer-constant (C11 6.4.4.1)
pub fn integer(text: &[u8], loc: Loc) -> Res<Integer> {
    let mut int = Integer { value: 0, unsigned: false, longs: 0, decimal: false };
    let mut base = 10;
    let mut i = 0;
    if text[0] == b'0' && text.len() > 1 && text[1] | 0x20 == b'x' {
        base = 16;
        i = 2;
    } else if text[0] == b'0' {
        base = 8;
    } else {
        int.decimal = true;
    }
    for (j, &c) in text.iter().enumerate() {
        refuse(
            c == b'.' || c | 0x20 == b'p' || base != 16 && j > 0 && c | 0x20 == b'e',
            loc,
            "floating constants are not supported",
        )?;
    }
    let digits = i;
    while i < text.len() {
        let Some(d) = digit(text[i]).filter(|&d| d < base || d < 10) else { break };
        refuse(d >= base, loc, "invalid digit in an octal constant")?;
        refuse(int.value > (u64::MAX - d) / base, loc, "integer constant is too large")?;
        int.value = int.value * base + d;
        i += 1;
    }
    let mut known = i > digits;
    match &text[i..] {
        b"" => {}
        b"u" | b"U" => int.unsigned = true,
        b"l" | b"L" => int.longs = 1,
        b"ll" | b"LL" => int.longs = 2,
        b"ul" | b"uL" | b"Ul" | b"UL" | b"lu" | b"lU" | b"Lu" | b"LU" => {
            int.unsigned = true;
            int.longs = 1;
        }
        b"ull" | b"uLL" | b"Ull" | b"ULL" | b"llu" | b"llU" | b"LLu" | b"LLU" => {
            int.unsigned = true;
            int.longs = 2;
        }
        _ => known = false,
    }
    refuse(!known, loc, "invalid integer constant")?;
    Ok(int)
}

/// character-constant (C11 6.4.4.4), of type int; plain char is signed
pub fn character(text: &[u8], loc: Loc) -> Res<i64> {
    let bytes = quoted(text, loc)?;
    match bytes.len() {
        0 => err(loc, "empty character constant"),
        1 => Ok(bytes[0] as i8 as i64),
        _ => err(loc, "multi-character constants are not supported"),
    }
}

/// The bytes that a quoted spelling stands for, without a terminating zero.
pub fn quoted(text: &[u8], loc: Loc) -> Res<Vec<u8>> {
    let mut out = Vec::new();
    let end = text.len() - 1;
    let mut i = 1;
    while i < end {
        if text[i] != b'\\' {
            out.push(text[i]);
            i += 1;
            continue;
        }
        let c = text[i + 1];
        i += 2;
        match c {
            b'0'..=b'7' => {
                let (value, next) = number(text, i - 1, 8, 3);
                refuse(value > 255, loc, "octal escape is out of range")?;
                out.push(value as u8);
                i = next;
            }
            b'x' => {
                let (value, next) = number(text, i, 16, usize::MAX);
                refuse(next == i, loc, "\\x needs hexadecimal digits")?;
                refuse(value > 255, loc, "hexadecimal escape is out of range")?;
                out.push(value as u8);
                i = next;
            }
            b'u' | b'U' => {
                let len = if c == b'u' { 4 } else { 8 };
                let (value, next) = number(text, i, 16, len);
                let low = value < 0xa0 && !matches!(value, 0x24 | 0x40 | 0x60);
                refuse(
                    next - i != len || low || (0xd800..0xe000).contains(&value) || value > 0x10ffff,
                    loc,
                    "invalid universal character name",
                )?;
                utf8(&mut out, value as u32);
                i = next;
            }
            _ => match simple_escape(c) {
                Some(value) => out.push(value),
                None => return err(loc, "unknown escape sequence"),
            },
        }
    }
    Ok(out)
}

/// The value of at most `max` digits from `i` on (stuck at 2^32 when larger), and where they end.
fn number(text: &[u8], mut i: usize, base: u64, max: usize) -> (u64, usize) {
    let mut value = 0;
    let mut count = 0;
    while count < max {
        let Some(d) = digit(text[i]).filter(|&d| d < base) else { break };
        value = (value * base + d).min(1 << 32);
        i += 1;
        count += 1;
    }
    (value, i)
}

fn digit(c: u8) -> Option<u64> {
    match c {
        b'0'..=b'9' => Some((c - b'0') as u64),
        b'a'..=b'f' => Some((c - b'a') as u64 + 10),
        b'A'..=b'F' => Some((c - b'A') as u64 + 10),
        _ => None,
    }
}

fn simple_escape(c: u8) -> Option<u8> {
    match c {
        b'\'' | b'"' | b'?' | b'\\' => Some(c),
        b'a' => Some(7),
        b'b' => Some(8),
        b'f' => Some(12),
        b'n' => Some(10),
        b'r' => Some(13),
        b't' => Some(9),
        b'v' => Some(11),
        _ => None,
    }
}

/// Appends `c` in UTF-8, the execution character set.
fn utf8(out: &mut Vec<u8>, c: u32) {
    if c < 0x80 {
        out.push(c as u8);
    } else if c < 0x800 {
        out.push((0xc0 | c >> 6) as u8);
        out.push((0x80 | c & 0x3f) as u8);
    } else if c < 0x10000 {
        out.push((0xe0 | c >> 12) as u8);
        out.push((0x80 | c >> 6 & 0x3f) as u8);
        out.push((0x80 | c & 0x3f) as u8);
    } else {
        out.push((0xf0 | c >> 18) as u8);
        out.push((0x80 | c >> 12 & 0x3f) as u8);
        out.push((0x80 | c >> 6 & 0x3f) as u8);
        out.push((0x80 | c & 0x3f) as u8);
    }
}
