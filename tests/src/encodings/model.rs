//! What the operations of P1 mean, written from `docs/P1.md` alone, and a machine state to
//! try them on. Shares no code with the macros or the reference interpreter.

use std::collections::BTreeMap;

pub const REGS: [&str; 12] = ["a0", "a1", "a2", "a3", "t0", "t1", "t2", "s0", "s1", "s2", "s3", "sp"];
pub const SP: usize = 11;

/// The operands of an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// d, imm
    Imm,
    /// d, label, off
    Address,
    /// d, a
    Two,
    /// d, a, b
    Three,
    /// d, a, imm
    ThreeImm,
    /// d, base, off
    Load,
    /// v, base, off
    Store,
    /// label
    Jump,
    /// a, label
    Branch1,
    /// a, b, label
    Branch2,
    /// a
    JumpReg,
    /// n
    Frame,
    None,
}

pub struct Op {
    pub name: &'static str,
    pub shape: Shape,
}

const fn op(name: &'static str, shape: Shape) -> Op {
    Op { name, shape }
}

/// Every operation, in the order of the specification.
pub const OPS: [Op; 66] = [
    op("li", Shape::Imm),
    op("la", Shape::Address),
    op("mov", Shape::Two),
    op("add", Shape::Three),
    op("sub", Shape::Three),
    op("mul", Shape::Three),
    op("div", Shape::Three),
    op("rem", Shape::Three),
    op("divu", Shape::Three),
    op("remu", Shape::Three),
    op("and", Shape::Three),
    op("or", Shape::Three),
    op("xor", Shape::Three),
    op("shl", Shape::Three),
    op("shr", Shape::Three),
    op("sar", Shape::Three),
    op("addi", Shape::ThreeImm),
    op("andi", Shape::ThreeImm),
    op("ori", Shape::ThreeImm),
    op("xori", Shape::ThreeImm),
    op("shli", Shape::ThreeImm),
    op("shri", Shape::ThreeImm),
    op("sari", Shape::ThreeImm),
    op("neg", Shape::Two),
    op("com", Shape::Two),
    op("sx1", Shape::Two),
    op("sx2", Shape::Two),
    op("sx4", Shape::Two),
    op("zx1", Shape::Two),
    op("zx2", Shape::Two),
    op("zx4", Shape::Two),
    op("seq", Shape::Three),
    op("sne", Shape::Three),
    op("slt", Shape::Three),
    op("sle", Shape::Three),
    op("sltu", Shape::Three),
    op("sleu", Shape::Three),
    op("lds1", Shape::Load),
    op("lds2", Shape::Load),
    op("lds4", Shape::Load),
    op("ldu1", Shape::Load),
    op("ldu2", Shape::Load),
    op("ldu4", Shape::Load),
    op("ld8", Shape::Load),
    op("st1", Shape::Store),
    op("st2", Shape::Store),
    op("st4", Shape::Store),
    op("st8", Shape::Store),
    op("b", Shape::Jump),
    op("bz", Shape::Branch1),
    op("bnz", Shape::Branch1),
    op("beq", Shape::Branch2),
    op("bne", Shape::Branch2),
    op("blt", Shape::Branch2),
    op("ble", Shape::Branch2),
    op("bltu", Shape::Branch2),
    op("bleu", Shape::Branch2),
    op("jr", Shape::JumpReg),
    op("call", Shape::Jump),
    op("callr", Shape::JumpReg),
    op("tail", Shape::Jump),
    op("tailr", Shape::JumpReg),
    op("enter", Shape::Frame),
    op("leave", Shape::Frame),
    op("ret", Shape::None),
    op("syscall", Shape::None),
];

/// An operation with its operands; `r` holds its registers in the order they are written.
#[derive(Clone, Copy)]
pub struct Case {
    pub op: &'static Op,
    pub r: [usize; 3],
    pub imm: i64,
}

impl Case {
    /// The case as a line of P1.
    pub fn text(&self, label: &str) -> String {
        let Case { op: Op { name, shape }, r, imm } = self;
        let [r0, r1, r2] = r.map(|r| REGS[r]);
        match shape {
            Shape::Imm => format!("{name} {r0}, {imm}"),
            Shape::Address => format!("{name} {r0}, {label}, {imm}"),
            Shape::Two => format!("{name} {r0}, {r1}"),
            Shape::Three => format!("{name} {r0}, {r1}, {r2}"),
            Shape::ThreeImm | Shape::Load | Shape::Store => format!("{name} {r0}, {r1}, {imm}"),
            Shape::Jump => format!("{name} {label}"),
            Shape::Branch1 => format!("{name} {r0}, {label}"),
            Shape::Branch2 => format!("{name} {r0}, {r1}, {label}"),
            Shape::JumpReg => format!("{name} {r0}"),
            Shape::Frame => format!("{name} {imm}"),
            Shape::None => name.to_string(),
        }
    }

    /// The number of bytes a load or store moves.
    pub fn size(&self) -> u64 {
        u64::from(self.op.name.as_bytes()[self.op.name.len() - 1] - b'0')
    }
}

