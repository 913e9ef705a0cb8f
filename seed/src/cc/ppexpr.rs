//! The conditions of `#if` and `#elif` (C11 6.10.1): tokens to true or false.
//!
//! All values are 64 bits wide, signed or unsigned (6.10.1p4). Names that are left after
//! macro expansion are 0.

use super::ast::Op;
use super::fold;
use super::literal;
use super::token::{Kind, Token};
use super::types::Shape;
use crate::diag::{Loc, Res, err, refuse};
use crate::intern::Interner;

/// Parentheses and operators may nest this deep.
const MAX_DEPTH: usize = 200;

#[derive(Clone, Copy)]
struct Value {
    v: i64,
    unsigned: bool,
}

struct Eval<'a> {
    names: &'a Interner,
    tokens: &'a [Token],
    pos: usize,
    /// Where the directive is.
    loc: Loc,
    depth: usize,
}

/// Whether the condition is true.
pub fn evaluate(names: &Interner, tokens: &[Token], loc: Loc) -> Res<bool> {
    let mut eval = Eval { names, tokens, pos: 0, loc, depth: 0 };
    let value = eval.conditional(true)?;
    refuse(eval.pos < tokens.len(), eval.here(), "malformed condition")?;
    Ok(value.v != 0)
}

impl Eval<'_> {
    fn peek(&self) -> Kind {
        self.tokens.get(self.pos).map_or(Kind::Eof, |t| t.kind)
    }

    fn here(&self) -> Loc {
        self.tokens.get(self.pos).map_or(self.loc, |t| t.loc)
    }

    fn expect(&mut self, kind: Kind) -> Res<()> {
        refuse(self.peek() != kind, self.here(), "malformed condition")?;
        self.pos += 1;
        Ok(())
    }

    /// conditional: binary [`?` conditional `:` conditional]. Where not `live`, division by zero is ignored.
    fn conditional(&mut self, live: bool) -> Res<Value> {
        self.depth += 1;
        refuse(self.depth > MAX_DEPTH, self.here(), "condition is nested too deeply")?;
        let mut value = self.binary(1, live)?;
        if self.peek() == Kind::Question {
            self.pos += 1;
            let cond = value.v != 0;
            let a = self.conditional(live && cond)?;
            self.expect(Kind::Colon)?;
            let b = self.conditional(live && !cond)?;
            value = Value { v: if cond { a.v } else { b.v }, unsigned: a.unsigned || b.unsigned };
        }
        self.depth -= 1;
        Ok(value)
    }

    /// binary: unary {operator binary}, for operators that bind at least as tightly as `min`
    fn binary(&mut self, min: u32, live: bool) -> Res<Value> {
        let mut left = self.unary(live)?;
        loop {
            let (prec, op, swap) = fold::operator(self.peek());
            if prec < min {
                return Ok(left);
            }
            let loc = self.here();
            self.pos += 1;
            let decided = op == Op::LogAnd && left.v == 0 || op == Op::LogOr && left.v != 0;
            let right = self.binary(prec + 1, live && !decided)?;
            let (a, b) = if swap { (right, left) } else { (left, right) };
            left = match op {
                Op::LogAnd => Value { v: (a.v != 0 && b.v != 0) as i64, unsigned: false },
                Op::LogOr => Value { v: (a.v != 0 || b.v != 0) as i64, unsigned: false },
                _ => apply(op, a, b, live, loc)?,
            };
        }
    }

    /// unary: {`+` | `-` | `~` | `!`} primary
    fn unary(&mut self, live: bool) -> Res<Value> {
        self.depth += 1;
        refuse(self.depth > MAX_DEPTH, self.here(), "condition is nested too deeply")?;
        let op = self.peek();
        let value = match op {
            Kind::Plus | Kind::Minus | Kind::Tilde | Kind::Not => {
                self.pos += 1;
                let a = self.unary(live)?;
                match op {
                    Kind::Plus => a,
                    Kind::Minus => Value { v: a.v.wrapping_neg(), ..a },
                    Kind::Tilde => Value { v: !a.v, ..a },
                    _ => Value { v: (a.v == 0) as i64, unsigned: false },
                }
            }
            _ => self.primary(live)?,
        };
        self.depth -= 1;
        Ok(value)
    }

    fn primary(&mut self, live: bool) -> Res<Value> {
        let loc = self.here();
        let Some(&tok) = self.tokens.get(self.pos) else { return err(loc, "malformed condition") };
        self.pos += 1;
        match tok.kind {
            Kind::Number => {
                let int = literal::integer(self.names.name(tok.id), loc)?;
                let unsigned = int.unsigned || int.value > i64::MAX as u64;
                Ok(Value { v: int.value as i64, unsigned })
            }
            Kind::Char => Ok(Value { v: literal::character(self.names.name(tok.id), loc)?, unsigned: false }),
            Kind::Ident => Ok(Value { v: 0, unsigned: false }),
            Kind::LParen => {
                let value = self.conditional(live)?;
                self.expect(Kind::RParen)?;
                Ok(value)
            }
            _ => err(loc, "malformed condition"),
        }
    }
}

fn apply(op: Op, a: Value, b: Value, live: bool, loc: Loc) -> Res<Value> {
    let shift = matches!(op, Op::Shl | Op::Shr);
    let unsigned = a.unsigned || !shift && b.unsigned;
    let truth = matches!(op, Op::Eq | Op::Ne | Op::Lt | Op::Le);
    match fold::binary(op, Shape { width: 8, unsigned }, a.v, b.v) {
        Some(v) => Ok(Value { v, unsigned: unsigned && !truth }),
        None if live => err(loc, "an operation without a value in a condition"),
        None => Ok(Value { v: 0, unsigned }),
    }
}
