//! The conditions of `#if` and `#elif` (C11 6.10.1): tokens to true or false.
//!
//! All values are 64 bits wide, signed or unsigned (6.10.1p4). Names that are left after
//! macro expansion are 0.

use super::literal;
use super::token::{Kind, Token};
use crate::diag::{Loc, Res, err};
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
    if eval.pos < tokens.len() {
        return err(tokens[eval.pos].loc, "malformed condition");
    }
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
        if self.peek() != kind {
            return err(self.here(), "malformed condition");
        }
        self.pos += 1;
        Ok(())
    }

    /// conditional: binary [`?` conditional `:` conditional]. Where not `live`, division by zero is ignored.
    fn conditional(&mut self, live: bool) -> Res<Value> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return err(self.here(), "condition is nested too deeply");
        }
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
            let op = self.peek();
            let prec = precedence(op);
            if prec < min {
                return Ok(left);
            }
            let loc = self.here();
            self.pos += 1;
            let decided = op == Kind::AndAnd && left.v == 0 || op == Kind::OrOr && left.v != 0;
            let right = self.binary(prec + 1, live && !decided)?;
            left = apply(op, left, right, live, loc)?;
        }
    }

    /// unary: {`+` | `-` | `~` | `!`} primary
    fn unary(&mut self, live: bool) -> Res<Value> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return err(self.here(), "condition is nested too deeply");
        }
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

/// How tightly a binary operator binds; 0 for other tokens. The same order as C11 6.5.5–6.5.14.
pub fn precedence(op: Kind) -> u32 {
    match op {
        Kind::OrOr => 1,
        Kind::AndAnd => 2,
        Kind::Pipe => 3,
        Kind::Caret => 4,
        Kind::Amp => 5,
        Kind::Eq | Kind::Ne => 6,
        Kind::Less | Kind::Le | Kind::Greater | Kind::Ge => 7,
        Kind::Shl | Kind::Shr => 8,
        Kind::Plus | Kind::Minus => 9,
        Kind::Star | Kind::Slash | Kind::Percent => 10,
        _ => 0,
    }
}

fn apply(op: Kind, a: Value, b: Value, live: bool, loc: Loc) -> Res<Value> {
    let unsigned = a.unsigned || b.unsigned;
    let (x, y) = (a.v, b.v);
    let (ux, uy) = (x as u64, y as u64);
    if matches!(op, Kind::Slash | Kind::Percent) && y == 0 {
        if live {
            return err(loc, "division by zero in a condition");
        }
        return Ok(Value { v: 0, unsigned });
    }
    let less = if unsigned { ux < uy } else { x < y };
    let v = match op {
        Kind::Star => x.wrapping_mul(y),
        Kind::Slash if unsigned => (ux / uy) as i64,
        Kind::Slash => x.wrapping_div(y),
        Kind::Percent if unsigned => (ux % uy) as i64,
        Kind::Percent => x.wrapping_rem(y),
        Kind::Plus => x.wrapping_add(y),
        Kind::Minus => x.wrapping_sub(y),
        Kind::Amp => x & y,
        Kind::Caret => x ^ y,
        Kind::Pipe => x | y,
        Kind::Shl => return Ok(Value { v: x.wrapping_shl(y as u32), ..a }),
        Kind::Shr if a.unsigned => return Ok(Value { v: ux.wrapping_shr(y as u32) as i64, ..a }),
        Kind::Shr => return Ok(Value { v: x.wrapping_shr(y as u32), ..a }),
        Kind::Less => less as i64,
        Kind::Ge => !less as i64,
        Kind::Greater => (!less && x != y) as i64,
        Kind::Le => (less || x == y) as i64,
        Kind::Eq => (x == y) as i64,
        Kind::Ne => (x != y) as i64,
        Kind::AndAnd => (x != 0 && y != 0) as i64,
        _ => (x != 0 || y != 0) as i64,
    };
    let arithmetic = matches!(
        op,
        Kind::Star
            | Kind::Slash
            | Kind::Percent
            | Kind::Plus
            | Kind::Minus
            | Kind::Amp
            | Kind::Caret
            | Kind::Pipe
    );
    Ok(Value { v, unsigned: unsigned && arithmetic })
}
