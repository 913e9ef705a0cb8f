//! The opcode tables, read from `tables/*.txt` when the first instruction is decoded.
//!
//! Each line of a table is one row: the opcode, the conditions under which the row holds, the mnemonic, its operands, and
//! what else an audit must know of it. Of the rows of an opcode the first whose conditions all hold is the instruction.
//! The notation of operands follows SDM vol. 2, appendix A.2: a method (a capital) and a size.
//!
//! | condition         | holds if                                                          |
//! |-------------------|-------------------------------------------------------------------|
//! | `np` `66` `f3` `f2` | that is the mandatory prefix (several: one of them)             |
//! | `o16` `o32` `o64` | that is the operand size                                          |
//! | `w0` `w1`         | REX.W, VEX.W or EVEX.W has that value                             |
//! | `l0` `l1` `l2` `l3` | VEX.L or EVEX.L'L has that value                                |
//! | `mem` `reg`       | the ModRM byte names memory, or a register                        |
//! | `/0` … `/7`       | ModRM.reg has that value                                          |
//! | `+0` … `+7`       | ModRM.rm has that value                                           |
//! | `xb`              | REX.B is set                                                      |
//! | `b0` `b1`         | EVEX.b has that value                                             |
//! | `d66`             | 66 is given, even if REX.W overrides it                           |
//! | `a32`             | the address size is 32 bits                                       |
//! | `wait`            | fwait (9B) comes before, as a part of the instruction             |
//!
//! | remark            | meaning                                                           |
//! |-------------------|-------------------------------------------------------------------|
//! | `:-`              | the first operand is read only (otherwise it is written)          |
//! | `:2`              | the second operand is written too                                 |
//! | `:+acdb…`         | these registers change: rax rcx rdx rbx, `s`p, b`p`, `S`I, `D`I, `e` r11 |
//! | `:64`             | the operand size is 64 bits unless 66 makes it 16                 |
//! | `:rep`            | a string instruction, which F3 and F2 repeat                      |
//! | `:push`           | rsp decreases by the operand size                                 |
//! | `:cmp`            | the immediate is a predicate, which is part of the mnemonic       |
//! | `:vex`            | objdump writes `{vex}` before it, as EVEX has the same mnemonic |
//! | `:now`            | the immediate is the opcode in the table of 3DNow!                |
//! | `:n1` … `:n8`     | EVEX: a short displacement counts so many bytes                   |
//! | `:jump` …         | where control goes                                                |

use std::sync::LazyLock;

/// How an operand is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Method {
    None,
    /// ModRM.rm: a general register or memory.
    E,
    /// ModRM.reg: a general register.
    G,
    /// ModRM.rm: a general register only.
    R,
    /// ModRM.rm: memory only.
    M,
    /// The low three bits of the opcode: a general register.
    Z,
    /// VEX.vvvv: a general register.
    B,
    /// An immediate.
    I,
    /// A displacement from the next instruction.
    J,
    /// Memory at an address in the instruction.
    O,
    /// Memory at rSI, at rDI, and xlat's.
    X,
    Y,
    Xlat,
    /// ModRM.reg: a control, debug or segment register.
    C,
    D,
    S,
    /// MMX: ModRM.reg, ModRM.rm register or memory, ModRM.rm register only.
    P,
    Q,
    N,
    /// Vectors: ModRM.reg, ModRM.rm register or memory, register only, VEX.vvvv, the immediate's upper four bits.
    V,
    W,
    U,
    H,
    L,
    /// Memory addressed by a vector of indexes.
    Vsib,
    /// Mask registers: ModRM.reg, ModRM.rm register or memory, register only, VEX.vvvv.
    Kg,
    Ke,
    Kr,
    Kv,
    /// Bounds registers: ModRM.reg, ModRM.rm register or memory.
    Bg,
    Be,
    /// Tiles: ModRM.reg, ModRM.rm, VEX.vvvv.
    Tg,
    Te,
    Tv,
    /// A general register that the opcode implies.
    Al,
    Cl,
    Dx,
    Ax,
    Eax,
    Ecx,
    Edx,
    Ebx,
    Rax,
    /// rAX of the operand size.
    Acc,
    One,
    Fs,
    Gs,
    Xmm0,
    /// x87: the top of the stack, and the register of ModRM.rm.
    St,
    Sti,
    /// EVEX.b of an instruction on registers: static rounding, or only the suppression of exceptions.
    Rounding,
    Sae,
}

