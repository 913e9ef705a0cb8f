//! Writes an instruction as binutils' objdump does with `-M intel`.
//!
//! Prefixes that mean nothing to the instruction are written before it (`data16`, `rex.W`, `repz`), so the operands note
//! which they have used.

use super::effect;
use super::operand::{Base, Decoded, Place, decode};
use super::prefixes::Encoding;
use super::tables::{Goes, Method, Operand, Row, Size, TABLES, remark, when};
use std::fmt::Write;

const REX_W: u8 = 8;
const REX_R: u8 = 4;
const REX_X: u8 = 2;
const REX_B: u8 = 1;
/// REX itself, whatever its bits.
const REX: u8 = 0x40;

const WORDS: [&str; 8] = ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"];
const BYTES: [&str; 8] = ["al", "cl", "dl", "bl", "ah", "ch", "dh", "bh"];
const SEGMENTS: [&str; 8] = ["es", "cs", "ss", "ds", "fs", "gs", "?", "?"];
const ROUNDING: [&str; 4] = ["{rn-sae}", "{rd-sae}", "{ru-sae}", "{rz-sae}"];

/// The predicates of comparisons (SDM vol. 2, CMPPD, table 3-9); SSE has the first eight.
const PREDICATES: [&str; 32] = [
    "eq", "lt", "le", "unord", "neq", "nlt", "nle", "ord", "eq_uq", "nge", "ngt", "false", "neq_oq", "ge",
    "gt", "true", "eq_os", "lt_oq", "le_oq", "unord_s", "neq_us", "nlt_uq", "nle_uq", "ord_s", "eq_us",
    "nge_uq", "ngt_uq", "false_os", "neq_os", "ge_oq", "gt_oq", "true_us",
];
/// The predicates of comparisons of integers.
const INTEGER: [&str; 8] = ["eq", "lt", "le", "", "neq", "nlt", "nle", ""];

/// The same of XOP.
const XOP: [&str; 8] = ["lt", "le", "gt", "ge", "eq", "neq", "false", "true"];

/// The instruction at the begin of `bytes`, which runs at `address`.
pub fn text(bytes: &[u8], address: u64) -> String {
    match decode(bytes) {
        Ok(decoded) => {
            Writer { decoded: &decoded, address, used: Used::default(), comment: String::new() }.text(bytes)
        }
        Err(_) => "(bad)".to_string(),
    }
}

/// Which prefixes the instruction has made use of.
#[derive(Default)]
struct Used {
    rex: u8,
    data: bool,
    address: bool,
    segment: bool,
}

struct Writer<'a> {
    decoded: &'a Decoded,
    address: u64,
    used: Used,
    /// What is written behind the operands: the address that rip-relative operands mean.
    comment: String,
}

