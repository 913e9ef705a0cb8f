//! The RISC-V decoder: RV64IMAFDC with Zicsr and Zifencei, The RISC-V Instruction Set Manual, volume I.
//!
//! Takes two or four bytes and their address, gives the instruction that the tables of this folder name. A jump's role
//! (call, return) is what the calling convention makes of its registers (RISC-V ELF psABI, chapter 1).

mod base;
mod compressed;
mod csr;
mod operand;
#[cfg(test)]
mod tests;

use super::table::{Field, Fields, Piece, Table, Words, sign_extend};
use super::{Effect, Flow, Insn, Memory, Reg, Undecodable};
use crate::bytes;
use operand::Code;
use std::sync::OnceLock;

const LINK: Reg = 1;
const STACK: Reg = 2;
const ALTERNATE_LINK: Reg = 5;
/// ra, t0–t2, a0–a7, t3–t6: what a function may change.
const CALLER_SAVED: u32 = 0xf003_fce2;
/// a0: what a system call changes.
const RESULT: u32 = 1 << 10;

pub struct Rv64;

/// What an instruction does beyond writing its operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Action {
    #[default]
    Plain,
    Lui,
    Auipc,
    Addi,
    CompressedLui,
    /// The last operand is added to the first, or loaded, or moved to it.
    AddTo,
    Load,
    Move,
    /// sp and the last operand.
    AddStack,
    Jal,
    Jalr,
    /// Compressed: a jump to a register, a call of it.
    Jr,
    Call,
    Jump,
    Branch,
    Return,
    Syscall,
    Stop,
}

impl Words for Rv64 {
    type Code = Code;
    type Action = Action;

    fn code(word: &str, fields: &Fields) -> Option<Code> {
        operand::code(word, fields)
    }

    fn action(word: &str) -> Option<Action> {
        Some(match word {
            "lui" => Action::Lui,
            "auipc" => Action::Auipc,
            "addi" => Action::Addi,
            "clui" => Action::CompressedLui,
            "addto" => Action::AddTo,
            "load" => Action::Load,
            "move" => Action::Move,
            "addstack" => Action::AddStack,
            "jal" => Action::Jal,
            "jalr" => Action::Jalr,
            "jr" => Action::Jr,
            "call" => Action::Call,
            "jump" => Action::Jump,
            "branch" => Action::Branch,
            "return" => Action::Return,
            "syscall" => Action::Syscall,
            "stop" => Action::Stop,
            _ => return None,
        })
    }

    fn condition(word: &str) -> Option<fn(u32) -> bool> {
        Some(match word {
            // The immediate of c.addi and others, of c.addi16sp.
            "nonzero" => |word| word & 0x107c != 0,
            _ => return None,
        })
    }

    /// The opcode, and bits 15 to 12: funct3 with a bit of rs1, or a compressed instruction's function.
    fn key(word: u32) -> u32 {
        word & 0x7f | word >> 5 & 0x780
    }
}

struct Decoder {
    table: Table<Rv64>,
    facts: Vec<Facts>,
}

/// What the operands of a row say.
#[derive(Default)]
struct Facts {
    written: Vec<Code>,
    base: Option<(Code, Option<Code>)>,
    last: Option<Code>,
}

fn decoder() -> &'static Decoder {
    static DECODER: OnceLock<Decoder> = OnceLock::new();
    DECODER.get_or_init(|| {
        let table = Table::new(&[base::TABLE, compressed::TABLE]);
        let facts = table.rows().iter().map(|row| facts(&row.pieces)).collect();
        Decoder { table, facts }
    })
}

/// Finds what is written, and `offset(base)`.
fn facts(pieces: &[Piece<Code>]) -> Facts {
    let mut facts = Facts::default();
    let mut before: (Option<Code>, &str) = (None, "");
    for piece in pieces {
        match *piece {
            Piece::Text(text) => before.1 = text,
            Piece::Code { code, written, .. } => {
                if written {
                    facts.written.push(code);
                }
                if before.1.ends_with('(') {
                    facts.base = Some((code, before.0.filter(|_| before.1 == "(")));
                }
                facts.last = Some(code);
                before = (Some(code), "");
            }
        }
    }
    facts
}

