//! Map files: where each byte of a program built through P1 comes from, as its builder said.
//!
//! Takes the text of a map (docs/MACRO.md, "Provenance") and borrows from it; gives the entries of each section in the
//! order of their offsets and finds the one around a byte. An entry keeps only its place in the text; its words are
//! read when asked for, so that a map of a million entries needs 24 bytes for each. Nothing here says that the map is
//! right: that is `check`.

use crate::elf::Elf;
use std::fmt;

/// A line of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place<'a> {
    pub file: &'a str,
    pub line: u32,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// The sections that P1 has, in the order in which their bytes lie in the file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Area {
    Rodata,
    Text,
    Data,
    Bss,
}

impl Area {
    pub const ALL: [Area; 4] = [Area::Rodata, Area::Text, Area::Data, Area::Bss];

    /// The name in P1 and in maps.
    pub fn name(self) -> &'static str {
        match self {
            Area::Rodata => "rodata",
            Area::Text => "text",
            Area::Data => "data",
            Area::Bss => "bss",
        }
    }

    /// The section of that name; also as the ELF file calls it, `.text`.
    pub fn named(name: &str) -> Option<Area> {
        let name = name.strip_prefix('.').unwrap_or(name);
        Area::ALL.into_iter().find(|area| area.name() == name)
    }
}

/// Where a run of bytes comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Origin<'a> {
    pub area: Area,
    /// The first byte's offset in the section, and how many there are.
    pub offset: u64,
    pub size: u64,
    /// The P1 line that made the outermost call.
    pub call: Place<'a>,
    /// The innermost macro whose body emitted the bytes, and where it is defined; none for a directive.
    pub definition: Option<(&'a str, Place<'a>)>,
    /// The C line.
    pub source: Option<Place<'a>>,
}

/// A line `section NAME ADDRESS FILE-OFFSET SIZE` of a map made by `seed build`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    pub area: Area,
    pub address: u64,
    pub file_offset: u64,
    pub size: u64,
    /// The line of the map.
    pub line: u32,
}

/// One entry as it is kept: what is needed to find it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub offset: u64,
    pub size: u32,
    /// The line of the map, from 1.
    pub line: u32,
    /// Where that line begins in the text.
    at: u64,
}

/// A map.
pub struct Provenance<'a> {
    text: &'a [u8],
    pub headers: Vec<Header>,
    /// By `Area as usize`, in the order of the text.
    entries: [Vec<Entry>; 4],
    /// Whether each section's entries are in ascending order, as lookups need it.
    sorted: [bool; 4],
    /// The lines that are no entries, with the reason: the first few, and how many there are.
    pub malformed: Vec<(u32, &'static str)>,
    pub malformed_count: usize,
}

/// So many malformed lines are kept.
const KEPT: usize = 100;

impl<'a> Provenance<'a> {
    /// Reads a map. Lines that are none are left out and listed in `malformed`.
    pub fn read(text: &'a [u8]) -> Provenance<'a> {
        let mut map = Provenance {
            text,
            headers: Vec::new(),
            entries: Default::default(),
            sorted: [true; 4],
            malformed: Vec::new(),
            malformed_count: 0,
        };
        let mut at = 0;
        for (index, line) in text.split_inclusive(|&byte| byte == b'\n').enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            if let Err(why) = map.line(line, at, number) {
                map.malformed_count += 1;
                if map.malformed.len() < KEPT {
                    map.malformed.push((number, why));
                }
            }
            at += line.len() as u64;
        }
        map
    }

    fn line(&mut self, line: &'a [u8], at: u64, number: u32) -> Result<(), &'static str> {
        let line = line.strip_suffix(b"\n").ok_or("it does not end in a line feed")?;
        let line = std::str::from_utf8(line).map_err(|_| "it is not UTF-8")?;
        if let Some(rest) = line.strip_prefix("section ") {
            let header = header(rest, number).ok_or("it is not 'section NAME ADDRESS FILE-OFFSET SIZE'")?;
            if self.headers.len() >= 16 {
                return Err("there are too many lines for sections");
            }
            self.headers.push(header);
            return Ok(());
        }
        let origin = origin(line).ok_or(
            "it is not 'SECTION OFFSET SIZE FILE:LINE MACRO FILE:LINE FILE:LINE', '-' for what is not there",
        )?;
        let size = u32::try_from(origin.size).map_err(|_| "its size is 4 GiB or more")?;
        let area = origin.area as usize;
        if let (Some(entries), Some(sorted)) = (self.entries.get_mut(area), self.sorted.get_mut(area)) {
            *sorted &= entries.last().is_none_or(|last| last.offset < origin.offset);
            entries.push(Entry { offset: origin.offset, size, line: number, at });
        }
        Ok(())
    }

    /// The entries of a section in the order of the map.
    pub fn entries(&self, area: Area) -> &[Entry] {
        self.entries.get(area as usize).map_or(&[], Vec::as_slice)
    }

    /// How many entries there are.
    pub fn count(&self) -> usize {
        self.entries.iter().map(Vec::len).sum()
    }

    /// What an entry of this map says.
    pub fn origin(&self, entry: &Entry) -> Option<Origin<'a>> {
        let rest = self.text.get(usize::try_from(entry.at).ok()?..)?;
        let line = rest.split(|&byte| byte == b'\n').next()?;
        origin(std::str::from_utf8(line).ok()?)
    }

