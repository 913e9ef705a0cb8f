//! The ELF file around the sections: headers, segments, symbols. Any `readelf` shows what
//! is written here; the numbers are those of the System V gABI, chapters 4 and 5.

use super::layout::{MIN_ALIGN, align_up};
use super::parse::{Program, Symbol};
use super::{Arch, BSS, DATA, Image, Place, RODATA, TEXT};
use crate::diag::{Res, fail};

const EHDR_SIZE: u64 = 64;
const PHDR_SIZE: u64 = 56;
const SHDR_SIZE: u64 = 64;
const SYM_SIZE: u64 = 24;

/// Where the ELF header says where the section headers begin.
const SHOFF_AT: usize = 40;

const PT_LOAD: u32 = 1;
const PT_GNU_STACK: u32 = 0x6474e551;
const PF_X: u32 = 1;
const PF_W: u32 = 2;
const PF_R: u32 = 4;

const SHT_PROGBITS: u32 = 1;
const SHT_SYMTAB: u32 = 2;
const SHT_STRTAB: u32 = 3;
const SHT_NOBITS: u32 = 8;
const STT_OBJECT: u8 = 1;
const STT_FUNC: u8 = 2;
const STB_LOCAL: u8 = 0;
const STB_GLOBAL: u8 = 1;
const SHF_WRITE: u64 = 1;
const SHF_ALLOC: u64 = 2;
const SHF_EXECINSTR: u64 = 4;

/// The sections in the order of the file, with their flags. Empty ones have no header.
const ORDER: [usize; 4] = [RODATA, TEXT, DATA, BSS];
const FLAGS: [u64; 4] = [SHF_ALLOC, SHF_ALLOC | SHF_EXECINSTR, SHF_ALLOC | SHF_WRITE, SHF_ALLOC | SHF_WRITE];
/// The tables that follow, and the first header, which is all zeros.
const TABLES: usize = 4;
const SHN_ABS: usize = 0xfff1;
/// The names of the sections, each at its offset here.
const NAMES: &[u8] = b"\0.rodata\0.text\0.data\0.bss\0.symtab\0.strtab\0.shstrtab\0";
const NAME_AT: [u32; 4] = [1, 9, 15, 21];
const SYMTAB_AT: u32 = 26;
const STRTAB_AT: u32 = 34;
const SHSTRTAB_AT: u32 = 42;

struct Writer {
    file: Vec<u8>,
}

/// What the ELF header and the program headers take.
pub fn headers_size(program: &Program) -> u64 {
    EHDR_SIZE + PHDR_SIZE * segment_count(program)
}

fn has_text(program: &Program) -> bool {
    program.sections[TEXT].size > 0
}

fn has_data(program: &Program) -> bool {
    program.sections[DATA].size > 0
}

fn section_count(program: &Program) -> usize {
    program.sections.iter().filter(|s| s.size > 0).count()
}

/// The headers and rodata, text, data and bss, the stack.
fn segment_count(program: &Program) -> u64 {
    2 + has_text(program) as u64 + has_data(program) as u64
}

/// The file with the sections at `places`.
pub fn write(mut program: Program, places: [Place; 4], arch: Arch) -> Res<Image> {
    let Some(start) = program.find(b"_start") else {
        return fail("the program has no label '_start'");
    };
    let entry = places[start.section].address + start.offset;
    let mut w = Writer { file: Vec::new() };
    w.ehdr(arch, entry, &program);
    w.phdrs(&program, &places, arch);
    for i in ORDER {
        w.pad(places[i].offset);
        w.file.extend_from_slice(&program.sections[i].bytes);
    }
    w.tables(&program, &places);
    Ok(Image { file: w.file, entry, places })
}

impl Writer {
    fn u16(&mut self, value: u16) {
        self.file.extend_from_slice(&value.to_le_bytes());
    }

    fn u32(&mut self, value: u32) {
        self.file.extend_from_slice(&value.to_le_bytes());
    }

    fn u64(&mut self, value: u64) {
        self.file.extend_from_slice(&value.to_le_bytes());
    }

    fn pad(&mut self, offset: u64) {
        self.file.resize(offset as usize, 0);
    }

