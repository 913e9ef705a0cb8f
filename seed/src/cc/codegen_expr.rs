//! Code for expressions: each leaves exactly one entry on the value stack. Those that branch free the
//! accumulator first, so that all paths leave the stack alike.

use super::ast::{NodeId, Op};
use super::codegen::Gen;
use super::emit::{A0, A1, A2, ARGS, T0, T1, T2};
use super::scope::SymKind;
use super::types::{BOOL, Shape, Ty, TypeKind, WORD};
use super::vstack::{Base, Entry};

/// Objects up to this size are copied and cleared without a call.
const INLINE_BYTES: i64 = 64;

impl Gen<'_> {
    /// Pushes the object that an expression designates.
    fn object(&mut self, id: NodeId) {
        let n = self.ast.get(id);
        match n.op {
            Op::Var => {
                let shape = self.shape(n.ty);
                let symbol = &self.symbols[n.sym as usize];
                if symbol.kind == SymKind::Local {
                    self.stack.push(Base::Frame, symbol.value, true, shape);
                } else {
                    self.stack.push(Base::Symbol(n.sym), 0, true, shape);
                }
            }
            Op::Deref => {
                self.value(n.a, true);
                self.stack.dereference(self.shape(n.ty));
            }
            Op::Field => {
                self.object(n.a);
                let shape = self.shape(n.ty);
                let top = self.stack.top();
                top.offset = top.offset.wrapping_add(n.val);
                top.shape = shape;
            }
            _ => self.value(id, true),
        }
    }

    /// Pushes the value of an expression; any value at all if it is not `wanted`.
    pub fn value(&mut self, id: NodeId, wanted: bool) {
        let n = self.ast.get(id);
        match n.op {
            Op::Var | Op::Deref | Op::Field => self.object(id),
            Op::Num => self.stack.push_constant(n.val),
            Op::Addr => {
                self.object(n.a);
                let top = self.stack.top();
                top.object = false;
                top.shape = WORD;
            }
            Op::Cast => self.cast(id, wanted),
            Op::Neg => {
                self.value(n.a, true);
                self.stack.unary("neg");
                self.narrow(n.ty);
            }
            Op::Com => {
                self.value(n.a, true);
                self.stack.unary("com");
                self.narrow(n.ty);
            }
            Op::LogAnd | Op::LogOr => self.truth(id),
            Op::Cond => {
                self.stack.spill();
                let (no, end) = (self.label(), self.label());
                self.branch(n.a, no, false);
                self.value(n.b, wanted);
                self.stack.pop_accumulator();
                self.stack.emit.branch(end);
                self.stack.emit.define(no);
                self.value(n.c, wanted);
                self.stack.pop_accumulator();
                self.stack.emit.define(end);
                self.stack.push_accumulator();
            }
            Op::Comma => {
                self.value(n.a, false);
                self.stack.drop();
                self.value(n.b, wanted);
            }
            Op::Assign => {
                self.value(n.b, true);
                self.object(n.a);
                let place = self.stack.pop();
                self.assign(place, wanted);
                self.stack.release(place);
            }
            Op::Update | Op::PostUpdate => self.update(id, wanted),
            Op::Held => self.stack.push_copy(self.held),
            Op::Copy => self.copy(id),
            Op::Zero => self.zero(n.a, n.val),
            Op::Call => self.call(id),
            Op::VaArea => {
                self.stack.spill();
                let index = (self.named - ARGS.len() as i64).max(0);
                self.stack.emit.incoming("addi", A0, index);
                self.stack.push_accumulator();
            }
            _ => self.binary(id),
        }
    }

    /// Brings the top entry, the result of an operation on a `ty`, into canonical form.
    fn narrow(&mut self, ty: Ty) {
        let shape = self.shape(ty);
        if shape.width < 8 {
            self.stack.unary(extend_op(shape));
        }
    }

    fn cast(&mut self, id: NodeId, wanted: bool) {
        let n = self.ast.get(id);
        let (to, from) = (self.shape(n.ty), self.shape(self.ast.get(n.a).ty));
        self.value(n.a, wanted && to.width > 0);
        if to.width == 0 || to.width == 8 || from.width == 0 {
            return;
        }
        // Every value of the old type is one of the new type.
        let wider = from.width < to.width && (from.unsigned || !to.unsigned);
        if wider || from == to {
            return;
        }
        let top = self.stack.top();
        if top.object && from.width >= to.width {
            // The low bytes come first in memory.
            top.shape = to;
            return;
        }
        self.stack.unary(extend_op(to));
    }

    /// Stores the top entry to the object `place`, which was popped, and leaves its value.
    fn assign(&mut self, place: Entry, wanted: bool) {
        let value = self.stack.pop();
        let mut reg = T0;
        if place.base != Base::Accumulator && (wanted || value.base == Base::Accumulator) {
            reg = A0;
            if value.base != Base::Accumulator {
                self.stack.spill();
            }
        }
        self.stack.load(value, reg);
        self.stack.release(value);
        self.stack.store(place, reg);
        if wanted && reg != A0 {
            self.stack.emit.unary("mov", A0, reg);
        }
        self.push_result(wanted);
    }

    /// Pushes the accumulator or, if it is not `wanted`, any value.
    fn push_result(&mut self, wanted: bool) {
        if wanted {
            self.stack.push_accumulator();
        } else {
            self.stack.push_constant(0);
        }
    }

    /// `a op= b`, `++`, `--`
    fn update(&mut self, id: NodeId, wanted: bool) {
        let n = self.ast.get(id);
        self.object(n.a);
        if let Some(step) = self.step(n.b)
            && n.ty != BOOL
            && (n.op == Op::PostUpdate || !wanted)
        {
            // Adding a constant: the store cuts the sum to size.
            if self.stack.top().base == Base::Accumulator {
                self.stack.spill();
            }
            let place = self.stack.pop();
            let mut old = T0;
            if wanted {
                self.stack.spill();
                old = A0;
            }
            self.stack.load(place, old);
            self.stack.emit.immediate("addi", T0, old, step);
            self.stack.store(place, T0);
            self.stack.release(place);
            self.push_result(wanted);
            return;
        }
        self.stack.spill();
        let outer = self.held;
        self.held = self.stack.len() - 1;
        if n.op == Op::PostUpdate {
            self.stack.push_copy(self.held);
            self.stack.pop_accumulator();
            self.stack.push_accumulator();
            self.stack.spill();
            self.held += 1;
        }
        self.value(n.b, true);
        self.held = outer;
        let value = self.stack.pop();
        let mut old = None;
        if n.op == Op::PostUpdate {
            old = Some(self.stack.pop());
        }
        let place = self.stack.pop();
        self.stack.push_entry(value);
        self.assign(place, wanted && old.is_none());
        self.stack.release(place);
        if let Some(old) = old {
            self.stack.drop();
            self.stack.push_entry(old);
        }
    }

    /// The constant that is added to `Held`, if the expression does only that.
    fn step(&self, id: NodeId) -> Option<i64> {
        let mut n = self.ast.get(id);
        while n.op == Op::Cast {
            n = self.ast.get(n.a);
        }
        let mut held = self.ast.get(n.a);
        while held.op == Op::Cast {
            held = self.ast.get(held.a);
        }
        let b = self.ast.get(n.b);
        match n.op {
            Op::Add if held.op == Op::Held && b.op == Op::Num => Some(b.val),
            Op::Sub if held.op == Op::Held && b.op == Op::Num => Some(b.val.wrapping_neg()),
            _ => None,
        }
    }

    /// Binary operators on integers and pointers.
    fn binary(&mut self, id: NodeId) {
        let n = self.ast.get(id);
        let (mut left, mut right) = (n.a, n.b);
        let commutes = matches!(n.op, Op::Add | Op::Mul | Op::And | Op::Or | Op::Xor | Op::Eq | Op::Ne);
        if commutes && self.ast.get(left).op == Op::Num {
            (left, right) = (right, left);
        }
        let shape = self.shape(self.ast.get(n.a).ty);
        let b = self.ast.get(right);
        self.value(left, true);
        if b.op == Op::Num && self.constant_operand(n.op, shape, b.val) {
            if matches!(n.op, Op::Add | Op::Sub | Op::Mul | Op::Shl) {
                self.narrow(n.ty);
            }
            return;
        }
        self.value(right, true);
        self.stack.binary(match (n.op, shape.unsigned) {
            (Op::Add, _) => "add",
            (Op::Sub, _) => "sub",
            (Op::Mul, _) => "mul",
            (Op::Div, false) => "div",
            (Op::Div, true) => "divu",
            (Op::Rem, false) => "rem",
            (Op::Rem, true) => "remu",
            (Op::And, _) => "and",
            (Op::Or, _) => "or",
            (Op::Xor, _) => "xor",
            (Op::Shl, _) => "shl",
            (Op::Shr, false) => "sar",
            (Op::Shr, true) => "shr",
            (Op::Eq, _) => "seq",
            (Op::Ne, _) => "sne",
            (Op::Lt, false) => "slt",
            (Op::Lt, true) => "sltu",
            (Op::Le, false) => "sle",
            (Op::Le, true) => "sleu",
            _ => unreachable!("a statement where an expression should be"),
        });
        if matches!(n.op, Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Shl) {
            self.narrow(n.ty);
        }
    }

    /// Combines the top entry with a constant, if there is an operation for it; whether there is.
    fn constant_operand(&mut self, op: Op, shape: Shape, value: i64) -> bool {
        let power = value > 0 && value & (value - 1) == 0;
        let log = value.trailing_zeros() as i64;
        match op {
            Op::Add if shape.width == 8 => self.stack.add(value),
            Op::Sub if shape.width == 8 => self.stack.add(value.wrapping_neg()),
            Op::Add => self.stack.immediate("addi", value),
            Op::Sub => self.stack.immediate("addi", value.wrapping_neg()),
            Op::And => self.stack.immediate("andi", value),
            Op::Or => self.stack.immediate("ori", value),
            Op::Xor => self.stack.immediate("xori", value),
            Op::Mul if power => self.stack.immediate("shli", log),
            Op::Div if power && shape.unsigned => self.stack.immediate("shri", log),
            Op::Rem if power && shape.unsigned => self.stack.immediate("andi", value - 1),
            Op::Shl if (0..64).contains(&value) => self.stack.immediate("shli", value),
            Op::Shr if (0..64).contains(&value) => {
                self.stack.immediate(if shape.unsigned { "shri" } else { "sari" }, value);
            }
            _ => return false,
        }
        true
    }

    /// Copies an object to another; leaves the other.
    fn copy(&mut self, id: NodeId) {
        let n = self.ast.get(id);
        self.object(n.b);
        self.object(n.a);
        if n.val > INLINE_BYTES {
            // The call takes the registers: the object that is left must be in the frame.
            self.stack.spill();
        }
        let to = self.stack.pop();
        let from = self.stack.pop();
        if n.val > INLINE_BYTES {
            self.stack.spill();
            self.stack.load_address(to, A0);
            self.stack.load_address(from, A1);
            self.stack.emit.li(A2, n.val);
            self.stack.emit.jump("call", "memcpy");
        } else {
            self.stack.load_address(from, T1);
            self.stack.load_address(to, T2);
            let mut at = 0;
            while at < n.val {
                let shape = piece(n.val - at);
                self.stack.transfer(shape, T2, T1, at);
                at += shape.width as i64;
            }
        }
        self.stack.release(from);
        self.stack.push_entry(to);
    }

    /// Clears `size` bytes of an object.
    fn zero(&mut self, id: NodeId, size: i64) {
        self.object(id);
        let object = self.stack.pop();
        if size > INLINE_BYTES {
            self.stack.load_address(object, A0);
            self.stack.emit.li(A1, 0);
            self.stack.emit.li(A2, size);
            self.stack.emit.jump("call", "memset");
        } else {
            self.stack.emit.li(T0, 0);
            let mut at = 0;
            while at < size {
                let shape = piece(size - at);
                self.stack.store(Entry { offset: object.offset + at, shape, ..object }, T0);
                at += shape.width as i64;
            }
        }
        self.stack.release(object);
        self.stack.push_constant(0);
    }

    fn call(&mut self, id: NodeId) {
        let n = self.ast.get(id);
        let direct = self.direct(n.a);
        if direct.is_none() {
            self.value(n.a, true);
        }
        let first = self.stack.len();
        let mut arg = n.b;
        while arg != 0 {
            self.value(arg, true);
            arg = self.ast.get(arg).next;
        }
        let args = self.stack.pop_all(first);
        let callee = if direct.is_none() { Some(self.stack.pop()) } else { None };
        self.stack.spill();
        // What is in the accumulator goes first, for the first argument goes there.
        for pass in 0..2 {
            for (i, &arg) in args.iter().enumerate() {
                if (arg.base == Base::Accumulator) == (pass == 0) {
                    self.argument(arg, i as i64, n.val);
                }
            }
            if let Some(callee) = callee
                && (callee.base == Base::Accumulator) == (pass == 0)
            {
                self.stack.load(callee, T2);
            }
        }
        for &arg in args.iter().rev() {
            self.stack.release(arg);
        }
        match callee {
            Some(callee) => {
                self.stack.release(callee);
                self.stack.emit.jump("callr", T2);
            }
            None => {
                self.stack.emit.jump("call", &self.stack.labels[direct.unwrap_or(0) as usize]);
            }
        }
        self.stack.push_accumulator();
    }

    /// The function that a callee is, if it is known.
    fn direct(&self, id: NodeId) -> Option<u32> {
        let mut n = self.ast.get(id);
        if n.op == Op::Addr {
            n = self.ast.get(n.a);
        }
        let function = self.types.kind(n.ty) == TypeKind::Function;
        if n.op == Op::Var && function { Some(n.sym) } else { None }
    }

    /// Moves argument `i` to where the callee expects it: the first `named` ones in registers, as far
    /// as there are any, all others on the stack.
    fn argument(&mut self, arg: Entry, i: i64, named: i64) {
        let in_registers = named.min(ARGS.len() as i64);
        if i < in_registers {
            self.stack.load(arg, ARGS[i as usize]);
            return;
        }
        let index = i - in_registers;
        let reg = self.stack.register(arg, T0);
        self.stack.emit.immediate("st8", reg, "sp", index * 8);
        self.stack.outgoing = self.stack.outgoing.max((index + 1) * 8);
    }
}

/// The operation that brings a value into canonical form.
fn extend_op(shape: Shape) -> &'static str {
    match (shape.width, shape.unsigned) {
        (1, true) => "zx1",
        (1, false) => "sx1",
        (2, true) => "zx2",
        (2, false) => "sx2",
        (4, true) => "zx4",
        _ => "sx4",
    }
}

/// The largest piece of `size` bytes that one operation moves.
fn piece(size: i64) -> Shape {
    let width = if size >= 8 {
        8
    } else if size >= 4 {
        4
    } else if size >= 2 {
        2
    } else {
        1
    };
    Shape { width, unsigned: true }
}
