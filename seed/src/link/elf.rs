//! The ELF file around the sections: headers, segments, symbols. Any `readelf` shows what
//! is written here; the numbers are those of the System V gABI, chapters 4 and 5.

use super::layout::MIN_ALIGN;

use super::parse::Program;
use super::{Arch, BSS, DATA, Image, Place, RODATA, TEXT};
use crate::diag::{Res, fail};
const EHDR_SIZE: u64 = 64;
const PHDR_SIZE: u64 = 56;
const SHDR_SIZE: u64 = 64;
const SYM_SIZE: u64 = 24;

/// Where the ELF header says where the section headers begin.
const SHOFF_AT: usize = 40;
const ET_EXEC: u64 = 2;
const PT_LOAD: u64 = 1;
const PT_GNU_STACK: u64 = 0x6474e551;
const PF_X: u64 = 1;
const PF_W: u64 = 2;
const PF_R: u64 = 4;
const SHT_PROGBITS: u64 = 1;
const SHT_SYMTAB: u64 = 2;
const SHT_STRTAB: u64 = 3;
const SHT_NOBITS: u64 = 8;
const SHF_WRITE: u64 = 1;
const SHF_ALLOC: u64 = 2;
const SHF_EXECINSTR: u64 = 4;
const STT_OBJECT: u64 = 1;
const STT_FUNC: u64 = 2;
const STB_GLOBAL: u64 = 1;

/// The sections in the order of the file, with their flags and their places in this order.
const ORDER: [usize; 4] = [RODATA, TEXT, DATA, BSS];
const FLAGS: [u64; 4] = [SHF_ALLOC, SHF_ALLOC | SHF_EXECINSTR, SHF_ALLOC | SHF_WRITE, SHF_ALLOC | SHF_WRITE];
const INDEX: [u64; 4] = [2, 1, 3, 4];

/// The names of the sections in this order and of the tables, each at its offset here.
const NAMES: &[u8] = b"\0.rodata\0.text\0.data\0.bss\0.symtab\0.strtab\0.shstrtab\0";
const NAME_AT: [u64; 4] = [1, 9, 15, 21];
const SYMTAB_AT: u64 = 26;
const STRTAB_AT: u64 = 34;
const SHSTRTAB_AT: u64 = 42;

/// The headers with rodata, text, data with bss, the stack.
const SEGMENTS: u64 = 4;

/// The headers of the sections and of three tables, and the first one, which is all zeros.
const HEADERS: u64 = 8;
const STRTAB_INDEX: u64 = 6;

/// What the ELF header and the program headers take.
pub const HEADERS_SIZE: u64 = EHDR_SIZE + PHDR_SIZE * SEGMENTS;

/// Each of `values` in `size` bytes.
fn put(file: &mut Vec<u8>, size: usize, values: &[u64]) {
    for value in values {
        file.extend_from_slice(&value.to_le_bytes()[..size]);
    }
}

fn pad(file: &mut Vec<u8>, align: usize) {
    file.resize(file.len().next_multiple_of(align), 0);
}

