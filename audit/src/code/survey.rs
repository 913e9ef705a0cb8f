//! The first walk over a text: where instructions begin, where branches go, what is data, and what is padding.
//!
//! Fills `starts`, `targets` and `data` of the text, which the checks of the second walk need complete.

use super::follow::{self, State};
use super::tables::{Table, Window};
use super::text::{Bits, Known, Piece, Text, Thing, merge};
use super::{Function, Inventory};
use crate::elf::Elf;
use crate::elf::account::is_filler;
use crate::finding::{Finding, Findings, Severity};
use crate::isa::{Flow, Machine};

/// What the first walk finds.
#[derive(Default)]
pub struct Survey {
    pub functions: Vec<Function>,
    pub inventory: Inventory,
    /// Tables by the address of the jump, in order in each text.
    pub tables: Vec<(u64, Table)>,
    /// Targets in another text.
    pub outgoing: Vec<u64>,
    pub findings: Findings,
}

impl Survey {
    /// Walks over one text.
    pub fn text(&mut self, elf: &Elf, text: &mut Text) {
        let mut marks = Marks {
            starts: std::mem::take(&mut text.starts),
            targets: std::mem::take(&mut text.targets),
            data: Vec::new(),
        };
        for piece in &text.pieces {
            let function = self.piece(elf, text, piece, &mut marks);
            self.functions.push(function);
        }
        text.starts = marks.starts;
        text.targets = marks.targets;
        marks.data.extend_from_slice(&text.data);
        text.data = merge(marks.data);
    }

    fn piece(&mut self, elf: &Elf, text: &Text, piece: &Piece, marks: &mut Marks) -> Function {
        let mut function = Function {
            name: piece.name.clone(),
            start: text.address.saturating_add(piece.start),
            end: text.address.saturating_add(piece.end),
            offset: text.offset.saturating_add(piece.start),
            instructions: 0,
            padding: 0,
            data: 0,
            undecodable: 0,
        };
        let address = function.start;
        if piece.known == Known::Gap
            && is_filler(Some(text.machine), text.slice(piece.start, piece.end), address)
        {
            function.padding = piece.end - piece.start;
            return function;
        }
        let mut state = State::unknown();
        let mut window = Window::default();
        let mut first_bad = None;
        let mut walk = text.walk(piece.start, piece.end);
        while let Some((start, end, thing)) = walk.next() {
            let insn = match thing {
                Thing::Insn(insn) => insn,
                Thing::Data => {
                    function.data += end - start;
                    continue;
                }
                Thing::Bad => {
                    function.undecodable += end - start;
                    first_bad.get_or_insert(start);
                    continue;
                }
            };
            function.instructions += end - start;
            marks.starts.set(start);
            self.inventory.count(insn.name);
            if !text.relocations.is_empty() && text.is_relocated(start, end) {
                state = State::unknown();
                continue;
            }
            let insn = follow::resolve(text, &state, start, insn);
            let made = state.step(text.machine, &insn);
            window.note(elf, start, &insn, made);
            match insn.flow {
                Flow::Jump(target) | Flow::Branch(target) | Flow::Call(target) => match text.place(target) {
                    Some(place) => marks.targets.set(place),
                    None => self.outgoing.push(target),
                },
                Flow::IndirectJump => {
                    if let Some(table) = window.table(elf, text, start, end) {
                        let places = table.targets.iter().filter_map(|&target| text.place(target));
                        places.for_each(|place| marks.targets.set(place));
                        if let Some(place) = text.place(table.start).filter(|&place| place >= end) {
                            let table_end = (place + (table.end - table.start)).min(piece.end);
                            marks.data.push((place, table_end));
                            if place == end {
                                function.data += table_end - place;
                                walk.place = table_end;
                            }
                        }
                        self.tables.push((text.address.wrapping_add(start), table));
                    }
                    window = Window::default();
                }
                _ => {}
            }
            if follow::ends(insn.flow) {
                state = State::unknown();
            }
        }
        if let Some(place) = first_bad {
            self.undecodable(text, piece, place, function.undecodable);
        }
        function
    }

    /// In a stretch without a symbol may be data that nothing declares: that is only noted. Of AArch64 and RISC-V not all
    /// extensions are known here.
    fn undecodable(&mut self, text: &Text, piece: &Piece, place: u64, count: u64) {
        let severity = match piece.known {
            Known::Sized if text.machine == Machine::X86_64 => Severity::Error,
            Known::Sized => Severity::Warning,
            _ => Severity::Note,
        };
        let text_name = crate::elf::clip(&text.name);
        let what = if piece.name.is_empty() { text_name } else { crate::elf::clip(&piece.name) };
        let finding =
            Finding::new(severity, "undecodable", format!("{count} bytes of {what} are no instructions"));
        self.findings.add(finding.at_address(text.address.wrapping_add(place)));
    }
}

/// What is marked in the text, which is only read while it is walked over.
struct Marks {
    starts: Bits,
    targets: Bits,
    data: Vec<(u64, u64)>,
}
