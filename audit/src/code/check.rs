//! The second walk over a text: branches land on instructions, references on something that is there.
//!
//! Needs the `starts`, `targets` and `data` that the first walk has made complete. In stretches without symbols, where
//! data may lie between instructions and nothing says so, what would be an error in a function is only noted.

use super::follow::{self, State};
use super::text::{Known, Piece, Text, Thing};
use super::{Indirect, Syscall};
use crate::elf::account::is_filler;
use crate::elf::number::{ET_REL, SHT_SYMTAB};
use crate::elf::{Elf, clip};
use crate::finding::{Finding, Findings, Severity};
use crate::isa::{Effect, Flow, Insn, Machine, Memory};
use std::collections::BTreeMap;

/// What the second walk finds.
pub struct Check<'t, 'a> {
    pub elf: &'a Elf<'a>,
    pub texts: &'t [Text<'a>],
    /// Where jumps through tables go.
    pub tables: &'t BTreeMap<u64, Vec<u64>>,
    /// Whether the text has symbols of functions, in a file with a symbol table of its own.
    pub is_named: bool,
    pub syscalls: Vec<Syscall>,
    pub indirect: Vec<Indirect>,
    pub findings: Findings,
}

/// How control gets from one place to another.
enum Way {
    Goes,
    Calls,
    Table,
}

/// Addresses below this are of no object: a null pointer's members.
const NULL_PAGE: u64 = 4096;
/// Indirect jumps and calls beyond this many are not listed.
const MOST: usize = 100_000;

