//! `audit list`: an annotated listing of a whole file that is at once its source in hex0.
//!
//! Takes an ELF file and, for one built through P1, its map; gives text. Each byte is there once, in file order, in
//! hexadecimal, and what it is stands in a comment beside or above it. Any hex0 assembler turns the listing back into
//! the identical file: `sed 's/[#;].*//' LISTING | xxd -r -p` does.

mod code;
mod data;
pub mod fields;
pub mod names;
mod out;
pub mod parts;
pub mod source;
pub mod walk;

use crate::elf::{Elf, number};
use crate::isa::Machine;
use crate::options::{self, Arguments, Command, Opt, Status};
use names::{Names, brief};
use out::Out;
use parts::{Blocks, Part};
use source::{Made, Origins, Sources};
use std::io::{self, BufWriter, Write};

pub const COMMAND: Command = Command {
    name: "list",
    operands: "PROG [PROG.map]",
    count: (1, 2),
    summary: "list a file with comments, as hex0 source",
    text: "Writes the whole file as hexadecimal bytes, with everything that is known of them in comments: fields of \
           headers, sections, functions, instructions, objects, strings, padding, and with a map or debugging \
           information the source lines. A hex0 assembler turns the listing back into the identical file.",
    options: &[
        Opt { name: "o", value: "FILE", help: "write to FILE instead of standard output" },
        Opt { name: "root", value: "DIR", help: "look for source files in DIR, too" },
    ],
    run,
};

/// A listing in the making.
struct Listing<'o, 'a> {
    elf: &'o Elf<'a>,
    out: Out<'o>,
    origins: Origins<'a>,
    sources: Sources,
    names: Names<'o, 'a>,
    blocks: Blocks,
    /// What made the byte before, to say it once for all that follow.
    last: Option<Made>,
    /// Where the section that is being listed begins in the file, and in memory, if it is there.
    section_address: Option<(u64, u64)>,
}

fn run(arguments: &Arguments) -> Result<Status, String> {
    let path = arguments.operands.first().map_or("", String::as_str);
    let map_path = arguments.operands.get(1).map(String::as_str);
    let bytes = options::read(path)?;
    let elf = parse(path, &bytes)?;
    let map = map_path.map(options::read).transpose()?;
    let origins = Origins::new(&elf, map.as_deref());
    if let Origins::Map(map) = &origins
        && map.count() == 0
    {
        return Err(format!("{}: no map", map_path.unwrap_or("")));
    }
    let sources = || Sources::new(arguments.value("root"), map_path);
    match arguments.value("o") {
        Some(file) => {
            options::write_by(file, |sink| list(&elf, path, origins, sources(), sink))?;
            Ok(Status::Clean)
        }
        None => {
            let mut sink = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            match list(&elf, path, origins, sources(), &mut sink).and_then(|()| sink.flush()) {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    Err(format!("standard output: {error}"))
                }
                _ => Ok(Status::Clean),
            }
        }
    }
}

/// Parses a file; one that is no ELF file is refused with what it is.
pub fn parse<'a>(path: &str, bytes: &'a [u8]) -> Result<Elf<'a>, String> {
    if bytes.starts_with(b"!<arch>\n") || bytes.starts_with(b"!<thin>\n") {
        return Err(format!("{path}: an archive; extract its members (ar x) and take them one by one"));
    }
    Elf::parse(bytes).map_err(|why| format!("{path}: {why}"))
}

/// Writes the listing of a file.
fn list<'a>(
    elf: &Elf<'a>,
    path: &str,
    origins: Origins<'a>,
    sources: Sources,
    sink: &mut dyn Write,
) -> io::Result<()> {
    let mut list = Listing {
        elf,
        out: Out::new(elf.bytes, sink),
        origins,
        sources,
        names: Names::new(elf),
        blocks: Blocks::new(elf),
        last: None,
        section_address: None,
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let machine = elf.machine.map_or("another machine", Machine::name);
    list.out.note(&format!("{name}: an ELF64 file for {machine}, {} bytes", elf.bytes.len()))?;
    for line in PREFACE {
        list.out.note(line)?;
    }
    for span in parts::spans(elf) {
        list.last = None;
        list.section_address = None;
        list.heading(span.part, span.end - span.start)?;
        match span.part {
            Part::FileHeader => list.structure(fields::FILE_HEADER, span.end)?,
            Part::SegmentTable | Part::SectionTable => list.headers(span.part, span.end)?,
            Part::Gap => list.gap(span.end)?,
            Part::Section(number) => {
                if let Some(section) = elf.sections.get(number) {
                    let loaded = section.in_memory() && elf.kind != number::ET_REL;
                    list.section_address = loaded.then_some((span.from, section.address));
                    list.section(number, section, span.from, span.end)?;
                }
            }
        }
        list.raw(span.end)?;
    }
    Ok(())
}

const PREFACE: &[&str] = &[
    "",
    "This listing is hex0 source: two hexadecimal digits are a byte, '#' begins a comment. It holds every byte of the",
    "file once, in order. Beside the bytes: the address in memory, or where there is none the offset in the file, and",
    "what they are.",
];

impl Listing<'_, '_> {
    fn heading(&mut self, part: Part, size: u64) -> io::Result<()> {
        let at = self.out.at();
        let title = match part {
            Part::FileHeader => "ELF header".to_string(),
            Part::SegmentTable => "program headers".to_string(),
            Part::SectionTable => "section headers".to_string(),
            Part::Gap => return Ok(()),
            Part::Section(number) => {
                let Some(section) = self.elf.sections.get(number) else {
                    return Ok(());
                };
                let kind = fields::section_kind(u64::from(section.kind));
                let flags = match section.flags {
                    0 => String::new(),
                    flags => format!("; {}", fields::section_flags(flags)),
                };
                let address = match section.in_memory() && self.elf.kind != number::ET_REL {
                    true => format!(", address {:#x}", section.address),
                    false => String::new(),
                };
                format!("section {number}, {}: {kind}{flags}{address}", brief(&section.name))
            }
        };
        self.out.blank()?;
        self.out.note(&format!("======== {title}: {size} bytes at file offset {at:#x} ========"))
    }

    /// Says which lines made the byte at `offset` of a section, unless they made the byte before, too. Gives how far
    /// the answer holds.
    fn made(&mut self, number: usize, offset: u64) -> io::Result<u64> {
        let Some(made) = self.origins.at(self.elf, number, offset) else {
            return Ok(u64::MAX);
        };
        let until = made.until;
        let (p1, source) = match &self.last {
            Some(last) => (last.p1 != made.p1, last.source != made.source),
            None => (true, true),
        };
        if let Some((file, line)) = made.source.as_ref().filter(|_| source) {
            let text = self.sources.line(file, *line).unwrap_or_default();
            self.out.note(format!("{:<27} {text}", format!("{}:{line}", brief(file))).trim_end())?;
        }
        if let Some((file, line)) = made.p1.as_ref().filter(|_| p1) {
            let text = self.sources.line(file, *line).unwrap_or_default();
            let base = file.rsplit('/').next().unwrap_or(file);
            self.out.note(format!("  {:<25}   {text}", format!("{}:{line}", brief(base))).trim_end())?;
        }
        self.last = Some(made);
        Ok(until)
    }
}