    /// The ELF header. Where the section headers begin is filled in by `tables`.
    fn ehdr(&mut self, arch: Arch, entry: u64, program: &Program) {
        let sections = section_count(program) + TABLES;
        // Class 64, little-endian, version 1, System V ABI.
        self.file.extend_from_slice(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
        self.u16(2); // ET_EXEC
        self.u16(arch.machine);
        self.u32(1);
        self.u64(entry);
        self.u64(EHDR_SIZE);
        self.u64(0);
        self.u32(0);
        self.u16(EHDR_SIZE as u16);
        self.u16(PHDR_SIZE as u16);
        self.u16(segment_count(program) as u16);
        self.u16(SHDR_SIZE as u16);
        self.u16(sections as u16);
        self.u16(sections as u16 - 1);
    }

    fn phdrs(&mut self, program: &Program, places: &[Place; 4], arch: Arch) {
        let [text, rodata, data, bss] = *places;
        let first = Place { address: rodata.address - rodata.offset, offset: 0, size: 0 };
        let size = rodata.offset + rodata.size;
        self.phdr(PT_LOAD, PF_R, first, size, size, arch.page);
        if has_text(program) {
            self.phdr(PT_LOAD, PF_R | PF_X, text, text.size, text.size, arch.page);
        }
        if has_data(program) {
            let size = bss.address + bss.size - data.address;
            self.phdr(PT_LOAD, PF_R | PF_W, data, data.size, size, arch.page);
        }
        self.phdr(PT_GNU_STACK, PF_R | PF_W, Place::default(), 0, 0, 16);
    }

    /// A program header for what begins at `first`.
    fn phdr(&mut self, kind: u32, flags: u32, first: Place, file_size: u64, size: u64, align: u64) {
        self.u32(kind);
        self.u32(flags);
        self.u64(first.offset);
        self.u64(first.address);
        self.u64(first.address);
        self.u64(file_size);
        self.u64(size);
        self.u64(align);
    }

    /// The symbol table, the strings and the section headers.
    fn tables(&mut self, program: &Program, places: &[Place; 4]) {
        self.pad(align_up(self.file.len() as u64, 8));
        let symtab = self.file.len() as u64;
        self.pad(symtab + SYM_SIZE);
        let mut strings = vec![0];
        let mut first_global = 1;
        for local in [true, false] {
            for symbol in &program.symbols {
                let name = program.names.name(symbol.name);
                if name.contains(&b'.') == local {
                    self.symbol(symbol, local, program, places, strings.len() as u32);
                    strings.extend_from_slice(name);
                    strings.push(0);
                    first_global += local as u32;
                }
            }
        }
        let strtab = self.file.len() as u64;
        self.file.extend_from_slice(&strings);
        let shstrtab = self.file.len() as u64;
        self.file.extend_from_slice(NAMES);
        self.pad(align_up(self.file.len() as u64, 8));
        let shdrs = self.file.len() as u64;
        self.file[SHOFF_AT..SHOFF_AT + 8].copy_from_slice(&shdrs.to_le_bytes());
        self.pad(shdrs + SHDR_SIZE);

        for (nth, &i) in ORDER.iter().enumerate() {
            if program.sections[i].size > 0 {
                let kind = if i == BSS { SHT_NOBITS } else { SHT_PROGBITS };
                let align = program.sections[i].align.max(MIN_ALIGN);
                self.shdr(NAME_AT[nth], kind, FLAGS[nth], places[i], [0, 0], align, 0);
            }
        }
        let place = |offset, end| Place { address: 0, offset, size: end - offset };
        let links = [section_count(program) as u32 + 2, first_global];
        self.shdr(SYMTAB_AT, SHT_SYMTAB, 0, place(symtab, strtab), links, 8, SYM_SIZE);
        self.shdr(STRTAB_AT, SHT_STRTAB, 0, place(strtab, shstrtab), [0, 0], 1, 0);
        let end = shstrtab + NAMES.len() as u64;
        self.shdr(SHSTRTAB_AT, SHT_STRTAB, 0, place(shstrtab, end), [0, 0], 1, 0);
    }

    fn symbol(&mut self, symbol: &Symbol, local: bool, program: &Program, places: &[Place; 4], name: u32) {
        let kind = if symbol.is_func { STT_FUNC } else { STT_OBJECT };
        let binding = if local { STB_LOCAL } else { STB_GLOBAL };
        // An empty symbol may lie in a section without a header.
        let mut index = SHN_ABS;
        if program.sections[symbol.section].size > 0 {
            let before = ORDER.iter().take_while(|&&i| i != symbol.section);
            index = before.filter(|&&i| program.sections[i].size > 0).count() + 1;
        }
        self.u32(name);
        self.file.push(binding << 4 | kind);
        self.file.push(0);
        self.u16(index as u16);
        self.u64(places[symbol.section].address + symbol.offset);
        self.u64(symbol.size);
    }

    /// A section header; `links` are its fields link and info.
    #[allow(clippy::too_many_arguments)]
    fn shdr(
        &mut self,
        name: u32,
        kind: u32,
        flags: u64,
        place: Place,
        links: [u32; 2],
        align: u64,
        entry: u64,
    ) {
        self.u32(name);
        self.u32(kind);
        self.u64(flags);
        self.u64(place.address);
        self.u64(place.offset);
        self.u64(place.size);
        self.u32(links[0]);
        self.u32(links[1]);
        self.u64(align);
        self.u64(entry);
    }
}
