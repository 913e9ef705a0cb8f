//! What the opcode tables cannot say: combinations of registers and EVEX bits that are no instruction.

use super::operand::Decoded;
use super::prefixes::Encoding;
use super::tables::{Method, Operand, shape};

/// Whether an instruction of VEX, EVEX or XOP, or one on bounds, is one.
pub fn is_valid(decoded: &Decoded) -> bool {
    names_vvvv(decoded)
        && few_registers(decoded)
        && (decoded.prefixes.encoding != Encoding::Evex || evex_fits(decoded))
        && distinct(decoded)
}

/// VEX.vvvv must be 1111 where it names no register (SDM vol. 2, 2.3.5.6); so must EVEX.V', which vectors of indexes use.
fn names_vvvv(decoded: &Decoded) -> bool {
    let prefixes = &decoded.prefixes;
    let high = decoded.row.shape & shape::GATHERS != 0;
    decoded.row.shape & shape::VVVV != 0 || prefixes.vvvv == 0 && (high || prefixes.v_high == 0)
}

/// There are eight mask registers and tiles, and four registers for bounds; other numbers are no instructions.
fn few_registers(decoded: &Decoded) -> bool {
    let prefixes = &decoded.prefixes;
    let reg = decoded.reg() | prefixes.r | prefixes.r_high;
    let rm = if decoded.place.is_none() { decoded.rm() | prefixes.b } else { 0 };
    decoded.row.operands.iter().all(|operand| match operand.method {
        // EVEX.R' extends vector registers only.
        Method::G => prefixes.r_high == 0,
        Method::Kg | Method::Tg => reg < 8,
        Method::Ke | Method::Kr | Method::Te => rm < 8,
        Method::Kv | Method::Tv => prefixes.vvvv < 8,
        Method::Bg => reg < 4,
        Method::Be => rm < 4,
        _ => true,
    })
}

/// What EVEX's bits say must be something that the instruction has (SDM vol. 2, 2.7.11).
fn evex_fits(decoded: &Decoded) -> bool {
    let (row, prefixes) = (decoded.row, &decoded.prefixes);
    let memory = decoded.place.is_some();
    let any = |wanted: fn(&Operand) -> bool| row.operands.iter().any(wanted);
    let gathers = row.shape & shape::GATHERS != 0;
    let detail = match (prefixes.evex_b, memory) {
        (false, _) => prefixes.l < 3,
        (true, true) => prefixes.l < 3 && !gathers && any(|operand| operand.element != 0),
        (true, false) => any(|operand| matches!(operand.method, Method::Rounding | Method::Sae)),
    };
    // Zeroing needs a mask and a destination that can be zeroed; gathers and scatters need a mask.
    let zeroes = match row.operands[0].method {
        Method::W => !memory,
        Method::Kg | Method::Vsib => false,
        _ => true,
    };
    detail && (!prefixes.z || prefixes.aaa != 0 && zeroes) && (!gathers || prefixes.aaa != 0)
}

/// A gather's destination, indexes and mask are different registers (SDM vol. 2, VGATHERDPS), and the three tiles of a
/// product (TDPBSSD).
fn distinct(decoded: &Decoded) -> bool {
    let (row, prefixes) = (decoded.row, &decoded.prefixes);
    let reg = decoded.reg() | prefixes.r | prefixes.r_high;
    let (vvvv, rm) = (prefixes.vvvv, decoded.rm());
    let index = decoded.place.and_then(|place| place.index);
    match (row.operands[0].method, row.operands[1].method, row.operands[2].method) {
        (Method::V, Method::Vsib, Method::H) => index != Some(reg) && index != Some(vvvv) && reg != vvvv,
        (Method::V, Method::Vsib, _) => index != Some(reg),
        (Method::Tg, Method::Te, Method::Tv) => reg != rm && reg != vvvv && rm != vvvv,
        _ => true,
    }
}
