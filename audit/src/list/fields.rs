//! The structures of ELF files as tables of fields: names, sizes, and what values mean (gABI, chapters 4 and 5).

use super::names::brief;
use crate::elf::Elf;

/// A field of a structure.
pub struct Field {
    pub name: &'static str,
    pub size: u64,
    /// What a value of the field means, in a few words.
    pub meaning: fn(&Elf, u64) -> String,
}

const fn field(name: &'static str, size: u64, meaning: fn(&Elf, u64) -> String) -> Field {
    Field { name, size, meaning }
}

/// The ELF header (figure 4-3); the magic number and the padding are taken as numbers, too.
pub const FILE_HEADER: &[Field] = &[
    field("e_ident[EI_MAG]", 4, |_, value| match value {
        0x464c_457f => "the magic number: 7f 'E' 'L' 'F'".to_string(),
        _ => "not the magic number".to_string(),
    }),
    field("e_ident[EI_CLASS]", 1, |_, value| named(value, &[(1, "32-bit"), (2, "64-bit")])),
    field("e_ident[EI_DATA]", 1, |_, value| named(value, &[(1, "little-endian"), (2, "big-endian")])),
    field("e_ident[EI_VERSION]", 1, |_, value| named(value, &[(1, "the current version")])),
    field("e_ident[EI_OSABI]", 1, |_, value| named(value, &[(0, "System V"), (3, "GNU")])),
    field("e_ident[EI_ABIVERSION]", 1, decimal),
    field("e_ident[EI_PAD]", 7, |_, _| "padding".to_string()),
    field("e_type", 2, |_, value| {
        named(
            value,
            &[
                (0, "no file type"),
                (1, "relocatable file"),
                (2, "executable file"),
                (3, "shared object or position-independent executable"),
                (4, "core file"),
            ],
        )
    }),
    field("e_machine", 2, |_, value| named(value, &[(62, "x86-64"), (183, "AArch64"), (243, "RISC-V")])),
    field("e_version", 4, |_, value| named(value, &[(1, "the current version")])),
    field("e_entry", 8, |elf, value| match elf.function_at(value) {
        Some(symbol) => format!("the first instruction, in {}", brief(&symbol.name)),
        None if value == 0 => "no entry point".to_string(),
        None => "the first instruction".to_string(),
    }),
    field("e_phoff", 8, |_, value| from_table(value, "program headers")),
    field("e_shoff", 8, |_, value| from_table(value, "section headers")),
    field("e_flags", 4, |_, _| "flags of the machine".to_string()),
    field("e_ehsize", 2, decimal),
    field("e_phentsize", 2, decimal),
    field("e_phnum", 2, decimal),
    field("e_shentsize", 2, decimal),
    field("e_shnum", 2, decimal),
    field("e_shstrndx", 2, section_name),
];

/// A program header (figure 5-1).
pub const SEGMENT: &[Field] = &[
    field("p_type", 4, |_, value| segment_kind(value)),
    field("p_flags", 4, |_, value| segment_flags(value)),
    field("p_offset", 8, hexadecimal),
    field("p_vaddr", 8, hexadecimal),
    field("p_paddr", 8, hexadecimal),
    field("p_filesz", 8, bytes),
    field("p_memsz", 8, bytes),
    field("p_align", 8, decimal),
];

/// A section header (figure 4-8).
pub const SECTION: &[Field] = &[
    field("sh_name", 4, |_, value| format!("at {value} in the table of names")),
    field("sh_type", 4, |_, value| section_kind(value)),
    field("sh_flags", 8, |_, value| section_flags(value)),
    field("sh_addr", 8, hexadecimal),
    field("sh_offset", 8, hexadecimal),
    field("sh_size", 8, bytes),
    field("sh_link", 4, decimal),
    field("sh_info", 4, decimal),
    field("sh_addralign", 8, decimal),
    field("sh_entsize", 8, decimal),
];