impl<'a> Check<'_, 'a> {
    pub fn text(&mut self, text: &Text<'a>) {
        let table = self.elf.symbol_table.and_then(|number| self.elf.sections.get(number));
        self.is_named = table.is_some_and(|table| table.kind == SHT_SYMTAB)
            && text.pieces.iter().any(|piece| piece.known == Known::Sized);
        for piece in &text.pieces {
            self.piece(text, piece);
        }
    }

    fn add(&mut self, severity: Severity, check: &'static str, address: u64, text: String) {
        self.findings.add(Finding::new(severity, check, text).at_address(address));
    }

    fn piece(&mut self, text: &Text<'a>, piece: &Piece) {
        if piece.known == Known::Gap {
            let (bytes, address) =
                (text.slice(piece.start, piece.end), text.address.wrapping_add(piece.start));
            if is_filler(Some(text.machine), bytes, address) {
                return self.padding(text, piece);
            }
            self.gap(text, piece);
        }
        let mut state = State::unknown();
        let mut last = None;
        for (start, end, thing) in text.walk(piece.start, piece.end) {
            let Thing::Insn(insn) = thing else {
                last = None;
                continue;
            };
            last = Some(insn);
            if text.targets.has(start) {
                state = State::unknown();
            }
            let address = text.address.wrapping_add(start);
            if !text.relocations.is_empty() && text.is_relocated(start, end) {
                state = State::unknown();
                continue;
            }
            let insn = follow::resolve(text, &state, start, insn);
            self.flow(text, piece, start, &insn, &state);
            self.memory(piece, address, &insn);
            let made = state.step(text.machine, &insn);
            let relative = matches!(insn.effect, Effect::Set { .. }) && matches!(insn.name, "lea" | "adr");
            if let Some(value) = made.filter(|_| relative) {
                self.reference(piece, address, value, Severity::Warning);
            }
            if follow::ends(insn.flow) {
                state = State::unknown();
            }
        }
        if let Some(insn) = last {
            self.end(text, piece, &insn);
        }
    }

    /// Code in no symbol, though the file tells where functions are.
    fn gap(&mut self, text: &Text, piece: &Piece) {
        if self.is_named {
            let what = format!("{} bytes of {} are in no symbol", piece.end - piece.start, clip(&text.name));
            self.add(Severity::Warning, "code-outside-symbols", text.address.wrapping_add(piece.start), what);
        }
    }

    /// Padding is no longer than the alignment of what follows it asks for (of a function and of the file it is from).
    fn padding(&mut self, text: &Text, piece: &Piece) {
        let (size, next) = (piece.end - piece.start, text.address.wrapping_add(piece.end));
        let alignment = 1_u64.checked_shl(next.trailing_zeros()).unwrap_or(1 << 63);
        if piece.end < text.bytes.len() as u64 && size >= alignment.saturating_mul(2) {
            let what = format!("{size} bytes of padding before an address of alignment {alignment}");
            self.add(Severity::Warning, "padding", text.address.wrapping_add(piece.start), what);
        }
    }

    /// The last instruction of a function does not go on into what follows.
    fn end(&mut self, text: &Text, piece: &Piece, insn: &Insn) {
        // A call there is of a function that does not return; so may a system call be.
        let goes_on = matches!(insn.flow, Flow::Next | Flow::Branch(_));
        if goes_on && piece.known == Known::Sized && piece.end == piece.cluster.1 {
            let what = format!("{} goes on behind its end", clip(&piece.name));
            self.add(Severity::Note, "falls-through", text.address.wrapping_add(piece.end), what);
        }
    }

    fn flow(&mut self, text: &Text<'a>, piece: &Piece, place: u64, insn: &Insn, state: &State) {
        let address = text.address.wrapping_add(place);
        match insn.flow {
            Flow::Jump(target) | Flow::Branch(target) => self.target(text, piece, address, target, Way::Goes),
            Flow::Call(target) => self.target(text, piece, address, target, Way::Calls),
            Flow::IndirectJump | Flow::IndirectCall => {
                let targets = self.tables.get(&address).cloned().unwrap_or_default();
                for &target in &targets {
                    self.target(text, piece, address, target, Way::Table);
                }
                if self.indirect.len() < MOST {
                    let is_call = insn.flow == Flow::IndirectCall;
                    let function = piece.name.clone();
                    self.indirect.push(Indirect { address, function, is_call, targets });
                }
            }
            Flow::Syscall => {
                let number = state.constant(text.machine.syscall_register());
                let numbers: Vec<u64> = number.into_iter().collect();
                let complete = !numbers.is_empty();
                self.syscalls.push(Syscall { address, function: piece.name.clone(), numbers, complete });
            }
            _ => {}
        }
    }

    /// Where a branch, jump or call goes is an instruction of the same function, or the entry of another.
    fn target(&mut self, text: &Text<'a>, piece: &Piece, address: u64, target: u64, way: Way) {
        // Tables are guessed from what compilers write: an entry that fits nowhere may be none.
        let severity = match (piece.known, &way) {
            (Known::Sized, Way::Table) => Severity::Warning,
            (Known::Sized, _) => Severity::Error,
            _ => Severity::Note,
        };
        let verb = match way {
            Way::Goes => "goes",
            Way::Calls => "calls",
            Way::Table => "goes by a table",
        };
        let name = clip(&piece.name);
        let wrong = |what: &str| format!("{name} {verb} to {target:#x}, {what}");
        let Some((other, place)) = find(self.texts, text, target) else {
            // A call of a weak function that nobody has defined goes to 0 in a static program.
            let severity = if target == 0 { Severity::Note } else { severity };
            return self.add(severity, "branch-target", address, wrong("outside of all code"));
        };
        if !other.starts.has(place) {
            // Programs with one thread jump behind the prefix lock.
            let locked = place.checked_sub(1).filter(|&before| other.starts.has(before));
            let locked = locked.is_some_and(|before| other.slice(before, place) == [0xf0]);
            if locked && other.machine == Machine::X86_64 {
                return;
            }
            let padding = other.piece(place).is_some_and(|(_, piece)| piece.known == Known::Gap);
            let severity = if padding { Severity::Note } else { severity };
            let unknown = other.machine.decode(other.slice(place, other.bytes.len() as u64), target).is_err();
            let (severity, inside) = match (other.in_data(place), unknown) {
                (true, _) => (severity, "which is data"),
                (_, true) => (severity.min(Severity::Warning), "which is no instruction"),
                _ => (severity, "which is inside an instruction"),
            };
            return self.add(severity, "branch-target", address, wrong(inside));
        }
        let Some((_, there)) = other.piece(place) else {
            return;
        };
        let same = std::ptr::eq(other, text) && there.cluster == piece.cluster;
        let entry = there.start == place && there.known != Known::Gap;
        let gap = there.known == Known::Gap || piece.known == Known::Gap;
        if same || entry || gap || base(&there.name) == base(&piece.name) {
            return;
        }
        let inside = format!("inside {}", clip(&there.name));
        self.add(Severity::Warning, "branch-inside", address, wrong(&inside));
    }

    /// A memory operand whose address is known is of something in the file.
    fn memory(&mut self, piece: &Piece, address: u64, insn: &Insn) {
        if let Some(Memory::Absolute { address: target }) = insn.memory {
            self.reference(piece, address, target, Severity::Error);
        }
    }

    fn reference(&mut self, piece: &Piece, address: u64, target: u64, severity: Severity) {
        let elf = self.elf;
        let section =
            elf.section_of(target).or_else(|| target.checked_sub(1).and_then(|t| elf.section_of(t)));
        if section.is_some() || elf.kind == ET_REL {
            return;
        }
        // Linkers define symbols for the headers and the ends of segments.
        let loaded =
            elf.is_loaded(target) || target.checked_sub(1).is_some_and(|before| elf.is_loaded(before));
        let severity = match piece.known {
            Known::Sized if loaded || target < NULL_PAGE => Severity::Note,
            Known::Sized => severity,
            _ => Severity::Note,
        };
        let what = format!("{} refers to {target:#x}, which is in no section", clip(&piece.name));
        self.add(severity, "reference", address, what);
    }
}

/// The text and the place in it of an address: first that where the question arose.
pub fn find<'t, 'a>(texts: &'t [Text<'a>], text: &'t Text<'a>, address: u64) -> Option<(&'t Text<'a>, u64)> {
    if let Some(place) = text.place(address) {
        return Some((text, place));
    }
    if text.address == 0 {
        return None; // Of a relocatable file: each section has addresses of its own.
    }
    find_number(texts, address).and_then(|(number, place)| Some((texts.get(number)?, place)))
}

/// The number of the text that an address is in, and the place there.
pub fn find_number(texts: &[Text], address: u64) -> Option<(usize, u64)> {
    let number = texts.partition_point(|text| text.address <= address).checked_sub(1)?;
    Some((number, texts.get(number)?.place(address)?))
}

/// The name without what compilers append to parts of a function: `.cold`, `.part.0`, `.constprop.0`, `.isra.0`.
fn base(name: &str) -> &str {
    let begin = name.get(..200).unwrap_or(name);
    let base = begin.split('.').next().unwrap_or_default();
    if base.is_empty() { name } else { base }
}
