//! Bytes to preprocessing tokens (C11 5.1.1.2, phases 2 and 3).
//!
//! Joins spliced lines, drops comments and finds the longest tokens. Spellings are
//! interned as they stand; [`super::literal`] finds out what numbers and strings mean.
//! Digraphs and trigraphs are not part of Seed C.

use super::token::{EOF, KINDS, Kind, Token};
use crate::diag::{Loc, Res, refuse};
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
}

/// Whether `c` is part of names.
fn is_name(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_'
}

impl Lexer {
    /// A lexer for `text`, whose first byte is at `base`.
    pub fn new(text: Rc<[u8]>, base: Loc) -> Lexer {
        Lexer { text, base, pos: 0, ahead: None, spaced: false, lenient: false, buf: Vec::new() }
    }

    pub fn loc(&self) -> Loc {
        Loc(self.base.0 + self.pos as u32)
    }

    fn at_end(&self) -> bool {
        self.pos >= self.text.len()
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

    fn line_ends(&mut self) -> bool {
        self.cur() == b'\n' || self.at_end()
    }

    /// Adds the current byte to the spelling.
    fn take(&mut self) {
        self.buf.push(self.text[self.pos]);
        self.pos += 1;
    }

    fn skip_comment(&mut self) -> Res<()> {
        let loc = self.loc();
        self.pos += 2;
        let mut star = false;
        while !star || self.cur() != b'/' {
            star = self.cur() == b'*';
            refuse(self.at_end(), loc, "unterminated comment")?;
            self.pos += 1;
        }
        self.pos += 1;
        Ok(())
    }

    /// Skips white space and comments, over the ends of lines if `lines` is set: whether a
    /// line ended, and whether there was anything.
    fn skip_blanks(&mut self, lines: bool) -> Res<(bool, bool)> {
        let mut bol = self.pos == 0;
        let mut space = std::mem::take(&mut self.spaced);
        loop {
            match self.cur() {
                b'\n' if lines => {
                    bol = true;
                    self.pos += 1;
                }
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => self.pos += 1,
                b'/' if self.peek(1) == b'/' => {
                    while !self.line_ends() {
                        self.pos += 1;
                    }
                }
                b'/' if self.peek(1) == b'*' => self.skip_comment()?,
                _ => return Ok((bol, space)),
            }
            space = true;
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
        while !self.line_ends() {
            let c = self.cur();
            self.take();
            if c == quote {
                return true;
            }
            if c == b'\\' && !self.line_ends() {
                self.take();
            }
        }
        false
    }

    /// Skips `text` if it stands here, with splices.
    fn skip_text(&mut self, text: &str) -> bool {
        for c in text.bytes() {
            if self.cur() != c {
                return false;
            }
            self.pos += 1;
        }
        true
    }

    /// The longest punctuator here, or `Other` and one byte.
    fn take_punctuator(&mut self) -> Kind {
        let (start, mut end) = (self.pos, self.pos + 1);
        let mut found = (Kind::Other, "");
        for &(kind, text) in &KINDS[Kind::LParen as usize..] {
            if text.len() > found.1.len() && self.skip_text(text) {
                found = (kind, text);
                end = self.pos;
            }
            self.pos = start;
        }
        self.take();
        self.pos = end;
        found.0
    }

    /// The next token; `Eof` at the end, again and again.
    pub fn next(&mut self, names: &mut Interner) -> Res<Token> {
        if let Some(tok) = self.ahead.take() {
            return Ok(tok);
        }
        let (bol, space) = self.skip_blanks(true)?;
        let loc = self.loc();
        if self.at_end() {
            return Ok(Token { loc, bol: true, space, ..EOF });
        }
        self.buf.clear();
        let c = self.cur();
        let kind = if c.is_ascii_digit() || c == b'.' && self.peek(1).is_ascii_digit() {
            self.take_number();
            Kind::Number
        } else if is_name(c) {
            while is_name(self.cur()) {
                self.take();
            }
            let wide = matches!(self.buf[..], [b'L' | b'u' | b'U'] | [b'u', b'8']);
            let bad = wide && matches!(self.cur(), b'"' | b'\'') && !self.lenient;
            refuse(bad, loc, "wide and UTF literals are not supported")?;
            Kind::Ident
        } else if c == b'"' || c == b'\'' {
            let ended = self.take_quoted(c);
            let missing = if c == b'"' { "missing closing \"" } else { "missing closing '" };
            refuse(!ended && !self.lenient, loc, missing)?;
            match (ended, c) {
                (false, _) => Kind::Other,
                (true, b'"') => Kind::Str,
                (true, _) => Kind::Char,
            }
        } else {
            self.take_punctuator()
        };
        let id = if kind <= Kind::Other { names.id(&self.buf) } else { Id(0) };
        Ok(Token { kind, id, loc, bol, space, ..EOF })
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
        Ok(self.line_ends())
    }

    /// The place where the next line begins; `None` if the file ends with this line.
    pub fn next_line(&self) -> Option<Loc> {
        if self.at_end() { None } else { Some(Loc(self.loc().0 + 1)) }
    }

    /// After `#include`: the name between `<>` and true, or between `""` and false; `None` if there is neither.
    pub fn header_name(&mut self) -> Res<Option<(Vec<u8>, bool)>> {
        while matches!(self.cur(), b' ' | b'\t') {
            self.pos += 1;
        }
        let loc = self.loc();
        let (close, missing) = match self.cur() {
            b'<' => (b'>', "missing closing >"),
            b'"' => (b'"', "missing closing \""),
            _ => return Ok(None),
        };
        self.pos += 1;
        self.buf.clear();
        while self.cur() != close {
            refuse(self.line_ends(), loc, missing)?;
            self.take();
        }
        self.pos += 1;
        Ok(Some((self.buf.clone(), close == b'>')))
    }
}
