//! The conditions of `#if` and `#elif` (C11 6.10.1): tokens to true or false.
//!
//! All values are 64 bits wide, signed or unsigned (6.10.1p4). Names that are left after
//! macro expansion are 0.

use super::ast::Op;
use super::fold;
use super::literal;
use super::token::{EOF, Kind, Token};
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
    /// `Eof` is last.
    tokens: Vec<Token>,
    pos: usize,
    depth: usize,
}

impl Eval<'_> {
    fn peek(&self) -> Token {
        self.tokens[self.pos]
    }

    fn expect(&mut self, kind: Kind) -> Res<()> {
        refuse(self.peek().kind != kind, self.peek().loc, "malformed condition")?;
        self.pos += 1;
        Ok(())
    }

    /// unary: {`+` | `-` | `~` | `!`} (NUMBER | CHARACTER | NAME | `(` conditional `)`)
    fn unary(&mut self, live: bool) -> Res<Value> {
        let tok = self.peek();
        self.depth += 1;
        refuse(self.depth > MAX_DEPTH, tok.loc, "condition is nested too deeply")?;
        self.pos += 1;
        let mut value = Value { v: 0, unsigned: false };
        match tok.kind {
            Kind::Plus | Kind::Minus | Kind::Tilde | Kind::Not => {
                let a = self.unary(live)?;
                value = match tok.kind {
                    Kind::Plus => a,
                    Kind::Minus => Value { v: a.v.wrapping_neg(), ..a },
                    Kind::Tilde => Value { v: !a.v, ..a },
                    _ => Value { v: (a.v == 0) as i64, unsigned: false },
                };
            }
            Kind::Number => {
                let int = literal::integer(self.names.name(tok.id), tok.loc)?;
                value.v = int.value as i64;
                value.unsigned = int.unsigned || value.v < 0;
            }
            Kind::Char => value.v = literal::character(self.names.name(tok.id), tok.loc)?,
            Kind::Ident => {}
            Kind::LParen => {
                value = self.conditional(live)?;
                self.expect(Kind::RParen)?;
            }
            _ => return err(tok.loc, "malformed condition"),
        }
        self.depth -= 1;
        Ok(value)
    }

    /// binary: unary {operator unary}, for operators that bind at least as tightly as `min`
    fn binary(&mut self, min: u32, live: bool) -> Res<Value> {
        let mut left = self.unary(live)?;
        loop {
            let tok = self.peek();
            let (prec, op, swap) = fold::operator(tok.kind);
            if prec < min {
                return Ok(left);
            }
            self.pos += 1;
            let decided = op == Op::LogAnd && left.v == 0 || op == Op::LogOr && left.v != 0;
            let right = self.binary(prec + 1, live && !decided)?;
            let (a, b) = if swap { (right, left) } else { (left, right) };
            let unsigned = a.unsigned || b.unsigned && !matches!(op, Op::Shl | Op::Shr);
            let value = fold::binary(op, Shape { width: 8, unsigned }, a.v, b.v);
            refuse(live && value.is_none(), tok.loc, "an operation without a value in a condition")?;
            let truth = (Op::Eq..=Op::LogOr).contains(&op);
            left = Value { v: value.unwrap_or(0), unsigned: unsigned && !truth };
        }
    }

    /// conditional: binary [`?` conditional `:` conditional]. Where not `live`, division by zero is ignored.
    fn conditional(&mut self, live: bool) -> Res<Value> {
        self.depth += 1;
        refuse(self.depth > MAX_DEPTH, self.peek().loc, "condition is nested too deeply")?;
        let mut value = self.binary(1, live)?;
        if self.peek().kind == Kind::Question {
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
}

/// Whether the condition is true, that of the directive at `loc`.
pub fn evaluate(names: &Interner, mut tokens: Vec<Token>, loc: Loc) -> Res<bool> {
    tokens.push(Token { loc, ..EOF });
    let mut eval = Eval { names, tokens, pos: 0, depth: 0 };
    let value = eval.conditional(true)?;
    eval.expect(Kind::Eof)?;
    Ok(value.v != 0)
}
