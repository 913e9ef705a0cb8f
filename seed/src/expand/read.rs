//! Reads lines as tokens: one line, or all of a condition or macro up to its `%end`; links
//! the words of conditions with each other, and parameters with their numbers.

use super::exec::{ELIF, ELSE, END, Expander, IF, MACRO};

use super::lex::*;
use crate::diag::{Res, refuse};
use crate::intern::Id;
use std::ops::Range;

/// How deep conditions, parentheses, calls and scopes may nest.
pub const MAX_NEST: u32 = 200;
const MAX_PARAMS: usize = 64;

pub struct Macro {
    pub name: Token,
    /// Which parameters are labels.
    pub params: Vec<bool>,
    pub body: Range<usize>,
}

impl Expander {
    /// Reads the tokens of a line; gives the last one.
    fn read_line(&mut self) -> Res<Token> {
        loop {
            let tok = self.lx.next()?;
            self.toks.push(tok);
            if tok.kind == EOL {
                return Ok(tok);
            }
        }
    }

    /// Appends the next line, or lines that belong together, to the tokens. False at the
    /// end of the text. Afterwards the `num` of `%if`, `%elif`, `%else` and `%macro` is the
    /// place of the next word of the same condition.
    pub fn read(&mut self) -> Res<bool> {
        // The last word of each open condition.
        let mut open = Vec::new();
        loop {
            let start = self.toks.len();
            let last = self.read_line()?;
            let word = self.toks[start];
            let id = if word.kind == NAME && word.scope == 0 { word.id } else { Id(u32::MAX) };
            if matches!(id, ELIF | ELSE | END) {
                let before = open.pop().unwrap_or(start);
                let good = id == END || matches!(self.toks[before].id, IF | ELIF);
                refuse(before == start || !good, word.loc, "there is no %if for this")?;
                self.toks[before].num = start as i64;
            }
            if matches!(id, IF | ELIF | ELSE | MACRO) {
                open.push(start);
            }
            let Some(&at) = open.last() else {
                return Ok(last.scope == 0);
            };
            refuse(open.len() > MAX_NEST as usize, word.loc, "conditions are nested more than 200 deep")?;
            refuse(last.scope != 0, self.toks[at].loc, "this has no %end")?;
        }
    }

    /// %macro NAME [PARAM {, PARAM}] … %end
    pub fn definition(&mut self) -> Res<()> {
        let end = self.toks[self.at - 1].num as usize;
        let name = self.toks[self.at];
        let id = self.plain()?;
        self.refuse(self.frame.depth > 0, "macros are defined at top level")?;
        if self.macros.get(id).is_some() {
            return self.error_about(name.loc, "macro '{}' is defined twice", id);
        }
        let mut params = Vec::new();
        let mut labels = Vec::new();
        while self.kind() != EOL {
            if !params.is_empty() {
                self.expect(b',', "',' is expected")?;
            }
            labels.push(self.kind() == b':');
            self.at += (self.kind() == b':') as usize;
            let param = self.plain()?;
            let good = !params.contains(&param) && params.len() < MAX_PARAMS;
            self.refuse(!good, "a macro has at most 64 parameters of different names")?;
            params.push(param);
        }
        for tok in self.toks[self.at..end].iter_mut().filter(|t| t.kind == NAME && t.scope == 0) {
            if let Some(i) = params.iter().position(|&p| p == tok.id) {
                tok.kind = if labels[i] { LABEL } else { PARAM };
                tok.num = i as i64;
            }
        }
        self.macros.set(id, self.bodies.len());
        self.bodies.push(Macro { name, params: labels, body: self.at..end });
        self.at = end + 1;
        self.mark = self.at;
        Ok(())
    }
}
