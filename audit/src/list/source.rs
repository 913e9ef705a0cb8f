//! Where bytes come from, and the text of the lines that made them.
//!
//! Takes a map, or else DWARF; the texts are read from the files that these name, where they are found.

use crate::bytes::slice;
use crate::dwarf::Lines;
use crate::elf::Elf;
use crate::p1::map::{Area, Provenance};
use std::collections::HashMap;
use std::path::Path;

/// What made a byte: lines as `(file, line)`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Made {
    pub p1: Option<(String, u32)>,
    pub source: Option<(String, u32)>,
    /// Where in the section the next byte of another origin may be.
    pub until: u64,
}

/// Who knows what made the bytes of a file.
pub enum Origins<'a> {
    Map(Provenance<'a>),
    Lines(Lines<'a>),
}

impl<'a> Origins<'a> {
    /// By the map if there is one, otherwise by the file itself.
    pub fn new(elf: &Elf<'a>, map: Option<&'a [u8]>) -> Origins<'a> {
        match map {
            Some(text) => Origins::Map(Provenance::read(text)),
            None => Origins::Lines(Lines::read(elf)),
        }
    }

    /// What made the byte at `offset` of a section.
    pub fn at(&self, elf: &Elf, number: usize, offset: u64) -> Option<Made> {
        let section = elf.sections.get(number)?;
        match self {
            Origins::Map(map) => {
                let origin = map.lookup(Area::named(&section.name)?, offset)?;
                Some(Made {
                    p1: Some((origin.call.file.to_string(), origin.call.line)),
                    source: origin.source.map(|place| (place.file.to_string(), place.line)),
                    until: origin.offset.saturating_add(origin.size),
                })
            }
            Origins::Lines(lines) => {
                let (place, end) = lines.at(number, section.address.checked_add(offset)?)?;
                let until = end.checked_sub(section.address)?;
                Some(Made { p1: None, source: Some((lines.file(place.file), place.line)), until })
            }
        }
    }
}

/// The texts of source files.
pub struct Sources {
    /// Folders in which files are looked for, besides the working directory.
    folders: Vec<String>,
    files: HashMap<String, Option<Text>>,
    budget: u64,
}

/// A file with the places where its lines begin.
struct Text {
    bytes: Vec<u8>,
    lines: Vec<u64>,
}

/// All texts together have at most so many bytes, and there are at most so many files.
const MOST_BYTES: u64 = 256 << 20;
const MOST_FILES: usize = 10_000;
/// Longer lines are cut.
const LONGEST: u64 = 240;

impl Sources {
    /// `map` is the path of the map: P1 files are also looked for beside it.
    pub fn new(root: Option<&str>, map: Option<&str>) -> Sources {
        let beside = map.map(|map| Path::new(map).parent().unwrap_or(Path::new("")).display().to_string());
        let folders = root.map(str::to_string).into_iter().chain(beside).collect();
        Sources { folders, files: HashMap::new(), budget: MOST_BYTES }
    }

    /// A line of a file, without blanks around it.
    pub fn line(&mut self, file: &str, line: u32) -> Option<String> {
        if !self.files.contains_key(file) {
            if self.files.len() >= MOST_FILES {
                return None;
            }
            let text = self.read(file);
            self.files.insert(file.to_string(), text);
        }
        let text = self.files.get(file)?.as_ref()?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *text.lines.get(index)?;
        let end = text.lines.get(index + 1).copied().unwrap_or(text.bytes.len() as u64);
        let bytes = slice(&text.bytes, start, end.checked_sub(start)?.min(LONGEST))?;
        Some(String::from_utf8_lossy(bytes).trim().to_string())
    }

    fn read(&mut self, file: &str) -> Option<Text> {
        let name = Path::new(file);
        let mut paths = vec![name.to_path_buf()];
        for folder in &self.folders {
            paths.push(Path::new(folder).join(name));
        }
        if let (Some(folder), Some(base), true) =
            (self.folders.last(), name.file_name(), file.ends_with(".p1"))
        {
            paths.push(Path::new(folder).join(base));
        }
        // Names come from a file that is not trusted: no devices, no pipes, and not more than there is room for.
        let path = paths
            .into_iter()
            .find(|path| path.metadata().is_ok_and(|about| about.is_file() && about.len() <= self.budget))?;
        let bytes = std::fs::read(path).ok()?;
        self.budget = self.budget.checked_sub(bytes.len() as u64)?;
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(index, _)| index as u64 + 1)).collect();
        Some(Text { bytes, lines })
    }
}
