//! What comes before the opcode: legacy prefixes, REX, VEX, EVEX and XOP (SDM vol. 2, 2.1.1, 2.2.1, 2.3.5, 2.7.1).
//!
//! Takes the bytes, gives a `Prefixes`: all that they say, and which opcode map they lead to.

use super::super::Undecodable;
use super::super::Undecodable::{Invalid, Truncated};

/// How the instruction is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Legacy,
    Vex,
    Evex,
    Xop,
}

/// The prefixes of an instruction.
#[derive(Clone, Copy, Debug)]
pub struct Prefixes {
    /// Where the opcode is (behind 0F, 0F38 and the like).
    pub length: usize,
    pub encoding: Encoding,
    /// The opcode map: 0 one-byte, 1 0F, 2 0F38, 3 0F3A, and the numbers that VEX, EVEX and XOP give.
    pub map: u8,
    /// 66 was given.
    pub data: bool,
    /// 67 was given.
    pub address: bool,
    pub lock: bool,
    /// 9B was given before a floating-point opcode.
    pub wait: bool,
    /// The last of F2 and F3, or 0.
    pub repeat: u8,
    /// The last of the prefixes fs (64) and gs (65), or 0; the other segments mean nothing in 64-bit mode.
    pub segment: u8,
    /// The REX prefix, or 0.
    pub rex: u8,
    /// REX.W or its equal.
    pub w: bool,
    /// What is added to the register numbers: ModRM.reg, SIB.index, ModRM.rm or SIB.base or opcode.
    pub r: u8,
    pub x: u8,
    pub b: u8,
    /// EVEX.R' and EVEX.V': the fifth bit of vector registers.
    pub r_high: u8,
    pub v_high: u8,
    /// The register that VEX.vvvv names.
    pub vvvv: u8,
    /// The vector length: 0 128 bits, 1 256, 2 512.
    pub l: u8,
    /// EVEX.L'L of an instruction on registers with EVEX.b, where it is the rounding mode (and the length is 512 bits).
    pub rounding: u8,
    /// The mandatory prefix: 0 none, 1 66, 2 F3, 3 F2.
    pub pp: u8,
    /// EVEX: broadcast or rounding, zeroing, the mask register.
    pub evex_b: bool,
    pub z: bool,
    pub aaa: u8,
}

const NONE: Prefixes = Prefixes {
    length: 0,
    encoding: Encoding::Legacy,
    map: 0,
    data: false,
    address: false,
    lock: false,
    wait: false,
    repeat: 0,
    segment: 0,
    rex: 0,
    w: false,
    r: 0,
    x: 0,
    b: 0,
    r_high: 0,
    v_high: 0,
    vvvv: 0,
    l: 0,
    rounding: 0,
    pp: 0,
    evex_b: false,
    z: false,
    aaa: 0,
};

/// The longest that an instruction may be (SDM vol. 2, 2.3.11).
pub const LONGEST: usize = 15;

/// Reads the prefixes and escapes; `bytes` is at most 15 long.
pub fn read(bytes: &[u8]) -> Result<Prefixes, Undecodable> {
    let mut prefixes = NONE;
    let mut at = 0;
    loop {
        let byte = *bytes.get(at).ok_or(Truncated)?;
        match byte {
            0x66 => prefixes.data = true,
            0x67 => prefixes.address = true,
            0xf0 => prefixes.lock = true,
            0xf2 | 0xf3 => prefixes.repeat = byte,
            0x64 | 0x65 => prefixes.segment = byte,
            0x26 | 0x2e | 0x36 | 0x3e => {}
            0x9b if !prefixes.wait && belongs(bytes, at) => prefixes.wait = true,
            _ => break,
        }
        at += 1;
    }
    let byte = *bytes.get(at).ok_or(Truncated)?;
    if byte & 0xf0 == 0x40 {
        at += 1;
        prefixes.rex = byte;
        prefixes.w = byte & 8 != 0;
        prefixes.r = (byte & 4) << 1;
        prefixes.x = (byte & 2) << 2;
        prefixes.b = (byte & 1) << 3;
        // The processor ignores a REX prefix that is not the last; nobody means that, and disassemblers differ.
        let next = *bytes.get(at).ok_or(Truncated)?;
        if matches!(next, 0x40..=0x4f | 0x66 | 0x67 | 0xf0 | 0xf2 | 0xf3) || segment(next) {
            return Err(Invalid);
        }
    }
    prefixes.pp = match (prefixes.repeat, prefixes.data) {
        (0xf3, _) => 2,
        (0xf2, _) => 3,
        (_, true) => 1,
        _ => 0,
    };
    prefixes.length = at;
    match *bytes.get(at).ok_or(Truncated)? {
        0x0f => escape(prefixes, bytes),
        0xc5 => vex2(prefixes, bytes),
        0xc4 => vex3(prefixes, bytes, Encoding::Vex),
        0x62 => evex(prefixes, bytes),
        0x8f => match bytes.get(at + 1).ok_or(Truncated)? & 0x38 {
            0 => Ok(prefixes),
            _ => vex3(prefixes, bytes, Encoding::Xop),
        },
        _ => Ok(prefixes),
    }
}

