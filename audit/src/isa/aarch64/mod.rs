//! The AArch64 decoder: Arm Architecture Reference Manual, part C (A64).
//!
//! Takes a word and its address, gives the instruction that the tables of this folder name, in the form that the manual
//! prefers for disassembly. The tables follow the groups of C4.1; `operand` says what their words mean.

mod branch;
mod condition;
mod float;
mod general;
mod memory;
mod operand;
mod sve;
mod sve_memory;
mod system;
mod system_names;
#[cfg(test)]
mod tests;
mod vector;
mod vector_memory;
mod vector_operand;
mod vector_scalar;

use super::table::{Field, Fields, Piece, Table, Words};
use super::{Effect, Flow, Insn, Memory, Reg, Undecodable};
use crate::bytes;
use operand::Code;
use std::sync::OnceLock;

const STACK: Reg = 31;
const LINK: Reg = 30;
/// x0–x18 and x30: what a function may change (AAPCS64 6.1.1).
const CALLER_SAVED: u32 = 0x4007_ffff;

pub struct A64;

/// What an instruction does beyond writing its operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Action {
    #[default]
    Plain,
    Set,
    Copy,
    Add,
    Sub,
    Insert,
    /// A direct jump, call or branch to the last operand.
    Jump,
    Call,
    Branch,
    IndirectJump,
    IndirectCall,
    Return,
    Syscall,
    Stop,
    /// The last operand is the address that is loaded from.
    Literal,
    /// Registers that are no operand: x30; x17.
    Linked,
    X17,
}

impl Words for A64 {
    type Code = Code;
    type Action = Action;

    fn code(word: &str, fields: &Fields) -> Option<Code> {
        operand::code(word, fields)
    }

    fn action(word: &str) -> Option<Action> {
        Some(match word {
            "set" => Action::Set,
            "copy" => Action::Copy,
            "add" => Action::Add,
            "sub" => Action::Sub,
            "insert" => Action::Insert,
            "jump" => Action::Jump,
            "call" => Action::Call,
            "branch" => Action::Branch,
            "ijump" => Action::IndirectJump,
            "icall" => Action::IndirectCall,
            "return" => Action::Return,
            "syscall" => Action::Syscall,
            "stop" => Action::Stop,
            "literal" => Action::Literal,
            "linked" => Action::Linked,
            "x17" => Action::X17,
            _ => return None,
        })
    }

    fn condition(word: &str) -> Option<fn(u32) -> bool> {
        condition::named(word)
    }

    fn key(word: u32) -> u32 {
        word >> 21
    }
}

/// The tables, and for each row what its operands say.
struct Decoder {
    table: Table<A64>,
    facts: Vec<Facts>,
}

/// What the operands of a row say.
#[derive(Default)]
struct Facts {
    written: Vec<Code>,
    /// The memory operand's base, and its offset if there is one.
    base: Option<(Code, Option<Code>)>,
    /// The last operand.
    last: Option<Code>,
}

fn decoder() -> &'static Decoder {
    static DECODER: OnceLock<Decoder> = OnceLock::new();
    DECODER.get_or_init(|| {
        let table = Table::new(&[
            general::TABLE,
            branch::TABLE,
            memory::TABLE,
            vector_memory::TABLE,
            float::TABLE,
            vector::TABLE,
            vector_scalar::TABLE,
            sve::TABLE,
            sve_memory::TABLE,
        ]);
        let facts = table.rows().iter().map(|row| facts(&row.pieces)).collect();
        Decoder { table, facts }
    })
}

/// Finds `[base`, `[base, #offset]` and what is written, also by `!` and `[base], #offset`.
fn facts(pieces: &[Piece<Code>]) -> Facts {
    let mut facts = Facts::default();
    for (place, piece) in pieces.iter().enumerate() {
        let Piece::Code { code, written, .. } = *piece else { continue };
        facts.last = Some(code);
        if written {
            facts.written.push(code);
        }
        let text = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
            Some(Piece::Text(text)) => text,
            _ => "",
        };
        if !text(place.checked_sub(1)).ends_with('[') || !code.is_base() {
            continue;
        }
        let offset =
            (place.saturating_add(1)..=place.saturating_add(2)).find_map(|at| match pieces.get(at) {
                Some(Piece::Code { code, .. }) if !text(Some(place.saturating_add(1))).starts_with(']') => {
                    Some(*code)
                }
                _ => None,
            });
        let scalable = pieces.iter().any(|piece| matches!(piece, Piece::Text(" vl]" | "vl")));
        if offset.is_none_or(Code::is_number) && !scalable {
            facts.base = Some((code, offset));
        }
        let writes_back = pieces.iter().any(|piece| match piece {
            Piece::Text(text) => text.starts_with("]!") || text.starts_with("], "),
            Piece::Code { .. } => false,
        });
        if writes_back {
            facts.written.push(code);
        }
    }
    facts
}