/// How wide an operand is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Size {
    None,
    /// 8, 16, 32, 64, 128, 256, 512 bits.
    B,
    W,
    D,
    Q,
    O,
    Y256,
    Z512,
    /// The operand size; that, but at most or at least 32 bits.
    V,
    Z,
    Y,
    /// The vector length; a half, a quarter, an eighth of it.
    X,
    H,
    F,
    E8,
    /// A sign-extended byte as immediate.
    S,
    /// 80 bits.
    T,
    /// A far pointer.
    P,
    /// A register of 64 bits; memory is written without its size.
    M,
    /// 128 bits that are no vector.
    Octo,
    /// The address size.
    A,
    /// A register of the operand size, but 16 bits of memory.
    Vw,
    /// A register of 32 bits, but 16 or 8 bits of memory.
    Dw,
    Db,
    /// A register of 64 bits, but 8 or 16 bits of memory.
    Qb,
    Qw,
}

/// One operand of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operand {
    pub method: Method,
    pub size: Size,
    /// The bytes of an element that EVEX.b broadcasts from memory, or that a gather loads; 0 if there is none.
    pub element: u8,
}

/// Where control goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goes {
    Next,
    Jump,
    Branch,
    Call,
    IndirectJump,
    IndirectCall,
    Return,
    Syscall,
    Stop,
}

/// One instruction.
#[derive(Clone, Copy)]
pub struct Row {
    pub opcode: u8,
    /// The conditions, as bits of `when`.
    pub when: u64,
    pub name: &'static str,
    pub operands: [Operand; 5],
    pub goes: Goes,
    /// Bits of `remark`.
    pub remarks: u16,
    /// General registers that change besides the operands.
    pub changes: u16,
    /// Bits of `shape`, which follow from the operands.
    pub shape: u8,
    pub follows: Follows,
}

/// What of a row's effect is followed exactly, if its operands are such.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Follows {
    Nothing,
    /// `mov` of an immediate, of a register.
    Constant,
    Copy,
    /// `xor` and `sub`: zero if both operands are the same register.
    Difference,
    /// `add`, `sub` of an immediate.
    Add,
    Subtract,
    Lea,
}

/// What kinds of operands a row has.
pub mod shape {
    /// Bytes behind ModRM, SIB and displacement.
    pub const IMMEDIATE: u8 = 1;
    /// Control and debug registers: ModRM.mod is ignored (SDM vol. 2, MOV).
    pub const NO_MEMORY: u8 = 2;
    /// Memory addressed by a vector of indexes.
    pub const GATHERS: u8 = 4;
    /// VEX.vvvv names a register.
    pub const VVVV: u8 = 8;
    /// Registers of which there are fewer than eight or sixteen.
    pub const FEW: u8 = 16;
}

/// Remarks of a row.
pub mod remark {
    pub const READ_ONLY: u16 = 1;
    pub const SECOND: u16 = 2;
    pub const WIDE: u16 = 4;
    pub const REPEATS: u16 = 8;
    pub const PUSH: u16 = 16;
    pub const PREDICATE: u16 = 32;
    pub const VEX: u16 = 64;
    pub const NOW_3D: u16 = 128;
    /// Four bits: the bytes that a displacement of EVEX counts, if not those of the memory operand.
    pub const UNIT: u16 = 256;
}

/// The conditions: each value has its bit; a row has all bits of what it does not depend on. Where each group begins:
pub mod when {
    pub const PREFIX: u32 = 0;
    pub const SIZE: u32 = 4;
    pub const W: u32 = 7;
    pub const L: u32 = 9;
    pub const MODE: u32 = 13;
    pub const REG: u32 = 15;
    pub const RM: u32 = 23;
    pub const REX_B: u32 = 31;
    pub const EVEX_B: u32 = 33;
    pub const WAIT: u32 = 35;
    pub const ADDRESS: u32 = 37;
    pub const DATA: u32 = 39;
    /// The first bit and the number of bits of each.
    pub const GROUPS: [(u32, u32); 12] = [
        (PREFIX, 4),
        (SIZE, 3),
        (W, 2),
        (L, 4),
        (MODE, 2),
        (REG, 8),
        (RM, 8),
        (REX_B, 2),
        (EVEX_B, 2),
        (WAIT, 2),
        (ADDRESS, 2),
        (DATA, 2),
    ];
}

