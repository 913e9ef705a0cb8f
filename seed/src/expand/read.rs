//! Reads lines as tokens: one line, or all of a condition or macro up to its `%end`; links
//! the words of conditions with each other, and parameters with their numbers.

use super::exec::{ELIF, ELSE, END, Expander, IF, MACRO};
use super::lex::*;
use crate::diag::{Res, err, show};
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
    /// Appends the next line, or lines that belong together, to the tokens. False at the
    /// end of the text.
    ///
    /// Afterwards the `num` of `%if`, `%elif`, `%else` and `%macro` is the place of the next
    /// word of the same condition, and the `tag` of all but the last that of its `%end`.
    pub fn read(&mut self) -> Res<bool> {
        // The words of each open condition that were read last, and those read first.
        let mut open: Vec<(usize, usize)> = Vec::new();
        loop {
            let word = self.toks.len();
            let more = self.read_line()?;
            let tok = self.toks[word];
            let id = if tok.kind == NAME && tok.scope == 0 { tok.id } else { Id(u32::MAX) };
            if matches!(id, IF | MACRO) {
                if open.len() == MAX_NEST as usize {
                    return err(tok.loc, "conditions are nested more than 200 deep");
                }
                open.push((word, word));
            } else if matches!(id, ELIF | ELSE | END) {
                let Some((last, _)) = open.last_mut() else {
                    return err(tok.loc, "there is no %if or %macro for this");
                };
                let before = self.toks[*last].id;
                if id != END && !matches!(before, IF | ELIF) {
                    return err(tok.loc, "there is no %if for this");
                }
                self.toks[*last].num = word as i64;
                *last = word;
            }
            if id == END
                && let Some((_, first)) = open.pop()
            {
                // All words of a condition lead to its end.
                let mut at = first;
                while at != word {
                    self.toks[at].tag = Id(word as u32);
                    at = self.toks[at].num as usize;
                }
            }
            let Some(&(_, first)) = open.last() else {
                return Ok(more);
            };
            if !more {
                return err(self.toks[first].loc, "this has no %end");
            }
        }
    }

    fn read_line(&mut self) -> Res<bool> {
        loop {
            let mut tok = self.lx.next()?;
            let more = tok.kind != EOF;
            if !more {
                tok.kind = EOL;
            }
            self.toks.push(tok);
            if tok.kind == EOL {
                return Ok(more);
            }
        }
    }

    /// %macro NAME [PARAM {, PARAM}] … %end
    pub fn definition(&mut self) -> Res<()> {
        let word = self.toks[self.at - 1];
        if self.frame.depth > 0 {
            return self.error(word.loc, "macros are defined at top level");
        }
        let name = self.toks[self.at];
        let id = self.plain()?;
        if self.macros.get(id).is_some() {
            return self
                .error(name.loc, format!("macro '{}' is defined twice", show(self.lx.names.name(id))));
        }
        let mut params: Vec<Id> = Vec::new();
        let mut labels = Vec::new();
        while self.kind() != EOL {
            if !params.is_empty() {
                self.expect(b',', "',' is expected")?;
            }
            let label = self.kind() == b':';
            self.at += label as usize;
            let param = self.plain()?;
            if params.contains(&param) || params.len() == MAX_PARAMS {
                return self.error(name.loc, "a macro has at most 64 parameters of different names");
            }
            params.push(param);
            labels.push(label);
        }
        let end = word.num as usize;
        for tok in &mut self.toks[self.at..end] {
            if tok.kind == NAME
                && tok.scope == 0
                && let Some(i) = params.iter().position(|&p| p == tok.id)
            {
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
