//! Compares two functions, instruction by instruction, with addresses taken for what they mean.
//!
//! Two instructions are the same if their bytes are, or if they differ only in an address that leads to the same place:
//! the same offset in partner symbols, the same constant, or, inside the function, the same instruction.

use super::edit::{self, Pair};
use super::side::Side;
use crate::bytes::slice;
use crate::elf::number::{ET_REL, SHF_WRITE};
use crate::isa::{Effect, Flow, Insn, Machine, Memory, Reg};
use crate::list::parts::Block;
use crate::list::walk::{Step, steps};
use std::collections::HashMap;

/// An instruction as it is compared.
struct Token {
    key: u32,
    start: u64,
    size: u64,
    /// Where it goes, if that is in the same stretch: an offset in it.
    local: Option<u64>,
}

/// One stretch of code of one file.
pub struct Stretch<'s, 'e, 'a> {
    pub side: &'s Side<'e, 'a>,
    pub section: usize,
    pub block: &'s Block,
    /// The numbers that symbols have in the comparison: those of the first file; none without a partner.
    pub common: &'s dyn Fn(usize) -> Option<usize>,
}

/// What has become of a stretch.
pub enum Outcome {
    Same,
    /// Nothing but addresses differs.
    Moved,
    Changed {
        hunks: Vec<Hunk>,
    },
}

/// Lines of a change with some around them.
pub struct Hunk {
    /// The offset of the first changed instruction in the stretch of the first, or else of the second file.
    pub first: (Option<u64>, Option<u64>),
    pub lines: Vec<String>,
}

/// Lines around a change, and lines of one function at most.
const CONTEXT: usize = 3;
const MOST_LINES: usize = 80;

type Keys = HashMap<Vec<u8>, u32>;

pub fn compare(machine: Machine, a: &Stretch, b: &Stretch, show: bool) -> Outcome {
    let same_place = a.address() == b.address();
    if same_place && a.bytes() == b.bytes() && a.side.elf.kind != ET_REL {
        return Outcome::Same;
    }
    let mut keys = Keys::new();
    let left = a.tokens(machine, &mut keys);
    let right = b.tokens(machine, &mut keys);
    let key = |tokens: &[Token]| tokens.iter().map(|token| token.key).collect::<Vec<u32>>();
    let pairs = edit::edit(&key(&left), &key(&right));
    let pairs = check_targets(pairs, &left, &right);
    if pairs.iter().all(|pair| pair.0.is_some() && pair.1.is_some()) {
        return if a.bytes() == b.bytes() && same_place { Outcome::Same } else { Outcome::Moved };
    }
    let hunks = if show { hunks(machine, &pairs, (a, &left), (b, &right)) } else { Vec::new() };
    Outcome::Changed { hunks }
}

/// Takes apart pairs of branches that go to different instructions. What was inserted right before the target of one
/// may be gone through or not without making another branch of it.
fn check_targets(pairs: Vec<Pair>, left: &[Token], right: &[Token]) -> Vec<Pair> {
    let mut place_a = vec![0; left.len()];
    let mut place_b = vec![0; right.len()];
    // How many pairs lie before each step: between steps of equal count there are only removals and insertions.
    let mut before = Vec::with_capacity(pairs.len());
    let mut count = 0u64;
    for (index, &(i, j)) in pairs.iter().enumerate() {
        before.push(count);
        if let Some(place) = i.and_then(|i| place_a.get_mut(i)) {
            *place = index;
        }
        if let Some(place) = j.and_then(|j| place_b.get_mut(j)) {
            *place = index;
        }
        count += u64::from(i.is_some() && j.is_some());
    }
    let position = |tokens: &[Token], places: &[usize], offset: u64| {
        let index = tokens.binary_search_by_key(&offset, |token| token.start).ok()?;
        before.get(*places.get(index)?).copied()
    };
    let mut checked = Vec::with_capacity(pairs.len());
    for &(i, j) in &pairs {
        let token = |tokens: &[Token], index: Option<usize>| tokens.get(index?).and_then(|token| token.local);
        let elsewhere = match (token(left, i), token(right, j)) {
            (Some(x), Some(y)) => match (position(left, &place_a, x), position(right, &place_b, y)) {
                (None, None) => x != y,
                (x, y) => x != y,
            },
            _ => false,
        };
        if elsewhere {
            checked.push((i, None));
            checked.push((None, j));
        } else {
            checked.push((i, j));
        }
    }
    checked
}

