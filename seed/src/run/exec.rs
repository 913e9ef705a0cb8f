//! What each operation of P1 means: `step` has one arm for each, in the order of docs/P1.md.

use super::decode::{Op, RECORD_SIZE, Record, SP, decode, index};
use super::memory::Memory;
use super::sys::Files;
use crate::diag::Res;
use crate::link::{Image, TEXT};

/// Any byte is a register number here, so that none has to be checked.
pub type Regs = [u64; 256];

/// The return address between a call and `enter`, or `leave` and `ret`. No record names it.
const LINK: usize = SP as usize + 1;

pub struct Machine {
    pub records: Vec<Record>,
    /// The address of the first record.
    pub text: u64,
    pub memory: Memory,
    pub files: Files,
}

/// Why a program ends.
#[derive(PartialEq, Debug)]
pub enum Stop {
    Exit(i32),
    Load(u64),
    Store(u64),
    Jump(u64),
    Divide,
    Invalid,
    Stack,
}

/// A program that has ended: why, at which record, after how many operations.
pub struct End {
    pub stop: Stop,
    pub at: usize,
    pub count: u64,
}

impl Machine {
    pub fn address(&self, at: usize) -> u64 {
        self.text.wrapping_add((at as u64).wrapping_mul(RECORD_SIZE))
    }

    #[inline(always)]
    fn load<const N: usize>(&self, address: u64) -> Result<[u8; N], Stop> {
        self.memory.load(address).ok_or(Stop::Load(address))
    }

    #[inline(always)]
    fn store<const N: usize>(&mut self, address: u64, bytes: [u8; N]) -> Result<(), Stop> {
        self.memory.store(address, bytes).ok_or(Stop::Store(address))
    }

    /// The record to which a jump to `address` goes.
    fn jump_target(&self, address: u64) -> Result<usize, Stop> {
        match index(address, self.text, self.records.len() as u64) {
            Some(at) => Ok(at as usize),
            None => Err(Stop::Jump(address)),
        }
    }

