//! Bytes to preprocessing tokens (C11 5.1.1.2, phases 2 and 3).
//!
//! Joins spliced lines, drops comments and finds the longest tokens. Spellings are
//! interned as they stand; [`super::literal`] finds out what numbers and strings mean.
//! Digraphs and trigraphs are not part of Seed C.

use super::token::{KINDS, Kind, Token};
use crate::diag::{Loc, Res, err, refuse};
use crate::intern::{Id, Interner};
use std::rc::Rc;

pub struct Lexer {
    text: Rc<[u8]>,
    base: Loc,
    pos: usize,
    /// A token that was given back.
    ahead: Option<Token>,
    /// White space was passed by `end_of_line`.
    spaced: bool,
    /// In a group that a conditional skips, quotes need not match.
    pub lenient: bool,
    /// The spelling of the current token.
    buf: Vec<u8>,
    /// For each byte, the first of the punctuators that begin with it.
    first: [u8; 256],
}

impl Lexer {
    /// A lexer for `text`, whose first byte is at `base`.
    pub fn new(text: Rc<[u8]>, base: Loc) -> Lexer {
        let mut first = [KINDS.len() as u8; 256];
        for i in (Kind::LParen as usize..KINDS.len()).rev() {
            first[KINDS[i].1.as_bytes()[0] as usize] = i as u8;
        }
        Lexer { text, base, pos: 0, ahead: None, spaced: false, lenient: false, buf: Vec::new(), first }
    }

    /// The next token; `Eof` at the end, again and again.
    pub fn next(&mut self, names: &mut Interner) -> Res<Token> {
        if let Some(tok) = self.ahead.take() {
            return Ok(tok);
        }
        let (bol, space) = self.skip_blanks(true)?;
        let loc = self.loc();
        let mut tok = Token { kind: Kind::Eof, id: Id(0), loc, bol, space, noexpand: false };
        if self.pos >= self.text.len() {
            tok.bol = true;
            return Ok(tok);
        }
        self.buf.clear();
        let c = self.cur();
        let next = self.peek(1);
        if is_name_start(c) {
            tok.kind = Kind::Ident;
            self.take_name();
            refuse(
                matches!(self.buf[..], [b'L'] | [b'u'] | [b'U'] | [b'u', b'8'])
                    && matches!(self.cur(), b'"' | b'\'')
                    && !self.lenient,
                loc,
                "wide and UTF literals are not supported",
            )?;
        } else if c.is_ascii_digit() || c == b'.' && next.is_ascii_digit() {
            tok.kind = Kind::Number;
            self.take_number();
        } else if c == b'"' || c == b'\'' {
            tok.kind = if c == b'"' { Kind::Str } else { Kind::Char };
            if !self.take_quoted(c) {
                if !self.lenient {
                    return err(loc, format!("missing closing {}", c as char));
                }
                tok.kind = Kind::Other;
            }
        } else {
            tok.kind = self.take_punctuator(c);
        }
        if tok.kind <= Kind::Other {
            tok.id = names.id(&self.buf);
        }
        Ok(tok)
    }

    /// Gives back the token that `next` returned last.
    pub fn unread(&mut self, tok: Token) {
        self.ahead = Some(tok);
    }

    /// Whether the current line has no further token. Does not look into the next line.
    pub fn end_of_line(&mut self) -> Res<bool> {
        if let Some(tok) = self.ahead {
            return Ok(tok.bol);
        }
        self.spaced = self.skip_blanks(false)?.1;
        Ok(self.cur() == b'\n' || self.pos >= self.text.len())
    }

    /// The place where the next line begins; `None` if the file ends with this line.
    pub fn next_line(&self) -> Option<Loc> {
        if self.pos < self.text.len() { Some(Loc(self.loc().0 + 1)) } else { None }
    }

    /// After `#include`: the name between `<>` and true, or between `""` and false; `None` if there is neither.
    pub fn header_name(&mut self) -> Res<Option<(Vec<u8>, bool)>> {
        while matches!(self.cur(), b' ' | b'\t') {
            self.pos += 1;
        }
        let loc = self.loc();
        let close = match self.cur() {
            b'<' => b'>',
            b'"' => b'"',
            _ => return Ok(None),
        };
        self.pos += 1;
        self.buf.clear();
        while self.cur() != close {
            if self.pos >= self.text.len() || self.cur() == b'\n' {
                return err(loc, format!("missing closing {}", close as char));
            }
            self.take();
        }
        self.pos += 1;
        Ok(Some((self.buf.clone(), close == b'>')))
    }