/// The ELF header. `tables` will fill in where the section headers begin.
fn ehdr(file: &mut Vec<u8>, arch: Arch, entry: u64) {
    // Class 64, little-endian, version 1, System V ABI.
    file.extend_from_slice(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
    put(file, 2, &[ET_EXEC, arch.machine]);
    put(file, 4, &[1]);
    put(file, 8, &[entry, EHDR_SIZE, 0]);
    put(file, 4, &[0]);
    put(file, 2, &[EHDR_SIZE, PHDR_SIZE, SEGMENTS, SHDR_SIZE, HEADERS, HEADERS - 1]);
}

/// A program header; `memory` is the size in memory.
fn phdr(file: &mut Vec<u8>, kind_and_flags: [u64; 2], place: Place, memory: u64, align: u64) {
    put(file, 4, &kind_and_flags);
    put(file, 8, &[place.offset, place.address, place.address, place.size, memory, align]);
}

fn phdrs(file: &mut Vec<u8>, places: &[Place; 4], arch: Arch) {
    let [text, rodata, data, bss] = *places;
    let size = rodata.offset + rodata.size;
    let first = Place { address: rodata.address - rodata.offset, offset: 0, size };
    phdr(file, [PT_LOAD, PF_R], first, size, arch.page);
    phdr(file, [PT_LOAD, PF_R | PF_X], text, text.size, arch.page);
    phdr(file, [PT_LOAD, PF_R | PF_W], data, bss.address + bss.size - data.address, arch.page);
    phdr(file, [PT_GNU_STACK, PF_R | PF_W], Place::default(), 0, MIN_ALIGN);
}

/// The symbol table, the strings and the section headers.
fn tables(file: &mut Vec<u8>, program: &Program, places: &[Place; 4]) {
    pad(file, 8);
    let symtab = file.len() as u64;
    put(file, SYM_SIZE as usize / 3, &[0; 3]);
    let mut strings = vec![0];
    let mut first_global = 1;
    for local in [true, false] {
        for symbol in &program.symbols {
            let name = program.names.name(symbol.name);
            if name.contains(&b'.') == local {
                let kind = if symbol.is_func { STT_FUNC } else { STT_OBJECT };
                let binding = if local { 0 } else { STB_GLOBAL };
                put(file, 4, &[strings.len() as u64]);
                put(file, 1, &[binding << 4 | kind, 0]);
                put(file, 2, &[INDEX[symbol.section]]);
                put(file, 8, &[places[symbol.section].address + symbol.offset, symbol.size]);
                strings.extend_from_slice(name);
                strings.push(0);
                first_global += local as u64;
            }
        }
    }
    let strtab = file.len() as u64;
    file.extend_from_slice(&strings);
    let shstrtab = file.len() as u64;
    file.extend_from_slice(NAMES);
    let end = file.len() as u64;
    pad(file, 8);
    let shdrs = file.len();
    file[SHOFF_AT..SHOFF_AT + 8].copy_from_slice(&(shdrs as u64).to_le_bytes());

    put(file, 8, &[0; SHDR_SIZE as usize / 8]);
    for (nth, &i) in ORDER.iter().enumerate() {
        let kind = if i == BSS { SHT_NOBITS } else { SHT_PROGBITS };
        put(file, 4, &[NAME_AT[nth], kind]);
        put(file, 8, &[FLAGS[nth], places[i].address, places[i].offset, places[i].size]);
        put(file, 4, &[0, 0]);
        put(file, 8, &[program.sections[i].align.max(MIN_ALIGN), 0]);
    }
    put(file, 4, &[SYMTAB_AT, SHT_SYMTAB]);
    put(file, 8, &[0, 0, symtab, strtab - symtab]);
    put(file, 4, &[STRTAB_INDEX, first_global]);
    put(file, 8, &[8, SYM_SIZE]);
    for (name, from, to) in [(STRTAB_AT, strtab, shstrtab), (SHSTRTAB_AT, shstrtab, end)] {
        put(file, 4, &[name, SHT_STRTAB]);
        put(file, 8, &[0, 0, from, to - from, 0, 1, 0]);
    }
}

/// The file with the sections at `places`.
pub fn write(mut program: Program, places: [Place; 4], arch: Arch) -> Res<Image> {
    let Some(start) = program.find(b"_start") else {
        return fail("the program has no label '_start'");
    };
    let entry = places[start.section].address + start.offset;
    let mut file = Vec::new();
    ehdr(&mut file, arch, entry);
    phdrs(&mut file, &places, arch);
    for i in ORDER {
        file.resize(places[i].offset as usize, 0);
        file.extend_from_slice(&program.sections[i].bytes);
    }
    tables(&mut file, &program, &places);
    Ok(Image { file, entry, places })
}
