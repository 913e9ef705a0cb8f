//! Where the bytes of a program come from, through its map or its debugging information, and the text of those lines.

use crate::code::Function;
use crate::dwarf::Lines;
use crate::elf::Elf;
use crate::p1::map::Provenance;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// What tells where bytes come from.
pub enum Origins<'a> {
    Map(&'a Provenance<'a>),
    Lines(&'a Lines<'a>),
    None,
}

/// Where an instruction comes from.
#[derive(Default)]
pub struct Origin {
    /// The macros that emitted its bytes, in their order.
    pub macros: String,
    /// File and line, from 1.
    pub p1: Option<(String, u32)>,
    pub c: Option<(String, u32)>,
}

impl Origins<'_> {
    /// Where the `length` bytes at an address come from.
    pub fn origin(&self, elf: &Elf, address: u64, length: u64) -> Origin {
        match self {
            Origins::Map(map) => mapped(map, elf, address, length),
            Origins::Lines(lines) => Origin { c: line(lines, address), ..Origin::default() },
            Origins::None => Origin::default(),
        }
    }

    /// The source file and line that a function begins in; empty if that is not known.
    pub fn function(&self, elf: &Elf, function: &Function) -> (String, u32) {
        self.origin(elf, function.start, 1).c.unwrap_or_default()
    }
}

fn line(lines: &Lines, address: u64) -> Option<(String, u32)> {
    let (place, _) = lines.at(0, address)?;
    Some((lines.file(place.file), place.line))
}

fn mapped(map: &Provenance, elf: &Elf, address: u64, length: u64) -> Origin {
    let mut origin = Origin::default();
    let mut at = 0;
    while at < length {
        let Some(found) = map.at_address(elf, address.wrapping_add(at)) else { break };
        let name = found.definition.as_ref().map_or("", |(name, _)| *name);
        if !origin.macros.is_empty() {
            origin.macros.push(' ');
        }
        origin.macros.push_str(name);
        if at == 0 {
            origin.p1 = Some((found.call.file.to_string(), found.call.line));
            origin.c = found.source.as_ref().map(|place| (place.file.to_string(), place.line));
        }
        at += found.size.max(1);
    }
    origin
}

/// No file of more bytes is read for its lines.
const LARGEST: u64 = 64 << 20;

/// The lines of source files, each file read once, below one folder.
pub struct Sources {
    root: PathBuf,
    files: BTreeMap<String, Option<Vec<String>>>,
}

impl Sources {
    pub fn below(root: &str) -> Sources {
        Sources { root: PathBuf::from(root), files: BTreeMap::new() }
    }

    /// `FILE:LINE`, with or without the file's name, and the text of the line if the file is there.
    pub fn quote(&mut self, file: &str, line: u32, with_name: bool) -> String {
        let place = if with_name { format!("{file}:{line}") } else { line.to_string() };
        match self.line(file, line) {
            Some(text) => format!("{place}  {}", text.trim_end()),
            None => place,
        }
    }

    fn line(&mut self, file: &str, line: u32) -> Option<&str> {
        if !self.files.contains_key(file) {
            let lines = self.read(file);
            self.files.insert(file.to_string(), lines);
        }
        let lines = self.files.get(file)?.as_ref()?;
        lines.get(usize::try_from(line).ok()?.checked_sub(1)?).map(String::as_str)
    }

    /// A map or debugging information may name any file: only those below the folder are read.
    fn read(&self, file: &str) -> Option<Vec<String>> {
        let below =
            Path::new(file).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let path = self.root.join(file);
        let small = std::fs::metadata(&path).is_ok_and(|found| found.is_file() && found.len() <= LARGEST);
        let bytes = (below && small).then(|| std::fs::read(path).ok())??;
        Some(String::from_utf8_lossy(&bytes).lines().map(str::to_string).collect())
    }
}