/// The changes with lines around them, as far as there is room.
fn hunks(
    machine: Machine,
    pairs: &[Pair],
    (a, left): (&Stretch, &[Token]),
    (b, right): (&Stretch, &[Token]),
) -> Vec<Hunk> {
    let changed: Vec<usize> = pairs
        .iter()
        .enumerate()
        .filter(|(_, pair)| pair.0.is_none() || pair.1.is_none())
        .map(|(index, _)| index)
        .collect();
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut lines = 0;
    let mut rest = changed.as_slice();
    while let Some(&first) = rest.first() {
        // Changes nearer than twice the context are one hunk.
        let near = rest.windows(2).take_while(|pair| matches!(pair, [x, y] if y - x <= 2 * CONTEXT)).count();
        let last = rest.get(near).copied().unwrap_or(first);
        let mut hunk = Hunk { first: (None, None), lines: Vec::new() };
        let (from, to) = (first.saturating_sub(CONTEXT), last.saturating_add(CONTEXT + 1).min(pairs.len()));
        for pair in pairs.get(from..to).unwrap_or(&[]) {
            let old = pair.0.and_then(|i| left.get(i));
            let new = pair.1.and_then(|j| right.get(j));
            if old.is_none() || new.is_none() {
                hunk.first.0 = hunk.first.0.or(old.map(|token| token.start));
                hunk.first.1 = hunk.first.1.or(new.map(|token| token.start));
            }
            if lines >= MOST_LINES {
                continue;
            }
            lines += 1;
            hunk.lines.push(match (old, new) {
                (Some(old), None) => format!("- {}", a.line(machine, old)),
                (None, Some(new)) => format!("+ {}", b.line(machine, new)),
                (Some(old), _) => format!("  {}", a.line(machine, old)),
                _ => String::new(),
            });
        }
        if !hunk.lines.is_empty() {
            hunks.push(hunk);
        }
        rest = rest.get(near + 1..).unwrap_or(&[]);
    }
    if lines >= MOST_LINES
        && let Some(last) = hunks.last_mut()
    {
        last.lines.push(format!("... ({} instructions differ)", changed.len()));
    }
    hunks
}

