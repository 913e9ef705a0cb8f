//! Judges what `parse` has read: what the gABI forbids, and what an auditor must know.
//!
//! Takes an `Elf`, gives findings. An error is a file that breaks the rules or hides something; a warning is unusual;
//! a note is worth knowing. That all bytes are for something is the job of `account`.

mod dynamic;
mod sections;
mod segments;
mod strings;
mod symbols;

pub use dynamic::Linkage;

use super::Elf;
use super::number::*;
use crate::finding::{Finding, Findings, Severity};

/// The findings of one file, made one after the other.
struct Check<'a> {
    elf: &'a Elf<'a>,
    /// Addresses and numbers of the loaded segments, in the order of the addresses.
    loads: Vec<(u64, usize)>,
    /// Sections in executable segments that are not executable themselves.
    in_code: Vec<String>,
    findings: Findings,
}

/// All findings about headers, tables, segments, sections and symbols, those of `parse` not included.
pub fn check(elf: &Elf) -> Findings {
    let mut check =
        Check { elf, loads: sections::loads(elf), in_code: Vec::new(), findings: Findings::default() };
    check.header();
    check.segments();
    check.sections();
    check.symbols();
    check.strings();
    check.dynamic();
    check.entry();
    check.findings
}

impl Check<'_> {
    fn add(&mut self, severity: Severity, check: &'static str, text: String) {
        self.findings.add(Finding::new(severity, check, text));
    }

    fn error(&mut self, check: &'static str, text: String) {
        self.add(Severity::Error, check, text);
    }

    fn warning(&mut self, check: &'static str, text: String) {
        self.add(Severity::Warning, check, text);
    }

    fn note(&mut self, check: &'static str, text: String) {
        self.add(Severity::Note, check, text);
    }

    fn header(&mut self) {
        let header = &self.elf.header;
        if !matches!(self.elf.kind, ET_REL | ET_EXEC | ET_DYN) {
            self.warning("header", format!("e_type {} is no object file, program or library", self.elf.kind));
        }
        if self.elf.machine.is_none() {
            self.note(
                "machine",
                format!("the instructions of machine {} are not known here", header.machine),
            );
        }
        // GNU/Linux files use 0, or 3 where they need its extensions (STT_GNU_IFUNC).
        if header.abi != 0 && header.abi != 3 {
            self.warning("header", format!("the ABI {} is neither System V's nor Linux's", header.abi));
        }
        const RISCV: u16 = 243;
        if header.flags != 0 && header.machine != RISCV && self.elf.machine.is_some() {
            self.warning(
                "header",
                format!("e_flags is {:#x}, but the machine defines no flags", header.flags),
            );
        }
    }

    /// The entry point is where a function begins.
    fn entry(&mut self) {
        let entry = self.elf.entry;
        if self.elf.kind == ET_REL {
            if entry != 0 {
                self.warning("entry", "a relocatable file has an entry point".to_string());
            }
            return;
        }
        if entry == 0 {
            let library = self.elf.kind == ET_DYN && !self.elf.segments.iter().any(|s| s.kind == PT_INTERP);
            if !library {
                self.warning("entry", "no entry point".to_string());
            }
            return;
        }
        let inside = |segment: &&super::Segment| segment.address <= entry && entry < segment.end();
        let segment = self.elf.segments.iter().filter(|s| s.kind == PT_LOAD).find(inside);
        let runs = segment.is_some_and(|segment| segment.flags & PF_X != 0);
        let mut at = |severity, text: &str| {
            self.findings.add(Finding::new(severity, "entry", text.to_string()).at_address(entry));
        };
        if !runs || self.elf.at_address(entry).is_none() {
            return at(Severity::Error, "the entry point is not in an executable segment");
        }
        // Files without their own symbol table do not say where functions begin.
        let table = self.elf.symbol_table.and_then(|number| self.elf.sections.get(number));
        if table.is_none_or(|table| table.kind != SHT_SYMTAB) {
            return;
        }
        let begins = |symbol: &super::Symbol| {
            symbol.value == entry && symbol.has_section() && matches!(symbol.kind, STT_NOTYPE | STT_FUNC)
        };
        if self.elf.symbols.iter().any(begins) {
            return;
        }
        match self.elf.function_at(entry) {
            Some(_) => at(Severity::Warning, "the entry point is inside a function, not at its begin"),
            None => at(Severity::Error, "the entry point is outside of every function"),
        }
    }
}
