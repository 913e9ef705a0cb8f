//! Section headers (gABI, chapter 4) and how they agree with the segments (chapter 5).

use super::super::number::*;
use super::super::{Elf, Section, Segment, clip};
use super::Check;

const SHT_NAMES: &[(u32, &str)] = &[
    (SHT_NULL, "NULL"),
    (1, "PROGBITS"),
    (SHT_SYMTAB, "SYMTAB"),
    (SHT_STRTAB, "STRTAB"),
    (SHT_RELA, "RELA"),
    (5, "HASH"),
    (SHT_DYNAMIC, "DYNAMIC"),
    (SHT_NOTE, "NOTE"),
    (SHT_NOBITS, "NOBITS"),
    (SHT_REL, "REL"),
    (SHT_DYNSYM, "DYNSYM"),
    (14, "INIT_ARRAY"),
    (15, "FINI_ARRAY"),
    (16, "PREINIT_ARRAY"),
    (17, "GROUP"),
    (SHT_SYMTAB_SHNDX, "SYMTAB_SHNDX"),
    (19, "RELR"),
    (0x6fff_4c03, "LLVM_ADDRSIG"),
    (0x6fff_fff5, "GNU_ATTRIBUTES"),
    (0x6fff_fff6, "GNU_HASH"),
    (0x6fff_fff7, "GNU_LIBLIST"),
    (0x6fff_fffd, "VERDEF"),
    (0x6fff_fffe, "VERNEED"),
    (0x6fff_ffff, "VERSYM"),
    // UNWIND on x86-64, EXIDX on ARM, ATTRIBUTES on AArch64 and RISC-V.
    (0x7000_0001, "X86_64_UNWIND"),
    (0x7000_0003, "ATTRIBUTES"),
];

impl Section {
    /// The name of its type, as readelf has it; `None` if it is not known.
    pub fn kind_name(&self) -> Option<&'static str> {
        SHT_NAMES.iter().find(|(kind, _)| *kind == self.kind).map(|(_, name)| *name)
    }

    /// `r`, `w` and `x` for what is loaded, or `-` in their places.
    pub fn flag_letters(&self) -> String {
        let letters = [(SHF_ALLOC, 'r'), (SHF_WRITE, 'w'), (SHF_EXECINSTR, 'x')];
        letters.iter().map(|(bit, letter)| if self.flags & bit != 0 { *letter } else { '-' }).collect()
    }
}

impl<'a> Check<'a> {
    pub(super) fn sections(&mut self) {
        let elf = self.elf;
        if elf.sections.is_empty() {
            return self.note("sections", "no section headers".to_string());
        }
        if elf.sections.first().is_some_and(|first| first.kind != SHT_NULL || first.offset != 0) {
            self.error("section-null", "section 0 is not null".to_string());
        }
        for (number, section) in elf.sections.iter().enumerate().skip(1) {
            self.section(&format!("section {number} {}", clip(&section.name)), section);
        }
        self.in_memory();
        let in_code = std::mem::take(&mut self.in_code);
        if let (Some(first), count) = (in_code.first(), in_code.len()) {
            let text =
                format!("{count} sections, the first {first}, are not executable, but their segment is");
            self.note("section-flags", text);
        }
    }

    fn section(&mut self, what: &str, section: &Section) {
        if section.kind == SHT_NULL {
            return;
        }
        if section.kind_name().is_none() {
            self.note("section-type", format!("{what} has the unknown type {:#x}", section.kind));
        }
        let end = section.offset.checked_add(section.size);
        if section.in_file() && end.is_none_or(|end| end > self.elf.bytes.len() as u64) {
            self.error("section-range", format!("{what} ends behind the end of the file"));
        }
        if section.flags & SHF_ALLOC != 0 && section.address.checked_add(section.size).is_none() {
            self.error("section-range", format!("{what} ends behind the last address"));
        }
        if section.align > 1 && !section.align.is_power_of_two() {
            let text = format!("{what} has the alignment {}, no power of two", section.align);
            self.error("section-align", text);
        } else if section.align > 1 && !section.address.is_multiple_of(section.align) {
            let text = format!("{what} is at {:#x}, no multiple of {}", section.address, section.align);
            self.error("section-align", text);
        }
        if section.flags & SHF_WRITE != 0 && section.is_code() {
            self.error("writable-code", format!("{what} is writable and executable"));
        }
        self.table(what, section);
        if self.elf.kind != ET_REL && section.flags & SHF_ALLOC != 0 && section.size > 0 {
            self.with_segment(what, section);
        }
    }

