//! From prefixes to the end of the instruction: opcode, row of the table, ModRM, SIB, displacement, immediates.
//!
//! Takes the bytes, gives a `Decoded`, from which `effect.rs` and `text.rs` work (SDM vol. 2, 2.1.3 to 2.2.1.7).

use super::super::Undecodable;
use super::super::Undecodable::{Invalid, Truncated};
use super::prefixes::{Encoding, LONGEST, Prefixes, read};
use super::tables::{self, Map, Method, Operand, Row, Size, remark, when};

/// An instruction taken apart.
#[derive(Clone, Copy)]
pub struct Decoded {
    pub prefixes: Prefixes,
    pub row: &'static Row,
    pub opcode: u8,
    /// The ModRM byte, or 0.
    pub modrm: u8,
    /// The memory operand of ModRM, if it names one.
    pub place: Option<Place>,
    /// The immediates in their order, not extended.
    pub immediates: [u64; 2],
    pub length: usize,
}

/// A memory operand as ModRM and SIB give it; registers with the extensions of the prefixes.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub base: Base,
    /// The index register: a general one, or a vector for gathers and scatters.
    pub index: Option<u8>,
    /// There is a SIB byte; its scale as a shift.
    pub sib: bool,
    pub scale: u8,
    pub displacement: i64,
    /// The displacement's bytes in the instruction.
    pub width: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    None,
    Register(u8),
    Next,
}

impl Decoded {
    pub fn mode(&self) -> u8 {
        self.modrm >> 6
    }

    /// ModRM.reg, not extended.
    pub fn reg(&self) -> u8 {
        self.modrm >> 3 & 7
    }

    /// ModRM.rm, not extended.
    pub fn rm(&self) -> u8 {
        self.modrm & 7
    }

    /// The operand size in bytes.
    pub fn operand_size(&self) -> u8 {
        operand_size(&self.prefixes, self.row.remarks & remark::WIDE != 0)
    }

    /// The bytes of a general register or of memory that the size means; 0 if it is not said.
    pub fn bytes(&self, size: Size, memory: bool) -> u8 {
        let vector = |shift: u32| {
            64_u8.checked_shr(2 + shift).unwrap_or(0).checked_shl(u32::from(self.prefixes.l)).unwrap_or(64)
        };
        match size {
            Size::None | Size::P => 0,
            Size::B => 1,
            Size::W => 2,
            Size::D => 4,
            Size::Q | Size::M => 8,
            Size::O => 16,
            Size::Y256 => 32,
            Size::Z512 => 64,
            Size::V | Size::S => self.operand_size(),
            Size::Z => self.operand_size().min(4),
            Size::Y => self.operand_size().max(4),
            Size::X => vector(0),
            Size::H => vector(1),
            Size::F => vector(2),
            Size::E8 => vector(3),
            Size::T => 10,
            Size::A => {
                if self.prefixes.address {
                    4
                } else {
                    8
                }
            }
            Size::Vw => {
                if memory {
                    2
                } else {
                    self.operand_size()
                }
            }
            Size::Dw => {
                if memory {
                    2
                } else {
                    4
                }
            }
            Size::Db => {
                if memory {
                    1
                } else {
                    4
                }
            }
            Size::Qb => {
                if memory {
                    1
                } else {
                    8
                }
            }
            Size::Qw => {
                if memory {
                    2
                } else {
                    8
                }
            }
        }
    }
}

fn operand_size(prefixes: &Prefixes, wide: bool) -> u8 {
    match (prefixes.w, prefixes.data) {
        (true, _) => 8,
        (false, true) => 2,
        (false, false) => {
            if wide {
                8
            } else {
                4
            }
        }
    }
}

/// Takes the instruction at the begin of `bytes` apart.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    // What is longer than an instruction may be is none, even if more bytes follow.
    let (bytes, missing) = match bytes.get(..LONGEST) {
        Some(bytes) => (bytes, Invalid),
        None => (bytes, Truncated),
    };
    let found = parts(bytes);
    if found.as_ref().err() == Some(&Truncated) { Err(missing) } else { found }
}

