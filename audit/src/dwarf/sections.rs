//! The debugging sections of a file; those of a relocatable file with the relocations applied that they need.
//!
//! Addresses and offsets in an object file's debugging sections are zero until it is linked (psABI, Relocation; AAELF64
//! 5.7): only the absolute relocations of four and eight bytes occur, and only they are applied.

use crate::bytes;
use crate::elf::Elf;
use crate::isa::Machine;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A section's bytes, and for a relocatable file which section each address in it is in.
#[derive(Default)]
pub struct Debug<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// From the offset of an address to the number of the section that it is in.
    targets: BTreeMap<u64, u32>,
}

impl Debug<'_> {
    /// The section that the address stored at `offset` is in: 0 in a file that is linked.
    pub fn section_of(&self, offset: u64) -> u32 {
        self.targets.get(&offset).copied().unwrap_or(0)
    }
}

/// Everything that is read here.
pub struct Sections<'a> {
    pub line: Debug<'a>,
    pub info: Debug<'a>,
    pub abbrev: Debug<'a>,
    pub text: Strings<'a>,
    pub addr: Debug<'a>,
    pub str_offsets: Debug<'a>,
}

/// The sections that strings are in.
#[derive(Clone, Copy, Default)]
pub struct Strings<'a> {
    pub line: &'a [u8],
    pub debug_str: &'a [u8],
    pub line_str: &'a [u8],
    pub info: &'a [u8],
}

const SHT_RELA: u32 = 4;
const SHF_COMPRESSED: u64 = 0x800;

impl<'a> Sections<'a> {
    pub fn find(elf: &Elf<'a>) -> Sections<'a> {
        let raw = |name: &str| find(elf, name).map_or(&[] as &[u8], |(_, bytes)| bytes);
        Sections {
            line: relocated(elf, ".debug_line"),
            info: relocated(elf, ".debug_info"),
            abbrev: Debug { bytes: Cow::Borrowed(raw(".debug_abbrev")), ..Debug::default() },
            text: Strings {
                line: raw(".debug_line"),
                debug_str: raw(".debug_str"),
                line_str: raw(".debug_line_str"),
                info: raw(".debug_info"),
            },
            addr: relocated(elf, ".debug_addr"),
            str_offsets: relocated(elf, ".debug_str_offsets"),
        }
    }
}

/// The first section of a name, with its number; compressed ones are not read.
fn find<'a>(elf: &Elf<'a>, name: &str) -> Option<(usize, &'a [u8])> {
    let index = elf.sections.iter().position(|section| section.name == name)?;
    let section = elf.sections.get(index)?;
    (section.flags & SHF_COMPRESSED == 0).then(|| (index, section.bytes(elf.bytes)))
}

fn relocated<'a>(elf: &Elf<'a>, name: &str) -> Debug<'a> {
    const RELOCATABLE: u16 = 1;
    let Some((index, bytes)) = find(elf, name) else {
        return Debug::default();
    };
    let mut debug = Debug { bytes: Cow::Borrowed(bytes), targets: BTreeMap::new() };
    if elf.kind != RELOCATABLE {
        return debug;
    }
    let Some(rela) = elf.sections.iter().find(|rela| rela.kind == SHT_RELA && rela.info as usize == index)
    else {
        return debug;
    };
    let symbols = elf.sections.get(rela.link as usize).map_or(&[] as &[u8], |table| table.bytes(elf.bytes));
    for entry in rela.bytes(elf.bytes).chunks_exact(24) {
        let _ = apply(elf.machine, entry, symbols, &mut debug);
    }
    debug
}

/// Applies one Elf64_Rela: the symbol's value and the addend (gABI, figure 4-21).
fn apply(machine: Option<Machine>, entry: &[u8], symbols: &[u8], debug: &mut Debug) -> Option<()> {
    let offset = bytes::u64_at(entry, 0)?;
    let info = bytes::u64_at(entry, 8)?;
    let addend = bytes::u64_at(entry, 16)?;
    let size = match (machine?, info as u32) {
        (Machine::X86_64, 1) | (Machine::Aarch64, 257) | (Machine::Riscv64, 2) => 8,
        (Machine::X86_64, 10 | 11) | (Machine::Aarch64, 258) | (Machine::Riscv64, 1) => 4,
        _ => return None,
    };
    let symbol = (info >> 32).checked_mul(24)?;
    let section = bytes::u16_at(symbols, symbol.checked_add(6)?)?;
    let value = bytes::u64_at(symbols, symbol.checked_add(8)?)?.wrapping_add(addend);
    let start = usize::try_from(offset).ok()?;
    let place = debug.bytes.to_mut().get_mut(start..start.checked_add(size)?)?;
    place.copy_from_slice(value.to_le_bytes().get(..size)?);
    if size == 8 {
        debug.targets.insert(offset, u32::from(section));
    }
    Some(())
}