/// The two or four bytes at the begin of `bytes` as a number, and how many they are.
fn word(bytes: &[u8]) -> Result<(u32, u8), Undecodable> {
    let low = bytes::u16_at(bytes, 0).ok_or(Undecodable::Truncated)?;
    match low & 0x1f {
        0x1f => Err(Undecodable::Invalid),
        kind if kind & 3 == 3 => Ok((bytes::u32_at(bytes, 0).ok_or(Undecodable::Truncated)?, 4)),
        _ => Ok((low.into(), 2)),
    }
}

/// Decodes the instruction at the begin of `bytes`, which runs at `address`.
pub fn decode(bytes: &[u8], address: u64) -> Result<Insn, Undecodable> {
    let (word, length) = word(bytes)?;
    let decoder = decoder();
    let (number, row) = decoder.table.find(word).ok_or(Undecodable::Invalid)?;
    let facts = decoder.facts.get(number).ok_or(Undecodable::Invalid)?;
    let flow = flow(row.action, facts, word, address);
    let memory = facts.base.filter(|_| row.action != Action::Jalr).map(|(base, offset)| Memory::Based {
        base: base.register(word),
        offset: offset.map_or(0, |offset| offset.value(word, address)),
    });
    let effect = effect(row.action, flow, facts, word, address);
    Ok(Insn { length, name: row.name(word), flow, effect, memory })
}

fn register(word: u32, shift: u8) -> Reg {
    Field { shift, width: 5 }.of(word) as Reg
}

fn flow(action: Action, facts: &Facts, word: u32, address: u64) -> Flow {
    let target = || facts.last.map_or(0, |code| code.value(word, address) as u64);
    match action {
        Action::Jump => Flow::Jump(target()),
        Action::Branch => Flow::Branch(target()),
        Action::Jal if is_link(register(word, 7)) => Flow::Call(target()),
        Action::Jal => Flow::Jump(target()),
        Action::Jalr if is_link(register(word, 7)) => Flow::IndirectCall,
        Action::Jalr if register(word, 7) == 0 && register(word, 15) == LINK => Flow::Return,
        Action::Jalr | Action::Jr => Flow::IndirectJump,
        Action::Call => Flow::IndirectCall,
        Action::Return => Flow::Return,
        Action::Syscall => Flow::Syscall,
        Action::Stop => Flow::Stop,
        _ => Flow::Next,
    }
}

fn is_link(register: Reg) -> bool {
    register == LINK || register == ALTERNATE_LINK
}

fn effect(action: Action, flow: Flow, facts: &Facts, word: u32, address: u64) -> Effect {
    let written = facts.written.iter().fold(0, |mask, code| mask | code.written(word));
    let to = facts.written.first().map_or(0, |code| code.register(word));
    let last = || facts.last.map_or(0, |code| code.value(word, address));
    let add = |from: Reg, value: i64| match (from, value) {
        (0, _) => Effect::Set { to, value: value as u64 },
        (_, 0) => Effect::Copy { to, from },
        _ => Effect::Add { to, from, value },
    };
    let upper = sign_extend((word & 0xffff_f000).into(), 32) as u64;
    match flow {
        Flow::Call(_) | Flow::IndirectCall => return Effect::Writes(CALLER_SAVED),
        Flow::Syscall => return Effect::Writes(RESULT),
        _ if written == 0 => return Effect::None,
        _ => {}
    }
    match action {
        Action::Lui => Effect::Set { to, value: upper },
        Action::Auipc => Effect::Set { to, value: address.wrapping_add(upper) },
        Action::Addi => add(register(word, 15), i64::from(word as i32 >> 20)),
        Action::CompressedLui => Effect::Set { to, value: (operand::six(word) << 12) as u64 },
        Action::AddTo => add(to, last()),
        Action::Load => Effect::Set { to, value: last() as u64 },
        Action::Move => Effect::Copy { to, from: register(word, 2) },
        Action::AddStack => add(STACK, last()),
        _ => Effect::Writes(written),
    }
}

/// The instruction in full.
pub fn text(bytes: &[u8], address: u64) -> String {
    let found = word(bytes).ok().and_then(|(word, _)| Some((word, decoder().table.find(word)?.1)));
    let Some((word, row)) = found else { return "(bad)".to_string() };
    let mut text = row.name(word).to_string();
    if !row.pieces.is_empty() {
        text.push(' ');
    }
    for piece in &row.pieces {
        match *piece {
            Piece::Text(literal) => text.push_str(literal),
            Piece::Code { code, .. } => code.write(word, address, &mut text),
        }
    }
    text
}
