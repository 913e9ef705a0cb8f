//! Constant expressions (C11 6.6): arithmetic on canonical values, address constants.

use super::ast::{Ast, NodeId, Op};
use super::scope::{SymKind, Symbol};
use super::token::Kind;
use super::types::{Shape, Types};

/// How tightly a binary operator binds, 0 for other tokens; its operation; and whether that takes
/// the operands in the other order (C11 6.5.5–6.5.14).
pub fn operator(kind: Kind) -> (u32, Op, bool) {
    match kind {
        Kind::OrOr => (1, Op::LogOr, false),
        Kind::AndAnd => (2, Op::LogAnd, false),
        Kind::Pipe => (3, Op::Or, false),
        Kind::Caret => (4, Op::Xor, false),
        Kind::Amp => (5, Op::And, false),
        Kind::Eq => (6, Op::Eq, false),
        Kind::Ne => (6, Op::Ne, false),
        Kind::Less => (7, Op::Lt, false),
        Kind::Le => (7, Op::Le, false),
        Kind::Greater => (7, Op::Lt, true),
        Kind::Ge => (7, Op::Le, true),
        Kind::Shl => (8, Op::Shl, false),
        Kind::Shr => (8, Op::Shr, false),
        Kind::Plus => (9, Op::Add, false),
        Kind::Minus => (9, Op::Sub, false),
        Kind::Star => (10, Op::Mul, false),
        Kind::Slash => (10, Op::Div, false),
        Kind::Percent => (10, Op::Rem, false),
        _ => (0, Op::Num, false),
    }
}

/// The value of `x op y` for operands of this shape; `None` if it has none, as `1 / 0`.
pub fn binary(op: Op, shape: Shape, x: i64, y: i64) -> Option<i64> {
    let unsigned = shape.unsigned;
    let (ux, uy) = (x as u64, y as u64);
    if matches!(op, Op::Div | Op::Rem) && (y == 0 || !unsigned && y == -1 && x == i64::MIN)
        || matches!(op, Op::Shl | Op::Shr) && uy >= shape.width * 8
    {
        return None;
    }
    Some(match op {
        Op::Add => shape.wrap(x.wrapping_add(y)),
        Op::Sub => shape.wrap(x.wrapping_sub(y)),
        Op::Mul => shape.wrap(x.wrapping_mul(y)),
        Op::Div if unsigned => (ux / uy) as i64,
        Op::Div => shape.wrap(x / y),
        Op::Rem if unsigned => (ux % uy) as i64,
        Op::Rem => x % y,
        Op::And => x & y,
        Op::Or => x | y,
        Op::Xor => x ^ y,
        Op::Shl => shape.wrap(x << y),
        Op::Shr if unsigned => (ux >> uy) as i64,
        Op::Shr => x >> y,
        Op::Eq => (x == y) as i64,
        Op::Ne => (x != y) as i64,
        Op::Lt => (if unsigned { ux < uy } else { x < y }) as i64,
        Op::Le => (if unsigned { ux <= uy } else { x <= y }) as i64,
        _ => return None,
    })
}

/// The value of an arithmetic or address constant (6.6p8–9): the symbol whose address it
/// contains, if it does, and an offset.
pub fn address(ast: &Ast, types: &Types, symbols: &[Symbol], id: NodeId) -> Option<(Option<u32>, i64)> {
    let n = ast.get(id);
    match n.op {
        Op::Num => Some((None, n.val)),
        Op::Addr if ast.get(n.a).op == Op::Var => {
            let sym = ast.get(n.a).sym;
            let fixed = symbols[sym as usize].kind != SymKind::Local;
            if fixed { Some((Some(sym), 0)) } else { None }
        }
        Op::Cast => {
            let value = address(ast, types, symbols, n.a)?;
            if value.0.is_none() || types.size(n.ty) == 8 { Some(value) } else { None }
        }
        Op::Add | Op::Sub => {
            let (sym, x) = address(ast, types, symbols, n.a)?;
            let (other, y) = address(ast, types, symbols, n.b)?;
            match (sym, other) {
                (_, None) if n.op == Op::Sub => Some((sym, x.wrapping_sub(y))),
                (_, None) => Some((sym, x.wrapping_add(y))),
                (None, Some(_)) if n.op == Op::Add => Some((other, x.wrapping_add(y))),
                _ => None,
            }
        }
        _ => None,
    }
}
