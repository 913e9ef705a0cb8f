//! `audit disasm`: the instructions of a file, one a line.
//!
//! Takes an ELF file (or bare instructions), writes `ADDRESS: BYTES  TEXT`; the text is that of `isa::Machine::text`.
//! The sweep begins anew at each symbol, so that data among the code does no harm to what follows.

use crate::elf::{Elf, Section};
use crate::isa::{Insn, Machine};
use crate::options::{self, Arguments, Command, Opt, Status};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

pub const COMMAND: Command = Command {
    name: "disasm",
    operands: "FILE",
    count: (1, 1),
    summary: "write the instructions of a file",
    text: "Writes the instructions of every executable section: the address, the bytes in hexadecimal, and the \
           instruction as objdump writes it (x86-64 in Intel syntax); before each function its name. Bytes that are no \
           instruction are written as (bad): one of them on x86-64, four or two on the others.",
    options: &[
        Opt { name: "function", value: "NAME", help: "only the function of this name" },
        Opt { name: "from", value: "ADDRESS", help: "only from this address on (hexadecimal)" },
        Opt { name: "to", value: "ADDRESS", help: "only to this address, without it (hexadecimal)" },
        Opt {
            name: "raw",
            value: "MACHINE",
            help: "FILE has nothing but instructions of x86_64, aarch64 or riscv64",
        },
    ],
    run,
};

/// The widest line of bytes: an x86-64 instruction rarely has more.
const COLUMN: usize = 20;

fn run(arguments: &Arguments) -> Result<Status, String> {
    let path = &arguments.operands[0];
    let bytes = options::read(path)?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = match arguments.value("raw") {
        Some(name) => raw(&mut out, &bytes, name, arguments)?,
        None => {
            let elf = Elf::parse(&bytes).map_err(|why| format!("{path}: {why}"))?;
            sections(&mut out, &elf, arguments).map_err(|why| format!("{path}: {why}"))?
        }
    };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(Status::Clean),
    }
}

/// What is to be shown: addresses from the first to before the second.
fn range(arguments: &Arguments) -> Result<(u64, u64), String> {
    let number = |name: &str, default: u64| match arguments.value(name) {
        None => Ok(default),
        Some(text) => u64::from_str_radix(text.trim_start_matches("0x"), 16)
            .map_err(|_| format!("--{name}: '{text}' is no hexadecimal number")),
    };
    Ok((number("from", 0)?, number("to", u64::MAX)?))
}

fn raw(
    out: &mut impl Write,
    bytes: &[u8],
    name: &str,
    arguments: &Arguments,
) -> Result<io::Result<()>, String> {
    let machine =
        [Machine::X86_64, Machine::Aarch64, Machine::Riscv64].into_iter().find(|m| m.name() == name);
    let machine = machine.ok_or_else(|| format!("--raw: no machine '{name}'"))?;
    Ok(sweep(out, machine, bytes, 0, &BTreeMap::new(), range(arguments)?))
}

fn sections(out: &mut impl Write, elf: &Elf, arguments: &Arguments) -> Result<io::Result<()>, String> {
    let machine = elf.machine.ok_or("instructions of this machine are not known")?;
    let mut shown = range(arguments)?;
    let mut only = None;
    if let Some(name) = arguments.value("function") {
        let symbol = elf.symbols.iter().find(|s| s.name == name && s.has_section() && !s.is_mapping());
        let symbol = symbol.ok_or_else(|| format!("no function '{name}'"))?;
        let starts = labels(elf, symbol.section);
        // A symbol without a size reaches to the next.
        let next =
            starts.range(symbol.value.saturating_add(1)..).next().map_or(u64::MAX, |(&start, _)| start);
        let end = if symbol.size > 0 { symbol.value.saturating_add(symbol.size) } else { next };
        shown = (shown.0.max(symbol.value), shown.1.min(end));
        only = Some(symbol.section);
    }
    for (number, section) in elf.sections.iter().enumerate() {
        if !section.is_code() || only.is_some_and(|only| only as usize != number) || !overlaps(section, shown)
        {
            continue;
        }
        let labels = labels(elf, number as u32);
        let written = writeln!(out, "\nsection {}:", crate::bytes::printable(section.name.as_bytes()))
            .and_then(|()| sweep(out, machine, section.bytes(elf.bytes), section.address, &labels, shown));
        if written.is_err() {
            return Ok(written);
        }
    }
    Ok(Ok(()))
}

fn overlaps(section: &Section, (from, to): (u64, u64)) -> bool {
    section.address < to && section.address.saturating_add(section.size) > from
}

/// The places where the sweep begins anew, and the first name of each.
fn labels<'a>(elf: &'a Elf, section: u32) -> BTreeMap<u64, &'a str> {
    let mut labels = BTreeMap::new();
    for symbol in &elf.symbols {
        let is_place =
            matches!(symbol.kind, 0 | 1 | 2 | 10) && !symbol.is_mapping() && !symbol.name.is_empty();
        if symbol.section == section && is_place {
            labels.entry(symbol.value).or_insert(symbol.name.as_str());
        }
    }
    labels
}

/// Writes the instructions of `bytes`, which are at `address`, as far as they are in the range to be shown.
fn sweep(
    out: &mut impl Write,
    machine: Machine,
    bytes: &[u8],
    address: u64,
    labels: &BTreeMap<u64, &str>,
    (from, to): (u64, u64),
) -> io::Result<()> {
    let mut at = 0;
    let mut labels = labels.iter().peekable();
    while at < bytes.len() {
        let here = address.wrapping_add(at as u64);
        let inside = here >= from && here < to;
        while let Some((_, name)) = labels.next_if(|(place, _)| **place <= here) {
            if inside {
                writeln!(out, "\n{here:x} <{}>:", crate::bytes::printable(name.as_bytes()))?;
            }
        }
        let next = labels.peek().map_or(u64::MAX, |(place, _)| place.saturating_sub(here));
        let rest = bytes.get(at..).unwrap_or(&[]);
        let rest = rest.get(..usize::try_from(next).unwrap_or(usize::MAX)).unwrap_or(rest);
        let length = match machine.decode(rest, here) {
            Ok(Insn { length, .. }) => usize::from(length),
            Err(_) => skipped(machine, rest),
        };
        if inside {
            line(out, machine, rest.get(..length).unwrap_or(rest), here)?;
        }
        at += length;
    }
    Ok(())
}

/// How many bytes that are no instruction are left out at once.
fn skipped(machine: Machine, rest: &[u8]) -> usize {
    let unit = match (machine, rest.first()) {
        (Machine::X86_64, _) => 1,
        // The lowest two bits tell instructions of 32 bits from those of 16 (RISC-V unprivileged ISA, 1.5).
        (Machine::Riscv64, Some(byte)) if byte & 3 != 3 => 2,
        _ => 4,
    };
    unit.min(rest.len())
}

fn line(out: &mut impl Write, machine: Machine, bytes: &[u8], address: u64) -> io::Result<()> {
    write!(out, "{address:x}: ")?;
    for byte in bytes {
        write!(out, "{byte:02x}")?;
    }
    let blanks = COLUMN.saturating_sub(2 * bytes.len());
    writeln!(out, "{:blanks$}  {}", "", machine.text(bytes, address))
}
