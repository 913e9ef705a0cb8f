//! ELF64 files, parsed strictly: what is there, what each byte is for, and what is wrong with it.
//!
//! Rules: System V gABI, chapters 4 and 5; the processor supplements for machine numbers. Takes the bytes of a file,
//! gives an `Elf`. A malformed file still gives one, as far as it can be read, with findings that say what is wrong.

use crate::finding::Findings;
use crate::isa::Machine;

/// An ELF64 file.
pub struct Elf<'a> {
    pub bytes: &'a [u8],
    /// `None` for a machine whose instructions are not known here.
    pub machine: Option<Machine>,
    /// e_type: 1 relocatable, 2 executable, 3 shared object or position-independent executable, 4 core.
    pub kind: u16,
    pub entry: u64,
    pub segments: Vec<Segment>,
    /// The sections with their numbers as index, the null section included.
    pub sections: Vec<Section>,
    /// .symtab, without the null symbol; in a file without one, .dynsym.
    pub symbols: Vec<Symbol>,
    /// What is wrong with the headers and tables themselves.
    pub findings: Findings,
}

/// A program header (gABI, figure 5-1).
#[derive(Clone, Debug)]
pub struct Segment {
    pub kind: u32,
    pub flags: u32,
    pub offset: u64,
    pub address: u64,
    pub file_size: u64,
    pub memory_size: u64,
    pub align: u64,
}

/// A section header (gABI, figure 4-8).
#[derive(Clone, Debug)]
pub struct Section {
    pub name: String,
    pub kind: u32,
    pub flags: u64,
    pub address: u64,
    pub offset: u64,
    pub size: u64,
    pub link: u32,
    pub info: u32,
    pub align: u64,
    pub entry_size: u64,
}

/// A symbol (gABI, figure 4-15).
#[derive(Clone, Debug)]
pub struct Symbol {
    pub name: String,
    pub value: u64,
    pub size: u64,
    /// STT_*: 0 none, 1 object, 2 function, 3 section, 4 file, 5 common, 6 TLS, 10 indirect function.
    pub kind: u8,
    /// STB_*: 0 local, 1 global, 2 weak.
    pub binding: u8,
    /// The number of its section; 0 undefined, 0xfff1 absolute, 0xfff2 common.
    pub section: u16,
}

impl Section {
    /// The bytes of the section in the file: none for SHT_NOBITS or where the file ends before.
    pub fn bytes<'a>(&self, file: &'a [u8]) -> &'a [u8] {
        const NOBITS: u32 = 8;
        if self.kind == NOBITS {
            return &[];
        }
        crate::bytes::slice(file, self.offset, self.size).unwrap_or(&[])
    }

    /// SHF_EXECINSTR.
    pub fn is_code(&self) -> bool {
        self.flags & 4 != 0
    }
}