impl Stretch<'_, '_, '_> {
    fn bytes(&self) -> &[u8] {
        self.side.block_bytes(self.section, self.block)
    }

    fn address(&self) -> u64 {
        self.side.address(self.section, self.block.start)
    }

    /// An instruction for people: address, bytes, text, and what it refers to.
    fn line(&self, machine: Machine, token: &Token) -> String {
        let bytes = slice(self.bytes(), token.start, token.size).unwrap_or(&[]);
        let address = self.address().wrapping_add(token.start);
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let columns = if machine == Machine::X86_64 { 23 } else { 11 };
        let name = machine.decode(bytes, address).ok().and_then(|insn| self.side.names.of_insn(&insn));
        let relocation =
            self.side.names.relocated(self.section, self.block.start.saturating_add(token.start), token.size);
        let mut line =
            format!("{address:06x}  {:<columns$}  {}", hex.join(" "), machine.text(bytes, address));
        for more in [name, relocation].into_iter().flatten() {
            line += "  ";
            line += &more;
        }
        line
    }

    fn tokens(&self, machine: Machine, keys: &mut Keys) -> Vec<Token> {
        let bytes = self.bytes();
        let address = self.address();
        let all: Vec<Step> = steps(machine, bytes, address).collect();
        let mut known = Known::default();
        let mut tokens = Vec::with_capacity(all.len());
        for (index, step) in all.iter().enumerate() {
            let part = slice(bytes, step.start, step.size).unwrap_or(&[]);
            let at = address.wrapping_add(step.start);
            let next = all.get(index + 1..).unwrap_or(&[]);
            let (reference, local) = match &step.insn {
                Some(insn) => self.reference(machine, insn, part, &known, next, bytes),
                None => (None, None),
            };
            let mut text = match &reference {
                Some((value, meaning)) => {
                    let mut text = without(machine, part, at, *value);
                    text.extend(meaning.bytes());
                    text
                }
                None => part.to_vec(),
            };
            let offset = self.block.start.saturating_add(step.start);
            if let Some(relocation) = self.side.names.relocated(self.section, offset, step.size) {
                text.extend(relocation.bytes());
            }
            let number = keys.len() as u32;
            let key = *keys.entry(text).or_insert(number);
            tokens.push(Token { key, start: step.start, size: step.size, local });
            if let Some(insn) = &step.insn {
                known.after(insn);
            }
        }
        tokens
    }

    /// The address in an instruction and what it means in the comparison; and where a local branch goes.
    fn reference(
        &self,
        machine: Machine,
        insn: &Insn,
        bytes: &[u8],
        known: &Known,
        next: &[Step],
        all: &[u8],
    ) -> (Option<(u64, String)>, Option<u64>) {
        if let Flow::Jump(target) | Flow::Branch(target) | Flow::Call(target) = insn.flow {
            let inside = target.wrapping_sub(self.address());
            if inside < self.bytes().len() as u64 {
                return (Some((target, "local".to_string())), Some(inside));
            }
            return (self.meaning(target).map(|meaning| (target, meaning)), None);
        }
        if let Some((base, offset)) = based(machine, insn, bytes) {
            let address = known.value(base).map(|value| value.wrapping_add_signed(offset));
            return (address.and_then(|address| Some((address, self.meaning(address)?))), None);
        }
        if let Some((value, meaning)) = self.in_pieces(insn, known, next) {
            return (Some((value, meaning)), None);
        }
        match (insn.memory, insn.effect) {
            (Some(Memory::Absolute { address }), _) => {
                (self.meaning(address).map(|meaning| (address, meaning)), None)
            }
            (_, Effect::Set { to, value }) => {
                let half = matches!(insn.name, "adrp" | "auipc" | "lui");
                if half && self.is_continued(machine, to, next, all) {
                    return (Some((value, "page".to_string())), None);
                }
                (self.meaning(value).map(|meaning| (value, meaning)), None)
            }
            _ => (None, None),
        }
    }

    /// An address that several instructions put together, 16 bits each (movz, movk), for each of them.
    fn in_pieces(&self, insn: &Insn, known: &Known, next: &[Step]) -> Option<(u64, String)> {
        let (to, mut value) = match insn.effect {
            Effect::Set { to, value } => (to, value),
            Effect::Insert { to, value, shift } => (to, insert(known.value(to)?, value, shift)),
            _ => return None,
        };
        let mut pieces = u32::from(matches!(insn.effect, Effect::Insert { .. }));
        for step in next {
            match step.insn.map(|insn| insn.effect) {
                Some(Effect::Insert { to: again, value: piece, shift }) if again == to => {
                    value = insert(value, piece, shift);
                    pieces += 1;
                }
                _ => break,
            }
        }
        if pieces == 0 { None } else { Some((value, self.meaning(value)?)) }
    }

    /// Whether one of the next instructions makes an address out of a register that has the upper half of it.
    fn is_continued(&self, machine: Machine, register: Reg, next: &[Step], all: &[u8]) -> bool {
        const NEAR: usize = 8;
        for step in next.iter().take(NEAR) {
            let Some(insn) = &step.insn else {
                return false;
            };
            let bytes = slice(all, step.start, step.size).unwrap_or(&[]);
            if based(machine, insn, bytes).is_some_and(|(base, _)| base == register) {
                return true;
            }
            if writes(insn.effect, register) {
                return false;
            }
        }
        false
    }

    /// What an address means: the same text in both files if it is the same place.
    pub fn meaning(&self, address: u64) -> Option<String> {
        const SHOWN: u64 = 32;
        let elf = self.side.elf;
        if elf.kind == ET_REL {
            return None;
        }
        if let Some((symbol, inside)) = self.side.names.symbol(address) {
            return Some(match (self.common)(symbol) {
                Some(common) => format!(" #{common}+{inside}"),
                None => format!(" {}+{inside}", self.side.names.of(address).unwrap_or_default()),
            });
        }
        let (_, section) = elf.section_of(address)?;
        let inside = address.wrapping_sub(section.address);
        if section.flags & SHF_WRITE != 0 || section.is_code() {
            return Some(format!(" {}+{inside}", section.name));
        }
        // A constant without a name is what it holds.
        let contents = section.bytes(elf.bytes);
        let rest = (contents.len() as u64).saturating_sub(inside).min(SHOWN);
        let contents = slice(contents, inside, rest).unwrap_or(&[]);
        let end = contents.iter().position(|&byte| byte == 0).unwrap_or(contents.len());
        let text = contents.get(..end).unwrap_or(&[]);
        if text.len() > 2 && text.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
            return Some(format!(" \"{}\"", crate::bytes::printable(text)));
        }
        Some(format!(" {}", self.words(contents, address)))
    }

    /// The first bytes of a constant at `address`, those that lead to code as the function that they lead to: tables of
    /// jumps have addresses, or distances from their begin.
    fn words(&self, contents: &[u8], address: u64) -> String {
        let code = |value: u64| {
            self.side.elf.section_of(value).filter(|(_, section)| section.is_code())?;
            let (symbol, _) = self.side.names.symbol(value)?;
            (self.common)(symbol)
        };
        let mut text = String::new();
        for at in [0, 4, 8, 12] {
            let word = crate::bytes::u32_at(contents, at).unwrap_or(0);
            let whole = crate::bytes::u64_at(contents, at & !7).unwrap_or(0);
            let distance = address.wrapping_add_signed(i64::from(word as i32));
            text += &match code(whole).or_else(|| code(distance)) {
                Some(common) => format!("#{common} "),
                None => format!("{word:x} "),
            };
        }
        text
    }
}

