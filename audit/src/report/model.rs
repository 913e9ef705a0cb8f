//! What a report says about one file, gathered from the parts that examined it; the writers (text, JSON, HTML) only
//! put it into words.

use crate::code::syscalls;
use crate::code::{Code, Function};
use crate::elf::Elf;
use crate::elf::account::{Kind, Range};
use crate::elf::number::{SHF_ALLOC, SHF_WRITE};
use crate::finding::{Findings, Severity};
use std::rc::Rc;

/// The classes of bytes that the maps colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    Code,
    Rodata,
    Data,
    Table,
    Header,
    Debug,
    Padding,
    Unknown,
}

impl Class {
    pub const ALL: [Class; 8] = [
        Class::Code,
        Class::Rodata,
        Class::Data,
        Class::Table,
        Class::Header,
        Class::Debug,
        Class::Padding,
        Class::Unknown,
    ];

    /// The name in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Class::Code => "code",
            Class::Rodata => "rodata",
            Class::Data => "data",
            Class::Table => "table",
            Class::Header => "header",
            Class::Debug => "debug",
            Class::Padding => "padding",
            Class::Unknown => "unknown",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Class::Code => "code",
            Class::Rodata => "read-only data",
            Class::Data => "data",
            Class::Table => "symbols and strings",
            Class::Header => "headers",
            Class::Debug => "debug information and notes",
            Class::Padding => "padding",
            Class::Unknown => "unexplained",
        }
    }
}

/// A run of bytes of the file with one meaning.
pub struct Piece {
    /// Offsets in the file: the first byte and the first behind it.
    pub start: u64,
    pub end: u64,
    pub class: Class,
    pub name: Rc<str>,
    /// The function in `Model::functions` that it is the code of.
    pub function: Option<usize>,
}

/// All of it.
pub struct Model<'a> {
    /// The file's name without folders.
    pub name: String,
    pub size: u64,
    /// SHA-256, in hexadecimal.
    pub digest: String,
    pub elf: &'a Elf<'a>,
    pub code: Code,
    pub pieces: Vec<Piece>,
    /// The source file of each function of `code`, and its first line; empty where it is not known.
    pub sources: Vec<(String, u32)>,
    /// The findings of all parts.
    pub findings: Findings,
    /// How many bytes of the file are explained.
    pub explained: u64,
}

impl<'a> Model<'a> {
    /// Turns the account of a file into pieces, and gives each function its own.
    pub fn pieces(elf: &Elf, account: &[Range], functions: &[Function]) -> Vec<Piece> {
        account
            .iter()
            .map(|range| {
                let class = class(elf, range);
                let function = match class {
                    Class::Code => functions
                        .binary_search_by(|function| order(function, range.start))
                        .ok()
                        .filter(|&index| range.end <= functions[index].offset + length(&functions[index])),
                    _ => None,
                };
                Piece { start: range.start, end: range.end, class, name: range.name.clone(), function }
            })
            .collect()
    }

    /// What the findings come to.
    pub fn verdict(&self) -> &'static str {
        match self.findings.worst() {
            Some(Severity::Error) => "errors",
            Some(Severity::Warning) => "warnings",
            _ => "clean",
        }
    }

    /// The machine's name, as the ELF header gives it.
    pub fn machine(&self) -> &'static str {
        self.elf.machine.map_or("unknown", crate::isa::Machine::name)
    }

    /// The name of a system call, or its number.
    pub fn call_name(&self, number: u64) -> String {
        let name = self.elf.machine.and_then(|machine| syscalls::name(machine, number));
        name.map_or_else(|| format!("number {number}"), str::to_string)
    }

    /// What a stretch of code is called.
    pub fn function_name(&self, index: usize) -> &str {
        match self.code.functions.get(index) {
            Some(function) if !function.name.is_empty() => &function.name,
            _ => "(between functions)",
        }
    }

    /// The number of the function that an address is in.
    pub fn function_at(&self, address: u64) -> Option<usize> {
        let after = self.code.functions.partition_point(|function| function.start <= address);
        let index = after.checked_sub(1)?;
        (address < self.code.functions[index].end).then_some(index)
    }
}

fn length(function: &Function) -> u64 {
    function.end.saturating_sub(function.start)
}

fn order(function: &Function, offset: u64) -> std::cmp::Ordering {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match offset {
        _ if offset < function.offset => Greater,
        _ if offset >= function.offset.saturating_add(length(function)) => Less,
        _ => Equal,
    }
}

/// The class of a range: what the account says it is, and for the content of sections what the section is.
fn class(elf: &Elf, range: &Range) -> Class {
    match range.kind {
        Kind::Header | Kind::ProgramHeaders | Kind::SectionHeaders => Class::Header,
        Kind::Symbols | Kind::Strings => Class::Table,
        Kind::Notes => Class::Debug,
        Kind::Padding => Class::Padding,
        Kind::Gap => Class::Unknown,
        Kind::Function | Kind::Code => Class::Code,
        Kind::Object | Kind::Section | Kind::Segment => content(elf, range),
    }
}

/// The class of what lies in a section, by the section's flags.
fn content(elf: &Elf, range: &Range) -> Class {
    match range.section.and_then(|index| elf.sections.get(index)) {
        Some(section) if section.flags & SHF_ALLOC == 0 && section.name.starts_with(".debug") => Class::Debug,
        Some(section) if section.flags & SHF_ALLOC == 0 => Class::Table,
        Some(section) if section.flags & SHF_WRITE != 0 => Class::Data,
        Some(section) if section.is_code() && range.kind != Kind::Object => Class::Code,
        Some(_) => Class::Rodata,
        None => Class::Data,
    }
}
