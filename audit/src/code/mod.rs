//! Checks of machine code, instruction by instruction.
//!
//! Takes an `Elf`, gives a `Code`: the functions with their instructions, system calls, indirect branches, an inventory
//! of instructions, and findings: bytes that are in no instruction or in two, branches into the middle of one,
//! references to nowhere.

use crate::elf::Elf;
use crate::finding::Findings;
use crate::json::Json;
use std::collections::BTreeMap;

/// The code of a file.
pub struct Code {
    /// In the order of their addresses; gaps between symbols are functions without a name.
    pub functions: Vec<Function>,
    pub syscalls: Vec<Syscall>,
    pub indirect: Vec<Indirect>,
    /// How often each instruction occurs, by its mnemonic.
    pub inventory: BTreeMap<&'static str, u64>,
    pub findings: Findings,
}

/// A stretch of code: a function's symbol, or what lies between.
pub struct Function {
    /// The symbol's name, without those of the same address that come later; empty for a gap.
    pub name: String,
    /// The address of its first byte, and of the first behind it.
    pub start: u64,
    pub end: u64,
    /// Where its first byte is in the file.
    pub offset: u64,
    /// How many of its bytes are instructions, and how many padding.
    pub instructions: u64,
    pub padding: u64,
}

/// A system call.
pub struct Syscall {
    pub address: u64,
    /// The name of the function that it is in.
    pub function: String,
    /// The number, where it is a constant; several if it is the parameter of a function that is called with constants.
    pub numbers: Vec<u64>,
    /// Whether `numbers` is all that it can be.
    pub complete: bool,
}

/// A jump or call of what a register or memory holds.
pub struct Indirect {
    pub address: u64,
    pub function: String,
    pub is_call: bool,
    /// Where it can go, if it is a jump table that could be read.
    pub targets: Vec<u64>,
}

/// Examines the code of a file.
pub fn examine(_: &Elf) -> Code {
    Code {
        functions: Vec::new(),
        syscalls: Vec::new(),
        indirect: Vec::new(),
        inventory: BTreeMap::new(),
        findings: Findings::default(),
    }
}

pub fn json(_: &Code) -> Json {
    Json::Null
}