/// The rows of an opcode: the first, how many, and whether a ModRM byte follows.
#[derive(Clone, Copy)]
pub struct Opcode {
    pub first: u16,
    pub count: u16,
    pub modrm: bool,
}

/// The table of one opcode map.
pub struct Map {
    pub rows: Vec<Row>,
    pub opcodes: Vec<Opcode>,
}

/// All tables.
pub struct Tables {
    pub one_byte: Map,
    pub x87: Map,
    pub now_3d: Map,
    /// Behind 0F, 0F38, 0F3A, and in the maps of these numbers of VEX and EVEX; of XOP from 8 on.
    pub legacy: [Map; 3],
    pub vex: [Map; 3],
    pub evex: [Map; 3],
    pub evex_5: Map,
    pub evex_6: Map,
    pub xop: [Map; 3],
}

pub static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    one_byte: map(include_str!("tables/one-byte.txt")),
    x87: map(include_str!("tables/x87.txt")),
    now_3d: map(include_str!("tables/3dnow.txt")),
    legacy: [
        map(include_str!("tables/0f.txt")),
        map(include_str!("tables/0f38.txt")),
        map(include_str!("tables/0f3a.txt")),
    ],
    vex: [
        map(include_str!("tables/vex-0f.txt")),
        map(include_str!("tables/vex-0f38.txt")),
        map(include_str!("tables/vex-0f3a.txt")),
    ],
    evex: [
        map(include_str!("tables/evex-0f.txt")),
        map(include_str!("tables/evex-0f38.txt")),
        map(include_str!("tables/evex-0f3a.txt")),
    ],
    evex_5: map(include_str!("tables/evex-map5.txt")),
    evex_6: map(include_str!("tables/evex-map6.txt")),
    xop: [
        map(include_str!("tables/xop-8.txt")),
        map(include_str!("tables/xop-9.txt")),
        map(include_str!("tables/xop-a.txt")),
    ],
});

/// Reads a table. It is a part of the program, so that what is wrong with it ends the program; a test reads all.
fn map(text: &'static str) -> Map {
    let rows: Vec<Row> = text.lines().filter(|line| !line.starts_with('#')).map(row).collect();
    assert!(rows.is_sorted_by_key(|row| row.opcode), "the rows are in the order of their opcodes");
    let mut opcodes = vec![Opcode { first: 0, count: 0, modrm: false }; 256];
    for (index, row) in rows.iter().enumerate() {
        let opcode = &mut opcodes[usize::from(row.opcode)];
        if opcode.count == 0 {
            opcode.first = index as u16;
        }
        opcode.count += 1;
        opcode.modrm |= has_modrm(row);
    }
    Map { rows, opcodes }
}

fn row(line: &'static str) -> Row {
    let mut words = line.split_whitespace().peekable();
    let mut next = || words.next().unwrap_or_else(|| panic!("'{line}' ends too soon"));
    let opcode = u8::from_str_radix(next(), 16).unwrap_or_else(|_| panic!("'{line}' begins with no opcode"));
    let mut conditions = 0;
    let name = loop {
        let word = next();
        match condition(word.as_bytes()) {
            Some(bit) => conditions |= 1 << bit,
            None => break word,
        }
    };
    for (first, count) in when::GROUPS {
        let all = ((1 << count) - 1) << first;
        if conditions & all == 0 {
            conditions |= all;
        }
    }
    let none = Operand { method: Method::None, size: Size::None, element: 0 };
    let mut row = Row {
        opcode,
        when: conditions,
        name,
        operands: [none; 5],
        goes: Goes::Next,
        remarks: 0,
        changes: 0,
        shape: 0,
        follows: Follows::Nothing,
    };
    for word in words {
        if word.starts_with(':') {
            remarked(&mut row, word);
        } else {
            for (place, token) in row.operands.iter_mut().zip(word.split(',')) {
                *place = operand(token);
            }
        }
    }
    row.shape = row.operands.iter().fold(0, |bits, operand| bits | shape_of(operand.method));
    row.follows = match (name, row.operands[1].method) {
        ("mov" | "movabs", Method::I) => Follows::Constant,
        ("mov", Method::E | Method::G) => Follows::Copy,
        ("xor" | "sub", Method::E | Method::G) => Follows::Difference,
        ("add", Method::I) => Follows::Add,
        ("sub", Method::I) => Follows::Subtract,
        ("lea", Method::M) => Follows::Lea,
        _ => Follows::Nothing,
    };
    row
}

