//! The decoder of x86-64 instructions, after the Intel SDM, volume 2.
//!
//! Data flow: bytes → `prefixes` → `operand` (with the rows of `tables`, and `check`) → a `Decoded`; from that `effect` tells what an
//! audit must know and `text` writes the instruction as objdump does in Intel syntax.

mod check;
mod effect;
mod operand;
mod prefixes;
mod tables;
#[cfg(test)]
mod tests;
mod text;

pub use text::text;

use super::{Insn, Undecodable};

/// Decodes the instruction at the begin of `bytes`, which runs at `address`.
pub fn decode(bytes: &[u8], address: u64) -> Result<Insn, Undecodable> {
    let decoded = operand::decode(bytes)?;
    Ok(Insn {
        length: decoded.length as u8,
        name: decoded.row.name,
        flow: effect::flow(&decoded, address),
        effect: effect::effect(&decoded, address),
        memory: effect::memory(&decoded, address),
    })
}
