//! The whole file that a program must be: headers, sections, padding and tables (docs/HEX.md, "The executable"; System V
//! gABI, chapters 4 and 5), each byte in a region that says what it is.
//!
//! Takes a linked `Assembly`, gives the bytes. The headers are written field by field from the tables below, which also
//! name the field in which a file differs.

use super::assembly::{Assembly, Place, Symbol};
use super::map::Area;
use super::names::Names;

/// What P1's executables depend on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arch {
    pub name: &'static str,
    pub machine: u16,
    pub page: u64,
}

pub const ARCHES: [Arch; 3] = [
    Arch { name: "x86_64", machine: 62, page: 0x1000 },
    Arch { name: "aarch64", machine: 183, page: 0x10000 },
    Arch { name: "riscv64", machine: 243, page: 0x1000 },
];

/// What a stretch of the file is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    ElfHeader,
    ProgramHeaders,
    /// Zeros up to where the next thing begins.
    Gap,
    Section(Area),
    /// The 16 zeros of a section that would be empty.
    Filler(Area),
    Symbols,
    Strings,
    SectionNames,
    SectionHeaders,
}

#[derive(Clone, Copy, Debug)]
pub struct Region {
    pub kind: Kind,
    pub begin: u64,
    pub end: u64,
}

pub struct Image {
    pub bytes: Vec<u8>,
    /// All of the file, in order, without holes.
    pub regions: Vec<Region>,
    /// The indices of the symbols in the order of the symbol table.
    pub symbols: Vec<usize>,
}

/// The fields of a structure: their names and sizes.
pub type Fields = &'static [(&'static str, usize)];

/// gABI, figure 4-3; e_ident in two halves.
const EHDR: Fields = &[
    ("e_ident", 8),
    ("e_ident's padding", 8),
    ("e_type", 2),
    ("e_machine", 2),
    ("e_version", 4),
    ("e_entry", 8),
    ("e_phoff", 8),
    ("e_shoff", 8),
    ("e_flags", 4),
    ("e_ehsize", 2),
    ("e_phentsize", 2),
    ("e_phnum", 2),
    ("e_shentsize", 2),
    ("e_shnum", 2),
    ("e_shstrndx", 2),
];

/// gABI, figure 5-1.
const PHDR: Fields = &[
    ("p_type", 4),
    ("p_flags", 4),
    ("p_offset", 8),
    ("p_vaddr", 8),
    ("p_paddr", 8),
    ("p_filesz", 8),
    ("p_memsz", 8),
    ("p_align", 8),
];

/// gABI, figure 4-8.
const SHDR: Fields = &[
    ("sh_name", 4),
    ("sh_type", 4),
    ("sh_flags", 8),
    ("sh_addr", 8),
    ("sh_offset", 8),
    ("sh_size", 8),
    ("sh_link", 4),
    ("sh_info", 4),
    ("sh_addralign", 8),
    ("sh_entsize", 8),
];

/// gABI, figure 4-15.
const SYM: Fields =
    &[("st_name", 4), ("st_info", 1), ("st_other", 1), ("st_shndx", 2), ("st_value", 8), ("st_size", 8)];

const EHDR_SIZE: u64 = 64;
const PHDR_SIZE: u64 = 56;
const SHDR_SIZE: u64 = 64;
const SEGMENTS: u64 = 4;
const SECTIONS: u64 = 8;

/// What the ELF header and the program headers take.
pub const HEADERS: u64 = EHDR_SIZE + SEGMENTS * PHDR_SIZE;

/// The names of the sections by their numbers, as .shstrtab holds them.
const NAMES: [&str; 8] = ["", ".rodata", ".text", ".data", ".bss", ".symtab", ".strtab", ".shstrtab"];

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::ElfHeader => "ELF header",
            Kind::ProgramHeaders => "program headers",
            Kind::Gap => "padding between parts",
            Kind::Section(_) => "sections",
            Kind::Filler(_) => "zeros of empty sections",
            Kind::Symbols => "symbol table",
            Kind::Strings => "symbol names",
            Kind::SectionNames => "section names",
            Kind::SectionHeaders => "section headers",
        }
    }

    /// The fields of the structures that it consists of, if it does.
    pub fn fields(self) -> Option<Fields> {
        match self {
            Kind::ElfHeader => Some(EHDR),
            Kind::ProgramHeaders => Some(PHDR),
            Kind::SectionHeaders => Some(SHDR),
            Kind::Symbols => Some(SYM),
            _ => None,
        }
    }
}

/// The field around the byte at `offset` of an array of structures: the structure's number, the field's name and where
/// in the array it begins and ends.
pub fn field_at(fields: Fields, offset: u64) -> Option<(u64, &'static str, u64, u64)> {
    let size: u64 = fields.iter().map(|field| field.1 as u64).sum();
    let number = offset / size;
    let mut begin = number * size;
    for &(name, size) in fields {
        let end = begin + size as u64;
        if offset < end {
            return Some((number, name, begin, end));
        }
        begin = end;
    }
    None
}

/// The bytes of a file as they are written.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    regions: Vec<Region>,
}