fn shape_of(method: Method) -> u8 {
    match method {
        Method::I | Method::J | Method::O | Method::L => shape::IMMEDIATE,
        Method::C | Method::D => shape::NO_MEMORY,
        Method::Vsib => shape::GATHERS,
        Method::H | Method::B => shape::VVVV,
        Method::Kv | Method::Tv => shape::VVVV | shape::FEW,
        Method::Kg | Method::Ke | Method::Kr | Method::Tg | Method::Te | Method::Bg | Method::Be => {
            shape::FEW
        }
        _ => 0,
    }
}

/// The bit of a condition, if the token is one.
fn condition(token: &[u8]) -> Option<u32> {
    Some(match token {
        b"np" => when::PREFIX,
        b"66" => when::PREFIX + 1,
        b"f3" => when::PREFIX + 2,
        b"f2" => when::PREFIX + 3,
        b"o16" => when::SIZE,
        b"o32" => when::SIZE + 1,
        b"o64" => when::SIZE + 2,
        b"mem" => when::MODE,
        b"reg" => when::MODE + 1,
        b"d66" => when::DATA + 1,
        b"a32" => when::ADDRESS + 1,
        b"wait" => when::WAIT + 1,
        b"xb" => when::REX_B + 1,
        [b'w', digit @ (b'0' | b'1')] => when::W + (*digit - b'0') as u32,
        [b'b', digit @ (b'0' | b'1')] => when::EVEX_B + (*digit - b'0') as u32,
        [b'l', digit @ b'0'..=b'3'] => when::L + (*digit - b'0') as u32,
        [b'/', digit @ b'0'..=b'7'] => when::REG + (*digit - b'0') as u32,
        [b'+', digit @ b'0'..=b'7'] => when::RM + (*digit - b'0') as u32,
        _ => return None,
    })
}

fn remarked(row: &mut Row, word: &str) {
    match word.as_bytes() {
        b":-" => row.remarks |= remark::READ_ONLY,
        b":2" => row.remarks |= remark::SECOND,
        b":64" => row.remarks |= remark::WIDE,
        b":rep" => row.remarks |= remark::REPEATS,
        b":push" => row.remarks |= remark::PUSH,
        b":vex" => row.remarks |= remark::VEX,
        b":now" => row.remarks |= remark::NOW_3D,
        [b':', b'n', digit @ b'1'..=b'8'] => row.remarks |= remark::UNIT * (*digit - b'0') as u16,
        b":cmp" => row.remarks |= remark::PREDICATE,
        b":jump" => row.goes = Goes::Jump,
        b":branch" => row.goes = Goes::Branch,
        b":call" => row.goes = Goes::Call,
        b":ijump" => row.goes = Goes::IndirectJump,
        b":icall" => row.goes = Goes::IndirectCall,
        b":ret" => row.goes = Goes::Return,
        b":sys" => row.goes = Goes::Syscall,
        b":stop" => row.goes = Goes::Stop,
        [b':', b'+', letters @ ..] => {
            for letter in letters {
                row.changes |= match letter {
                    b'a' => 1 << 0,
                    b'c' => 1 << 1,
                    b'd' => 1 << 2,
                    b'b' => 1 << 3,
                    b's' => 1 << 4,
                    b'p' => 1 << 5,
                    b'S' => 1 << 6,
                    b'D' => 1 << 7,
                    b'e' => 1 << 11,
                    _ => panic!("unknown register in '{word}'"),
                };
            }
        }
        _ => panic!("unknown remark '{word}'"),
    }
}