/// A symbol (figure 4-15).
pub const SYMBOL: &[Field] = &[
    field("st_name", 4, |_, value| format!("at {value} in the table of strings")),
    field("st_info", 1, |_, value| format!("{}, {}", binding(value >> 4), symbol_kind(value & 15))),
    field("st_other", 1, |_, value| {
        named(value & 3, &[(0, "default visibility"), (1, "internal"), (2, "hidden"), (3, "protected")])
    }),
    field("st_shndx", 2, section_name),
    field("st_value", 8, hexadecimal),
    field("st_size", 8, bytes),
];

/// A relocation with addend (figure 4-21).
pub const RELA: &[Field] = &[
    field("r_offset", 8, hexadecimal),
    field("r_info", 8, |_, value| format!("type {}, symbol {}", value as u32, value >> 32)),
    field("r_addend", 8, |_, value| (value as i64).to_string()),
];

/// An entry of the dynamic section (figure 5-9).
pub const DYNAMIC: &[Field] =
    &[field("d_tag", 8, |_, value| dynamic_tag(value)), field("d_un", 8, hexadecimal)];

/// The bytes of all fields.
pub fn size(fields: &[Field]) -> u64 {
    fields.iter().map(|field| field.size).sum()
}

/// A number's name in a list, or the number.
fn named(value: u64, names: &[(u64, &str)]) -> String {
    let found = names.iter().find(|(number, _)| *number == value);
    found.map_or_else(|| format!("{value:#x}, which is unknown"), |(_, name)| (*name).to_string())
}

fn decimal(_: &Elf, value: u64) -> String {
    value.to_string()
}

fn hexadecimal(_: &Elf, value: u64) -> String {
    format!("{value:#x}")
}

fn bytes(_: &Elf, value: u64) -> String {
    format!("{value} bytes")
}

fn from_table(value: u64, what: &str) -> String {
    if value == 0 { format!("no {what}") } else { format!("where the {what} are: {value:#x}") }
}

/// The number of a section, with its name.
fn section_name(elf: &Elf, value: u64) -> String {
    match value {
        0 => "undefined".to_string(),
        0xfff1 => "absolute".to_string(),
        0xfff2 => "common".to_string(),
        _ => match usize::try_from(value).ok().and_then(|index| elf.sections.get(index)) {
            Some(section) => format!("section {value}: {}", brief(&section.name)),
            None => format!("section {value}, which is not there"),
        },
    }
}

pub fn segment_kind(value: u64) -> String {
    named(
        value,
        &[
            (0, "PT_NULL: unused"),
            (1, "PT_LOAD: loaded into memory"),
            (2, "PT_DYNAMIC: the dynamic section"),
            (3, "PT_INTERP: the path of the dynamic linker"),
            (4, "PT_NOTE: notes"),
            (6, "PT_PHDR: these headers"),
            (7, "PT_TLS: thread-local data"),
            (0x6474_e550, "PT_GNU_EH_FRAME: the table of frames"),
            (0x6474_e551, "PT_GNU_STACK: what may be done with the stack"),
            (0x6474_e552, "PT_GNU_RELRO: read-only after relocation"),
            (0x6474_e553, "PT_GNU_PROPERTY: properties"),
        ],
    )
}

/// Names of bits, and what is left without a name.
fn flags(value: u64, names: &[(u64, &str)]) -> String {
    let known: Vec<&str> = names.iter().filter(|(bit, _)| value & bit != 0).map(|(_, name)| *name).collect();
    let rest = names.iter().fold(value, |rest, (bit, _)| rest & !bit);
    match (known.is_empty(), rest) {
        (true, 0) => "none".to_string(),
        (_, 0) => known.join(", "),
        (true, _) => format!("{rest:#x}"),
        _ => format!("{}, {rest:#x}", known.join(", ")),
    }
}

pub fn segment_flags(value: u64) -> String {
    flags(value, &[(4, "read"), (2, "write"), (1, "execute")])
}