/// An instruction without the address in it: its bytes with the field blanked.
fn without(machine: Machine, bytes: &[u8], at: u64, value: u64) -> Vec<u8> {
    let word = crate::bytes::u32_at(bytes, 0).filter(|_| bytes.len() == 4);
    let table = match machine {
        Machine::X86_64 => return without_field(bytes, at, value),
        Machine::Aarch64 => AARCH64,
        Machine::Riscv64 => RISCV64,
    };
    if let Some(word) = word {
        let field =
            table.iter().find(|(mask, bits, _)| word & mask == *bits).map_or(0, |(_, _, field)| *field);
        return (word & !field).to_le_bytes().to_vec();
    }
    // RISC-V, 16 bits (unprivileged ISA 26.8, table of quadrant 1): c.j, then c.beqz and c.bnez.
    let half = crate::bytes::u16_at(bytes, 0).unwrap_or(0);
    let field = match half & 0xe003 {
        0xa001 => 0x1ffc,
        0xc001 | 0xe001 => 0x1c7c,
        _ => 0,
    };
    (half & !field).to_le_bytes().to_vec()
}

/// Which instructions hold an address, or a part of one, in which bits: mask, value, field (Arm ARM C4.1).
const AARCH64: &[(u32, u32, u32)] = &[
    (0x7c00_0000, 0x1400_0000, 0x03ff_ffff), // b, bl
    (0xff00_0000, 0x5400_0000, 0x00ff_ffe0), // b.cond
    (0x7e00_0000, 0x3400_0000, 0x00ff_ffe0), // cbz, cbnz
    (0x7e00_0000, 0x3600_0000, 0x0007_ffe0), // tbz, tbnz
    (0x3b00_0000, 0x1800_0000, 0x00ff_ffe0), // ldr (literal)
    (0x1f00_0000, 0x1000_0000, 0x60ff_ffe0), // adr, adrp
    (0x1f00_0000, 0x1100_0000, 0x007f_fc00), // add, sub (immediate)
    (0x1f80_0000, 0x1280_0000, 0x001f_ffe0), // movn, movz, movk
    (0x3b00_0000, 0x3900_0000, 0x003f_fc00), // loads and stores, unsigned offset
    (0x3b00_0000, 0x3800_0000, 0x001f_f000), // the same, signed offset
    (0x3a00_0000, 0x2800_0000, 0x003f_8000), // pairs
];

/// The same for RISC-V (unprivileged ISA 2.3).
const RISCV64: &[(u32, u32, u32)] = &[
    (0x5f, 0x17, 0xffff_f000), // auipc, lui
    (0x7f, 0x6f, 0xffff_f000), // jal
    (0x7f, 0x63, 0xfe00_0f80), // branches
    (0x7f, 0x67, 0xfff0_0000), // jalr
    (0x7b, 0x03, 0xfff0_0000), // loads
    (0x77, 0x13, 0xfff0_0000), // addi and the like
    (0x7b, 0x23, 0xfe00_0f80), // stores
];

