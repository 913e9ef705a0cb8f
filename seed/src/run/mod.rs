//! The reference interpreter of P1: what it does with a program is what P1 means
//! (`docs/P1.md`, "The reference interpreter").
//!
//! `decode` makes the records of `text` ready to be executed, `memory` holds what they work
//! on, `exec` has the operations, `sys` the system calls. Nothing here is part of the
//! trusted seed.

mod decode;
mod exec;
mod memory;
mod sys;
#[cfg(test)]
mod tests;

use crate::diag::{Res, fail, show};
use crate::link::Image;
use exec::{End, Machine, Stop};
use memory::Memory;
use std::ffi::OsString;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;

/// Where things lie in an ELF file, in its headers, and in a symbol (gABI, chapter 4).
const SHOFF_AT: u64 = 40;
const SHNUM_AT: u64 = 60;
const SHDR_SIZE: u64 = 64;
const SH_OFFSET: u64 = 24;
const SH_SIZE: u64 = 32;
const SYM_SIZE: u64 = 24;
const ST_VALUE: u64 = 8;
const ST_SIZE: u64 = 16;

/// The name of the symbol around `address`, from the tables of the ELF file.
fn function_at(file: &[u8], address: u64) -> &[u8] {
    let word = |at: u64| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&file[at as usize..][..8]);
        u64::from_le_bytes(bytes)
    };
    // The last three of the section headers are those of .symtab, .strtab and .shstrtab.
    let headers = word(SHOFF_AT);
    let count = word(SHNUM_AT) & 0xffff;
    let symtab = headers + (count - 3) * SHDR_SIZE;
    let strtab = word(symtab + SHDR_SIZE + SH_OFFSET) as usize;
    let size = word(symtab + SH_SIZE);
    for entry in (0..size).step_by(SYM_SIZE as usize).map(|at| word(symtab + SH_OFFSET) + at) {
        if address.wrapping_sub(word(entry + ST_VALUE)) < word(entry + ST_SIZE) {
            let name = &file[strtab + (word(entry) & 0xffff_ffff) as usize..];
            return name.split(|&c| c == 0).next().unwrap_or(name);
        }
    }
    b"?"
}

fn fault(image: &Image, name: &str, machine: &Machine, end: &End) -> Res<i32> {
    let what = match end.stop {
        Stop::Load(address) => format!("load outside of memory at {address:#x}"),
        Stop::Store(address) => format!("store outside of writable memory at {address:#x}"),
        Stop::Jump(address) => format!("jump to {address:#x}, where no operation begins,"),
        Stop::Divide => "division by zero, or of -2^63 by -1,".to_string(),
        Stop::Stack => "stack overflow".to_string(),
        Stop::Invalid | Stop::Exit(_) => "invalid operation".to_string(),
    };
    let address = machine.address(end.at);
    let function = show(function_at(&image.file, address));
    fail(format!("{name}: {what} in '{function}' ({address:#x})"))
}

/// Puts on the stack what Linux puts there: argc, argv, 0, envp, 0, an auxiliary vector
/// (empty), the strings. Gives the stack pointer.
fn start_stack(memory: &mut Memory, args: &[Vec<u8>], env: &[Vec<u8>]) -> u64 {
    let words = 1 + args.len() + 1 + env.len() + 1 + 2;
    let mut size = 8 * words as u64;
    for text in args.iter().chain(env) {
        size += text.len() as u64 + 1;
    }
    let sp = (memory.heap - size) & !15;
    let mut word = sp;
    let mut string = sp + 8 * words as u64;
    memory.store(word, (args.len() as u64).to_le_bytes());
    word += 8;
    for list in [args, env] {
        for text in list {
            memory.store(word, string.to_le_bytes());
            word += 8;
            if let Some(bytes) = memory.bytes_mut(string, text.len() as u64) {
                bytes.copy_from_slice(text);
            }
            string += text.len() as u64 + 1;
        }
        word += 8;
    }
    sp
}

/// Runs a program with these arguments, the first of which is its name; gives its exit
/// status. `count` says whether to print how many operations were executed.
pub fn run(image: &Image, argv: &[String], count: bool) -> Res<i32> {
    let mut machine = Machine::new(image)?;
    let args: Vec<Vec<u8>> = argv.iter().map(|arg| arg.clone().into_bytes()).collect();
    let entry = |(name, value): (OsString, OsString)| [name.as_bytes(), b"=", value.as_bytes()].concat();
    let env: Vec<Vec<u8>> = std::env::vars_os().map(entry).collect();
    let sp = start_stack(&mut machine.memory, &args, &env);
    let end = machine.run(image.entry, sp);
    let Stop::Exit(status) = end.stop else {
        return fault(image, &argv[0], &machine, &end);
    };
    if count {
        let _ = std::io::stderr().write_all(format!("{} operations\n", end.count).as_bytes());
    }
    Ok(status)
}
