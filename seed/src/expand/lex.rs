//! Macro text to tokens (`docs/MACRO.md`, lexical structure). Owns the table of names;
//! knows no statement and no parameter.

use crate::diag::{Loc, Res, err, refuse};

use crate::intern::{Id, Interner};
use std::rc::Rc;

// The kinds of tokens. One that is a single character has that character as its kind.
/// The end of a line; with a `scope` other than 0, of the text.
pub const EOL: u8 = b'\n';
pub const NAME: u8 = 128;
pub const NUMBER: u8 = 129;
pub const STRING: u8 = 130;

/// A parameter in a macro's body: an integer, a label.
pub const PARAM: u8 = 131;
pub const LABEL: u8 = 132;
pub const PASTE: u8 = 133;
pub const OR_OR: u8 = 134;
pub const AND_AND: u8 = 135;
pub const EQ: u8 = 136;
pub const NE: u8 = 137;
pub const LE: u8 = 138;
pub const GE: u8 = 139;
pub const SHL: u8 = 140;
pub const SAR: u8 = 141;
pub const SHR: u8 = 142;

/// The tokens of two and three characters, longer ones first.
const LONG: [(&[u8], u8); 10] = [
    (b">>>", SHR),
    (b">>", SAR),
    (b"<<", SHL),
    (b"<=", LE),
    (b">=", GE),
    (b"==", EQ),
    (b"!=", NE),
    (b"&&", AND_AND),
    (b"||", OR_OR),
    (b"##", PASTE),
];

#[derive(Clone, Copy, Default)]
pub struct Token {
    pub kind: u8,
    /// Of a name: its sigil, `^` for `tag^name`, or 0.
    pub scope: u8,
    /// A name without its sigil; the contents of a string.
    pub id: Id,
    pub tag: Id,
    pub loc: Loc,
    /// Of a number or a parameter; of the words of a condition, where the next of them is.
    pub num: i64,
}

#[derive(Default)]
pub struct Lexer {
    pub names: Interner,
    text: Rc<[u8]>,
    base: u32,
    pos: usize,
    at_start: bool,
}

fn is_name_start(c: u8) -> bool {
    c.is_ascii_alphabetic() || c == b'_'
}

fn is_name_char(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_' || c == b'.'
}

impl Lexer {
    /// Goes on with `text`, which begins at `start`.
    pub fn open(&mut self, text: Rc<[u8]>, start: Loc) {
        self.text = text;
        self.base = start.0;
        self.pos = 0;
        self.at_start = true;
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.pos + ahead).copied().unwrap_or(0)
    }

    /// A name of which the first character has been checked.
    fn name(&mut self, tok: &mut Token) {
        let start = self.pos;
        self.pos += 1;
        while is_name_char(self.peek(0)) {
            self.pos += 1;
        }
        tok.kind = NAME;
        tok.id = self.names.id(&self.text[start..self.pos]);
    }

    fn number(&mut self, tok: &mut Token) -> Res<()> {
        let base = if self.peek(0) == b'0' && self.peek(1) == b'x' { 16 } else { 10 };
        self.pos += if base == 16 { 2 } else { 0 };
        let start = self.pos;
        while is_name_char(self.peek(0)) {
            self.pos += 1;
        }
        let digits = str::from_utf8(&self.text[start..self.pos]).unwrap_or("");
        match u64::from_str_radix(digits, base) {
            Ok(value) => tok.num = value as i64,
            Err(_) => return err(tok.loc, "malformed number, or 2^64 or more"),
        }
        tok.kind = NUMBER;
        Ok(())
    }

    fn escape(&mut self) -> Res<u8> {
        let loc = Loc(self.base + self.pos as u32 - 1);
        let c = self.peek(0);
        self.pos += 1;
        match c {
            b'n' => return Ok(b'\n'),
            b't' => return Ok(b'\t'),
            b'\\' | b'"' => return Ok(c),
            b'x' => {
                let high = (self.peek(0) as char).to_digit(16);
                let low = (self.peek(1) as char).to_digit(16);
                if let (Some(high), Some(low)) = (high, low) {
                    self.pos += 2;
                    return Ok((high * 16 + low) as u8);
                }
            }
            _ => {}
        }
        err(loc, "unknown escape in a string")
    }

    fn string(&mut self, tok: &mut Token) -> Res<()> {
        let mut contents = Vec::new();
        self.pos += 1;
        while self.peek(0) != b'"' {
            let mut c = self.peek(0);
            refuse(self.pos == self.text.len() || c == b'\n', tok.loc, "unterminated string")?;
            self.pos += 1;
            if c == b'\\' {
                c = self.escape()?;
            }
            contents.push(c);
        }
        self.pos += 1;
        tok.kind = STRING;
        tok.id = self.names.id(&contents);
        Ok(())
    }

    pub fn next(&mut self) -> Res<Token> {
        while matches!(self.peek(0), b' ' | b'\t') {
            self.pos += 1;
        }
        let mut tok = Token { loc: Loc(self.base + self.pos as u32), ..Token::default() };
        if self.peek(0) == b';' {
            while self.pos < self.text.len() && self.text[self.pos] != b'\n' {
                self.pos += 1;
            }
        }
        if self.pos == self.text.len() {
            return Ok(Token { kind: EOL, scope: 1, ..tok });
        }
        let c = self.peek(0);
        let first = std::mem::replace(&mut self.at_start, c == b'\n');
        match c {
            b'0'..=b'9' => self.number(&mut tok)?,
            b'"' => self.string(&mut tok)?,
            // A directive is a word that begins with '%'.
            b'%' if first && is_name_start(self.peek(1)) => self.name(&mut tok),
            b'$' | b'.' | b'@' => {
                self.pos += 1;
                let good = is_name_char(self.peek(0)) && self.peek(0) != b'.';
                refuse(!good, tok.loc, "a name is expected after '$', '.' or '@'")?;
                self.name(&mut tok);
                tok.scope = c;
            }
            _ if is_name_start(c) => {
                self.name(&mut tok);
                if self.peek(0) == b'^' && is_name_start(self.peek(1)) {
                    self.pos += 1;
                    tok.tag = tok.id;
                    self.name(&mut tok);
                    tok.scope = b'^';
                }
            }
            _ => {
                let rest = &self.text[self.pos..];
                let (len, kind) = match LONG.iter().find(|l| rest.starts_with(l.0)) {
                    Some(long) => (long.0.len(), long.1),
                    None => (1, c),
                };
                refuse(kind == c && !b"\n(),:?=~!|^&<>+-*/%".contains(&c), tok.loc, "unexpected character")?;
                self.pos += len;
                tok.kind = kind;
            }
        }
        Ok(tok)
    }
}
