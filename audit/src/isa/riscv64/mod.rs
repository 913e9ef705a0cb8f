//! The riscv64 decoder.

use super::{Insn, Undecodable};

/// Decodes the instruction at the begin of `bytes`, which runs at `address`.
pub fn decode(_: &[u8], _: u64) -> Result<Insn, Undecodable> {
    Err(Undecodable::Invalid)
}

/// The instruction in full.
pub fn text(_: &[u8], _: u64) -> String {
    "(bad)".to_string()
}