impl Writer {
    fn at(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// A structure: one value for each field.
    fn put(&mut self, fields: Fields, values: &[u64]) {
        for (&(_, size), value) in fields.iter().zip(values) {
            self.bytes.extend(value.to_le_bytes().iter().take(size));
        }
    }

    /// What was written since the last region is one of this kind.
    fn close(&mut self, kind: Kind) {
        let begin = self.regions.last().map_or(0, |region| region.end);
        let end = self.at();
        if end > begin {
            self.regions.push(Region { kind, begin, end });
        }
    }

    /// Zeros up to an offset.
    fn pad(&mut self, to: u64) {
        self.bytes.resize((to as usize).max(self.bytes.len()), 0);
        self.close(Kind::Gap);
    }
}

/// The file. `places` are those of `assembly`, and its references are filled in.
pub fn image(assembly: &Assembly, names: &Names, places: &[Place; 4], arch: Arch) -> Result<Image, String> {
    let start = names.find(b"_start").and_then(|name| assembly.find(name));
    let (area, offset) = start.ok_or("the program has no label '_start'")?;
    let [rodata, text, data, bss] = *places;
    let entry = places.get(area as usize).map_or(0, |place| place.address) + offset;
    let mut out = Writer::default();

    // Class 64, little-endian, version 1, System V ABI; ET_EXEC. Where the section headers begin follows below.
    let ident = u64::from_le_bytes(*b"\x7fELF\x02\x01\x01\0");
    let machine = u64::from(arch.machine);
    let mut header = [
        ident,
        0,
        2,
        machine,
        1,
        entry,
        EHDR_SIZE,
        0,
        0,
        EHDR_SIZE,
        PHDR_SIZE,
        SEGMENTS,
        SHDR_SIZE,
        SECTIONS,
        SECTIONS - 1,
    ];
    out.put(EHDR, &header);
    out.close(Kind::ElfHeader);
    const LOAD: u64 = 1;
    const STACK: u64 = 0x6474e551;
    let base = rodata.address - rodata.offset;
    let first = rodata.offset + rodata.size;
    let memory = bss.address + bss.size - data.address;
    out.put(PHDR, &[LOAD, 4, 0, base, base, first, first, arch.page]);
    out.put(PHDR, &[LOAD, 5, text.offset, text.address, text.address, text.size, text.size, arch.page]);
    out.put(PHDR, &[LOAD, 6, data.offset, data.address, data.address, data.size, memory, arch.page]);
    out.put(PHDR, &[STACK, 6, 0, 0, 0, 0, 0, 16]);
    out.close(Kind::ProgramHeaders);
    for area in [Area::Rodata, Area::Text, Area::Data] {
        let (part, place) = (assembly.part(area), places.get(area as usize).copied().unwrap_or_default());
        out.pad(place.offset);
        out.bytes.extend_from_slice(&part.bytes);
        out.close(Kind::Section(area));
        out.bytes.resize((place.offset + place.size) as usize, 0);
        out.close(Kind::Filler(area));
    }

    // The tables follow the place that bss has in the file, without bytes of its own.
    out.pad(bss.offset.next_multiple_of(8));
    let order = order(&assembly.symbols, names);
    let locals = order.iter().filter(|&&index| is_local(assembly, names, index)).count() as u64;
    let symtab = out.at();
    out.put(SYM, &[0; 6]);
    let mut strings = vec![0];
    for symbol in order.iter().filter_map(|&index| assembly.symbols.get(index)) {
        let name = names.text(symbol.name);
        let info = u64::from(!name.contains(&b'.')) << 4 | if symbol.is_function { 2 } else { 1 };
        let address = places.get(symbol.area as usize).map_or(0, |place| place.address) + symbol.offset;
        out.put(SYM, &[strings.len() as u64, info, 0, symbol.area as u64 + 1, address, symbol.size]);
        strings.extend_from_slice(name);
        strings.push(0);
    }
    out.close(Kind::Symbols);
    let strtab = out.at();
    out.bytes.extend_from_slice(&strings);
    out.close(Kind::Strings);
    let shstrtab = out.at();
    let mut name_at = Vec::new();
    for name in NAMES {
        name_at.push(out.at() - shstrtab);
        out.bytes.extend_from_slice(name.as_bytes());
        out.bytes.push(0);
    }
    out.close(Kind::SectionNames);
    let end = out.at();

    out.pad(end.next_multiple_of(8));
    header[7] = out.at();
    out.put(SHDR, &[0; 10]);
    let mut section = |number: usize, rest: [u64; 9]| {
        let name = name_at.get(number).copied().unwrap_or(0);
        out.put(SHDR, &[&[name][..], &rest].concat());
    };
    for (area, kind, flags) in
        [(Area::Rodata, 1, 2), (Area::Text, 1, 6), (Area::Data, 1, 3), (Area::Bss, 8, 3)]
    {
        let place = places.get(area as usize).copied().unwrap_or_default();
        let align = assembly.part(area).align.max(16);
        section(area as usize + 1, [kind, flags, place.address, place.offset, place.size, 0, 0, align, 0]);
    }
    section(5, [2, 0, 0, symtab, strtab - symtab, 6, locals + 1, 8, 24]);
    section(6, [3, 0, 0, strtab, shstrtab - strtab, 0, 0, 1, 0]);
    section(7, [3, 0, 0, shstrtab, end - shstrtab, 0, 0, 1, 0]);
    out.close(Kind::SectionHeaders);

    let mut again = Writer::default();
    again.put(EHDR, &header);
    if let Some(place) = out.bytes.get_mut(..again.bytes.len()) {
        place.copy_from_slice(&again.bytes);
    }
    Ok(Image { bytes: out.bytes, regions: out.regions, symbols: order })
}

fn is_local(assembly: &Assembly, names: &Names, index: usize) -> bool {
    assembly.symbols.get(index).is_some_and(|symbol| names.text(symbol.name).contains(&b'.'))
}

/// The symbols in the order of the table: local ones, whose names contain '.', first.
fn order(symbols: &[Symbol], names: &Names) -> Vec<usize> {
    let mut order: Vec<usize> = (0..symbols.len()).collect();
    order.sort_by_key(|&index| {
        !symbols.get(index).is_some_and(|symbol| names.text(symbol.name).contains(&b'.'))
    });
    order
}