fn parts(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let prefixes = read(bytes)?;
    let mut at = prefixes.length;
    let opcode = *bytes.get(at).ok_or(Truncated)?;
    at += 1;
    let map = map(&prefixes, opcode).ok_or(Invalid)?;
    let entry = map.opcodes[usize::from(opcode)];
    if entry.count == 0 {
        return Err(Invalid);
    }
    let mut modrm = 0;
    if entry.modrm {
        modrm = *bytes.get(at).ok_or(Truncated)?;
        at += 1;
    }
    let first = usize::from(entry.first);
    let rows = map.rows.get(first..first + usize::from(entry.count)).ok_or(Invalid)?;
    let row = choose(rows, &prefixes, modrm).ok_or(Invalid)?;
    if prefixes.encoding != Encoding::Legacy && !names_vvvv(row, &prefixes) {
        return Err(Invalid);
    }
    let mut decoded = Decoded { prefixes, row, opcode, modrm, place: None, immediates: [0; 2], length: 0 };
    if entry.modrm && modrm < 0xc0 && !no_memory(row) {
        let (place, end) = place(bytes, at, &decoded)?;
        decoded.place = Some(place);
        at = end;
    }
    let mut count = 0;
    for operand in &row.operands {
        let width = match (operand.method, operand.size) {
            (Method::None, _) => break,
            // The two lowest bits of the byte that has the register.
            (Method::L, Size::B) => continue,
            (Method::L, _) => 1,
            (Method::O, _) => {
                if prefixes.address {
                    4
                } else {
                    8
                }
            }
            // With 66, Intel's processors take 32 bits here and AMD's 16: what cannot be told apart is no instruction.
            (Method::J, Size::Z) if prefixes.data && !prefixes.w => return Err(Invalid),
            (Method::J, Size::Z) => 4,
            (Method::I | Method::J, Size::B | Size::S) => 1,
            (Method::I, Size::W) => 2,
            (Method::I, size) => usize::from(decoded.bytes(size, false)),
            _ => continue,
        };
        let end = at + width;
        let field = bytes.get(at..end).ok_or(Truncated)?;
        let value = field.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte));
        if let Some(immediate) = decoded.immediates.get_mut(count) {
            *immediate = value;
        }
        count += 1;
        at = end;
    }
    decoded.length = at;
    if row.remarks & remark::NOW_3D != 0 {
        // 0F 0F: the opcode comes last, where others have an immediate.
        let last = decoded.immediates[0] as u8;
        let entry = tables::NOW_3D.opcodes[usize::from(last)];
        decoded.row =
            tables::NOW_3D.rows.get(usize::from(entry.first)).filter(|_| entry.count > 0).ok_or(Invalid)?;
    }
    Ok(decoded)
}

/// VEX.vvvv must be 1111 where it names no register (SDM vol. 2, 2.3.5.6); so must EVEX.V', which vectors of indexes use.
fn names_vvvv(row: &Row, prefixes: &Prefixes) -> bool {
    let named = |operand: &Operand| matches!(operand.method, Method::H | Method::B | Method::Kv | Method::Tv);
    let high = row.operands.iter().any(|operand| operand.method == Method::Vsib);
    row.operands.iter().any(named) || prefixes.vvvv == 0 && (high || prefixes.v_high == 0)
}

/// Control and debug registers: ModRM.mod is ignored (SDM vol. 2, MOV).
fn no_memory(row: &Row) -> bool {
    row.operands.iter().any(|operand| matches!(operand.method, Method::C | Method::D))
}

fn map(prefixes: &Prefixes, opcode: u8) -> Option<&'static Map> {
    Some(match (prefixes.encoding, prefixes.map) {
        (Encoding::Legacy, 0) if opcode & 0xf8 == 0xd8 => &tables::X87,
        (Encoding::Legacy, 0) => &tables::ONE_BYTE,
        (Encoding::Legacy, 1) => &tables::ESCAPE_0F,
        (Encoding::Legacy, 2) => &tables::ESCAPE_0F38,
        (Encoding::Legacy, 3) => &tables::ESCAPE_0F3A,
        (Encoding::Vex, 1) => &tables::VEX_0F,
        (Encoding::Vex, 2) => &tables::VEX_0F38,
        (Encoding::Vex, 3) => &tables::VEX_0F3A,
        (Encoding::Evex, 1) => &tables::EVEX_0F,
        (Encoding::Evex, 2) => &tables::EVEX_0F38,
        (Encoding::Evex, 3) => &tables::EVEX_0F3A,
        (Encoding::Evex, 5) => &tables::EVEX_MAP5,
        (Encoding::Evex, 6) => &tables::EVEX_MAP6,
        (Encoding::Xop, 8) => &tables::XOP_8,
        (Encoding::Xop, 9) => &tables::XOP_9,
        (Encoding::Xop, 10) => &tables::XOP_A,
        _ => return None,
    })
}