/// x86-64: blanks the field that holds an address (Intel SDM 2.2.1.6: relative to the next instruction), the last in
/// the instruction that does.
fn without_field(bytes: &[u8], at: u64, value: u64) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let relative = value.wrapping_sub(at.wrapping_add(bytes.len() as u64)) as i64;
    for (size, number) in [(8, value), (4, value), (4, relative as u64), (1, relative as u64)] {
        let field = number.to_le_bytes();
        let Some(field) = field.get(..size) else {
            continue;
        };
        let fits = match size {
            8 => true,
            4 => number >> 32 == 0 || number as i64 >> 31 == -1,
            _ => number as i64 >> 7 == 0 || number as i64 >> 7 == -1,
        };
        let found = (1..bytes.len()).rev().find(|&from| bytes.get(from..from + size) == Some(field));
        if let Some(from) = found.filter(|_| fits) {
            out.truncate(from);
            out.extend(std::iter::repeat_n(b'@', size));
            out.extend(bytes.get(from + size..).unwrap_or(&[]));
            break;
        }
    }
    out
}

/// The register and the offset from it that make an address.
fn based(machine: Machine, insn: &Insn, bytes: &[u8]) -> Option<(Reg, i64)> {
    // RISC-V, jalr: the target is rs1 and a signed number of 12 bits (unprivileged ISA 2.5.1).
    if machine == Machine::Riscv64
        && bytes.len() == 4
        && bytes.first().is_some_and(|byte| byte & 0x7f == 0x67)
    {
        let word = crate::bytes::u32_at(bytes, 0)?;
        return Some(((word >> 15 & 31) as Reg, i64::from(word as i32 >> 20)));
    }
    match (insn.memory, insn.effect) {
        (Some(Memory::Based { base, offset }), _) => Some((base, offset)),
        (_, Effect::Add { from, value, .. }) => Some((from, value)),
        // The addition of zero.
        (_, Effect::Copy { from, .. }) if machine != Machine::X86_64 => Some((from, 0)),
        _ => None,
    }
}

fn writes(effect: Effect, register: Reg) -> bool {
    match effect {
        Effect::None => false,
        Effect::Set { to, .. }
        | Effect::Copy { to, .. }
        | Effect::Add { to, .. }
        | Effect::Insert { to, .. } => to == register,
        Effect::Writes(mask) => mask >> (register & 31) & 1 != 0,
    }
}

/// `old` with 16 of its bits replaced.
fn insert(old: u64, piece: u16, shift: u8) -> u64 {
    let shift = u32::from(shift);
    let mask = 0xffff_u64.checked_shl(shift).unwrap_or(0);
    old & !mask | u64::from(piece).checked_shl(shift).unwrap_or(0)
}

/// What registers hold, where that is a constant: straight on, forgotten where code does not go on.
#[derive(Default)]
struct Known {
    values: [Option<u64>; 32],
}

impl Known {
    fn value(&self, register: Reg) -> Option<u64> {
        self.values.get(usize::from(register)).copied().flatten()
    }

    fn set(&mut self, register: Reg, value: Option<u64>) {
        if let Some(place) = self.values.get_mut(usize::from(register)) {
            *place = value;
        }
    }

    fn after(&mut self, insn: &Insn) {
        match insn.effect {
            Effect::None => {}
            Effect::Set { to, value } => self.set(to, Some(value)),
            Effect::Copy { to, from } => self.set(to, self.value(from)),
            Effect::Add { to, from, value } => {
                self.set(to, self.value(from).map(|from| from.wrapping_add_signed(value)));
            }
            Effect::Insert { to, value, shift } => {
                self.set(to, self.value(to).map(|old| insert(old, value, shift)));
            }
            Effect::Writes(mask) => {
                (0..32).filter(|bit| mask >> bit & 1 != 0).for_each(|bit| self.set(bit, None))
            }
        }
        if !matches!(insn.flow, Flow::Next | Flow::Branch(_)) {
            *self = Known::default();
        }
    }
}