/// Where control goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    Next,
    Label,
    To(u64),
}

/// All registers and all of memory.
#[derive(Clone)]
pub struct State {
    pub regs: [u64; 12],
    pub mem: Memory,
}

/// 2^64 bytes: what was written, and elsewhere a function of the address.
#[derive(Clone, Default)]
pub struct Memory {
    pub seed: u64,
    pub written: BTreeMap<u64, u8>,
}

impl Memory {
    fn byte(&self, at: u64) -> u8 {
        let fresh = || (mix(at ^ self.seed) >> 56) as u8;
        self.written.get(&at).copied().unwrap_or_else(fresh)
    }

    pub fn read(&self, at: u64, size: u64) -> u64 {
        (0..size).rev().fold(0, |value, i| value << 8 | u64::from(self.byte(at.wrapping_add(i))))
    }

    pub fn write(&mut self, at: u64, size: u64, value: u64) {
        for i in 0..size {
            self.written.insert(at.wrapping_add(i), (value >> (8 * i)) as u8);
        }
    }
}

/// A function of 64 bits that looks random (the finalizer of splitmix64).
pub fn mix(x: u64) -> u64 {
    let x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ x >> 31
}

/// Pseudo-random numbers, the same in every run.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.next() % from.len() as u64) as usize]
    }
}

/// The low `size` bytes, sign-extended.
fn sign(value: u64, size: u64) -> u64 {
    let unused = 64 - 8 * size as u32;
    ((value << unused) as i64 >> unused) as u64
}

/// The low `size` bytes, zero-extended.
fn zero(value: u64, size: u64) -> u64 {
    let unused = 64 - 8 * size as u32;
    value << unused >> unused
}

/// The operations on two values; None if the result is not defined.
fn binary(name: &str, a: u64, b: u64) -> Option<u64> {
    let (x, y) = (a as i64, b as i64);
    Some(match name {
        "add" => a.wrapping_add(b),
        "sub" => a.wrapping_sub(b),
        "mul" => a.wrapping_mul(b),
        "div" => x.checked_div(y)? as u64,
        "rem" => x.checked_rem(y)? as u64,
        "divu" => a.checked_div(b)?,
        "remu" => a.checked_rem(b)?,
        "and" => a & b,
        "or" => a | b,
        "xor" => a ^ b,
        "shl" => a << (b % 64),
        "shr" => a >> (b % 64),
        "sar" => (x >> (b % 64)) as u64,
        _ => u64::from(relation(name.strip_prefix('s')?, a, b)),
    })
}

fn relation(name: &str, a: u64, b: u64) -> bool {
    match name {
        "eq" => a == b,
        "ne" => a != b,
        "lt" => (a as i64) < b as i64,
        "le" => a as i64 <= b as i64,
        "ltu" => a < b,
        "leu" => a <= b,
        _ => unreachable!("no relation {name}"),
    }
}

fn unary(name: &str, a: u64) -> u64 {
    match name {
        "mov" => a,
        "neg" => a.wrapping_neg(),
        "com" => !a,
        "sx1" => sign(a, 1),
        "sx2" => sign(a, 2),
        "sx4" => sign(a, 4),
        "zx1" => zero(a, 1),
        "zx2" => zero(a, 2),
        "zx4" => zero(a, 4),
        _ => unreachable!("no operation {name}"),
    }
}

/// Does what the case says; `label` is the address of its label. None if that is not
/// defined. Operations on the stack and the kernel are left to the caller.
pub fn step(case: &Case, state: &mut State, label: u64) -> Option<Flow> {
    let name = case.op.name;
    let r0 = case.r[0];
    let [v0, v1, v2] = case.r.map(|r| state.regs[r]);
    let taken = |holds| if holds { Flow::Label } else { Flow::Next };
    match case.op.shape {
        Shape::Imm => state.regs[r0] = case.imm as u64,
        Shape::Address => state.regs[r0] = label.wrapping_add(case.imm as u64),
        Shape::Two => state.regs[r0] = unary(name, v1),
        Shape::Three => state.regs[r0] = binary(name, v1, v2)?,
        Shape::ThreeImm => state.regs[r0] = binary(name.strip_suffix('i')?, v1, case.imm as u64)?,
        Shape::Load => {
            let value = state.mem.read(v1.wrapping_add(case.imm as u64), case.size());
            state.regs[r0] = if name.starts_with("lds") { sign(value, case.size()) } else { value };
        }
        Shape::Store => state.mem.write(v1.wrapping_add(case.imm as u64), case.size(), v0),
        Shape::Jump => return Some(Flow::Label),
        Shape::Branch1 => return Some(taken(relation(if name == "bz" { "eq" } else { "ne" }, v0, 0))),
        Shape::Branch2 => return Some(taken(relation(&name[1..], v0, v1))),
        Shape::JumpReg => return Some(Flow::To(v0)),
        Shape::Frame | Shape::None => {}
    }
    Some(Flow::Next)
}