impl Writer<'_> {
    fn text(mut self, bytes: &[u8]) -> String {
        let row = self.decoded.row;
        let mut operands = String::new();
        let (name, mut hidden) = self.name();
        self.conditions();
        let mut immediates = self.decoded.immediates.into_iter();
        for (index, operand) in row.operands.iter().enumerate() {
            let immediate = match operand.method {
                Method::None => break,
                Method::I if hidden => {
                    hidden = false;
                    continue;
                }
                Method::I | Method::J | Method::O | Method::L => immediates.next().unwrap_or(0),
                _ => 0,
            };
            let text = self.operand(*operand, immediate);
            if text.is_empty() {
                continue;
            }
            if !operands.is_empty() && !text.starts_with('{') {
                operands.push(',');
            }
            operands.push_str(&text);
            if index == 0 {
                self.mask(&mut operands);
            }
        }
        let mut out = self.prefixes(bytes);
        if row.remarks & remark::VEX != 0 {
            out.push_str("{vex} ");
        }
        if self.could_be_vex() {
            out.push_str("{evex} ");
        }
        out.push_str(&name);
        if !operands.is_empty() {
            out.push(' ');
            out.push_str(&operands);
        }
        out.push_str(&self.comment);
        out
    }

    /// Whether VEX would do too, so that the mnemonic alone does not tell.
    fn could_be_vex(&self) -> bool {
        let prefixes = &self.decoded.prefixes;
        let simple = prefixes.encoding == Encoding::Evex
            && !prefixes.evex_b
            && prefixes.l < 2
            && prefixes.r_high | prefixes.v_high | prefixes.aaa == 0
            && (self.decoded.place.is_some() || prefixes.x == 0);
        let map = usize::from(prefixes.map).checked_sub(1).and_then(|index| TABLES.vex.get(index));
        let same = |row: &Row| row.opcode == self.decoded.opcode && row.name == self.decoded.row.name;
        simple && map.is_some_and(|map| map.rows.iter().any(same))
    }

    /// What distinguishes the row from others has been used.
    fn conditions(&mut self) {
        let prefixes = &self.decoded.prefixes;
        let row = self.decoded.row;
        let depends = |group: u32, bits: u32| row.when >> group & ((1 << bits) - 1) != (1 << bits) - 1;
        if depends(when::W, 2) || depends(when::SIZE, 3) {
            self.used.rex |= prefixes.rex & REX_W;
        }
        if depends(when::ADDRESS, 2) && row.goes == Goes::Branch {
            self.used.address |= prefixes.address;
        }
        if depends(when::REX_B, 2) {
            self.used.rex |= prefixes.rex & REX_B;
        }
        if depends(when::SIZE, 3) && !prefixes.w || depends(when::DATA, 2) {
            self.used.data |= prefixes.data;
        }
    }

    /// The mnemonic with what prefixes and predicates make of it; and whether it tells the immediate.
    fn name(&self) -> (String, bool) {
        let row = self.decoded.row;
        let told = row.remarks & remark::PREDICATE != 0;
        match told.then(|| predicate(row.name, self.decoded)).flatten() {
            Some(name) => (name, true),
            None => (row.name.to_string(), false),
        }
    }

    /// The prefixes that the instruction has not used, in their order.
    fn prefixes(&self, bytes: &[u8]) -> String {
        let prefixes = &self.decoded.prefixes;
        let row = self.decoded.row;
        let end = bytes.iter().take_while(|byte| is_prefix(**byte)).count();
        let legacy = bytes.get(..end.min(prefixes.length)).unwrap_or(&[]);
        let last = |wanted: fn(u8) -> bool| legacy.iter().rposition(|byte| wanted(*byte));
        let last_data = last(|byte| byte == 0x66);
        let last_address = last(|byte| byte == 0x67);
        let last_segment = last(|byte| matches!(byte, 0x26 | 0x2e | 0x36 | 0x3e | 0x64 | 0x65));
        let last_repeat = last(|byte| matches!(byte, 0xf2 | 0xf3));
        let (last_f2, last_f3) = (last(|byte| byte == 0xf2), last(|byte| byte == 0xf3));
        // A row for a certain prefix has used it.
        let mandatory = row.when & 15 != 15;
        let mut out = String::new();
        for (index, &byte) in legacy.iter().enumerate() {
            let here = Some(index);
            let name = match byte {
                0x66 if here == last_data && (self.used.data || mandatory && prefixes.pp == 1) => continue,
                0x67 if here == last_address && self.used.address => continue,
                0x66 => "data16",
                0x67 => "addr32",
                0xf0 => "lock",
                0xf2 | 0xf3 if here == last_repeat && mandatory && prefixes.pp >= 2 => continue,
                0xf2 | 0xf3 if here == last_f2 || here == last_f3 => self.repeat(byte),
                0xf2 => "repnz",
                0xf3 => "repz",
                0x9b if self.decoded.row.when >> when::WAIT & 3 == 2 => continue,
                0x9b => "fwait",
                0x40..=0x4f => {
                    // Each bit must have been used, and REX without bits for spl and the like.
                    let used = self.used.rex;
                    if used != 0 && byte & !(used | REX) == 0 {
                        continue;
                    }
                    out.push_str("rex");
                    for (bit, letter) in [(REX_W, 'W'), (REX_R, 'R'), (REX_X, 'X'), (REX_B, 'B')] {
                        if byte & bit != 0 {
                            out.push_str(if out.ends_with("rex") { "." } else { "" });
                            out.push(letter);
                        }
                    }
                    out.push(' ');
                    continue;
                }
                _ if here == last_segment && self.used.segment => continue,
                0x3e if here == last_segment && prefixes.segment == 0 && self.is_indirect() => "notrack",
                _ => segment(byte),
            };
            out.push_str(name);
            out.push(' ');
        }
        out
    }

    fn is_indirect(&self) -> bool {
        let row = self.decoded.row;
        matches!(row.goes, Goes::IndirectCall | Goes::IndirectJump) && row.operands[0].method == Method::E
    }

    /// What F2 or F3 is called before this instruction.
    fn repeat(&self, byte: u8) -> &'static str {
        let row = self.decoded.row;
        let first = row.operands[0].method;
        // Hint of lock elision (SDM vol. 2, XACQUIRE/XRELEASE): with lock, or an exchange, or a release by a store.
        let elides = match row.name {
            "xchg" => true,
            "mov" => byte == 0xf3 && matches!(row.opcode, 0x88 | 0x89 | 0xc6 | 0xc7),
            "add" | "or" | "adc" | "sbb" | "and" | "sub" | "xor" | "inc" | "dec" | "not" | "neg" | "bts"
            | "btr" | "btc" | "xadd" | "cmpxchg" | "cmpxchg8b" | "cmpxchg16b" => self.decoded.prefixes.lock,
            _ => false,
        };
        let stores = self.decoded.place.is_some() && matches!(first, Method::E | Method::M);
        if elides && stores {
            return if byte == 0xf2 { "xacquire" } else { "xrelease" };
        }
        let near = match row.goes {
            Goes::Return => matches!(row.name, "ret" | "retw"),
            Goes::Branch => row.name.starts_with('j') && !row.name.ends_with("cxz"),
            Goes::IndirectJump | Goes::IndirectCall => first == Method::E,
            goes => matches!(goes, Goes::Jump | Goes::Call),
        };
        match byte {
            0xf3 if row.remarks & remark::REPEATS != 0 && !matches!(row.name, "cmps" | "scas") => "rep",
            0xf2 if near => "bnd",
            0xf2 => "repnz",
            _ => "repz",
        }
    }

    /// `{k1}{z}` of EVEX.
    fn mask(&mut self, out: &mut String) {
        let prefixes = &self.decoded.prefixes;
        if prefixes.encoding != Encoding::Evex {
            return;
        }
        if prefixes.aaa != 0 {
            let _ = write!(out, "{{k{}}}", prefixes.aaa);
        }
        if prefixes.z {
            out.push_str("{z}");
        }
    }

    fn operand(&mut self, operand: Operand, immediate: u64) -> String {
        let decoded = self.decoded;
        let prefixes = &decoded.prefixes;
        let reg = decoded.reg() | prefixes.r;
        let rm = decoded.rm() | prefixes.b;
        let memory = decoded.place.is_some();
        match operand.method {
            Method::None => String::new(),
            Method::E
            | Method::Q
            | Method::W
            | Method::Ke
            | Method::Be
            | Method::M
            | Method::Vsib
            | Method::Te
                if memory =>
            {
                self.memory(operand)
            }
            Method::E | Method::R | Method::M => {
                self.used.rex |= prefixes.rex & REX_B;
                self.general(rm, operand.size)
            }
            Method::G => {
                self.used.rex |= prefixes.rex & REX_R;
                self.general(reg, operand.size)
            }
            Method::Z => {
                self.used.rex |= prefixes.rex & REX_B;
                self.general(decoded.opcode & 7 | prefixes.b, operand.size)
            }
            Method::B => self.general(prefixes.vvvv, operand.size),
            Method::I => self.immediate(operand, immediate),
            Method::J => {
                let target = effect::target(decoded, self.address);
                format!("{target:#x}")
            }
            Method::O => {
                self.size(operand.size, true);
                let segment = if self.override_segment() { "" } else { "ds:" };
                format!("{}{segment}{immediate:#x}", self.segment_text())
            }
            Method::X | Method::Y | Method::Xlat => self.string(operand),
            Method::C => {
                self.used.rex |= prefixes.rex & REX_R;
                format!("cr{reg}")
            }
            Method::D => {
                self.used.rex |= prefixes.rex & REX_R;
                format!("dr{reg}")
            }
            Method::S => SEGMENTS[usize::from(decoded.reg())].to_string(),
            Method::P => format!("mm{}", decoded.reg()),
            Method::Q | Method::N => format!("mm{}", decoded.rm()),
            Method::V => {
                self.used.rex |= prefixes.rex & REX_R;
                self.vector(reg | prefixes.r_high, operand.size)
            }
            Method::W | Method::U | Method::Vsib => {
                self.used.rex |= prefixes.rex & REX_B;
                let high = if prefixes.encoding == Encoding::Evex { prefixes.x << 1 } else { 0 };
                self.vector(rm | high, operand.size)
            }
            Method::H => self.vector(prefixes.vvvv | prefixes.v_high, operand.size),
            Method::L if operand.size == Size::B => format!("{:#x}", decoded.immediates[0] & 15),
            Method::L => self.vector((immediate >> 4 & 15) as u8, operand.size),
            Method::Kg => format!("k{}", decoded.reg()),
            Method::Ke | Method::Kr => format!("k{}", decoded.rm()),
            Method::Kv => format!("k{}", prefixes.vvvv & 7),
            Method::Bg => format!("bnd{reg}"),
            Method::Be => format!("bnd{rm}"),
            Method::Tg => format!("tmm{}", decoded.reg()),
            Method::Te => format!("tmm{}", decoded.rm()),
            Method::Tv => format!("tmm{}", prefixes.vvvv & 7),
            Method::Al | Method::Cl | Method::Ax | Method::Dx | Method::Eax | Method::Ecx | Method::Edx => {
                let number = match operand.method {
                    Method::Al | Method::Ax | Method::Eax => 0,
                    Method::Cl | Method::Ecx => 1,
                    _ => 2,
                };
                self.general(number, operand.size)
            }
            Method::Ebx => self.general(3, operand.size),
            Method::Rax | Method::Acc => self.general(0, operand.size),
            Method::One => "1".to_string(),
            Method::Fs => "fs".to_string(),
            Method::Gs => "gs".to_string(),
            Method::Xmm0 => "xmm0".to_string(),
            Method::St => "st".to_string(),
            Method::Sti => format!("st({})", decoded.rm()),
            Method::Rounding if prefixes.evex_b && !memory => {
                ROUNDING[usize::from(prefixes.rounding & 3)].to_string()
            }
            Method::Sae if prefixes.evex_b && !memory => "{sae}".to_string(),
            Method::Rounding | Method::Sae => String::new(),
        }
    }

    /// Notes that the operand's size has made use of REX.W or 66; gives the bytes.
    fn size(&mut self, size: Size, memory: bool) -> u8 {
        let prefixes = &self.decoded.prefixes;
        let follows = matches!(size, Size::V | Size::Z | Size::S | Size::Y) || size == Size::Vw && !memory;
        // Where the size is 64 bits in any case REX.W is of no use.
        if follows && size != Size::Z && self.decoded.row.remarks & remark::WIDE == 0 {
            self.used.rex |= prefixes.rex & REX_W;
        }
        if follows && size != Size::Y && !prefixes.w {
            self.used.data |= prefixes.data;
        }
        self.decoded.bytes(size, memory)
    }

    fn general(&mut self, number: u8, size: Size) -> String {
        let bytes = self.size(size, false);
        let low = usize::from(number & 7);
        match (bytes, number) {
            (1, 4..=7) if self.decoded.prefixes.rex != 0 => {
                self.used.rex |= REX;
                format!("{}l", WORDS[low])
            }
            (1, 0..=7) => BYTES[low].to_string(),
            (1, _) => format!("r{number}b"),
            (2, 0..=7) => WORDS[low].to_string(),
            (2, _) => format!("r{number}w"),
            (4, 0..=7) => format!("e{}", WORDS[low]),
            (4, _) => format!("r{number}d"),
            (_, 0..=7) => format!("r{}", WORDS[low]),
            _ => format!("r{number}"),
        }
    }

    fn vector(&mut self, number: u8, size: Size) -> String {
        let letter = match self.decoded.bytes(size, false) {
            32 => 'y',
            64 => 'z',
            _ => 'x',
        };
        format!("{letter}mm{number}")
    }

    fn immediate(&mut self, operand: Operand, value: u64) -> String {
        let mask = |bytes: u8, value: u64| match bytes {
            1 => value & 0xff,
            2 => value & 0xffff,
            4 => value & 0xffff_ffff,
            _ => value,
        };
        let value = match operand.size {
            Size::S => mask(self.size(Size::V, false), value as u8 as i8 as u64),
            Size::Z => {
                let bytes = self.size(Size::V, false);
                let extended =
                    if bytes == 2 { value as u16 as i16 as u64 } else { value as u32 as i32 as u64 };
                mask(bytes, extended)
            }
            size => mask(self.size(size, false), value),
        };
        format!("{value:#x}")
    }

    /// `DWORD PTR `, or nothing if the size is not said.
    fn pointer(&mut self, operand: Operand) -> &'static str {
        if operand.element != 0 && self.decoded.prefixes.evex_b && operand.method != Method::Vsib {
            return match operand.element {
                2 => "WORD BCST ",
                4 => "DWORD BCST ",
                _ => "QWORD BCST ",
            };
        }
        if operand.size == Size::Octo {
            return "OWORD PTR ";
        }
        if operand.size == Size::P {
            if self.decoded.prefixes.data {
                self.used.data = true;
                return "DWORD PTR ";
            }
            return "FWORD PTR ";
        }
        let bytes =
            if operand.method == Method::Vsib { operand.element } else { self.size(operand.size, true) };
        match bytes {
            1 => "BYTE PTR ",
            2 => "WORD PTR ",
            4 => "DWORD PTR ",
            8 => "QWORD PTR ",
            10 => "TBYTE PTR ",
            16 => "XMMWORD PTR ",
            32 => "YMMWORD PTR ",
            64 => "ZMMWORD PTR ",
            _ => "",
        }
    }

    /// Whether the segment is one that has a base in 64-bit mode.
    fn override_segment(&self) -> bool {
        self.decoded.prefixes.segment != 0
    }

    fn segment_text(&mut self) -> &'static str {
        if !self.override_segment() {
            return "";
        }
        self.used.segment = true;
        if self.decoded.prefixes.segment == 0x64 { "fs:" } else { "gs:" }
    }

    /// The operands of string instructions and xlat.
    fn string(&mut self, operand: Operand) -> String {
        let size = self.pointer(operand);
        let narrow = self.decoded.prefixes.address;
        self.used.address |= narrow;
        let letter = if narrow { 'e' } else { 'r' };
        let (segment, register) = match operand.method {
            Method::Y => ("es:", "di"),
            method => {
                let own = self.segment_text();
                self.used.segment = true;
                (if own.is_empty() { "ds:" } else { own }, if method == Method::X { "si" } else { "bx" })
            }
        };
        format!("{size}{segment}[{letter}{register}]")
    }

    fn memory(&mut self, operand: Operand) -> String {
        let decoded = self.decoded;
        let prefixes = &decoded.prefixes;
        let Some(place) = decoded.place else {
            return String::new();
        };
        let mut out = self.pointer(operand).to_string();
        out.push_str(self.segment_text());
        self.used.rex |= prefixes.rex & REX_B;
        if place.sib {
            self.used.rex |= prefixes.rex & REX_X;
        }
        self.used.address |= prefixes.address;
        self.inside(&place, operand, &mut out);
        out
    }

    /// `[rax+rcx*4+0x10]`
    fn inside(&mut self, place: &Place, operand: Operand, out: &mut String) {
        let decoded = self.decoded;
        let narrow = decoded.prefixes.address;
        let wide = if narrow { Size::D } else { Size::Q };
        let bare = place.base == Base::None && place.index.is_none();
        if bare && place.scale == 0 && !narrow {
            // Neither base nor index: the address itself.
            if !self.override_segment() {
                out.push_str("ds:");
            }
            let _ = write!(out, "{:#x}", place.displacement);
            return;
        }
        out.push('[');
        match place.base {
            Base::None => {}
            Base::Next => out.push_str(if narrow { "eip" } else { "rip" }),
            Base::Register(number) => out.push_str(&self.general(number, wide)),
        }
        let stack = matches!(place.base, Base::Register(number) if number & 7 == 4);
        let has_base = place.base != Base::None;
        if place.sib && (place.index.is_some() || place.scale != 0 || has_base && !stack || bare && narrow) {
            if has_base {
                out.push('+');
            }
            let index = match place.index {
                Some(number) if operand.method == Method::Vsib => self.vector(number, operand.size),
                Some(number) => self.general(number, wide),
                None => format!("{}iz", if narrow { 'e' } else { 'r' }),
            };
            let _ = write!(out, "{index}*{}", 1_u8 << (place.scale & 3));
        }
        if place.width > 0 {
            let value = place.displacement;
            if place.base == Base::Next {
                let _ = write!(out, "+{value:#x}");
                let target = effect::next(decoded, self.address).wrapping_add(value as u64);
                let target = if narrow { target & 0xffff_ffff } else { target };
                self.comment = format!("        # {target:#x}");
            } else if place.base == Base::None && narrow {
                let _ = write!(out, "+{:#x}", value as u32);
            } else if value < 0 {
                let _ = write!(out, "-{:#x}", value.unsigned_abs());
            } else {
                let _ = write!(out, "+{value:#x}");
            }
        }
        out.push(']');
    }
}