    /// Where the byte at `offset` of a section comes from.
    pub fn lookup(&self, area: Area, offset: u64) -> Option<Origin<'a>> {
        let entries = self.entries(area);
        let around =
            |entry: &&Entry| offset.checked_sub(entry.offset).is_some_and(|d| d < u64::from(entry.size));
        let entry = if self.sorted.get(area as usize).copied()? {
            let after = entries.partition_point(|entry| entry.offset <= offset);
            entries.get(after.checked_sub(1)?).filter(around)
        } else {
            entries.iter().find(around)
        };
        self.origin(entry?)
    }

    /// Where the byte at an address comes from.
    pub fn at_address(&self, elf: &Elf, address: u64) -> Option<Origin<'a>> {
        elf.sections.iter().find_map(|section| {
            let inside = address.checked_sub(section.address).filter(|&inside| inside < section.size)?;
            self.lookup(Area::named(&section.name)?, inside)
        })
    }
}

/// A decimal number as maps have them: without sign and leading zeros.
fn number(word: &str) -> Option<u64> {
    let good = word == "0" || !word.starts_with('0') && word.bytes().all(|byte| byte.is_ascii_digit());
    if good { word.parse().ok() } else { None }
}

fn place(word: &str) -> Option<Place<'_>> {
    let (file, line) = word.rsplit_once(':')?;
    let line = u32::try_from(number(line)?).ok()?;
    (!file.is_empty()).then_some(Place { file, line })
}

fn header(rest: &str, line: u32) -> Option<Header> {
    let mut words = rest.split(' ');
    let area = Area::ALL.into_iter().find(|area| Some(area.name()) == words.clone().next())?;
    words.next();
    let mut next = || number(words.next()?);
    let (address, file_offset, size) = (next()?, next()?, next()?);
    words.next().is_none().then_some(Header { area, address, file_offset, size, line })
}

/// The words of an entry; the C file, the last of them, may have blanks in its name.
fn origin(line: &str) -> Option<Origin<'_>> {
    let mut words = line.splitn(7, ' ');
    let mut next = || words.next();
    let area = next()?;
    let area = Area::ALL.into_iter().find(|each| each.name() == area)?;
    let (offset, size) = (number(next()?)?, number(next()?)?);
    let call = place(next()?)?;
    let definition = match (next()?, next()?) {
        ("-", "-") => None,
        ("-" | "", _) => return None,
        (name, at) => Some((name, place(at)?)),
    };
    let source = match next()? {
        "-" => None,
        word => Some(place(word)?),
    };
    Some(Origin { area, offset, size, call, definition, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &[u8] = b"section text 4096 8192 6\n\
        text 0 2 a.p1:7 _op macros/x86_64.p1:57 c/a b.c:11\n\
        rodata 0 5 a.p1:9 - - -\n\
        text 2 4 a.p1:8 - - c/b.c:1\n";

    #[test]
    fn finds_the_entry_around_a_byte() {
        let map = Provenance::read(MAP);
        assert_eq!(map.malformed_count, 0);
        assert_eq!(map.headers.len(), 1);
        assert_eq!(map.count(), 3);
        let origin = map.lookup(Area::Text, 1).unwrap();
        assert_eq!(origin.definition, Some(("_op", Place { file: "macros/x86_64.p1", line: 57 })));
        assert_eq!(origin.source, Some(Place { file: "c/a b.c", line: 11 }));
        assert_eq!(map.lookup(Area::Text, 2).unwrap().call.line, 8);
        assert_eq!(map.lookup(Area::Text, 6), None);
        assert_eq!(map.lookup(Area::Data, 0), None);
    }

    #[test]
    fn malformed_lines_are_told() {
        let map = Provenance::read(b"text 0 2\ntext 0 -2 a:1 - - -\ntext 0 2 a:1 - b:1 -\nbss 0 5000000000 a:1 - - -\ntext 0 2 a:1 - - -");
        assert_eq!((map.count(), map.malformed_count), (0, 5));
    }
}