/// The first row whose conditions hold.
fn choose(rows: &'static [Row], prefixes: &Prefixes, modrm: u8) -> Option<&'static Row> {
    let bit = |group: u32, value: u8| 1_u64 << (group + u32::from(value));
    let size = match (prefixes.w, prefixes.data) {
        (true, _) => 2,
        (false, true) => 0,
        (false, false) => 1,
    };
    let facts = bit(when::PREFIX, prefixes.pp)
        | bit(when::SIZE, size)
        | bit(when::W, u8::from(prefixes.w))
        | bit(when::L, prefixes.l)
        | bit(when::MODE, u8::from(modrm >= 0xc0))
        | bit(when::REG, modrm >> 3 & 7)
        | bit(when::RM, modrm & 7)
        | bit(when::REX_B, prefixes.b >> 3)
        | bit(when::EVEX_B, u8::from(prefixes.evex_b))
        | bit(when::WAIT, u8::from(prefixes.wait))
        | bit(when::ADDRESS, u8::from(prefixes.address));
    rows.iter().find(|row| row.when & facts == facts)
}

/// The memory operand: SIB and displacement behind ModRM; gives also where they end.
fn place(bytes: &[u8], mut at: usize, decoded: &Decoded) -> Result<(Place, usize), Undecodable> {
    let prefixes = &decoded.prefixes;
    let (mode, rm) = (decoded.mode(), decoded.rm());
    let mut place = Place {
        base: Base::Register(rm | prefixes.b),
        index: None,
        sib: false,
        scale: 0,
        displacement: 0,
        width: 0,
    };
    let mut width = [0, 1, 4][usize::from(mode.min(2))];
    if rm == 4 {
        let sib = *bytes.get(at).ok_or(Truncated)?;
        at += 1;
        place.sib = true;
        place.scale = sib >> 6;
        let index = sib >> 3 & 7 | prefixes.x;
        let vector = decoded.row.operands.iter().any(|operand| operand.method == Method::Vsib);
        place.index = match (vector, index) {
            (true, _) => Some(index | prefixes.v_high),
            (false, 4) => None,
            (false, _) => Some(index),
        };
        place.base = Base::Register(sib & 7 | prefixes.b);
        if sib & 7 == 5 && mode == 0 {
            place.base = Base::None;
            width = 4;
        }
    } else if rm == 5 && mode == 0 {
        place.base = Base::Next;
        width = 4;
    }
    let end = at + width;
    let field = bytes.get(at..end).ok_or(Truncated)?;
    place.width = width as u8;
    place.displacement = match *field {
        [byte] => i64::from(byte as i8) * compression(decoded),
        [a, b, c, d] => i64::from(i32::from_le_bytes([a, b, c, d])),
        _ => 0,
    };
    Ok((place, end))
}

/// What a displacement of eight bits is multiplied with: for EVEX the bytes of the memory operand (SDM vol. 2, 2.7.5).
fn compression(decoded: &Decoded) -> i64 {
    if decoded.prefixes.encoding != Encoding::Evex {
        return 1;
    }
    let unit = decoded.row.remarks / remark::UNIT;
    if unit != 0 {
        return i64::from(unit);
    }
    for operand in &decoded.row.operands {
        if matches!(operand.method, Method::E | Method::M | Method::W | Method::Vsib) {
            let bytes = match (operand.element, decoded.prefixes.evex_b) {
                (element, _) if operand.method == Method::Vsib => element,
                (0, _) | (_, false) => decoded.bytes(operand.size, true),
                (element, true) => element,
            };
            return i64::from(bytes.max(1));
        }
    }
    1
}