    pub fn loc(&self) -> Loc {
        Loc(self.base.0 + self.pos as u32)
    }

    /// The byte `n` behind the current one, without regard to splices; 0 at the end.
    fn peek(&self, n: usize) -> u8 {
        self.text.get(self.pos + n).copied().unwrap_or(0)
    }

    /// The current byte, splices skipped; 0 at the end.
    fn cur(&mut self) -> u8 {
        let mut c = self.peek(0);
        while c == b'\\' {
            if self.peek(1) == b'\n' {
                self.pos += 2;
            } else if self.peek(1) == b'\r' && self.peek(2) == b'\n' {
                self.pos += 3;
            } else {
                break;
            }
            c = self.peek(0);
        }
        c
    }

    /// Adds the current byte to the spelling.
    fn take(&mut self) {
        self.buf.push(self.text[self.pos]);
        self.pos += 1;
    }

    /// Skips white space and comments, over the ends of lines if `lines` is set: whether a
    /// line ended, and whether there was anything.
    fn skip_blanks(&mut self, lines: bool) -> Res<(bool, bool)> {
        let mut bol = self.pos == 0;
        let mut space = self.spaced;
        self.spaced = false;
        loop {
            match self.cur() {
                b'\n' if lines => bol = true,
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => {}
                b'/' if self.peek(1) == b'/' => {
                    while self.cur() != b'\n' && self.pos < self.text.len() {
                        self.pos += 1;
                    }
                    space = true;
                    continue;
                }
                b'/' if self.peek(1) == b'*' => {
                    self.skip_comment()?;
                    space = true;
                    continue;
                }
                _ => return Ok((bol, space)),
            }
            space = true;
            self.pos += 1;
        }
    }

    fn skip_comment(&mut self) -> Res<()> {
        let loc = self.loc();
        self.pos += 2;
        loop {
            let c = self.cur();
            refuse(self.pos >= self.text.len(), loc, "unterminated comment")?;
            self.pos += 1;
            if c == b'*' && self.cur() == b'/' {
                self.pos += 1;
                return Ok(());
            }
        }
    }

    fn take_name(&mut self) {
        while is_name(self.cur()) {
            self.take();
        }
    }

    /// pp-number (C11 6.4.8)
    fn take_number(&mut self) {
        loop {
            let c = self.cur();
            if !is_name(c) && c != b'.' {
                return;
            }
            self.take();
            if matches!(c, b'e' | b'E' | b'p' | b'P') && matches!(self.cur(), b'+' | b'-') {
                self.take();
            }
        }
    }

    /// A string literal or character constant; false if its line ends first.
    fn take_quoted(&mut self, quote: u8) -> bool {
        self.take();
        loop {
            let c = self.cur();
            if self.pos >= self.text.len() || c == b'\n' {
                return false;
            }
            self.take();
            if c == quote {
                return true;
            }
            if c == b'\\' && self.cur() != b'\n' && self.pos < self.text.len() {
                self.take();
            }
        }
    }

    /// The longest punctuator here, or `Other` and one byte.
    fn take_punctuator(&mut self, c: u8) -> Kind {
        self.take();
        let mut kind = Kind::Other;
        let mut len = 0;
        let mut i = self.first[c as usize] as usize;
        while i < KINDS.len() && KINDS[i].1.as_bytes()[0] == c {
            let (k, text) = KINDS[i];
            if text.len() > len && self.follows(&text.as_bytes()[1..]) {
                kind = k;
                len = text.len();
            }
            i += 1;
        }
        for _ in 1..len {
            self.cur();
            self.pos += 1;
        }
        kind
    }

    /// Whether `text` stands here, splices skipped.
    fn follows(&mut self, text: &[u8]) -> bool {
        let start = self.pos;
        let mut same = true;
        for &c in text {
            same = same && self.cur() == c;
            self.pos += 1;
        }
        self.pos = start;
        same
    }
}

fn is_name_start(c: u8) -> bool {
    c.is_ascii_alphabetic() || c == b'_'
}

fn is_name(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_'
}