    /// Executes the record with the number `at`; gives that of the next.
    #[inline(always)]
    fn step(&mut self, r: &mut Regs, record: Record, at: usize) -> Result<usize, Stop> {
        let Record { op, d, a, b, imm } = record;
        let (d, a, b) = (d as usize, a as usize, b as usize);
        let next = at + 1;
        let target = imm as usize;
        match op {
            Op::Li => r[d] = imm,
            Op::La => r[d] = imm,
            Op::Mov => r[d] = r[a],

            Op::Add => r[d] = r[a].wrapping_add(r[b]),
            Op::Sub => r[d] = r[a].wrapping_sub(r[b]),
            Op::Mul => r[d] = r[a].wrapping_mul(r[b]),
            Op::Div => r[d] = (r[a] as i64).checked_div(r[b] as i64).ok_or(Stop::Divide)? as u64,
            Op::Rem => r[d] = (r[a] as i64).checked_rem(r[b] as i64).ok_or(Stop::Divide)? as u64,
            Op::Divu => r[d] = r[a].checked_div(r[b]).ok_or(Stop::Divide)?,
            Op::Remu => r[d] = r[a].checked_rem(r[b]).ok_or(Stop::Divide)?,
            Op::And => r[d] = r[a] & r[b],
            Op::Or => r[d] = r[a] | r[b],
            Op::Xor => r[d] = r[a] ^ r[b],
            // The wrapping shifts take the count modulo 64.
            Op::Shl => r[d] = r[a].wrapping_shl(r[b] as u32),
            Op::Shr => r[d] = r[a].wrapping_shr(r[b] as u32),
            Op::Sar => r[d] = (r[a] as i64).wrapping_shr(r[b] as u32) as u64,

            Op::Addi => r[d] = r[a].wrapping_add(imm),
            Op::Andi => r[d] = r[a] & imm,
            Op::Ori => r[d] = r[a] | imm,
            Op::Xori => r[d] = r[a] ^ imm,
            Op::Shli => r[d] = r[a].wrapping_shl(imm as u32),
            Op::Shri => r[d] = r[a].wrapping_shr(imm as u32),
            Op::Sari => r[d] = (r[a] as i64).wrapping_shr(imm as u32) as u64,

            Op::Neg => r[d] = r[a].wrapping_neg(),
            Op::Com => r[d] = !r[a],
            Op::Sx1 => r[d] = r[a] as i8 as u64,
            Op::Sx2 => r[d] = r[a] as i16 as u64,
            Op::Sx4 => r[d] = r[a] as i32 as u64,
            Op::Zx1 => r[d] = r[a] as u8 as u64,
            Op::Zx2 => r[d] = r[a] as u16 as u64,
            Op::Zx4 => r[d] = r[a] as u32 as u64,

            Op::Seq => r[d] = (r[a] == r[b]) as u64,
            Op::Sne => r[d] = (r[a] != r[b]) as u64,
            Op::Slt => r[d] = ((r[a] as i64) < r[b] as i64) as u64,
            Op::Sle => r[d] = (r[a] as i64 <= r[b] as i64) as u64,
            Op::Sltu => r[d] = (r[a] < r[b]) as u64,
            Op::Sleu => r[d] = (r[a] <= r[b]) as u64,

            Op::Lds1 => r[d] = i8::from_le_bytes(self.load(r[a].wrapping_add(imm))?) as u64,
            Op::Lds2 => r[d] = i16::from_le_bytes(self.load(r[a].wrapping_add(imm))?) as u64,
            Op::Lds4 => r[d] = i32::from_le_bytes(self.load(r[a].wrapping_add(imm))?) as u64,
            Op::Ldu1 => r[d] = u8::from_le_bytes(self.load(r[a].wrapping_add(imm))?) as u64,
            Op::Ldu2 => r[d] = u16::from_le_bytes(self.load(r[a].wrapping_add(imm))?) as u64,
            Op::Ldu4 => r[d] = u32::from_le_bytes(self.load(r[a].wrapping_add(imm))?) as u64,
            Op::Ld8 => r[d] = u64::from_le_bytes(self.load(r[a].wrapping_add(imm))?),
            Op::St1 => self.store(r[a].wrapping_add(imm), (r[d] as u8).to_le_bytes())?,
            Op::St2 => self.store(r[a].wrapping_add(imm), (r[d] as u16).to_le_bytes())?,
            Op::St4 => self.store(r[a].wrapping_add(imm), (r[d] as u32).to_le_bytes())?,
            Op::St8 => self.store(r[a].wrapping_add(imm), r[d].to_le_bytes())?,

            Op::B => return Ok(target),
            Op::Bz if r[a] == 0 => return Ok(target),
            Op::Bnz if r[a] != 0 => return Ok(target),
            Op::Beq if r[a] == r[b] => return Ok(target),
            Op::Bne if r[a] != r[b] => return Ok(target),
            Op::Blt if (r[a] as i64) < r[b] as i64 => return Ok(target),
            Op::Ble if r[a] as i64 <= r[b] as i64 => return Ok(target),
            Op::Bltu if r[a] < r[b] => return Ok(target),
            Op::Bleu if r[a] <= r[b] => return Ok(target),
            Op::Bz | Op::Bnz | Op::Beq | Op::Bne | Op::Blt | Op::Ble | Op::Bltu | Op::Bleu => {}
            Op::Jr => return self.jump_target(r[a]),

            Op::Call => {
                r[LINK] = self.address(next);
                return Ok(target);
            }
            Op::Callr => {
                r[LINK] = self.address(next);
                return self.jump_target(r[a]);
            }
            Op::Tail => return Ok(target),
            Op::Tailr => return self.jump_target(r[a]),
            Op::Enter => {
                let sp = r[SP as usize].wrapping_sub(imm).wrapping_sub(16);
                if sp < self.memory.stack_end || sp > r[SP as usize] {
                    return Err(Stop::Stack);
                }
                self.store(sp.wrapping_add(imm).wrapping_add(8), r[LINK].to_le_bytes())?;
                r[SP as usize] = sp;
            }
            Op::Leave => {
                let linkage = r[SP as usize].wrapping_add(imm);
                r[LINK] = u64::from_le_bytes(self.load(linkage.wrapping_add(8))?);
                r[SP as usize] = linkage.wrapping_add(16);
            }
            Op::Ret => return self.jump_target(r[LINK]),
            Op::Syscall => self.system_call(r)?,
            Op::Invalid => return Err(Stop::Invalid),
        }
        Ok(next)
    }

    pub fn new(image: &Image) -> Res<Machine> {
        let text = image.places[TEXT];
        let bytes = &image.file[text.offset as usize..][..text.size as usize];
        let records = decode(bytes, text.address);
        Ok(Machine { records, text: text.address, memory: Memory::new(image)?, files: Files::standard() })
    }

    /// Executes from the address `entry` on.
    pub fn run(&mut self, entry: u64, sp: u64) -> End {
        let mut r = [0; 256];
        r[SP as usize] = sp;
        let mut count = 0u64;
        let mut at = match self.jump_target(entry) {
            Ok(at) => at,
            Err(stop) => return End { stop, at: 0, count },
        };
        loop {
            // Behind the last record is none.
            let Some(&record) = self.records.get(at) else {
                return End { stop: Stop::Invalid, at, count };
            };
            count = count.wrapping_add(1);
            match self.step(&mut r, record, at) {
                Ok(next) => at = next,
                Err(stop) => return End { stop, at, count },
            }
        }
    }
}
