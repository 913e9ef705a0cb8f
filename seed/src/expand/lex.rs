//! Macro text to tokens, one at a time; `docs/MACRO.md`, lexical structure.
//!
//! Takes the texts of the run one after the other, gives the current token in `tok`.
//! The lexer also owns the table of names. It knows no statement and no parameter.

use crate::diag::{Loc, Res, err};
use crate::intern::{Id, Interner};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tok {
    /// The end of a line, and of the text.
    Eol,
    Eof,
    Name,
    Number,
    Str,
    LParen,
    RParen,
    Comma,
    Colon,
    Quest,
    Paste,
    /// The single `=` of `%let`.
    Assign,
    Not,
    Com,
    // The binary operators.
    OrOr,
    AndAnd,
    Or,
    Xor,
    And,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Shl,
    Sar,
    Shr,
    Add,
    Sub,
    Mul,
    Div,
    Rem,
}

/// What a name's sigil says about where it lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    Global,
    Unit,
    Func,
    Expansion,
    Open,
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Tok,
    pub loc: Loc,
    /// Of a name: its scope, itself without the sigil, and the tag in `tag^name`.
    pub scope: Scope,
    pub id: Id,
    pub tag: Id,
    /// Of a number.
    pub num: i64,
}

pub struct Lexer<'a> {
    pub names: Interner,
    pub tok: Token,
    /// The contents of the last string token.
    pub string: Vec<u8>,
    text: &'a [u8],
    base: u32,
    pos: usize,
}

pub fn is_name_start(c: u8) -> bool {
    c.is_ascii_alphabetic() || c == b'_'
}

fn is_name_char(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_' || c == b'.'
}

impl<'a> Lexer<'a> {
    pub fn new() -> Self {
        let none = Id(0);
        let tok = Token { kind: Tok::Eof, loc: Loc(0), scope: Scope::Global, id: none, tag: none, num: 0 };
        Lexer { names: Interner::default(), tok, string: Vec::new(), text: &[], base: 0, pos: 0 }
    }

    /// Goes on with the text that begins at `start`; `next` gives its first token.
    pub fn open(&mut self, text: &'a [u8], start: Loc) {
        self.text = text;
        self.base = start.0;
        self.pos = 0;
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.pos + ahead).copied().unwrap_or(0)
    }

    /// Makes the next token the current one.
    pub fn next(&mut self) -> Res<()> {
        while matches!(self.peek(0), b' ' | b'\t') {
            self.pos += 1;
        }
        if self.peek(0) == b';' {
            while self.pos < self.text.len() && self.text[self.pos] != b'\n' {
                self.pos += 1;
            }
        }
        self.tok.loc = Loc(self.base + self.pos as u32);
        if self.pos == self.text.len() {
            self.tok.kind = Tok::Eof;
            return Ok(());
        }
        match self.peek(0) {
            b'$' => self.sigil(Scope::Unit),
            b'.' => self.sigil(Scope::Func),
            b'@' => self.sigil(Scope::Expansion),
            b'0'..=b'9' => self.number(),
            b'"' => self.text_string(),
            c if is_name_start(c) => {
                self.tok.id = self.name();
                self.tok.scope = Scope::Global;
                if self.peek(0) == b'^' && is_name_start(self.peek(1)) {
                    self.pos += 1;
                    self.tok.tag = self.tok.id;
                    self.tok.id = self.name();
                    self.tok.scope = Scope::Open;
                }
                Ok(())
            }
            _ => self.punctuation(),
        }
    }

    fn name(&mut self) -> Id {
        let start = self.pos;
        while is_name_char(self.peek(0)) {
            self.pos += 1;
        }
        self.tok.kind = Tok::Name;
        self.names.id(&self.text[start..self.pos])
    }

    fn sigil(&mut self, scope: Scope) -> Res<()> {
        self.pos += 1;
        if !is_name_char(self.peek(0)) || self.peek(0) == b'.' {
            return err(self.tok.loc, "a name must follow '$', '.' and '@'");
        }
        self.tok.id = self.name();
        self.tok.scope = scope;
        Ok(())
    }

    fn number(&mut self) -> Res<()> {
        let (base, mut value) = if self.peek(0) == b'0' && self.peek(1) == b'x' { (16, 0u64) } else { (10, 0) };
        if base == 16 {
            self.pos += 2;
        }
        let start = self.pos;
        while let Some(digit) = (self.peek(0) as char).to_digit(base) {
            let Some(v) = value.checked_mul(base as u64).and_then(|v| v.checked_add(digit as u64)) else {
                return err(self.tok.loc, "the number does not fit in 64 bits");
            };
            value = v;
            self.pos += 1;
        }
        if self.pos == start || is_name_char(self.peek(0)) {
            return err(self.tok.loc, "malformed number");
        }
        self.tok.kind = Tok::Number;
        self.tok.num = value as i64;
        Ok(())
    }

    fn text_string(&mut self) -> Res<()> {
        self.string.clear();
        self.pos += 1;
        loop {
            let c = self.peek(0);
            if self.pos == self.text.len() || c == b'\n' {
                return err(self.tok.loc, "unterminated string");
            }
            self.pos += 1;
            match c {
                b'"' => break,
                b'\\' => {
                    let c = self.escape()?;
                    self.string.push(c);
                }
                _ => self.string.push(c),
            }
        }
        self.tok.kind = Tok::Str;
        Ok(())
    }

    fn escape(&mut self) -> Res<u8> {
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
        err(Loc(self.base + self.pos as u32 - 2), "unknown escape in a string")
    }

    fn punctuation(&mut self) -> Res<()> {
        let next = self.peek(1);
        let (kind, len) = match (self.peek(0), next) {
            (b'\n', _) => (Tok::Eol, 1),
            (b'(', _) => (Tok::LParen, 1),
            (b')', _) => (Tok::RParen, 1),
            (b',', _) => (Tok::Comma, 1),
            (b':', _) => (Tok::Colon, 1),
            (b'?', _) => (Tok::Quest, 1),
            (b'#', b'#') => (Tok::Paste, 2),
            (b'~', _) => (Tok::Com, 1),
            (b'|', b'|') => (Tok::OrOr, 2),
            (b'|', _) => (Tok::Or, 1),
            (b'&', b'&') => (Tok::AndAnd, 2),
            (b'&', _) => (Tok::And, 1),
            (b'^', _) => (Tok::Xor, 1),
            (b'=', b'=') => (Tok::Eq, 2),
            (b'!', b'=') => (Tok::Ne, 2),
            (b'!', _) => (Tok::Not, 1),
            (b'<', b'<') => (Tok::Shl, 2),
            (b'<', b'=') => (Tok::Le, 2),
            (b'<', _) => (Tok::Lt, 1),
            (b'>', b'>') if self.peek(2) == b'>' => (Tok::Shr, 3),
            (b'>', b'>') => (Tok::Sar, 2),
            (b'>', b'=') => (Tok::Ge, 2),
            (b'>', _) => (Tok::Gt, 1),
            (b'+', _) => (Tok::Add, 1),
            (b'-', _) => (Tok::Sub, 1),
            (b'*', _) => (Tok::Mul, 1),
            (b'/', _) => (Tok::Div, 1),
            (b'%', _) => (Tok::Rem, 1),
            (b'=', _) => (Tok::Assign, 1),
            _ => return err(self.tok.loc, "unexpected character"),
        };
        self.tok.kind = kind;
        self.pos += len;
        Ok(())
    }
}
