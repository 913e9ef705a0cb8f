//! Checks of machine code, instruction by instruction.
//!
//! Takes an `Elf`, gives a `Code`: the functions with their instructions, system calls, indirect branches, an inventory
//! of instructions, and findings: bytes that are in no instruction or in two, branches into the middle of one,
//! references to nowhere. The code is walked over twice: `survey` finds what is where (with `tables`), `check` judges it.
//! Where the number of a system call is not plain to see, `calls` works it out.

mod calls;
mod check;
mod follow;
mod json;
mod survey;
pub mod syscalls;
mod tables;
mod text;

pub use json::json;

use crate::elf::Elf;
use crate::finding::Findings;
use crate::isa::Machine;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// The code of a file.
pub struct Code {
    /// In the order of their addresses; gaps between symbols are functions without a name.
    pub functions: Vec<Function>,
    pub syscalls: Vec<Syscall>,
    pub indirect: Vec<Indirect>,
    /// How often each instruction occurs, by its mnemonic.
    pub inventory: BTreeMap<&'static str, u64>,
    pub findings: Findings,
    /// `None` if the instructions of the machine are not known: then all is empty.
    pub machine: Option<Machine>,
}

/// A stretch of code: a function's symbol, or what lies between.
pub struct Function {
    /// The symbol's name, without those of the same address that come later; empty for a gap.
    pub name: Rc<str>,
    /// The address of its first byte, and of the first behind it.
    pub start: u64,
    pub end: u64,
    /// Where its first byte is in the file.
    pub offset: u64,
    /// How many of its bytes are instructions, padding, declared data, and none of these.
    pub instructions: u64,
    pub padding: u64,
    pub data: u64,
    pub undecodable: u64,
}

/// A system call.
pub struct Syscall {
    pub address: u64,
    /// The name of the function that it is in.
    pub function: Rc<str>,
    /// The number, where it is a constant; several if it is the parameter of a function that is called with constants.
    pub numbers: Vec<u64>,
    /// Whether `numbers` is all that it can be.
    pub complete: bool,
}

/// A jump or call of what a register or memory holds.
pub struct Indirect {
    pub address: u64,
    pub function: Rc<str>,
    pub is_call: bool,
    /// Where it can go, if it is a jump table that could be read.
    pub targets: Vec<u64>,
}

/// Counts instructions by name. The names are few constants: their addresses tell most of them apart.
#[derive(Default)]
struct Inventory(HashMap<(usize, usize), (&'static str, u64)>);

impl Inventory {
    fn count(&mut self, name: &'static str) {
        let entry = self.0.entry((name.as_ptr() as usize, name.len())).or_insert((name, 0));
        entry.1 += 1;
    }

    fn by_name(&self) -> BTreeMap<&'static str, u64> {
        let mut names = BTreeMap::new();
        for (name, count) in self.0.values() {
            *names.entry(*name).or_default() += count;
        }
        names
    }
}

/// Examines the code of a file.
pub fn examine<'a>(elf: &'a Elf<'a>) -> Code {
    let Some(machine) = elf.machine else {
        return Code {
            functions: Vec::new(),
            syscalls: Vec::new(),
            indirect: Vec::new(),
            inventory: BTreeMap::new(),
            findings: Findings::default(),
            machine: None,
        };
    };
    let mut texts = text::Text::all(elf, machine);
    let mut survey = survey::Survey::default();
    for text in &mut texts {
        survey.text(elf, text);
    }
    if elf.kind != crate::elf::number::ET_REL {
        calls::mark_outgoing(&mut texts, &survey.outgoing);
    }
    let tables = survey.tables.into_iter().map(|(address, table)| (address, table.targets)).collect();
    let mut check = check::Check {
        elf,
        texts: &texts,
        tables: &tables,
        is_named: false,
        syscalls: Vec::new(),
        indirect: Vec::new(),
        findings: survey.findings,
    };
    for text in &texts {
        check.text(text);
    }
    let (mut syscalls, indirect, findings) = (check.syscalls, check.indirect, check.findings);
    calls::Solver { elf, texts: &texts, tables: &tables }.complete(&mut syscalls);
    let (functions, inventory) = (survey.functions, survey.inventory.by_name());
    Code { functions, syscalls, indirect, inventory, findings, machine: Some(machine) }
}

impl Code {
    /// The names of all system calls that the code makes with known numbers, in the order of the numbers; and whether
    /// that is all that it can make.
    pub fn can(&self) -> (Vec<String>, bool) {
        let Some(machine) = self.machine else {
            return (Vec::new(), false);
        };
        let numbers: BTreeSet<u64> = self.syscalls.iter().flat_map(|call| &call.numbers).copied().collect();
        let name =
            |number: u64| syscalls::name(machine, number).map_or(format!("number {number}"), str::to_string);
        (numbers.into_iter().map(name).collect(), self.syscalls.iter().all(|call| call.complete))
    }
}
