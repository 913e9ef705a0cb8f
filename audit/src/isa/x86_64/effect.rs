//! What an instruction does to general registers, where it goes, and what memory it names.

use super::super::{Effect, Flow, Memory};
use super::operand::{Base, Decoded, Place};
use super::tables::{Follows, Goes, Method, Operand, Size, remark};

const RSP: u8 = 4;
/// rax, rcx, rdx, rsi, rdi, r8 to r11: what a function may change (System V ABI, AMD64 supplement, figure 3.4).
const CALLER_SAVED: u32 = 0x0fc7;

/// Where control goes.
pub fn flow(decoded: &Decoded, address: u64) -> Flow {
    let target = || target(decoded, address);
    match decoded.row.goes {
        Goes::Next => Flow::Next,
        Goes::Jump => Flow::Jump(target()),
        Goes::Branch => Flow::Branch(target()),
        Goes::Call => Flow::Call(target()),
        Goes::IndirectJump => Flow::IndirectJump,
        Goes::IndirectCall => Flow::IndirectCall,
        Goes::Return => Flow::Return,
        Goes::Syscall => Flow::Syscall,
        Goes::Stop => Flow::Stop,
    }
}

/// The target of a direct branch.
pub fn target(decoded: &Decoded, address: u64) -> u64 {
    let displacement = match decoded.row.operands[0].size {
        Size::B => decoded.immediates[0] as u8 as i8 as u64,
        _ => decoded.immediates[0] as u32 as i32 as u64,
    };
    next(decoded, address).wrapping_add(displacement)
}

/// The address of the next instruction.
pub fn next(decoded: &Decoded, address: u64) -> u64 {
    address.wrapping_add(decoded.length as u64)
}

/// The memory operand, if its address is constant or has only a base register.
pub fn memory(decoded: &Decoded, address: u64) -> Option<Memory> {
    if decoded.row.operands[0].method == Method::O || decoded.row.operands[1].method == Method::O {
        return segment_free(decoded).then_some(Memory::Absolute { address: decoded.immediates[0] });
    }
    let place = decoded.place?;
    match (segment_free(decoded), place.index) {
        (true, None) => resolve(decoded, &place, address),
        _ => None,
    }
}

/// fs and gs have bases of their own.
fn segment_free(decoded: &Decoded) -> bool {
    decoded.prefixes.segment == 0
}

fn resolve(decoded: &Decoded, place: &Place, address: u64) -> Option<Memory> {
    let cut = |value: u64| if decoded.prefixes.address { value & 0xffff_ffff } else { value };
    Some(match place.base {
        Base::None => Memory::Absolute { address: cut(place.displacement as u64) },
        Base::Next => {
            Memory::Absolute { address: cut(next(decoded, address).wrapping_add(place.displacement as u64)) }
        }
        // An address of 32 bits is no base register that can be followed.
        Base::Register(_) if decoded.prefixes.address => return None,
        Base::Register(base) => Memory::Based { base, offset: place.displacement },
    })
}

/// What happens to the general registers.
pub fn effect(decoded: &Decoded, address: u64) -> Effect {
    let row = decoded.row;
    if row.goes == Goes::Call || row.goes == Goes::IndirectCall {
        return Effect::Writes(CALLER_SAVED);
    }
    if row.remarks & remark::PUSH != 0 {
        let size = if decoded.operand_size() == 2 { 2 } else { 8 };
        return Effect::Add { to: RSP, from: RSP, value: -size };
    }
    if row.goes == Goes::Return {
        return Effect::Writes(1 << RSP);
    }
    let exact = if row.changes == 0 { followed(decoded, address) } else { None };
    exact.unwrap_or_else(|| {
        let mut mask = u32::from(row.changes);
        if row.remarks & remark::READ_ONLY == 0 {
            mask |= written(decoded, row.operands[0]);
        }
        if row.remarks & remark::SECOND != 0 {
            mask |= written(decoded, row.operands[1]);
        }
        if mask == 0 { Effect::None } else { Effect::Writes(mask) }
    })
}

/// The effect, where it is one that is followed exactly.
fn followed(decoded: &Decoded, address: u64) -> Option<Effect> {
    if decoded.row.follows == Follows::Nothing {
        return None;
    }
    let [first, second, ..] = decoded.row.operands;
    let (to, size) = register(decoded, first)?;
    let wide = size == 8;
    let cut = |value: u64| if wide { value } else { value & 0xffff_ffff };
    match decoded.row.follows {
        Follows::Constant if size >= 4 => {
            Some(Effect::Set { to, value: cut(immediate(decoded, second.size)) })
        }
        Follows::Copy if wide => register(decoded, second).map(|(from, _)| Effect::Copy { to, from }),
        Follows::Difference if size >= 4 => {
            register(decoded, second).filter(|(from, _)| *from == to).map(|_| Effect::Set { to, value: 0 })
        }
        Follows::Add if wide => {
            Some(Effect::Add { to, from: to, value: immediate(decoded, second.size) as i64 })
        }
        Follows::Subtract if wide => {
            let value = (immediate(decoded, second.size) as i64).wrapping_neg();
            Some(Effect::Add { to, from: to, value })
        }
        Follows::Lea => {
            let place = decoded.place.filter(|place| place.index.is_none())?;
            match resolve(decoded, &place, address)? {
                Memory::Absolute { address } if size >= 4 => Some(Effect::Set { to, value: cut(address) }),
                Memory::Based { base, offset } if wide => Some(Effect::Add { to, from: base, value: offset }),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The first immediate, sign-extended from what is in the instruction.
fn immediate(decoded: &Decoded, size: Size) -> u64 {
    let value = decoded.immediates[0];
    match size {
        Size::S => value as u8 as i8 as u64,
        Size::Z if decoded.operand_size() == 2 => value as u16 as i16 as u64,
        Size::Z => value as u32 as i32 as u64,
        _ => value,
    }
}

/// The general register that an operand is, if it is one (not ah, ch, dh, bh), and its bytes.
fn register(decoded: &Decoded, operand: Operand) -> Option<(u8, u8)> {
    let size = decoded.bytes(operand.size, false);
    let number = number(decoded, operand)?;
    if size == 1 && decoded.prefixes.rex == 0 && number >= 4 {
        return None;
    }
    Some((number, size))
}

fn number(decoded: &Decoded, operand: Operand) -> Option<u8> {
    let prefixes = &decoded.prefixes;
    Some(match operand.method {
        Method::E | Method::R if decoded.place.is_none() => decoded.rm() | prefixes.b,
        Method::G => decoded.reg() | prefixes.r,
        Method::Z => decoded.opcode & 7 | prefixes.b,
        Method::B => prefixes.vvvv,
        Method::Al | Method::Ax | Method::Eax | Method::Rax | Method::Acc => 0,
        Method::Cl | Method::Ecx => 1,
        Method::Dx | Method::Edx => 2,
        Method::Ebx => 3,
        _ => return None,
    })
}

/// The bit of the general register that an operand is, or 0.
fn written(decoded: &Decoded, operand: Operand) -> u32 {
    let Some(number) = number(decoded, operand) else {
        return 0;
    };
    let high =
        operand.size == Size::B && decoded.prefixes.rex == 0 && number >= 4 && operand.method != Method::B;
    1 << (if high { number & 3 } else { number & 15 })
}
