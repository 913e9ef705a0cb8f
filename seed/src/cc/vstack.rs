//! The virtual value stack: operand descriptors to P1 operations.
//!
//! Each entry says where a value is: a constant, a place in the frame, the address of a
//! symbol, a value kept in a slot, or the accumulator `a0`, which at most one entry owns
//! at any time; it is stored to a slot before another operation needs `a0`. All other registers live within one
//! operation. A slot is free again as soon as its value has been popped. Values of narrow
//! types are held sign- or zero-extended to 64 bits, always.

use super::emit::{A0, Emit, Reg, T0, T1, T2};
use super::types::{Shape, WORD};

/// What an entry's value starts from; an offset is added to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// Zero.
    Constant,
    /// The address of the frame.
    Frame,
    /// What is stored at this place in the frame: a slot that the entry owns.
    Slot(i64),
    /// The same for a variable.
    Variable(i64),
    Accumulator,
    /// The address of a symbol, by its number.
    Symbol(u32),
}

/// An entry: the value `base + offset`, or, if `object`, what lies in memory at that address.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub base: Base,
    pub offset: i64,
    pub object: bool,
    pub shape: Shape,
}

#[derive(Default)]
pub struct VStack {
    entries: Vec<Entry>,
    pub emit: Emit,
    /// The labels of the symbols, by their numbers.
    pub labels: Vec<String>,
    /// The position of the entry that owns the accumulator.
    owner: Option<usize>,
    /// Slots that were used and are free.
    free: Vec<i64>,
    /// Slots in use, and the end of the last one.
    used: usize,
    top: i64,
    /// The end of the variables in the frame now, and the largest size of the frame so far.
    pub variables: i64,
    pub frame: i64,
    /// Bytes for outgoing stack arguments.
    pub outgoing: i64,
}

impl VStack {
    /// Begins a C file, whose symbols are numbered from 0.
    pub fn begin_unit(&mut self) {
        self.labels.clear();
        self.emit.unit();
    }

    /// Begins a function.
    pub fn reset(&mut self) {
        self.check_empty();
        self.variables = 0;
        self.frame = 0;
        self.outgoing = 0;
    }