/// Whether the fwait at `at` is taken as a part of the floating-point instruction behind it, as the manual lists FSTCW,
/// 9B D9 /7 (SDM vol. 2, FSTCW/FNSTCW): the opcode follows, or, if nothing is before fwait, other prefixes and the opcode.
fn belongs(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at + 1..).unwrap_or(&[]);
    let is_prefix =
        |byte: u8| matches!(byte, 0x40..=0x4f | 0x66 | 0x67 | 0xf0 | 0xf2 | 0xf3) || segment(byte);
    let next = if at == 0 { rest.iter().find(|byte| !is_prefix(**byte)) } else { rest.first() };
    next.is_some_and(|byte| byte & 0xf8 == 0xd8)
}

fn segment(byte: u8) -> bool {
    matches!(byte, 0x26 | 0x2e | 0x36 | 0x3e | 0x64 | 0x65)
}

/// The escapes 0F, 0F38 and 0F3A.
fn escape(mut prefixes: Prefixes, bytes: &[u8]) -> Result<Prefixes, Undecodable> {
    (prefixes.map, prefixes.length) = match bytes.get(prefixes.length + 1).ok_or(Truncated)? {
        0x38 => (2, prefixes.length + 2),
        0x3a => (3, prefixes.length + 2),
        _ => (1, prefixes.length + 1),
    };
    Ok(prefixes)
}

/// VEX and the like do not go with REX, 66, F2, F3 or LOCK (SDM vol. 2, 2.3.2 and 2.3.3).
fn alone(prefixes: &Prefixes) -> Result<(), Undecodable> {
    let legacy = prefixes.data || prefixes.lock || prefixes.repeat != 0 || prefixes.rex != 0;
    if legacy { Err(Invalid) } else { Ok(()) }
}

/// C5: R̄ v̄v̄v̄v̄ L pp (SDM vol. 2, figure 2-9).
fn vex2(mut prefixes: Prefixes, bytes: &[u8]) -> Result<Prefixes, Undecodable> {
    alone(&prefixes)?;
    let byte = *bytes.get(prefixes.length + 1).ok_or(Truncated)?;
    prefixes.encoding = Encoding::Vex;
    prefixes.map = 1;
    prefixes.r = (!byte >> 7 & 1) << 3;
    prefixes.vvvv = !byte >> 3 & 15;
    prefixes.l = byte >> 2 & 1;
    prefixes.pp = byte & 3;
    prefixes.length += 2;
    Ok(prefixes)
}

/// C4 and 8F: R̄ X̄ B̄ mmmmm, W v̄v̄v̄v̄ L pp.
fn vex3(mut prefixes: Prefixes, bytes: &[u8], encoding: Encoding) -> Result<Prefixes, Undecodable> {
    alone(&prefixes)?;
    let first = *bytes.get(prefixes.length + 1).ok_or(Truncated)?;
    let second = *bytes.get(prefixes.length + 2).ok_or(Truncated)?;
    prefixes.encoding = encoding;
    prefixes.map = first & 31;
    prefixes.r = (!first >> 7 & 1) << 3;
    prefixes.x = (!first >> 6 & 1) << 3;
    prefixes.b = (!first >> 5 & 1) << 3;
    prefixes.w = second & 0x80 != 0;
    prefixes.vvvv = !second >> 3 & 15;
    prefixes.l = second >> 2 & 1;
    prefixes.pp = second & 3;
    prefixes.length += 3;
    Ok(prefixes)
}

/// 62: R̄ X̄ B̄ R̄' 0 mmm, W v̄v̄v̄v̄ 1 pp, z L'L b V̄' aaa (SDM vol. 2, figure 2-11).
fn evex(mut prefixes: Prefixes, bytes: &[u8]) -> Result<Prefixes, Undecodable> {
    alone(&prefixes)?;
    let p0 = *bytes.get(prefixes.length + 1).ok_or(Truncated)?;
    let p1 = *bytes.get(prefixes.length + 2).ok_or(Truncated)?;
    let p2 = *bytes.get(prefixes.length + 3).ok_or(Truncated)?;
    if p0 & 8 != 0 || p1 & 4 == 0 {
        return Err(Invalid);
    }
    prefixes.encoding = Encoding::Evex;
    prefixes.map = p0 & 7;
    prefixes.r = (!p0 >> 7 & 1) << 3;
    prefixes.x = (!p0 >> 6 & 1) << 3;
    prefixes.b = (!p0 >> 5 & 1) << 3;
    prefixes.r_high = (!p0 >> 4 & 1) << 4;
    prefixes.w = p1 & 0x80 != 0;
    prefixes.vvvv = !p1 >> 3 & 15;
    prefixes.pp = p1 & 3;
    prefixes.z = p2 & 0x80 != 0;
    prefixes.l = p2 >> 5 & 3;
    prefixes.evex_b = p2 & 0x10 != 0;
    prefixes.v_high = (!p2 >> 3 & 1) << 4;
    prefixes.aaa = p2 & 7;
    prefixes.length += 4;
    Ok(prefixes)
}
