//! Goes through a stretch of code, one instruction after the other.

use crate::isa::{Insn, Machine};

/// One instruction, or a few bytes that are none.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Where it begins in the stretch, and how many bytes it has.
    pub start: u64,
    pub size: u64,
    pub insn: Option<Insn>,
}

/// The instructions of `bytes`, which run at `address`. Every byte is in one step; what is no instruction is taken in
/// units of the machine: 1 byte, 4, or 2.
pub fn steps(machine: Machine, bytes: &[u8], address: u64) -> impl Iterator<Item = Step> {
    let unit = match machine {
        Machine::X86_64 => 1,
        Machine::Aarch64 => 4,
        Machine::Riscv64 => 2,
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let insn = machine.decode(rest, address.wrapping_add(at as u64)).ok();
        let insn = insn.filter(|insn| (1..=rest.len()).contains(&usize::from(insn.length)));
        let size = insn.map_or(unit.min(rest.len()), |insn| usize::from(insn.length));
        let step = Step { start: at as u64, size: size as u64, insn };
        at += size;
        Some(step)
    })
}

/// Whether bytes between functions are padding: zeros, int3, or instructions that do nothing.
pub fn is_padding(machine: Option<Machine>, bytes: &[u8]) -> bool {
    let all = |value: u8| bytes.iter().all(|&byte| byte == value);
    let idle = |machine| {
        steps(machine, bytes, 0)
            .all(|step| step.insn.is_some_and(|insn| matches!(insn.name, "nop" | "c.nop")))
    };
    let fill = machine.is_some_and(|machine| machine == Machine::X86_64 && all(0xcc) || idle(machine));
    !bytes.is_empty() && (all(0) || fill)
}
