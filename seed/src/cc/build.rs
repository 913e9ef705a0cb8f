//! Typed nodes: conversions (C11 6.3), operators on converted operands, constant folding.
//!
//! `parse_expr` reads the grammar and calls these to make its nodes.

use super::ast::{NodeId, Op};
use super::fold;
use super::parse::{MAX_NESTING, Parser};
use super::types::{BOOL, INT, LONG, Ty, TypeKind, VOID, VOIDP};
use crate::diag::{Loc, Res, err, refuse};

impl Parser<'_> {
    pub fn ty(&self, node: NodeId) -> Ty {
        self.ast.get(node).ty
    }

    pub fn number(&mut self, val: i64, ty: Ty, loc: Loc) -> NodeId {
        let node = self.ast.add(Op::Num, ty, loc, 0, 0);
        self.ast.at(node).val = val;
        node
    }

    pub fn node(&mut self, op: Op, ty: Ty, loc: Loc, a: NodeId, b: NodeId) -> Res<NodeId> {
        let node = self.ast.add(op, ty, loc, a, b);
        self.check_depth(node)?;
        Ok(node)
    }

    pub fn check_depth(&self, node: NodeId) -> Res<()> {
        let n = self.ast.get(node);
        refuse(n.depth as usize > MAX_NESTING, n.loc, "the expression is too complex")?;
        Ok(())
    }

    pub fn variable(&mut self, sym: u32, loc: Loc) -> Res<NodeId> {
        let ty = self.sym(sym).ty;
        let node = self.node(Op::Var, ty, loc, 0, 0)?;
        self.ast.at(node).sym = sym;
        Ok(node)
    }

    /// The value of type `ty` at `address`, which is no lvalue.
    pub fn value_at(&mut self, address: NodeId, ty: Ty) -> Res<NodeId> {
        let loc = self.ast.get(address).loc;
        let node = self.node(Op::Deref, self.types.plain(ty), loc, address, 0)?;
        self.ast.at(node).val = 1;
        Ok(node)
    }

    pub fn is_lvalue(&self, node: NodeId) -> bool {
        let n = self.ast.get(node);
        match n.op {
            Op::Var => self.types.kind(n.ty) != TypeKind::Function,
            Op::Deref => n.val == 0 && self.types.kind(n.ty) != TypeKind::Function,
            Op::Field => self.is_lvalue(n.a),
            _ => false,
        }
    }

    /// 6.3.2.1p1
    pub fn modifiable(&self, node: NodeId, loc: Loc) -> Res<()> {
        let ty = self.ty(node);
        refuse(
            !self.is_lvalue(node) || self.types.kind(ty) == TypeKind::Array,
            loc,
            "assignment to something that is not an lvalue",
        )?;
        refuse(self.types.is_const(ty) || self.types.get(ty).has_const, loc, "assignment to a const object")?;
        refuse(!self.types.is_complete(ty), loc, "assignment to an object of incomplete type")?;
        Ok(())
    }

    /// Arrays and functions become pointers (6.3.2.1p3–4), qualifiers go.
    pub fn rvalue(&mut self, node: NodeId) -> Res<NodeId> {
        let n = self.ast.get(node);
        match self.types.kind(n.ty) {
            TypeKind::Function => self.address_of(node),
            TypeKind::Array => {
                let address = self.address_of(node)?;
                let base = self.types.get(n.ty).base;
                let pointer = self.types.pointer(base);
                self.cast(pointer, address)
            }
            TypeKind::Struct | TypeKind::Union if !self.types.is_complete(n.ty) => {
                err(n.loc, "a value of incomplete type")
            }
            _ => {
                self.ast.at(node).ty = self.types.plain(n.ty);
                Ok(node)
            }
        }
    }

    /// A pointer to the object or function that `node` designates.
    pub fn address_of(&mut self, node: NodeId) -> Res<NodeId> {
        let n = self.ast.get(node);
        let ty = self.types.pointer(n.ty);
        match n.op {
            Op::Deref => self.cast(ty, n.a),
            Op::Field => {
                let object = self.address_of(n.a)?;
                self.displace(object, n.val, ty, n.loc)
            }
            _ => self.node(Op::Addr, ty, n.loc, node, 0),
        }
    }

    /// The address `base` + `offset` bytes, as a `ty`.
    pub fn displace(&mut self, base: NodeId, offset: i64, ty: Ty, loc: Loc) -> Res<NodeId> {
        let n = self.ast.get(base);
        if n.op == Op::Num {
            return Ok(self.number(n.val.wrapping_add(offset), ty, loc));
        }
        if n.op == Op::Add && self.ast.get(n.b).op == Op::Num {
            let sum = self.ast.get(n.b).val.wrapping_add(offset);
            let sum = self.number(sum, LONG, loc);
            return self.node(Op::Add, ty, loc, n.a, sum);
        }
        if offset == 0 {
            return self.cast(ty, base);
        }
        let offset = self.number(offset, LONG, loc);
        self.node(Op::Add, ty, loc, base, offset)
    }

    /// `node`, a scalar, as a value of type `ty`.
    pub fn cast(&mut self, ty: Ty, node: NodeId) -> Res<NodeId> {
        let n = self.ast.get(node);
        let ty = self.types.plain(ty);
        if ty == VOID {
            return Ok(node);
        }
        if ty == BOOL && n.ty != BOOL {
            let zero = self.number(0, n.ty, n.loc);
            let truth = self.arithmetic(Op::Ne, INT, node, zero, n.loc)?;
            self.ast.at(truth).ty = BOOL;
            return Ok(truth);
        }
        if n.op == Op::Num {
            return Ok(self.number(self.types.wrap(ty, n.val), ty, n.loc));
        }
        if n.ty == ty && !matches!(n.op, Op::Var | Op::Deref | Op::Field) {
            return Ok(node);
        }
        self.node(Op::Cast, ty, n.loc, node, 0)
    }

    /// A condition: a scalar.
    pub fn truth(&mut self, node: NodeId) -> Res<NodeId> {
        let node = self.rvalue(node)?;
        refuse(!self.types.is_scalar(self.ty(node)), self.ast.get(node).loc, "expected a scalar")?;
        Ok(node)
    }

    /// A null pointer constant (6.3.2.3p3).
    pub fn is_null(&self, node: NodeId) -> bool {
        let n = self.ast.get(node);
        n.op == Op::Num && n.val == 0 && (self.types.is_integer(n.ty) || n.ty == VOIDP)
    }

    /// `node` converted as if by assignment to an object of type `ty` (6.5.16.1).
    pub fn convert(&mut self, node: NodeId, ty: Ty, what: &str, loc: Loc) -> Res<NodeId> {
        let node = self.rvalue(node)?;
        let from = self.ty(node);
        let to = self.types.plain(ty);
        let mut fits = self.types.is_integer(to) && self.types.is_integer(from);
        if to == BOOL {
            fits = self.types.is_scalar(from);
        } else if self.types.is_pointer(to) && self.is_null(node) {
            fits = true;
        } else if self.types.is_pointer(to) && self.types.is_pointer(from) {
            fits = self.is_voidp(to) || self.is_voidp(from) || self.types.compatible(to, from, true);
            let constant = self.types.is_const(self.types.get(from).base);
            if fits && constant && !self.types.is_const(self.types.get(to).base) {
                return err(loc, format!("const is lost in {what}"));
            }
        }
        let same = self.types.is_aggregate(to) && to == from;
        if !fits && !same {
            return err(loc, format!("incompatible types in {what}"));
        }
        if same { Ok(node) } else { self.cast(to, node) }
    }

    /// left = right
    pub fn assign(&mut self, left: NodeId, right: NodeId, loc: Loc) -> Res<NodeId> {
        let ty = self.types.plain(self.ty(left));
        let right = self.convert(right, ty, "an assignment", loc)?;
        if self.types.is_aggregate(ty) {
            let copy = self.node(Op::Copy, ty, loc, left, right)?;
            self.ast.at(copy).val = self.types.size(ty) as i64;
            return Ok(copy);
        }
        self.node(Op::Assign, ty, loc, left, right)
    }

    /// `left op= right`; the value is the new one or, for `PostUpdate`, the old one.
    pub fn update(&mut self, kind: Op, left: NodeId, op: Op, right: NodeId, loc: Loc) -> Res<NodeId> {
        let ty = self.types.plain(self.ty(left));
        refuse(!self.types.is_scalar(ty), loc, "an operator needs a scalar")?;
        let held = self.node(Op::Held, ty, loc, 0, 0)?;
        let value = self.operate(op, held, right, loc)?;
        let value = self.convert(value, ty, "an assignment", loc)?;
        self.node(kind, ty, loc, left, value)
    }

    /// An expression whose value is not used.
    pub fn discard(&mut self, node: NodeId) -> NodeId {
        if self.ast.get(node).op == Op::PostUpdate {
            self.ast.at(node).op = Op::Update;
        }
        node
    }

    /// `left op right` (6.5.5–6.5.14)
    pub fn operate(&mut self, op: Op, left: NodeId, right: NodeId, loc: Loc) -> Res<NodeId> {
        let (left, right) = (self.rvalue(left)?, self.rvalue(right)?);
        if matches!(op, Op::LogAnd | Op::LogOr) {
            return self.logical(op, left, right, loc);
        }
        let (x, y) = (self.ty(left), self.ty(right));
        let (px, py) = (self.types.is_pointer(x), self.types.is_pointer(y));
        let (ix, iy) = (self.types.is_integer(x), self.types.is_integer(y));
        let comparison = matches!(op, Op::Eq | Op::Ne | Op::Lt | Op::Le);
        if ix && iy {
            let shift = matches!(op, Op::Shl | Op::Shr);
            let ty = if shift { self.types.promote(x) } else { self.types.common(x, y) };
            let other = if shift { self.types.promote(y) } else { ty };
            let (left, right) = (self.cast(ty, left)?, self.cast(other, right)?);
            return self.arithmetic(op, if comparison { INT } else { ty }, left, right, loc);
        }
        if comparison {
            let null = px && self.is_null(right) || py && self.is_null(left);
            let alike =
                px && py && (self.is_voidp(x) || self.is_voidp(y) || self.types.compatible(x, y, true));
            refuse(!null && !alike, loc, "comparison of incompatible types")?;
            let ty = if px { x } else { y };
            let (left, right) = (self.cast(ty, left)?, self.cast(ty, right)?);
            return self.arithmetic(op, INT, left, right, loc);
        }
        match op {
            Op::Add if py && ix => self.add_pointer(op, right, left, loc),
            Op::Add | Op::Sub if px && iy => self.add_pointer(op, left, right, loc),
            Op::Sub if px && py && self.types.compatible(x, y, true) => {
                let size = self.element_size(x, loc)?;
                let (left, right) = (self.cast(LONG, left)?, self.cast(LONG, right)?);
                let bytes = self.arithmetic(Op::Sub, LONG, left, right, loc)?;
                if size == 1 {
                    return Ok(bytes);
                }
                let size = self.number(size, LONG, loc);
                self.arithmetic(Op::Div, LONG, bytes, size, loc)
            }
            _ => err(loc, "wrong types of operands"),
        }
    }

    /// Whether the pointer type `ty` points to void.
    fn is_voidp(&self, ty: Ty) -> bool {
        self.types.plain(self.types.get(ty).base) == VOID
    }

    /// A binary operator whose operands have been converted; constants are folded.
    pub fn arithmetic(&mut self, op: Op, ty: Ty, left: NodeId, right: NodeId, loc: Loc) -> Res<NodeId> {
        let (l, r) = (self.ast.get(left), self.ast.get(right));
        if l.op == Op::Num
            && r.op == Op::Num
            && let Some(val) = fold::binary(op, self.types.shape(l.ty), l.val, r.val)
        {
            return Ok(self.number(val, ty, loc));
        }
        self.node(op, ty, loc, left, right)
    }

    /// `&&` and `||` (6.5.13, 6.5.14)
    fn logical(&mut self, op: Op, left: NodeId, right: NodeId, loc: Loc) -> Res<NodeId> {
        let (left, right) = (self.truth(left)?, self.truth(right)?);
        let l = self.ast.get(left);
        if l.op == Op::Num {
            if (l.val != 0) == (op == Op::LogOr) {
                return Ok(self.number((op == Op::LogOr) as i64, INT, loc));
            }
            let zero = self.number(0, self.ty(right), loc);
            return self.arithmetic(Op::Ne, INT, right, zero, loc);
        }
        self.node(op, INT, loc, left, right)
    }

    /// pointer + index or pointer − index, scaled (6.5.6p8)
    pub fn add_pointer(&mut self, op: Op, pointer: NodeId, index: NodeId, loc: Loc) -> Res<NodeId> {
        let ty = self.ty(pointer);
        let size = self.element_size(ty, loc)?;
        let index = self.cast(LONG, index)?;
        let n = self.ast.get(index);
        if n.op == Op::Num {
            let bytes = n.val.wrapping_mul(size);
            let bytes = if op == Op::Sub { bytes.wrapping_neg() } else { bytes };
            return self.displace(pointer, bytes, ty, loc);
        }
        let mut bytes = index;
        if size != 1 {
            let size = self.number(size, LONG, loc);
            bytes = self.arithmetic(Op::Mul, LONG, index, size, loc)?;
        }
        self.node(op, ty, loc, pointer, bytes)
    }

    pub fn element_size(&self, pointer: Ty, loc: Loc) -> Res<i64> {
        let base = self.types.get(pointer).base;
        refuse(!self.types.is_complete(base), loc, "arithmetic on a pointer to an incomplete type")?;
        Ok(self.types.size(base) as i64)
    }

    /// `cond ? a : b` for scalars and void
    pub fn choose(&mut self, cond: NodeId, a: NodeId, b: NodeId, ty: Ty, loc: Loc) -> Res<NodeId> {
        let c = self.ast.get(cond);
        if c.op == Op::Num {
            return Ok(if c.val != 0 { a } else { b });
        }
        let node = self.node(Op::Cond, ty, loc, cond, a)?;
        self.ast.at(node).c = b;
        let depth = self.ast.get(b).depth + 1;
        self.ast.at(node).depth = depth.max(self.ast.get(node).depth);
        self.check_depth(node)?;
        Ok(node)
    }

    /// The type of `?:` (6.5.15).
    pub fn conditional_type(&mut self, a: NodeId, b: NodeId) -> Option<Ty> {
        let (x, y) = (self.ty(a), self.ty(b));
        if self.types.is_integer(x) && self.types.is_integer(y) {
            return Some(self.types.common(x, y));
        }
        if x == VOID && y == VOID || self.types.is_aggregate(x) && x == y {
            return Some(x);
        }
        if self.types.is_pointer(x) && self.is_null(b) {
            return Some(x);
        }
        if self.types.is_pointer(y) && self.is_null(a) {
            return Some(y);
        }
        if !self.types.is_pointer(x) || !self.types.is_pointer(y) {
            return None;
        }
        let (xb, yb) = (self.types.get(x).base, self.types.get(y).base);
        let konst = self.types.is_const(xb) || self.types.is_const(yb);
        let mut base = if self.types.is_const(xb) { xb } else { yb };
        if self.types.plain(xb) == VOID || self.types.plain(yb) == VOID {
            base = if konst { self.types.constant(VOID) } else { VOID };
        } else if !self.types.compatible(x, y, true) {
            return None;
        }
        Some(self.types.pointer(base))
    }
}
