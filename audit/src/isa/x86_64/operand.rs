//! From prefixes to the end of the instruction: opcode, row of the table, ModRM, SIB, displacement, immediates.
//!
//! Takes the bytes, gives a `Decoded`, from which `effect.rs` and `text.rs` work (SDM vol. 2, 2.1.3 to 2.2.1.7).

use super::super::Undecodable;
use super::super::Undecodable::{Invalid, Truncated};
use super::check;
use super::prefixes::{Encoding, LONGEST, Prefixes, read};
use super::tables::{Map, Method, Row, Size, TABLES, remark, shape, when};

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
            Size::Q => 8,
            Size::M => choose(memory, 0, 8),
            Size::O | Size::Octo => 16,
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
            Size::A => choose(self.prefixes.address, 4, 8),
            Size::Vw => choose(memory, 2, self.operand_size()),
            Size::Dw => choose(memory, 2, 4),
            Size::Db => choose(memory, 1, 4),
            Size::Qb => choose(memory, 1, 8),
            Size::Qw => choose(memory, 2, 8),
        }
    }
}

fn choose(first: bool, yes: u8, no: u8) -> u8 {
    if first { yes } else { no }
}

fn operand_size(prefixes: &Prefixes, wide: bool) -> u8 {
    match (prefixes.w, prefixes.data) {
        (true, _) => 8,
        (false, true) => 2,
        (false, false) => choose(wide, 8, 4),
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
    let mut prefixes = read(bytes)?;
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
    if prefixes.evex_b && modrm >= 0xc0 {
        (prefixes.rounding, prefixes.l) = (prefixes.l, 2);
    }
    let first = usize::from(entry.first);
    let rows = map.rows.get(first..first + usize::from(entry.count)).ok_or(Invalid)?;
    let row = select(rows, &prefixes, modrm).ok_or(Invalid)?;
    let mut decoded = Decoded { prefixes, row, opcode, modrm, place: None, immediates: [0; 2], length: 0 };
    if entry.modrm && modrm < 0xc0 && row.shape & shape::NO_MEMORY == 0 {
        let (place, end) = place(bytes, at, &decoded)?;
        decoded.place = Some(place);
        at = end;
    }
    if row.shape & shape::IMMEDIATE != 0 {
        at = immediates(bytes, at, &mut decoded)?;
    }
    if (prefixes.encoding != Encoding::Legacy || row.shape & shape::FEW != 0) && !check::is_valid(&decoded) {
        return Err(Invalid);
    }
    decoded.length = at;
    if row.remarks & remark::NOW_3D != 0 {
        // 0F 0F: the opcode comes last, where others have an immediate.
        let last = decoded.immediates[0] as u8;
        let map = &TABLES.now_3d;
        let entry = map.opcodes[usize::from(last)];
        decoded.row = map.rows.get(usize::from(entry.first)).filter(|_| entry.count > 0).ok_or(Invalid)?;
    }
    Ok(decoded)
}

/// Reads the immediates, which are at `at`; gives where they end.
fn immediates(bytes: &[u8], mut at: usize, decoded: &mut Decoded) -> Result<usize, Undecodable> {
    let prefixes = decoded.prefixes;
    let mut count = 0;
    for operand in &decoded.row.operands {
        let width = match (operand.method, operand.size) {
            (Method::None, _) => break,
            // The two lowest bits of the byte that has the register.
            (Method::L, Size::B) => continue,
            (Method::L, _) => 1,
            (Method::O, _) => choose(prefixes.address, 4, 8),
            // With 66, Intel's processors take 32 bits here and AMD's 16: what cannot be told apart is no instruction.
            (Method::J, Size::Z) if prefixes.data && !prefixes.w => return Err(Invalid),
            (Method::J, Size::Z) => 4,
            (Method::I | Method::J, Size::B | Size::S) => 1,
            (Method::I, Size::W) => 2,
            (Method::I, size) => decoded.bytes(size, false),
            _ => continue,
        };
        let end = at + usize::from(width);
        let field = bytes.get(at..end).ok_or(Truncated)?;
        let value = field.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte));
        if let Some(immediate) = decoded.immediates.get_mut(count) {
            *immediate = value;
        }
        count += 1;
        at = end;
    }
    Ok(at)
}

fn map(prefixes: &Prefixes, opcode: u8) -> Option<&'static Map> {
    let tables = &*TABLES;
    let index = usize::from(prefixes.map);
    match (prefixes.encoding, prefixes.map) {
        (Encoding::Legacy, 0) if opcode & 0xf8 == 0xd8 => Some(&tables.x87),
        (Encoding::Legacy, 0) => Some(&tables.one_byte),
        (Encoding::Legacy, _) => tables.legacy.get(index - 1),
        (_, 0) => None,
        (Encoding::Vex, _) => tables.vex.get(index - 1),
        (Encoding::Evex, 5) => Some(&tables.evex_5),
        (Encoding::Evex, 6) => Some(&tables.evex_6),
        (Encoding::Evex, _) => tables.evex.get(index - 1),
        (Encoding::Xop, _) => tables.xop.get(index.checked_sub(8)?),
    }
}

/// The first row whose conditions hold.
fn select(rows: &'static [Row], prefixes: &Prefixes, modrm: u8) -> Option<&'static Row> {
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
        | bit(when::ADDRESS, u8::from(prefixes.address))
        | bit(when::DATA, u8::from(prefixes.data));
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
        let vector = decoded.row.shape & shape::GATHERS != 0;
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
