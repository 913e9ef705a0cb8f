//! The values of expressions, and names in their scopes. Both are read from the tokens
//! each time: a body has no other form than its tokens.

use super::exec::{Expander, Label};

use super::lex::*;
use super::read::MAX_NEST;
use crate::diag::Res;

/// Joined names cannot grow without end.
const MAX_NAME: usize = 256;

/// How tightly a binary operator binds; 0 if the token is none.
fn precedence(kind: u8) -> u32 {
    match kind {
        OR_OR => 1,
        AND_AND => 2,
        b'|' => 3,
        b'^' => 4,
        b'&' => 5,
        EQ | NE => 6,
        b'<' | b'>' | LE | GE => 7,
        SHL | SAR | SHR => 8,
        b'+' | b'-' => 9,
        b'*' | b'/' | b'%' => 10,
        _ => 0,
    }
}

/// The value of a binary operator; the message if it has none.
fn apply(op: u8, a: i64, b: i64) -> Result<i64, &'static str> {
    if matches!(op, SHL | SAR | SHR) && !(0..64).contains(&b) {
        return Err("a shift count is not between 0 and 63");
    }
    if matches!(op, b'/' | b'%') && b == 0 {
        return Err("division by zero");
    }
    Ok(match op {
        OR_OR | AND_AND => (b != 0) as i64,
        b'|' => a | b,
        b'^' => a ^ b,
        b'&' => a & b,
        EQ => (a == b) as i64,
        NE => (a != b) as i64,
        b'<' => (a < b) as i64,
        LE => (a <= b) as i64,
        b'>' => (a > b) as i64,
        GE => (a >= b) as i64,
        SHL => a << b,
        SAR => a >> b,
        SHR => ((a as u64) >> b) as i64,
        b'+' => a.wrapping_add(b),
        b'-' => a.wrapping_sub(b),
        b'*' => a.wrapping_mul(b),
        b'/' => a.wrapping_div(b),
        _ => a.wrapping_rem(b),
    })
}

impl Expander {
    fn deeper(&mut self) -> Res<()> {
        self.nest += 1;
        self.refuse(self.nest > MAX_NEST, "operators and parentheses are nested more than 200 deep")?;
        Ok(())
    }

    /// binary = unary {operator binary of a higher precedence}
    fn binary(&mut self, least: u32) -> Res<i64> {
        let mut a = self.unary()?;
        loop {
            let op = self.toks[self.at];
            let level = precedence(op.kind);
            if level < least {
                return Ok(a);
            }
            let known = op.kind == OR_OR && a != 0 || op.kind == AND_AND && a == 0;
            let b = self.operand(known, |ex| ex.binary(level + 1))?;
            if known {
                a = (op.kind == OR_OR) as i64;
            } else if self.dead == 0 {
                a = match apply(op.kind, a, b) {
                    Ok(value) => value,
                    Err(message) => return self.error(op.loc, message),
                };
            }
        }
    }

    /// expr = binary ["?" expr ":" expr]
    pub fn expr(&mut self) -> Res<i64> {
        let condition = self.binary(1)?;
        if self.kind() != b'?' {
            return Ok(condition);
        }
        self.deeper()?;
        let yes = self.operand(condition == 0, Self::expr)?;
        self.refuse(self.kind() != b':', "':' is expected")?;
        let no = self.operand(condition != 0, Self::expr)?;
        self.nest -= 1;
        Ok(if condition != 0 { yes } else { no })
    }

    /// unary = ("-" | "~" | "!") unary | "(" expr ")" | number | name
    fn unary(&mut self) -> Res<i64> {
        let tok = self.toks[self.at];
        let value = match tok.kind {
            NUMBER => tok.num,
            PARAM if self.toks[self.at + 1].kind != PASTE => {
                self.args[self.frame.base + tok.num as usize].num
            }
            NAME | LABEL | PARAM => {
                let label = self.name()?;
                return if self.dead == 0 { self.constant(label, tok.loc) } else { Ok(0) };
            }
            b'-' | b'~' | b'!' => {
                self.deeper()?;
                let a = self.operand(false, Self::unary)?;
                self.nest -= 1;
                return Ok(match tok.kind {
                    b'-' => a.wrapping_neg(),
                    b'~' => !a,
                    _ => (a == 0) as i64,
                });
            }
            b'(' => {
                self.deeper()?;
                let value = self.operand(false, Self::expr)?;
                self.refuse(self.kind() != b')', "')' is expected")?;
                self.nest -= 1;
                value
            }
            _ => return self.error_here("an expression is expected"),
        };
        self.at += 1;
        Ok(value)
    }

    /// Reads with `part` what is behind this token; if it is `dead`, without evaluating it.
    fn operand(&mut self, dead: bool, part: impl FnOnce(&mut Self) -> Res<i64>) -> Res<i64> {
        self.at += 1;
        self.dead += dead as u32;
        let value = part(self)?;
        self.dead -= dead as u32;
        Ok(value)
    }

    /// The name `tok` in its scope as it is now.
    fn resolve(&mut self, tok: Token) -> Res<Label> {
        let num = match tok.scope {
            _ if tok.kind == LABEL => return Ok(self.args[self.frame.base + tok.num as usize]),
            b'$' => self.unit,
            b'@' if self.frame.depth == 0 => {
                return self.error(tok.loc, "a name with '@' stands outside a macro");
            }
            b'@' => self.frame.number,
            b'^' => match self.scopes.iter().rev().find(|scope| scope.0 == tok.tag) {
                Some(scope) => scope.1,
                None => return self.error_about(tok.loc, "no scope '{}' is open", tok.tag),
            },
            _ => 0,
        };
        Ok(Label { scope: tok.scope, id: tok.id, num })
    }

    /// name {"##" (name | number)}, where parameters stand for names and numbers. The
    /// joined name lives where the first part with a sigil does.
    pub fn name(&mut self) -> Res<Label> {
        let mut joined = Label::default();
        let mut text = Vec::new();
        loop {
            let tok = self.toks[self.at];
            match tok.kind {
                NAME | LABEL => {
                    let label = self.resolve(tok)?;
                    if text.is_empty() && self.toks[self.at + 1].kind != PASTE {
                        self.at += 1;
                        return Ok(label);
                    }
                    text.extend_from_slice(self.lx.names.name(label.id));
                    if joined.scope == 0 {
                        joined = label;
                    }
                }
                NUMBER if !text.is_empty() => text.extend_from_slice((tok.num as u64).to_string().as_bytes()),
                PARAM if !text.is_empty() => {
                    let num = self.args[self.frame.base + tok.num as usize].num;
                    text.extend_from_slice((num as u64).to_string().as_bytes());
                }
                _ => return self.error_here("a name is expected"),
            }
            self.refuse(text.len() > MAX_NAME, "a joined name is longer than 256 bytes")?;
            self.at += 1;
            if self.kind() != PASTE {
                break;
            }
            self.at += 1;
        }
        joined.id = self.lx.names.id(&text);
        Ok(joined)
    }
}