    /// Tables have whole entries, and links to what they need.
    fn table(&mut self, what: &str, section: &Section) {
        let count = self.elf.sections.len() as u64;
        if u64::from(section.link) >= count {
            self.error(
                "section-link",
                format!("{what} is linked to section {}, which is not there", section.link),
            );
        }
        let (entry, linked) = match section.kind {
            SHT_SYMTAB | SHT_DYNSYM => (24, true),
            SHT_RELA => (24, self.elf.kind == ET_REL),
            SHT_REL | SHT_DYNAMIC => (16, section.kind == SHT_DYNAMIC),
            SHT_SYMTAB_SHNDX => (4, true),
            _ => return,
        };
        if section.entry_size != entry || !section.size.is_multiple_of(entry) {
            let text = format!(
                "{what}: {} bytes in entries of {}, not of {entry}",
                section.size, section.entry_size
            );
            self.error("section-entries", text);
        }
        if linked && section.link == 0 {
            self.error("section-link", format!("{what} is linked to nothing"));
        }
        let applies = matches!(section.kind, SHT_RELA | SHT_REL) && self.elf.kind == ET_REL;
        if applies && !(1..count).contains(&u64::from(section.info)) {
            self.error(
                "section-link",
                format!("{what} applies to section {}, which is not there", section.info),
            );
        }
    }

    /// A section that is loaded lies in a segment, at the same place of it in the file and in memory, with flags that fit.
    fn with_segment(&mut self, what: &str, section: &Section) {
        if !section.in_memory() {
            return;
        }
        let Some(segment) = self.holder(section) else {
            return self.error("section-segment", format!("{what} is in no loaded segment"));
        };
        let in_segment = section.address - segment.address;
        if section.in_file() && section.offset.checked_sub(segment.offset) != Some(in_segment) {
            let text = format!(
                "{what} is at file offset {:#x}, but its segment puts {:#x} there",
                section.offset,
                segment.offset.saturating_add(in_segment)
            );
            self.error("section-segment", text);
        }
        if section.in_file() && in_segment.saturating_add(section.size) > segment.file_size {
            self.error("section-segment", format!("{what} goes beyond what its segment has in the file"));
        }
        if !section.in_file() && in_segment < segment.file_size {
            self.warning("section-segment", format!("{what} has no bytes, but its segment has some there"));
        }
        if section.is_code() && segment.flags & PF_X == 0 {
            self.error("section-flags", format!("{what} is executable, its segment is not"));
        }
        if section.flags & SHF_WRITE != 0 && segment.flags & PF_W == 0 {
            self.error("section-flags", format!("{what} is writable, its segment is not"));
        }
        if !section.is_code() && segment.flags & PF_X != 0 {
            self.in_code.push(clip(&section.name));
        }
    }

    /// The segment that holds all of a section in memory.
    fn holder(&self, section: &Section) -> Option<&'a Segment> {
        let at = self.loads.partition_point(|&(address, _)| address <= section.address);
        let &(_, number) = self.loads.get(at.checked_sub(1)?)?;
        let elf: &'a Elf = self.elf;
        let segment = elf.segments.get(number)?;
        (section.end() <= segment.end()).then_some(segment)
    }

    /// Sections do not overlap in memory.
    fn in_memory(&mut self) {
        if self.elf.kind == ET_REL {
            return;
        }
        let mut placed: Vec<&Section> = self.elf.sections.iter().filter(|s| s.in_memory()).collect();
        placed.sort_by_key(|section| (section.address, section.end()));
        for pair in placed.windows(2) {
            if let &[before, after] = pair
                && after.address < before.end()
            {
                let text =
                    format!("sections {} and {} overlap in memory", clip(&before.name), clip(&after.name));
                self.error("section-overlap", text);
            }
        }
    }
}

/// Addresses and numbers of the loaded segments, in the order of the addresses.
pub(super) fn loads(elf: &Elf) -> Vec<(u64, usize)> {
    let loads = elf.segments.iter().enumerate().filter(|(_, s)| s.kind == PT_LOAD && s.memory_size > 0);
    let mut loads: Vec<(u64, usize)> = loads.map(|(number, s)| (s.address, number)).collect();
    loads.sort_unstable();
    loads
}
