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
    let value = match op {
        Op::Div | Op::Rem if y == 0 || !unsigned && y == -1 && x == i64::MIN => return None,
        Op::Shl | Op::Shr if uy >= shape.width * 8 => return None,
        Op::Add => x.wrapping_add(y),
        Op::Sub => x.wrapping_sub(y),
        Op::Mul => x.wrapping_mul(y),
        Op::Div if unsigned => (ux / uy) as i64,
        Op::Div => x / y,
        Op::Rem if unsigned => (ux % uy) as i64,
        Op::Rem => x % y,
        Op::And => x & y,
        Op::Or => x | y,
        Op::Xor => x ^ y,
        Op::Shl => x << y,
        Op::Shr if unsigned => (ux >> uy) as i64,
        Op::Shr => x >> y,
        Op::Eq => (x == y) as i64,
        Op::Ne => (x != y) as i64,
        Op::Lt => (if unsigned { ux < uy } else { x < y }) as i64,
        Op::Le => (if unsigned { ux <= uy } else { x <= y }) as i64,
        Op::LogAnd => (x != 0 && y != 0) as i64,
        Op::LogOr => (x != 0 || y != 0) as i64,
        _ => return None,
    };
    Some(shape.wrap(value))
}

/// The value of an arithmetic or address constant (6.6p8–9): the symbol whose address it
/// contains, if it does, and an offset.
pub fn address(ast: &Ast, types: &Types, symbols: &[Symbol], id: NodeId) -> Option<(Option<u32>, i64)> {
    let n = ast.get(id);
    let value = |id| address(ast, types, symbols, id);
    match n.op {
        Op::Num => Some((None, n.val)),
        Op::Addr => {
            let object = ast.get(n.a);
            let fixed = object.op == Op::Var && symbols[object.sym as usize].kind != SymKind::Local;
            fixed.then_some((Some(object.sym), 0))
        }
        Op::Cast => value(n.a).filter(|v| v.0.is_none() || types.size(n.ty) == 8),
        Op::Add | Op::Sub => match (value(n.a)?, value(n.b)?) {
            ((sym, x), (None, y)) if n.op == Op::Sub => Some((sym, x.wrapping_sub(y))),
            ((sym, x), (None, y)) => Some((sym, x.wrapping_add(y))),
            ((None, x), (sym, y)) if n.op == Op::Add => Some((sym, x.wrapping_add(y))),
            _ => None,
        },
        _ => None,
    }
}
