//! Program headers (gABI, chapter 5).

use super::super::Segment;
use super::super::number::*;
use super::Check;

/// The smallest page of the machines known here.
const PAGE: u64 = 4096;
const PT_NAMES: &[(u32, &str)] = &[
    (0, "NULL"),
    (PT_LOAD, "LOAD"),
    (PT_DYNAMIC, "DYNAMIC"),
    (PT_INTERP, "INTERP"),
    (PT_NOTE, "NOTE"),
    (5, "SHLIB"),
    (PT_PHDR, "PHDR"),
    (PT_TLS, "TLS"),
    (0x6474_e550, "GNU_EH_FRAME"),
    (PT_GNU_STACK, "GNU_STACK"),
    (0x6474_e552, "GNU_RELRO"),
    (0x6474_e553, "GNU_PROPERTY"),
    (0x6474_e554, "GNU_SFRAME"),
    (0x7000_0003, "RISCV_ATTRIBUTES"),
];

impl Segment {
    /// The name of its type, as readelf has it; `None` if it is not known.
    pub fn kind_name(&self) -> Option<&'static str> {
        PT_NAMES.iter().find(|(kind, _)| *kind == self.kind).map(|(_, name)| *name)
    }

    /// `r`, `w` and `x`, or `-` in their places.
    pub fn flag_letters(&self) -> String {
        let letters = [(PF_R, 'r'), (PF_W, 'w'), (PF_X, 'x')];
        letters.iter().map(|(bit, letter)| if self.flags & bit != 0 { *letter } else { '-' }).collect()
    }

    fn describe(&self, number: usize) -> String {
        match self.kind_name() {
            Some(name) => format!("segment {number} ({name})"),
            None => format!("segment {number}"),
        }
    }
}

impl Check<'_> {
    pub(super) fn segments(&mut self) {
        let elf = self.elf;
        for (number, segment) in elf.segments.iter().enumerate() {
            self.segment(number, segment);
        }
        self.loads();
        self.stack();
        if elf.kind != ET_REL && !elf.segments.iter().any(|s| s.kind == PT_LOAD) {
            self.error("segment-load", "nothing is loaded".to_string());
        }
    }

    fn segment(&mut self, number: usize, segment: &Segment) {
        let what = segment.describe(number);
        let size = self.elf.bytes.len() as u64;
        if segment.kind_name().is_none() {
            self.note("segment-type", format!("{what} has the unknown type {:#x}", segment.kind));
        }
        if segment.kind == 0 {
            return;
        }
        if segment.flags & !(PF_R | PF_W | PF_X) != 0 {
            self.warning("segment-flags", format!("{what} has the unknown flags {:#x}", segment.flags));
        }
        let end = segment.offset.checked_add(segment.file_size);
        if segment.file_size > 0 && end.is_none_or(|end| end > size) {
            self.error("segment-range", format!("{what} ends behind the end of the file"));
        }
        if segment.address.checked_add(segment.memory_size).is_none() {
            self.error("segment-range", format!("{what} ends behind the last address"));
        }
        if segment.align > 1 && !segment.align.is_power_of_two() {
            let text = format!("{what} has the alignment {:#x}, no power of two", segment.align);
            return self.error("segment-align", text);
        }
        match segment.kind {
            PT_LOAD => self.load(&what, segment),
            PT_PHDR => {
                let header = &self.elf.header;
                let bytes = header.segments.saturating_mul(56);
                if segment.offset != header.segments_at || segment.file_size != bytes {
                    self.error("segment-phdr", format!("{what} is not where the program headers are"));
                }
            }
            _ => {}
        }
    }

    fn load(&mut self, what: &str, segment: &Segment) {
        if segment.file_size > segment.memory_size {
            self.error("segment-range", format!("{what} has more bytes in the file than in memory"));
        }
        let align = segment.align.max(1);
        if segment.offset % align != segment.address % align {
            let text = format!(
                "{what}: offset {:#x} and address {:#x} differ modulo the alignment {align:#x}",
                segment.offset, segment.address
            );
            self.error("segment-congruence", text);
        }
        if align < PAGE && segment.offset % PAGE != segment.address % PAGE {
            let text = format!(
                "{what}: offset {:#x} and address {:#x} differ modulo a page",
                segment.offset, segment.address
            );
            self.error("segment-congruence", text);
        }
        if segment.flags & (PF_W | PF_X) == PF_W | PF_X {
            self.error("writable-code", format!("{what} is writable and executable"));
        }
        if segment.flags & PF_R == 0 {
            self.note("segment-flags", format!("{what} is not readable"));
        }
        if segment.physical != segment.address && segment.physical != 0 {
            let text =
                format!("{what}: physical address {:#x}, not {:#x}", segment.physical, segment.address);
            self.note("segment-physical", text);
        }
    }

    /// Loaded segments are in the order of their addresses, apart, and on pages of their own.
    fn loads(&mut self) {
        let loads = self.elf.segments.iter().enumerate().filter(|(_, s)| s.kind == PT_LOAD);
        let loads: Vec<(usize, &Segment)> = loads.collect();
        for pair in loads.windows(2) {
            let &[(number, before), (next, after)] = pair else {
                continue;
            };
            let (what, other) = (before.describe(number), after.describe(next));
            if after.address < before.address {
                let text = format!("{other} is before {what} in memory, behind it in the table");
                self.error("segment-order", text);
                continue;
            }
            if after.address < before.end() {
                self.error("segment-overlap", format!("{other} overlaps {what} in memory"));
                continue;
            }
            // The kernel maps whole pages: the later mapping takes the page of both.
            let page = before.align.max(after.align).clamp(PAGE, 1 << 16);
            let same_page = before.memory_size > 0 && (before.end() - 1) / page == after.address / page;
            if same_page && before.flags != after.flags {
                let text = format!("{what} and {other} share a page of memory with different flags");
                self.error("segment-page", text);
            } else if same_page {
                self.note("segment-page", format!("{what} and {other} share a page of memory"));
            }
            if before.file_size > 0 && after.file_size > 0 && after.offset < before.file_end() {
                self.warning("segment-file", format!("{what} and {other} load the same bytes of the file"));
            } else if before.file_size > 0
                && (before.file_end() - 1) / PAGE == after.offset / PAGE
                && after.file_size > 0
                && (before.flags ^ after.flags) & PF_X != 0
            {
                let text = format!(
                    "{what} and {other} share a page of the file: some of each is mapped with the \
                    other's flags"
                );
                self.note("segment-file", text);
            }
        }
    }

    /// Without PT_GNU_STACK Linux makes the stack of some machines executable.
    fn stack(&mut self) {
        if self.elf.kind == ET_REL {
            return;
        }
        match self.elf.segments.iter().find(|s| s.kind == PT_GNU_STACK) {
            None => self.warning("stack", "no PT_GNU_STACK: the stack may be executable".to_string()),
            Some(stack) if stack.flags & PF_X != 0 => {
                self.error("stack", "the stack is executable".to_string());
            }
            Some(stack) if stack.file_size != 0 => {
                self.warning("stack", "PT_GNU_STACK has bytes in the file".to_string());
            }
            Some(_) => {}
        }
    }
}
