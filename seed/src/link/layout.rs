//! Gives each section its address and place in the file, and fills in the references.

use super::parse::{Field, Program};
use super::{Arch, BSS, DATA, Place, RODATA, TEXT, elf};
use crate::diag::{Res, err, show};

const BASE: u64 = 0x400000;
pub const MIN_ALIGN: u64 = 16;

pub fn align_up(value: u64, align: u64) -> u64 {
    (value + align - 1) & !(align - 1)
}

/// Headers and rodata, text, and data with bss each begin on a page of their own. A byte of
/// the file at offset N is mapped at BASE + N.
pub fn place(program: &mut Program, arch: Arch) -> [Place; 4] {
    // A segment without bytes in the file is refused by some loaders.
    if program.sections[BSS].size > 0 && program.sections[DATA].size == 0 {
        program.sections[DATA].size = MIN_ALIGN;
        program.sections[DATA].bytes = vec![0; MIN_ALIGN as usize];
    }
    let mut places = [Place::default(); 4];
    let mut end = elf::headers_size(program);
    for i in [RODATA, TEXT, DATA, BSS] {
        let section = &program.sections[i];
        let new_page = (i == TEXT || i == DATA) && section.size > 0;
        let align = section.align.max(if new_page { arch.page } else { MIN_ALIGN });
        let offset = align_up(end, align);
        places[i] = Place { address: BASE + offset, offset, size: section.size };
        end = offset + section.size;
    }
    places
}

/// Stores the value of every reference in its section.
pub fn fill(program: &mut Program, places: &[Place; 4]) -> Res<()> {
    for r in &program.refs {
        let label = &program.labels[r.label];
        if !label.defined {
            let name = show(program.names.name(label.name));
            return err(r.loc, format!("undefined label '{name}'"));
        }
        let field = &program.fields[r.field];
        let mut value = (places[label.section].address + label.offset).wrapping_add(r.addend);
        if field.relative {
            value = value.wrapping_sub(places[r.section].address + r.offset);
        }
        if !fits(field, value) {
            let name = show(program.names.name(label.name));
            return err(r.loc, format!("label '{name}' is out of the reach of this reference"));
        }
        let mut word = r.base;
        for part in &field.parts {
            let mask = u64::MAX >> (64 - part.width);
            word ^= (value >> part.low & mask) << part.at;
        }
        let start = r.offset as usize;
        let bytes = &mut program.sections[r.section].bytes[start..start + field.size as usize];
        bytes.copy_from_slice(&word.to_le_bytes()[..field.size as usize]);
    }
    Ok(())
}

/// Whether the bits that the field leaves out are those that its check expects.
fn fits(field: &Field, value: u64) -> bool {
    let mut low = 64;
    let mut high = 0;
    for part in &field.parts {
        low = low.min(part.low);
        high = high.max(part.low + part.width);
    }
    if field.check == b'n' {
        return true;
    }
    let rest = 64 - high;
    let back =
        if field.check == b's' { ((value << rest) as i64 >> rest) as u64 } else { value << rest >> rest };
    back == value && value >> low << low == value
}