/// Decodes the instruction at the begin of `bytes`, which runs at `address`.
pub fn decode(bytes: &[u8], address: u64) -> Result<Insn, Undecodable> {
    let word = bytes::u32_at(bytes, 0).ok_or(Undecodable::Truncated)?;
    let decoder = decoder();
    let (number, row) = decoder.table.find(word).ok_or(Undecodable::Invalid)?;
    let facts = decoder.facts.get(number).ok_or(Undecodable::Invalid)?;
    let last = || facts.last.map_or(0, |code| code.value(word, address) as u64);
    let flow = match row.action {
        Action::Jump => Flow::Jump(last()),
        Action::Call => Flow::Call(last()),
        Action::Branch => Flow::Branch(last()),
        Action::IndirectJump => Flow::IndirectJump,
        Action::IndirectCall => Flow::IndirectCall,
        Action::Return => Flow::Return,
        Action::Syscall => Flow::Syscall,
        Action::Stop => Flow::Stop,
        _ => Flow::Next,
    };
    let memory = match (row.action, facts.base) {
        (Action::Literal, _) => Some(Memory::Absolute { address: last() }),
        (_, Some((base, offset))) => Some(Memory::Based {
            base: base.register(word),
            offset: offset.map_or(0, |offset| offset.value(word, address)),
        }),
        _ => None,
    };
    let effect = effect(row.action, facts, word, address);
    Ok(Insn { length: 4, name: row.name(word), flow, effect, memory })
}

/// Whether the instruction works on 64-bit registers (its field sf).
fn is_wide(word: u32) -> bool {
    word >> 31 == 1
}

fn effect(action: Action, facts: &Facts, word: u32, address: u64) -> Effect {
    let written = facts.written.iter().fold(0, |mask, code| mask | code.written(word));
    let to = (word & 31) as Reg;
    let from = Field { shift: 5, width: 5 }.of(word) as Reg;
    let value = || facts.last.map_or(0, |code| code.value(word, address));
    match action {
        Action::Call | Action::IndirectCall => Effect::Writes(CALLER_SAVED),
        Action::Syscall => Effect::Writes(1),
        Action::Linked => Effect::Writes(1 << LINK),
        Action::X17 => Effect::Writes(1 << 17),
        _ if written == 0 => Effect::None,
        Action::Set => Effect::Set { to, value: value() as u64 },
        Action::Copy if is_wide(word) => match facts.last.map(|code| code.written(word)) {
            // Moving xzr clears.
            Some(0) => Effect::Set { to, value: 0 },
            _ => Effect::Copy { to, from: facts.last.map_or(STACK, |code| code.register(word)) },
        },
        Action::Add if is_wide(word) => Effect::Add { to, from, value: operand::shifted_immediate(word) },
        Action::Sub if is_wide(word) => {
            Effect::Add { to, from, value: operand::shifted_immediate(word).wrapping_neg() }
        }
        Action::Insert if is_wide(word) => Effect::Insert {
            to,
            value: Field { shift: 5, width: 16 }.of(word) as u16,
            shift: (Field { shift: 21, width: 2 }.of(word) as u8).saturating_mul(16),
        },
        _ => Effect::Writes(written),
    }
}

/// The instruction in full.
pub fn text(bytes: &[u8], address: u64) -> String {
    let found = bytes::u32_at(bytes, 0).and_then(|word| Some((word, decoder().table.find(word)?.1)));
    let Some((word, row)) = found else { return "(bad)".to_string() };
    let mut text = row.name(word).to_string();
    if !row.pieces.is_empty() {
        text.push(' ');
    }
    for piece in &row.pieces {
        match *piece {
            Piece::Text(literal) => text.push_str(literal),
            Piece::Code { code, optional, .. } => {
                if optional && code.is_absent(word) {
                    continue;
                }
                if optional {
                    text.push_str(", ");
                }
                code.write(word, address, optional, &mut text);
            }
        }
    }
    text
}