fn operand(word: &str) -> Operand {
    let token = word.as_bytes();
    let method = match token {
        b"al" => Method::Al,
        b"cl" => Method::Cl,
        b"dx" => Method::Dx,
        b"ax" => Method::Ax,
        b"eax" => Method::Eax,
        b"ecx" => Method::Ecx,
        b"edx" => Method::Edx,
        b"ebx" => Method::Ebx,
        b"rax" => Method::Rax,
        b"one" => Method::One,
        b"fs" => Method::Fs,
        b"gs" => Method::Gs,
        b"xmm0" => Method::Xmm0,
        b"st" => Method::St,
        b"sti" => Method::Sti,
        b"er" => Method::Rounding,
        b"sae" => Method::Sae,
        b"rB" => Method::Bg,
        b"EB" => Method::Be,
        b"Bx" => Method::Xlat,
        [b'K', b'g', ..] => Method::Kg,
        [b'K', b'e', ..] => Method::Ke,
        [b'K', b'r', ..] => Method::Kr,
        [b'K', b'v', ..] => Method::Kv,
        b"Tg" => Method::Tg,
        b"Te" => Method::Te,
        b"Tv" => Method::Tv,
        [b'A', ..] | [b'r', b'A', ..] | [b'e', b'A', ..] => Method::Acc,
        [letter, ..] => match letter {
            b'E' => Method::E,
            b'G' => Method::G,
            b'R' => Method::R,
            b'M' => Method::M,
            b'Z' => Method::Z,
            b'B' => Method::B,
            b'I' => Method::I,
            b'J' => Method::J,
            b'O' => Method::O,
            b'X' => Method::X,
            b'Y' => Method::Y,
            b'C' => Method::C,
            b'D' => Method::D,
            b'S' => Method::S,
            b'P' => Method::P,
            b'Q' => Method::Q,
            b'N' => Method::N,
            b'V' => Method::V,
            b'W' => Method::W,
            b'U' => Method::U,
            b'H' => Method::H,
            b'L' => Method::L,
            b'v' => Method::Vsib,
            _ => panic!("unknown operand '{word}'"),
        },
        [] => panic!("an operand is missing"),
    };
    let mut element = 0;
    let size = match (method, token) {
        (_, b"rAX") => Size::V,
        (_, b"eAX") => Size::Z,
        (Method::Al | Method::Cl, _) | (Method::Xlat, _) => Size::B,
        (Method::Dx | Method::Ax, _) => Size::W,
        (Method::Eax | Method::Ecx | Method::Edx | Method::Ebx, _) => Size::D,
        (Method::Rax, _) => Size::A,
        (Method::Kg | Method::Ke | Method::Kr | Method::Kv, [_, _, rest @ ..]) => size(rest),
        (Method::Bg | Method::Be | Method::Tg | Method::Te | Method::Tv, _) => Size::None,
        (Method::One | Method::Fs | Method::Gs | Method::Xmm0 | Method::St | Method::Sti, _) => Size::None,
        (Method::Rounding | Method::Sae, _) => Size::None,
        (Method::Vsib, [_, element, rest @ ..]) => {
            return Operand { method, size: size(rest), element: if *element == b'd' { 4 } else { 8 } };
        }
        (_, [_, rest @ .., digit @ b'2'..=b'8']) => {
            element = *digit - b'0';
            size(rest)
        }
        (_, [_, rest @ ..]) => size(rest),
        (_, []) => panic!("an operand is missing"),
    };
    Operand { method, size, element }
}

fn size(text: &[u8]) -> Size {
    match text {
        b"" => Size::None,
        b"b" => Size::B,
        b"w" => Size::W,
        b"d" => Size::D,
        b"q" => Size::Q,
        b"o" => Size::O,
        b"O" => Size::Octo,
        b"Y" => Size::Y256,
        b"Z" => Size::Z512,
        b"v" => Size::V,
        b"z" => Size::Z,
        b"y" => Size::Y,
        b"x" => Size::X,
        b"h" => Size::H,
        b"f" => Size::F,
        b"e" => Size::E8,
        b"s" => Size::S,
        b"t" => Size::T,
        b"p" => Size::P,
        b"m" => Size::M,
        b"a" => Size::A,
        b"vw" => Size::Vw,
        b"dw" => Size::Dw,
        b"db" => Size::Db,
        b"qb" => Size::Qb,
        b"qw" => Size::Qw,
        _ => panic!("unknown size {text:?}"),
    }
}

/// Whether the row shows that a ModRM byte follows the opcode.
fn has_modrm(row: &Row) -> bool {
    let mut index = 0;
    while index < row.operands.len() {
        match row.operands[index].method {
            Method::E | Method::G | Method::R | Method::M | Method::C | Method::D | Method::S => return true,
            Method::P | Method::Q | Method::N | Method::V | Method::W | Method::U | Method::Vsib => {
                return true;
            }
            Method::Kg | Method::Ke | Method::Kr | Method::Bg | Method::Be | Method::Tg | Method::Te => {
                return true;
            }
            Method::Sti => return true,
            _ => index += 1,
        }
    }
    let dependent = ((1 << 18) - 1) << when::MODE;
    row.when & dependent != dependent
}
