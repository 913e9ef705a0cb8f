//! The linker: labelled hex to a static ELF executable (`docs/HEX.md`).
//!
//! `parse` reads the sections, labels and references; `layout` gives addresses and fills in
//! the references; `elf` writes headers and symbols around the sections.

mod elf;

mod layout;
mod parse;

#[cfg(test)]
mod tests;
use crate::diag::{Loc, Res, Sources};
pub const SECTIONS: [&str; 4] = ["text", "rodata", "data", "bss"];
pub const TEXT: usize = 0;
pub const RODATA: usize = 1;
pub const DATA: usize = 2;
pub const BSS: usize = 3;

/// What the linker knows of a machine.
#[derive(Clone, Copy, Default)]
pub struct Arch {
    pub name: &'static str,
    machine: u64,
    page: u64,
}

/// The last one is the reference interpreter.
pub const ARCHS: [Arch; 4] = [
    Arch { name: "x86_64", machine: 62, page: 0x1000 },
    Arch { name: "aarch64", machine: 183, page: 0x10000 },
    Arch { name: "riscv64", machine: 243, page: 0x1000 },
    Arch { name: "interp", machine: 0, page: 0x1000 },
];

/// The reference interpreter, for which `run` links.
pub const INTERP: Arch = ARCHS[3];

/// Where a section lies in memory and in the file; of bss, the size is in memory alone.
#[derive(Clone, Copy, Default)]
pub struct Place {
    pub address: u64,
    pub offset: u64,
    pub size: u64,
}

/// A linked program: the bytes of the ELF file, and where things are.
pub struct Image {
    pub file: Vec<u8>,
    pub entry: u64,
    /// In the order of `SECTIONS`.
    pub places: [Place; 4],
}

/// Links the hex text that begins at `hex`.
pub fn link_hex(src: &mut Sources, hex: Loc, arch: Arch) -> Res<Image> {
    let mut program = parse::parse(src, hex)?;
    let places = layout::place(&mut program, arch);
    layout::fill(&mut program, &places)?;
    elf::write(program, places, arch)
}
