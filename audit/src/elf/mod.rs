//! ELF64 files, parsed strictly: what is there, what each byte is for, and what is wrong with it.
//!
//! Rules: System V gABI, chapters 4 and 5; the processor supplements for machine numbers. Takes the bytes of a file,
//! gives an `Elf`. A malformed file still gives one, as far as it can be read, with findings that say what is wrong.
//!
//! `parse` reads the tables, `lookup` finds things by address, `account` says what each byte of the file is for,
//! `check` judges.

pub mod account;
pub mod check;
mod lookup;
mod parse;

use crate::finding::Findings;
use crate::isa::Machine;

/// Names of numbers of the gABI that several files need.
pub mod number {
    pub const ET_REL: u16 = 1;
    pub const ET_EXEC: u16 = 2;
    pub const ET_DYN: u16 = 3;

    pub const PT_LOAD: u32 = 1;
    pub const PT_DYNAMIC: u32 = 2;
    pub const PT_INTERP: u32 = 3;
    pub const PT_NOTE: u32 = 4;
    pub const PT_PHDR: u32 = 6;
    pub const PT_TLS: u32 = 7;
    pub const PT_GNU_STACK: u32 = 0x6474_e551;
    pub const PF_X: u32 = 1;
    pub const PF_W: u32 = 2;
    pub const PF_R: u32 = 4;

    pub const SHT_NULL: u32 = 0;
    pub const SHT_SYMTAB: u32 = 2;
    pub const SHT_STRTAB: u32 = 3;
    pub const SHT_RELA: u32 = 4;
    pub const SHT_DYNAMIC: u32 = 6;
    pub const SHT_NOTE: u32 = 7;
    pub const SHT_NOBITS: u32 = 8;
    pub const SHT_REL: u32 = 9;
    pub const SHT_DYNSYM: u32 = 11;
    pub const SHT_SYMTAB_SHNDX: u32 = 18;
    pub const SHF_WRITE: u64 = 1;
    pub const SHF_ALLOC: u64 = 2;
    pub const SHF_EXECINSTR: u64 = 4;
    pub const SHF_TLS: u64 = 0x400;

    pub const SHN_UNDEF: u32 = 0;
    pub const SHN_LORESERVE: u32 = 0xff00;
    pub const SHN_ABS: u32 = 0xfff1;
    pub const SHN_COMMON: u32 = 0xfff2;
    pub const SHN_XINDEX: u32 = 0xffff;

    pub const STT_NOTYPE: u8 = 0;
    pub const STT_OBJECT: u8 = 1;
    pub const STT_FUNC: u8 = 2;
    pub const STT_TLS: u8 = 6;
    pub const STT_GNU_IFUNC: u8 = 10;
}

/// An ELF64 file.
pub struct Elf<'a> {
    pub bytes: &'a [u8],
    pub header: Header,
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
    /// The number of the section that `symbols` is from.
    pub symbol_table: Option<usize>,
    /// What is wrong with the headers and tables themselves.
    pub findings: Findings,
    index: lookup::Index,
}

/// The rest of the ELF header (gABI, figure 4-3), as it is in the file.
#[derive(Clone, Copy, Default, Debug)]
pub struct Header {
    pub abi: u8,
    pub machine: u16,
    pub flags: u32,
    /// Where the tables are, and how many entries of them are there.
    pub segments_at: u64,
    pub segments: u64,
    pub sections_at: u64,
    pub sections: u64,
    /// The number of the section that holds the names of sections.
    pub names: u64,
}

/// A program header (gABI, figure 5-1).
#[derive(Clone, Debug)]
pub struct Segment {
    pub kind: u32,
    pub flags: u32,
    pub offset: u64,
    pub address: u64,
    pub physical: u64,
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
    /// STV_* and what the processor supplement adds to it.
    pub other: u8,
    /// The number of its section; 0 undefined, 0xfff1 absolute, 0xfff2 common.
    pub section: u32,
    /// Where its name is in the string table.
    pub name_at: u32,
}

impl Section {
    /// The bytes of the section in the file: none for SHT_NOBITS or where the file ends before.
    pub fn bytes<'a>(&self, file: &'a [u8]) -> &'a [u8] {
        if !self.in_file() {
            return &[];
        }
        crate::bytes::slice(file, self.offset, self.size).unwrap_or(&[])
    }

    /// Whether it has bytes in the file.
    pub fn in_file(&self) -> bool {
        self.kind != number::SHT_NOBITS && self.kind != number::SHT_NULL && self.size > 0
    }

    /// Whether it has a place in memory. A section of thread-local zeros has none (gABI, SHF_TLS).
    pub fn in_memory(&self) -> bool {
        let template = self.flags & number::SHF_TLS != 0 && self.kind == number::SHT_NOBITS;
        self.flags & number::SHF_ALLOC != 0 && self.size > 0 && !template
    }

    /// SHF_EXECINSTR.
    pub fn is_code(&self) -> bool {
        self.flags & number::SHF_EXECINSTR != 0
    }

    /// The address behind its last byte.
    pub fn end(&self) -> u64 {
        self.address.saturating_add(self.size)
    }
}

impl Segment {
    /// The offset behind its last byte in the file.
    pub fn file_end(&self) -> u64 {
        self.offset.saturating_add(self.file_size)
    }

    /// The address behind its last byte in memory.
    pub fn end(&self) -> u64 {
        self.address.saturating_add(self.memory_size)
    }
}

impl Symbol {
    /// Whether it marks the begin of code or data inside a section (`$x`, `$d`, `$d.1`, `$xrv64…`): the ELF
    /// supplements for AArch64, 5.4, and RISC-V, "Mapping Symbol".
    pub fn is_mapping(&self) -> bool {
        let mut letters = self.name.bytes();
        let dollar = letters.next() == Some(b'$');
        let letter = letters.next();
        let (x, d) = (letter == Some(b'x'), letter == Some(b'd'));
        let rest = letters.next();
        let ends = rest.is_none() || rest == Some(b'.') || (x && rest == Some(b'r'));
        self.kind == number::STT_NOTYPE && self.binding == 0 && dollar && (x || d) && ends
    }

    pub fn is_function(&self) -> bool {
        matches!(self.kind, number::STT_FUNC | number::STT_GNU_IFUNC) && self.has_section()
    }

    /// Whether it is defined in a section of this file.
    pub fn has_section(&self) -> bool {
        self.section != number::SHN_UNDEF
            && self.section != number::SHN_ABS
            && self.section != number::SHN_COMMON
    }
}

/// A name as findings show it: not longer than a line.
pub fn clip(name: &str) -> String {
    const MOST: usize = 80;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_string(),
    }
}
