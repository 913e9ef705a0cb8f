//! Gives each section its address and place in the file, and fills in the references.

use super::parse::{Field, Program};

use super::{Arch, BSS, DATA, Place, RODATA, TEXT, elf};
use crate::diag::{Res, err, show};
const BASE: u64 = 0x400000;
pub const MIN_ALIGN: u64 = 16;

/// Headers and rodata, text, and data with bss each begin on a page of their own. A byte of
/// the file at offset N is mapped at BASE + N.
pub fn place(program: &mut Program, arch: Arch) -> [Place; 4] {
    let mut places = [Place::default(); 4];
    let mut end = elf::HEADERS_SIZE;
    for i in [RODATA, TEXT, DATA, BSS] {
        let section = &mut program.sections[i];
        if i != BSS && section.size == 0 {
            // Some loaders refuse a segment without bytes in the file.
            section.size = MIN_ALIGN;
            section.bytes = vec![0; MIN_ALIGN as usize];
        }
        let page = if i == TEXT || i == DATA { arch.page } else { MIN_ALIGN };
        let offset = end.next_multiple_of(section.align.max(page));
        places[i] = Place { address: BASE + offset, offset, size: section.size };
        end = offset + section.size;
    }
    places
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
