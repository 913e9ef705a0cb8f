//! What the spellings of numbers, character constants and string literals mean
//! (C11 6.4.4, 6.4.5).

use crate::diag::{Loc, Res, err, refuse};

/// An integer constant: its value and what its suffix says.
pub struct Integer {
    pub value: u64,
    pub unsigned: bool,
    /// How many times `l` or `L` stands in the suffix.
    pub longs: usize,
    pub decimal: bool,
}

/// The letters of the simple escape sequences, and the bytes that they stand for.
const ESCAPES: &[u8] = b"'\"?\\abfnrtv";
const ESCAPED: &[u8] = b"'\"?\\\x07\x08\x0c\n\r\t\x0b";

/// The value of at most `max` digits from `i` on (stuck at 2^32 - 1 when larger), and where they end.
fn number(text: &[u8], start: usize, base: u32, max: usize) -> (u32, usize) {
    let mut value = 0u32;
    let mut i = start;
    while i - start < max
        && let Some(digit) = (text[i] as char).to_digit(base)
    {
        value = value.saturating_mul(base).saturating_add(digit);
        i += 1;
    }
    (value, i)
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
                match char::from_u32(value) {
                    Some(c) if next - i == len && !low => out.extend(c.to_string().bytes()),
                    _ => return err(loc, "invalid universal character name"),
                }
                i = next;
            }
            _ => match ESCAPES.iter().position(|&letter| letter == c) {
                Some(escape) => out.push(ESCAPED[escape]),
                None => return err(loc, "unknown escape sequence"),
            },
        }
    }
    Ok(out)
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

/// integer-constant (C11 6.4.4.1)
pub fn integer(text: &[u8], loc: Loc) -> Res<Integer> {
    let (base, digits) = match text {
        [b'0', b'x' | b'X', ..] => (16, 2),
        [b'0', ..] => (8, 0),
        _ => (10, 0),
    };
    let floating = |c: &u8| matches!(c, b'.' | b'p' | b'P') || base != 16 && matches!(c, b'e' | b'E');
    refuse(text.iter().any(floating), loc, "floating constants are not supported")?;
    let mut value: u64 = 0;
    let mut i = digits;
    while i < text.len() {
        let Some(digit) = (text[i] as char).to_digit(base.max(10)) else { break };
        let (digit, base) = (digit as u64, base as u64);
        refuse(digit >= base, loc, "invalid digit in an octal constant")?;
        refuse(value > (u64::MAX - digit) / base, loc, "integer constant is too large")?;
        value = value * base + digit;
        i += 1;
    }
    let (unsigned, longs) = match &text[i..] {
        [b'u' | b'U', rest @ ..] | [rest @ .., b'u' | b'U'] => (true, rest),
        rest => (false, rest),
    };
    let known = i > digits && matches!(longs, b"" | b"l" | b"L" | b"ll" | b"LL");
    refuse(!known, loc, "invalid integer constant")?;
    Ok(Integer { value, unsigned, longs: longs.len(), decimal: base == 10 })
}
