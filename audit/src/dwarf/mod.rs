//! Debugging information: from addresses to source lines and functions, out of `.debug_line` and `.debug_info`.
//!
//! Takes an `Elf`, gives `Lines`. Follows DWARF 2 to 5, as far as compilers of C write them; what cannot be read is
//! left out and counted. Nothing in the sections is believed to be bounded, ordered or true.

mod cursor;
mod info;
mod line;
mod sections;
pub mod view;

use crate::bytes;
use crate::elf::Elf;
use sections::{Sections, Strings};

/// The source lines of a file, by address.
#[derive(Default)]
pub struct Lines<'a> {
    files: Vec<File>,
    rows: Vec<Row>,
    /// Sorted by section and start.
    sequences: Vec<Sequence>,
    /// The functions that `.debug_info` has, sorted by section and start.
    functions: Vec<Function>,
    strings: Strings<'a>,
    /// How many units could not be read.
    pub unreadable: u64,
}

/// A file's directory and name; they are read when they are asked for.
#[derive(Clone, Copy)]
struct File {
    directory: Option<Text>,
    name: Text,
}

/// A string: where it begins in which section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    None,
    Line(u64),
    Str(u64),
    LineStr(u64),
    Info(u64),
}

/// The first address of a run of code that one line made.
#[derive(Clone, Copy)]
struct Row {
    address: u64,
    file: u32,
    line: u32,
}

/// Rows of rising addresses from `start` up to `end`.
#[derive(Clone, Copy)]
struct Sequence {
    /// In a relocatable file the number of the section of these addresses, otherwise 0.
    section: u32,
    start: u64,
    end: u64,
    first: usize,
    count: usize,
}

/// A function with code of its own (DW_TAG_subprogram).
#[derive(Clone, Copy)]
struct Function {
    section: u32,
    start: u64,
    end: u64,
    name: Text,
}

/// A place in the source: two of the same file are equal if file numbers are, but different numbers may be one file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub file: u32,
    pub line: u32,
}

/// Longer strings are cut.
const LONGEST: u64 = 1024;

impl<'a> Lines<'a> {
    /// Reads what the file has; nothing is not an error.
    pub fn read(elf: &Elf<'a>) -> Lines<'a> {
        let sections = Sections::find(elf);
        let mut lines = Lines { strings: sections.text, ..Lines::default() };
        lines.unreadable = line::read(&sections, &mut lines);
        lines.unreadable += info::read(&sections, &mut lines.functions);
        lines.sequences.sort_by_key(|sequence| (sequence.section, sequence.start, sequence.end));
        lines.functions.sort_by_key(|function| (function.section, function.start, function.end));
        lines
    }

    /// Whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.sequences.is_empty()
    }

    /// The line that made the code at an address, and up to which address it did. `section` is the number of the
    /// address's section; it matters in relocatable files only, where addresses are offsets in sections.
    pub fn at(&self, section: usize, address: u64) -> Option<(Place, u64)> {
        let (row, end) = self.range(section, address)?;
        // Line 0 is code that no line made.
        (row.line != 0).then_some((Place { file: row.file, line: row.line }, end))
    }

    /// The row that holds an address, and its end.
    fn range(&self, section: usize, address: u64) -> Option<(Row, u64)> {
        let sequence = self.sequence(section as u32, address).or_else(|| self.sequence(0, address))?;
        let rows = self.rows.get(sequence.first..sequence.first.checked_add(sequence.count)?)?;
        let index = rows.partition_point(|row| row.address <= address).checked_sub(1)?;
        let end = rows.get(index + 1).map_or(sequence.end, |next| next.address);
        Some((*rows.get(index)?, end))
    }

    /// All rows as lines of text, `ADDRESS FILE:LINE`, in the order of addresses.
    pub fn text_of_rows(&self) -> String {
        let mut text = String::new();
        for sequence in &self.sequences {
            let rows = self.rows.get(sequence.first..sequence.first.saturating_add(sequence.count));
            for row in rows.unwrap_or(&[]) {
                let place = Place { file: row.file, line: row.line };
                text += &format!("{:#x} {}\n", row.address, self.short(place));
            }
        }
        text
    }

    fn sequence(&self, section: u32, address: u64) -> Option<&Sequence> {
        let after = self
            .sequences
            .partition_point(|sequence| (sequence.section, sequence.start) <= (section, address));
        let found = self.sequences.get(after.checked_sub(1)?)?;
        (found.section == section && address < found.end).then_some(found)
    }

    /// The first address behind `address` at which lines may begin again.
    pub fn next(&self, section: usize, address: u64) -> Option<u64> {
        if let Some((_, end)) = self.range(section, address) {
            return Some(end);
        }
        [section as u32, 0].into_iter().find_map(|section| {
            let after = self
                .sequences
                .partition_point(|sequence| (sequence.section, sequence.start) <= (section, address));
            let next = self.sequences.get(after).filter(|sequence| sequence.section == section)?;
            Some(next.start)
        })
    }

    /// The function around an address.
    pub fn function_at(&self, section: usize, address: u64) -> Option<String> {
        [section as u32, 0].into_iter().find_map(|section| {
            let after = self
                .functions
                .partition_point(|function| (function.section, function.start) <= (section, address));
            let found = self.functions.get(after.checked_sub(1)?)?;
            (found.section == section && address < found.end).then(|| self.text(found.name))
        })
    }

    /// The file of a place as the debugging information has it: directory and name, or the name alone.
    pub fn file(&self, file: u32) -> String {
        let Some(file) = self.files.get(file as usize) else {
            return "?".to_string();
        };
        let name = self.text(file.name);
        match file.directory.map(|directory| self.text(directory)) {
            Some(directory) if !name.starts_with('/') && !directory.is_empty() => {
                format!("{directory}/{name}")
            }
            _ => name,
        }
    }

    /// `file:line`, the file without its directory.
    pub fn short(&self, place: Place) -> String {
        let name = self.files.get(place.file as usize).map_or_else(String::new, |file| self.text(file.name));
        format!("{}:{}", name.rsplit('/').next().unwrap_or("?"), place.line)
    }

    fn text(&self, text: Text) -> String {
        let (section, offset) = match text {
            Text::None => return "?".to_string(),
            Text::Line(offset) => (self.strings.line, offset),
            Text::Str(offset) => (self.strings.debug_str, offset),
            Text::LineStr(offset) => (self.strings.line_str, offset),
            Text::Info(offset) => (self.strings.info, offset),
        };
        let rest = (section.len() as u64).saturating_sub(offset).min(LONGEST);
        let rest = bytes::slice(section, offset, rest).unwrap_or(&[]);
        let length = rest.iter().position(|&byte| byte == 0).unwrap_or(rest.len());
        bytes::printable(rest.get(..length).unwrap_or(&[]))
    }
}