fn is_prefix(byte: u8) -> bool {
    matches!(byte, 0x26 | 0x2e | 0x36 | 0x3e | 0x40..=0x4f | 0x64..=0x67 | 0xf0 | 0xf2 | 0xf3 | 0x9b)
}

fn segment(byte: u8) -> &'static str {
    match byte {
        0x26 => "es",
        0x2e => "cs",
        0x36 => "ss",
        0x3e => "ds",
        0x64 => "fs",
        _ => "gs",
    }
}

/// `cmpps` with predicate 1 is `cmpltps`.
fn predicate(name: &str, decoded: &Decoded) -> Option<String> {
    let value = decoded.immediates[0];
    if let Some(front) = name.strip_suffix("clmulqdq") {
        let which = match value {
            0 => "lqlq",
            1 => "hqlq",
            0x10 => "lqhq",
            0x11 => "hqhq",
            _ => return None,
        };
        return Some(format!("{front}clmul{which}dq"));
    }
    let is_xop = decoded.prefixes.encoding == Encoding::Xop;
    let at = name.find(if is_xop { "com" } else { "cmp" })?.checked_add(3)?;
    let (front, back) = name.split_at_checked(at)?;
    let index = usize::try_from(value).ok()?;
    let text = if is_xop {
        *XOP.get(index)?
    } else if front == "vpcmp" {
        *INTEGER.get(index)?
    } else if decoded.prefixes.encoding == Encoding::Legacy {
        *PREDICATES.get(..8)?.get(index)?
    } else {
        *PREDICATES.get(index)?
    };
    if text.is_empty() { None } else { Some(format!("{front}{text}{back}")) }
}