pub fn section_flags(value: u64) -> String {
    flags(
        value,
        &[
            (2, "in memory"),
            (1, "writable"),
            (4, "code"),
            (0x10, "merged"),
            (0x20, "strings"),
            (0x40, "info is a section"),
            (0x80, "ordered by link"),
            (0x200, "in a group"),
            (0x400, "thread-local"),
            (0x800, "compressed"),
        ],
    )
}

pub fn section_kind(value: u64) -> String {
    named(
        value,
        &[
            (0, "SHT_NULL: no section"),
            (1, "SHT_PROGBITS: of the program"),
            (2, "SHT_SYMTAB: symbols"),
            (3, "SHT_STRTAB: strings"),
            (4, "SHT_RELA: relocations with addends"),
            (5, "SHT_HASH: a hash table of symbols"),
            (6, "SHT_DYNAMIC: for the dynamic linker"),
            (7, "SHT_NOTE: notes"),
            (8, "SHT_NOBITS: zeros without bytes in the file"),
            (9, "SHT_REL: relocations"),
            (11, "SHT_DYNSYM: symbols for the dynamic linker"),
            (14, "SHT_INIT_ARRAY: functions called at the start"),
            (15, "SHT_FINI_ARRAY: functions called at the end"),
            (16, "SHT_PREINIT_ARRAY: functions called before those"),
            (17, "SHT_GROUP: a group of sections"),
            (18, "SHT_SYMTAB_SHNDX: large numbers of sections"),
            (0x6fff_fff6, "SHT_GNU_HASH: a hash table of symbols"),
            (0x6fff_fffd, "SHT_GNU_verdef: versions defined"),
            (0x6fff_fffe, "SHT_GNU_verneed: versions needed"),
            (0x6fff_ffff, "SHT_GNU_versym: versions of symbols"),
            (0x7000_0003, "SHT_RISCV_ATTRIBUTES: attributes"),
        ],
    )
}

pub fn symbol_kind(value: u64) -> String {
    named(
        value,
        &[
            (0, "no type"),
            (1, "object"),
            (2, "function"),
            (3, "section"),
            (4, "source file"),
            (5, "common object"),
            (6, "thread-local object"),
            (10, "indirect function"),
        ],
    )
}

pub fn binding(value: u64) -> String {
    named(value, &[(0, "local"), (1, "global"), (2, "weak"), (10, "unique")])
}

fn dynamic_tag(value: u64) -> String {
    named(
        value,
        &[
            (0, "DT_NULL: the end"),
            (1, "DT_NEEDED"),
            (2, "DT_PLTRELSZ"),
            (3, "DT_PLTGOT"),
            (4, "DT_HASH"),
            (5, "DT_STRTAB"),
            (6, "DT_SYMTAB"),
            (7, "DT_RELA"),
            (8, "DT_RELASZ"),
            (9, "DT_RELAENT"),
            (10, "DT_STRSZ"),
            (11, "DT_SYMENT"),
            (12, "DT_INIT"),
            (13, "DT_FINI"),
            (14, "DT_SONAME"),
            (15, "DT_RPATH"),
            (20, "DT_PLTREL"),
            (21, "DT_DEBUG"),
            (23, "DT_JMPREL"),
            (24, "DT_BIND_NOW"),
            (25, "DT_INIT_ARRAY"),
            (26, "DT_FINI_ARRAY"),
            (27, "DT_INIT_ARRAYSZ"),
            (28, "DT_FINI_ARRAYSZ"),
            (29, "DT_RUNPATH"),
            (30, "DT_FLAGS"),
            (0x6fff_fef5, "DT_GNU_HASH"),
            (0x6fff_fffb, "DT_FLAGS_1"),
            (0x6fff_fff9, "DT_RELACOUNT"),
            (0x6fff_fff0, "DT_VERSYM"),
            (0x6fff_fffe, "DT_VERNEED"),
            (0x6fff_ffff, "DT_VERNEEDNUM"),
        ],
    )
}
