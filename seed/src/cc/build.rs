//! Typed nodes: conversions (C11 6.3), operators on converted operands, constant folding.
//!
//! `parse_expr` and `parse_stmt` read the grammar and call these to make their nodes.

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
        let deep = self.ast.get(node).depth as usize > MAX_NESTING;
        refuse(deep, loc, "the expression is too complex")?;
        Ok(node)
    }

    /// A node with the operands `a` and `b` and the number `val`.
    pub fn node_val(&mut self, op: Op, ty: Ty, loc: Loc, a: NodeId, b: NodeId, val: i64) -> Res<NodeId> {
        let node = self.node(op, ty, loc, a, b)?;
        self.ast.at(node).val = val;
        Ok(node)
    }

    /// A node for the symbol or name `sym`.
    pub fn node_sym(&mut self, op: Op, ty: Ty, loc: Loc, sym: u32) -> Res<NodeId> {
        let node = self.node(op, ty, loc, 0, 0)?;
        self.ast.at(node).sym = sym;
        Ok(node)
    }

    pub fn variable(&mut self, sym: u32, loc: Loc) -> Res<NodeId> {
        let ty = self.sym(sym).ty;
        self.node_sym(Op::Var, ty, loc, sym)
    }

    /// Links what is pending from number `start` on by `next`; the first of it, or 0.
    pub fn chain(&mut self, start: usize) -> NodeId {
        let mut next = 0;
        for node in self.pending.drain(start..).rev() {
            self.ast.at(node).next = next;
            next = node;
        }
        next
    }

    /// The value of type `ty` at `address`, which is no lvalue.
    pub fn value_at(&mut self, address: NodeId, ty: Ty) -> Res<NodeId> {
        let loc = self.ast.get(address).loc;
        self.node_val(Op::Deref, self.types.plain(ty), loc, address, 0, 1)
    }

    pub fn is_lvalue(&self, node: NodeId) -> bool {
        let n = self.ast.get(node);
        match n.op {
            Op::Var | Op::Deref => n.val == 0 && self.types.kind(n.ty) != TypeKind::Function,
            Op::Field => self.is_lvalue(n.a),
            _ => false,
        }
    }

    /// 6.3.2.1p1
    pub fn modifiable(&self, node: NodeId, loc: Loc) -> Res<()> {
        let ty = self.ty(node);
        let lvalue = self.is_lvalue(node) && self.types.kind(ty) != TypeKind::Array;
        refuse(!lvalue, loc, "assignment to something that is not an lvalue")?;
        refuse(self.types.is_const(ty) || self.types.get(ty).has_const, loc, "assignment to a const object")?;
        refuse(!self.types.is_complete(ty), loc, "assignment to an object of incomplete type")
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

    /// `node`, a scalar, as a value of type `ty`.
    pub fn cast(&mut self, ty: Ty, node: NodeId) -> Res<NodeId> {
        let n = self.ast.get(node);
        let ty = self.types.plain(ty);
        if ty == VOID || n.ty == ty && !matches!(n.op, Op::Num | Op::Var | Op::Deref | Op::Field) {
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
        self.node(Op::Cast, ty, n.loc, node, 0)
    }

    /// The address `base` + `offset` bytes, as a `ty`.
    fn displace(&mut self, base: NodeId, offset: i64, ty: Ty, loc: Loc) -> Res<NodeId> {
        let n = self.ast.get(base);
        if n.op == Op::Num {
            return Ok(self.number(n.val.wrapping_add(offset), ty, loc));
        }
        let sum = n.op == Op::Add && self.ast.get(n.b).op == Op::Num;
        if offset == 0 && !sum {
            return self.cast(ty, base);
        }
        let (base, inner) = if sum { (n.a, self.ast.get(n.b).val) } else { (base, 0) };
        let offset = self.number(inner.wrapping_add(offset), LONG, loc);
        self.node(Op::Add, ty, loc, base, offset)
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

    /// Arrays and functions become pointers (6.3.2.1p3–4), qualifiers go.
    pub fn rvalue(&mut self, node: NodeId) -> Res<NodeId> {
        let n = self.ast.get(node);
        let kind = self.types.kind(n.ty);
        if kind == TypeKind::Function {
            return self.address_of(node);
        }
        if kind == TypeKind::Array {
            let address = self.address_of(node)?;
            let pointer = self.types.pointer(self.types.get(n.ty).base);
            return self.cast(pointer, address);
        }
        let incomplete = self.types.is_aggregate(n.ty) && !self.types.is_complete(n.ty);
        refuse(incomplete, n.loc, "a value of incomplete type")?;
        self.ast.at(node).ty = self.types.plain(n.ty);
        Ok(node)
    }

    /// A condition: a scalar.
    pub fn truth(&mut self, node: NodeId) -> Res<NodeId> {
        let node = self.rvalue(node)?;
        refuse(!self.types.is_scalar(self.ty(node)), self.ast.get(node).loc, "expected a scalar")?;
        Ok(node)
    }

    /// A null pointer constant (6.3.2.3p3).
    fn is_null(&self, node: NodeId) -> bool {
        let n = self.ast.get(node);
        n.op == Op::Num && n.val == 0 && (self.types.is_integer(n.ty) || n.ty == VOIDP)
    }

    /// Whether the pointer type `ty` points to void.
    fn is_voidp(&self, ty: Ty) -> bool {
        self.types.plain(self.types.get(ty).base) == VOID
    }

    /// Whether both are pointers, to compatible types or one to void.
    fn are_alike(&self, x: Ty, y: Ty) -> bool {
        let pointers = self.types.is_pointer(x) && self.types.is_pointer(y);
        pointers && (self.is_voidp(x) || self.is_voidp(y) || self.types.compatible(x, y, true))
    }

    /// `node` converted as if by assignment to an object of type `ty` (6.5.16.1).
    pub fn convert(&mut self, node: NodeId, ty: Ty, what: &str, loc: Loc) -> Res<NodeId> {
        let node = self.rvalue(node)?;
        let (from, to) = (self.ty(node), self.types.plain(ty));
        if self.types.is_aggregate(to) && to == from {
            return Ok(node);
        }
        let integers = self.types.is_integer(to) && self.types.is_integer(from);
        let truth = to == BOOL && self.types.is_scalar(from);
        let null = self.types.is_pointer(to) && self.is_null(node);
        if !integers && !truth && !null {
            if !self.are_alike(to, from) {
                return err(loc, format!("incompatible types in {what}"));
            }
            let (to, from) = (self.types.get(to).base, self.types.get(from).base);
            if self.types.is_const(from) && !self.types.is_const(to) {
                return err(loc, format!("const is lost in {what}"));
            }
        }
        self.cast(to, node)
    }

    /// left = right
    pub fn assign(&mut self, left: NodeId, right: NodeId, loc: Loc) -> Res<NodeId> {
        let ty = self.types.plain(self.ty(left));
        let right = self.convert(right, ty, "an assignment", loc)?;
        if self.types.is_aggregate(ty) {
            return self.node_val(Op::Copy, ty, loc, left, right, self.types.size(ty) as i64);
        }
        self.node(Op::Assign, ty, loc, left, right)
    }

    /// An expression whose value is not used.
    pub fn discard(&mut self, node: NodeId) -> NodeId {
        if self.ast.get(node).op == Op::PostUpdate {
            self.ast.at(node).op = Op::Update;
        }
        node
    }

    /// `&&` and `||` (6.5.13, 6.5.14)
    fn logical(&mut self, op: Op, left: NodeId, right: NodeId, loc: Loc) -> Res<NodeId> {
        let (left, right) = (self.truth(left)?, self.truth(right)?);
        let l = self.ast.get(left);
        if l.op != Op::Num {
            return self.node(op, INT, loc, left, right);
        }
        if (l.val != 0) == (op == Op::LogOr) {
            return Ok(self.number((op == Op::LogOr) as i64, INT, loc));
        }
        let zero = self.number(0, self.ty(right), loc);
        self.arithmetic(Op::Ne, INT, right, zero, loc)
    }

    /// The size of what `pointer` points to, as a number.
    fn element_size(&mut self, pointer: Ty, loc: Loc) -> Res<NodeId> {
        let base = self.types.get(pointer).base;
        refuse(!self.types.is_complete(base), loc, "arithmetic on a pointer to an incomplete type")?;
        Ok(self.number(self.types.size(base) as i64, LONG, loc))
    }

    /// pointer + index or pointer − index, scaled (6.5.6p8)
    fn add_pointer(&mut self, op: Op, pointer: NodeId, index: NodeId, loc: Loc) -> Res<NodeId> {
        let ty = self.ty(pointer);
        let size = self.element_size(ty, loc)?;
        let mut bytes = self.cast(LONG, index)?;
        if self.ast.get(size).val != 1 {
            bytes = self.arithmetic(Op::Mul, LONG, bytes, size, loc)?;
        }
        let n = self.ast.get(bytes);
        if n.op == Op::Num {
            let offset = if op == Op::Sub { n.val.wrapping_neg() } else { n.val };
            return self.displace(pointer, offset, ty, loc);
        }
        self.node(op, ty, loc, pointer, bytes)
    }

    /// pointer − pointer (6.5.6p9)
    fn subtract_pointers(&mut self, left: NodeId, right: NodeId, loc: Loc) -> Res<NodeId> {
        let size = self.element_size(self.ty(left), loc)?;
        let (left, right) = (self.cast(LONG, left)?, self.cast(LONG, right)?);
        let bytes = self.arithmetic(Op::Sub, LONG, left, right, loc)?;
        if self.ast.get(size).val == 1 {
            return Ok(bytes);
        }
        self.arithmetic(Op::Div, LONG, bytes, size, loc)
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
            refuse(!null && !self.are_alike(x, y), loc, "comparison of incompatible types")?;
            let ty = if px { x } else { y };
            let (left, right) = (self.cast(ty, left)?, self.cast(ty, right)?);
            return self.arithmetic(op, INT, left, right, loc);
        }
        match op {
            Op::Add if py && ix => self.add_pointer(op, right, left, loc),
            Op::Add | Op::Sub if px && iy => self.add_pointer(op, left, right, loc),
            Op::Sub if px && py && self.types.compatible(x, y, true) => {
                self.subtract_pointers(left, right, loc)
            }
            _ => err(loc, "wrong types of operands"),
        }
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

    /// `cond ? a : b` for scalars and void
    pub fn choose(&mut self, cond: NodeId, a: NodeId, b: NodeId, ty: Ty, loc: Loc) -> Res<NodeId> {
        let c = self.ast.get(cond);
        if c.op == Op::Num {
            return Ok(if c.val != 0 { a } else { b });
        }
        let deeper = if self.ast.get(a).depth < self.ast.get(b).depth { b } else { a };
        let node = self.node(Op::Cond, ty, loc, cond, deeper)?;
        self.ast.at(node).b = a;
        self.ast.at(node).c = b;
        Ok(node)
    }

    /// The type of `?:` (6.5.15).
    pub fn conditional_type(&mut self, a: NodeId, b: NodeId, loc: Loc) -> Res<Ty> {
        let (x, y) = (self.ty(a), self.ty(b));
        let (px, py) = (self.types.is_pointer(x), self.types.is_pointer(y));
        if self.types.is_integer(x) && self.types.is_integer(y) {
            return Ok(self.types.common(x, y));
        }
        if x == y && (x == VOID || self.types.is_aggregate(x)) || px && self.is_null(b) {
            return Ok(x);
        }
        if py && self.is_null(a) {
            return Ok(y);
        }
        refuse(!self.are_alike(x, y), loc, "incompatible types in ?:")?;
        let (xb, yb) = (self.types.get(x).base, self.types.get(y).base);
        let mut base = if self.types.is_const(xb) { xb } else { yb };
        if self.is_voidp(x) || self.is_voidp(y) {
            base = if self.types.is_const(base) { self.types.constant(VOID) } else { VOID };
        }
        Ok(self.types.pointer(base))
    }
}
