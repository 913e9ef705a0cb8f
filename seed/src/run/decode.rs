//! The records of `text` (`docs/P1.md`, "The reference interpreter") to a form in which they
//! can be executed without looking at them twice: registers are checked, branches know the
//! number of the record they go to. What is no record is kept as `Op::Invalid`, for data may
//! lie between functions.

pub const RECORD_SIZE: u64 = 16;

/// The stack pointer.
pub const SP: u8 = 11;

/// The operations in the order of their numbers.
#[rustfmt::skip]
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub enum Op {
    Li, La, Mov, Add, Sub, Mul, Div, Rem, Divu, Remu, And, Or, Xor, Shl, Shr, Sar,
    Addi, Andi, Ori, Xori, Shli, Shri, Sari, Neg, Com, Sx1, Sx2, Sx4, Zx1, Zx2, Zx4,
    Seq, Sne, Slt, Sle, Sltu, Sleu,
    Lds1, Lds2, Lds4, Ldu1, Ldu2, Ldu4, Ld8,
    St1, St2, St4, St8,
    B, Bz, Bnz, Beq, Bne, Blt, Ble, Bltu, Bleu,
    Jr, Call, Callr, Tail, Tailr, Enter, Leave, Ret, Syscall,
    Invalid,
}

use Op::*;

#[rustfmt::skip]
const OPS: [Op; Invalid as usize] = [
    Li, La, Mov, Add, Sub, Mul, Div, Rem, Divu, Remu, And, Or, Xor, Shl, Shr, Sar,
    Addi, Andi, Ori, Xori, Shli, Shri, Sari, Neg, Com, Sx1, Sx2, Sx4, Zx1, Zx2, Zx4,
    Seq, Sne, Slt, Sle, Sltu, Sleu,
    Lds1, Lds2, Lds4, Ldu1, Ldu2, Ldu4, Ld8,
    St1, St2, St4, St8,
    B, Bz, Bnz, Beq, Bne, Blt, Ble, Bltu, Bleu,
    Jr, Call, Callr, Tail, Tailr, Enter, Leave, Ret, Syscall,
];

#[derive(Clone, Copy)]
pub struct Record {
    pub op: Op,
    pub d: u8,
    pub a: u8,
    pub b: u8,
    /// The immediate, offset or address; for a branch, the number of the record it goes to.
    pub imm: u64,
}

/// The number of the record at `target`, of `count` records from `address` on.
pub fn index(target: u64, address: u64, count: u64) -> Option<u64> {
    let offset = target.wrapping_sub(address);
    let index = offset / RECORD_SIZE;
    if offset.is_multiple_of(RECORD_SIZE) && index < count { Some(index) } else { None }
}

fn record(bytes: &[u8], address: u64, count: u64) -> Record {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[8..]);
    let imm = u64::from_le_bytes(word);
    let op = OPS.get(bytes[0] as usize).copied().unwrap_or(Invalid);
    let mut record = Record { op, d: bytes[1], a: bytes[2], b: bytes[3], imm };
    // What may name the stack pointer: a base, and the source of mov and addi.
    let last_a = if op == Mov || op == Addi || (Lds1..=St8).contains(&op) { SP } else { SP - 1 };
    let mut valid = record.d < SP && record.a <= last_a && record.b < SP && bytes[4..8] == [0; 4];
    if (B..=Bleu).contains(&op) || op == Call || op == Tail {
        match index(imm, address, count) {
            Some(target) => record.imm = target,
            None => valid = false,
        }
    }
    if !valid {
        record.op = Invalid;
    }
    record
}

/// The records of `text`, which begins at `address`.
pub fn decode(text: &[u8], address: u64) -> Vec<Record> {
    let count = text.len() as u64 / RECORD_SIZE;
    text.chunks_exact(RECORD_SIZE as usize).map(|bytes| record(bytes, address, count)).collect()
}