    /// To be called after every statement: nothing may be left.
    pub fn check_empty(&self) {
        assert!(self.entries.is_empty() && self.used == 0, "the value stack is not balanced");
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Room for a variable; its offset in the frame. To be called between statements.
    pub fn variable(&mut self, size: i64, align: i64) -> i64 {
        let offset = (self.variables + align - 1) / align * align;
        self.variables = offset + size;
        self.frame = self.frame.max(self.variables);
        offset
    }

    fn slot(&mut self) -> i64 {
        if self.used == 0 {
            self.free.clear();
            self.top = (self.variables + 7) / 8 * 8;
        }
        self.used += 1;
        if let Some(slot) = self.free.pop() {
            return slot;
        }
        let slot = self.top;
        self.top += 8;
        self.frame = self.frame.max(self.top);
        slot
    }

    // Entries.

    pub fn push(&mut self, base: Base, offset: i64, object: bool, shape: Shape) {
        self.push_entry(Entry { base, offset, object, shape });
    }

    pub fn push_constant(&mut self, value: i64) {
        self.push(Base::Constant, value, false, WORD);
    }

    /// The accumulator's value becomes the top entry.
    pub fn push_accumulator(&mut self) {
        self.push(Base::Accumulator, 0, false, WORD);
    }

    /// Another entry for the value at position `i`, which keeps its slot.
    pub fn push_copy(&mut self, i: usize) {
        let mut entry = self.entries[i];
        if let Base::Slot(slot) = entry.base {
            entry.base = Base::Variable(slot);
        }
        self.entries.push(entry);
    }

    pub fn push_entry(&mut self, entry: Entry) {
        if entry.base == Base::Accumulator {
            self.owner = Some(self.entries.len());
        }
        self.entries.push(entry);
    }

    pub fn top(&mut self) -> &mut Entry {
        self.entries.last_mut().expect("the value stack has an entry")
    }

    /// Takes the top entry; its slot stays in use until `release`.
    pub fn pop(&mut self) -> Entry {
        let entry = self.entries.pop().expect("the value stack has an entry");
        if entry.base == Base::Accumulator {
            self.owner = None;
        }
        entry
    }

    /// Frees the slot of an entry that was popped.
    pub fn release(&mut self, entry: Entry) {
        if let Base::Slot(slot) = entry.base {
            self.free.push(slot);
            self.used -= 1;
        }
    }

    /// Pops the entries from position `first` on, in their order.
    pub fn pop_all(&mut self, first: usize) -> Vec<Entry> {
        if self.owner.is_some_and(|i| i >= first) {
            self.owner = None;
        }
        self.entries.split_off(first)
    }

    pub fn drop(&mut self) {
        let entry = self.pop();
        self.release(entry);
    }

    /// Frees the accumulator: the entry that owns it, if there is one, moves to a slot.
    pub fn spill(&mut self) {
        if let Some(i) = self.owner.take() {
            let slot = self.slot();
            self.emit.frame("st8", A0, slot);
            self.entries[i].base = Base::Slot(slot);
        }
    }

    // Registers.

    /// A load or store of `reg` at the object that an entry designates; changes `temp` besides.
    fn access(&mut self, op: &str, reg: Reg, entry: Entry, temp: Reg) {
        match entry.base {
            Base::Frame => self.emit.frame(op, reg, entry.offset),
            Base::Accumulator => self.emit.immediate(op, reg, A0, entry.offset),
            Base::Constant | Base::Symbol(_) => {
                self.load_address(entry, temp);
                self.emit.immediate(op, reg, temp, 0);
            }
            _ => {
                self.load_address(Entry { offset: 0, ..entry }, temp);
                self.emit.immediate(op, reg, temp, entry.offset);
            }
        }
    }

    /// Loads the value of an entry into `reg`; no other register changes.
    pub fn load(&mut self, entry: Entry, reg: Reg) {
        if entry.object {
            self.access(load_op(entry.shape), reg, entry, reg);
        } else {
            self.load_address(entry, reg);
        }
    }

    /// Stores `reg` to the object that an entry designates; changes `t2` alone.
    pub fn store(&mut self, entry: Entry, reg: Reg) {
        self.access(store_op(entry.shape), reg, entry, T2);
    }

    /// Loads `base + offset` of an entry into `reg`; no other register changes.
    pub fn load_address(&mut self, entry: Entry, reg: Reg) {
        let offset = entry.offset;
        match entry.base {
            Base::Constant => self.emit.li(reg, offset),
            Base::Frame => self.emit.frame("addi", reg, offset),
            Base::Slot(slot) | Base::Variable(slot) => {
                self.emit.frame("ld8", reg, slot);
                if offset != 0 {
                    self.emit.immediate("addi", reg, reg, offset);
                }
            }
            Base::Accumulator if offset != 0 => self.emit.immediate("addi", reg, A0, offset),
            Base::Accumulator if reg != A0 => self.emit.unary("mov", reg, A0),
            Base::Accumulator => {}
            Base::Symbol(sym) => self.emit.la(reg, &self.labels[sym as usize], offset),
        }
    }

    /// Copies what `shape` says from `from` + `at` to `to` + `at`; changes `t0` alone.
    pub fn transfer(&mut self, shape: Shape, to: Reg, from: Reg, at: i64) {
        self.emit.immediate(load_op(shape), T0, from, at);
        self.emit.immediate(store_op(shape), T0, to, at);
    }

    /// A register with the value of an entry: the accumulator if it is there, else `temp`.
    pub fn register(&mut self, entry: Entry, temp: Reg) -> Reg {
        if entry.base == Base::Accumulator && !entry.object && entry.offset == 0 {
            return A0;
        }
        self.load(entry, temp);
        temp
    }

    /// Takes the top entry and frees the accumulator, unless it is the entry's.
    fn claim(&mut self) -> Entry {
        let entry = self.pop();
        if entry.base != Base::Accumulator {
            self.spill();
        }
        entry
    }

    /// Pops the top entry into the accumulator.
    pub fn pop_accumulator(&mut self) {
        let entry = self.claim();
        self.load(entry, A0);
        self.release(entry);
    }

    /// Pops the top entry into a register, which is the accumulator or `t0`; the accumulator is free then.
    fn operand(&mut self) -> Reg {
        let entry = self.claim();
        let reg = self.register(entry, T0);
        self.release(entry);
        reg
    }

    // Operations on the top entries.

    /// top → op top, in the accumulator
    pub fn unary(&mut self, op: &str) {
        let reg = self.operand();
        self.emit.unary(op, A0, reg);
        self.push_accumulator();
    }

    /// top → top op imm, in the accumulator
    pub fn immediate(&mut self, op: &str, imm: i64) {
        let reg = self.operand();
        self.emit.immediate(op, A0, reg, imm);
        self.push_accumulator();
    }

    /// The two top entries → their combination, in the accumulator
    pub fn binary(&mut self, op: &str) {
        let (a, b) = self.operands();
        self.emit.binary(op, A0, a, b);
        self.push_accumulator();
    }

    /// Pops the two top entries into registers, with the accumulator free for the result.
    pub fn operands(&mut self) -> (Reg, Reg) {
        let b = self.pop();
        let a = self.pop();
        if a.base != Base::Accumulator && b.base != Base::Accumulator {
            self.spill();
        }
        let left = self.register(a, T0);
        let right = self.register(b, T1);
        self.release(a);
        self.release(b);
        (left, right)
    }

    /// Pops the top entry into a register, to be tested.
    pub fn test(&mut self) -> Reg {
        let entry = self.pop();
        let reg = self.register(entry, T0);
        self.release(entry);
        reg
    }

    /// The top entry becomes a value, to which an offset can be added.
    fn settle(&mut self) {
        let entry = *self.top();
        if !entry.object {
            return;
        }
        if entry.base == Base::Frame && entry.shape.width == 8 {
            self.pop();
            self.push(Base::Variable(entry.offset), 0, false, WORD);
        } else {
            self.pop_accumulator();
            self.push_accumulator();
        }
    }

    /// The top entry, a pointer, becomes the object at that address.
    pub fn dereference(&mut self, shape: Shape) {
        self.settle();
        let top = self.top();
        top.object = true;
        top.shape = shape;
    }

    /// Adds a constant to the top entry.
    pub fn add(&mut self, value: i64) {
        self.settle();
        let top = self.top();
        top.offset = top.offset.wrapping_add(value);
    }
}

fn load_op(shape: Shape) -> &'static str {
    match (shape.width, shape.unsigned) {
        (1, true) => "ldu1",
        (1, false) => "lds1",
        (2, true) => "ldu2",
        (2, false) => "lds2",
        (4, true) => "ldu4",
        (4, false) => "lds4",
        _ => "ld8",
    }
}

fn store_op(shape: Shape) -> &'static str {
    match shape.width {
        1 => "st1",
        2 => "st2",
        4 => "st4",
        _ => "st8",
    }
}
