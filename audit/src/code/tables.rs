//! Recognises jump tables: a comparison with a bound, a table's address, and a jump to what was loaded from it.
//!
//! A table holds addresses of 8 bytes (P1's programs), or distances from its begin of 4 bytes (native code). It lies in
//! constant data or in the code right behind the jump. Nothing is taken on trust: a table counts only if each of its
//! entries goes to the function that jumps.

use super::text::Text;
use crate::elf::Elf;
use crate::isa::{Flow, Insn, Machine};

/// What has been seen on the way to an indirect jump.
#[derive(Clone, Default)]
pub struct Window {
    /// The last constant that is no address: the bound may be compared from a register.
    small: u64,
    /// The last address of something in the file, and where it was made.
    address: Option<(u64, u64)>,
    /// Whether a signed word was loaded since.
    relative: bool,
    /// Where the last instruction is, if it compares, and the constant before it.
    compare: Option<(u64, u64)>,
    /// The last comparison that an unsigned branch depends on, the constant before it, and that branch.
    guard: Option<(u64, u64, &'static str)>,
}

/// A jump table.
pub struct Table {
    /// Its bytes in memory.
    pub start: u64,
    pub end: u64,
    /// Where its entries go.
    pub targets: Vec<u64>,
}

/// Constants below this are numbers, not addresses; tables are not longer.
const SMALL: u64 = 0x1_0000;
/// From the comparison and from the address to the jump there are at most so many bytes of code.
const NEAR: u64 = 128;

impl Window {
    /// Notes one instruction at a place of its text, and the constant that it has made.
    pub fn note(&mut self, elf: &Elf, place: u64, insn: &Insn, made: Option<u64>) {
        match made {
            Some(value) if value < SMALL => self.small = value,
            Some(value) if elf.at_address(value).is_some() => {
                self.address = Some((value, place));
                self.relative = false;
            }
            _ => {}
        }
        match insn.name {
            "bltu" | "bgeu" => self.guard = Some((place, self.small, insn.name)),
            "movsxd" | "ldrsw" | "lw" => self.relative = true,
            _ => {}
        }
        if let (Flow::Branch(_), Some((compare, small))) = (insn.flow, self.compare)
            && UNSIGNED.contains(&insn.name)
        {
            self.guard = Some((compare, small, insn.name));
        }
        self.compare = (insn.name == "cmp").then_some((place, self.small));
        if matches!(insn.flow, Flow::Call(_) | Flow::IndirectCall) {
            *self = Window::default();
        }
    }

    /// The table that an indirect jump at `place` goes through, if there is one; `next` is the place behind the jump.
    pub fn table(&self, elf: &Elf, text: &Text, place: u64, next: u64) -> Option<Table> {
        let near = |before: u64| place.saturating_sub(before) <= NEAR;
        let (compare, small, branch) = self.guard.filter(|guard| near(guard.0))?;
        let count = count(text, compare, small, branch)?;
        let (start, relative) = match scaled(text, place, next) {
            Some(address) => (address, false),
            None => (self.address.filter(|address| near(address.1))?.0, self.relative),
        };
        let width = if relative { 4 } else { 8 };
        let size = count * width;
        let bytes = elf.bytes_at(start, size)?;
        let cluster = text.piece(place)?.1.cluster;
        let mut targets = Vec::new();
        for entry in bytes.chunks_exact(width as usize) {
            let target = match relative {
                true => start.wrapping_add_signed(i64::from(crate::bytes::u32_at(entry, 0)? as i32)),
                false => crate::bytes::u64_at(entry, 0)?,
            };
            text.place(target).filter(|&place| cluster.0 <= place && place < cluster.1)?;
            targets.push(target);
        }
        Some(Table { start, end: start.checked_add(size)?, targets })
    }
}

/// Branches on whether an unsigned number is above, or not below, a bound.
const UNSIGNED: [&str; 10] = ["ja", "jbe", "jae", "jb", "b.hi", "b.ls", "b.cs", "b.hs", "b.cc", "b.lo"];
/// Those of them for which the bound itself is no index any more.
const EXCLUSIVE: [&str; 6] = ["jae", "jb", "b.cs", "b.hs", "b.cc", "b.lo"];

/// How many entries a table has: by the number at the end of a comparison's operands (`cmp eax,0x4`, `cmp w9, #0x4`),
/// or by `small`, which was put into a register before and is the last index.
fn count(text: &Text, place: u64, small: u64, branch: &str) -> Option<u64> {
    if text.machine == Machine::Riscv64 {
        return Some(small + 1); // Branches compare registers.
    }
    let bytes = text.slice(place, (place + 15).min(text.bytes.len() as u64));
    let line = text.machine.text(bytes, text.address.wrapping_add(place));
    let operands = line.split("//").next()?.split_once(',')?.1;
    let last = operands.rsplit(',').next()?.trim().trim_start_matches('#');
    let digit = last.starts_with(|c: char| c.is_ascii_digit());
    let bound = match last.strip_prefix("0x") {
        Some(digits) => Some(u64::from_str_radix(digits, 16).ok()?),
        None if digit => Some(last.parse().ok()?),
        None => None,
    };
    let count = match bound {
        Some(bound) if EXCLUSIVE.contains(&branch) => bound,
        Some(bound) => bound.checked_add(1)?,
        None => small + 1,
    };
    Some(count).filter(|count| (1..=SMALL).contains(count))
}

/// The table in the operand of `jmp QWORD PTR [rax*8+0x4a2340]`.
fn scaled(text: &Text, place: u64, next: u64) -> Option<u64> {
    if text.machine != Machine::X86_64 || next - place < 7 {
        return None;
    }
    let line = text.machine.text(text.slice(place, next), text.address.wrapping_add(place));
    let digits = line.split_once("*8+0x")?.1;
    u64::from_str_radix(digits.split(']').next()?, 16).ok()
}
