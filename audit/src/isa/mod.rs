//! Instruction sets: one decoder for each machine behind one function.
//!
//! A decoder takes bytes and the address they run at and gives one instruction: its length, its name, where it goes,
//! and what an audit must know of its registers. It allocates nothing; `text` writes an instruction in full, as
//! binutils' objdump does (x86-64 in Intel syntax).

mod aarch64;
mod riscv64;
mod table;
mod x86_64;

/// A machine whose instructions are decoded here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Machine {
    X86_64,
    Aarch64,
    Riscv64,
}

/// One decoded instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Insn {
    /// Bytes, 1 to 15.
    pub length: u8,
    /// The mnemonic without operands and suffixes: `mov`, `b.eq`, `addi`.
    pub name: &'static str,
    pub flow: Flow,
    pub effect: Effect,
    /// The one memory operand with a base that can be followed, if there is one.
    pub memory: Option<Memory>,
}

/// Where control goes after an instruction; targets are absolute addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// To the next instruction.
    Next,
    /// A direct jump.
    Jump(u64),
    /// A direct conditional branch; otherwise to the next instruction.
    Branch(u64),
    /// A direct call, which returns.
    Call(u64),
    /// A jump to what a register or memory holds.
    IndirectJump,
    /// A call of what a register or memory holds.
    IndirectCall,
    /// A return.
    Return,
    /// A system call, which returns.
    Syscall,
    /// Nowhere: a trap (`ud2`, `brk`, `hlt`, `ebreak`).
    Stop,
}

/// Numbers of general registers are the machine's own: x86-64 rax 0, rcx 1 … r15; AArch64 x0–x30, 31 sp; RISC-V x0–x31.
pub type Reg = u8;

/// What an instruction does to general registers: as much as is needed to follow constants and addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// No general register changes.
    None,
    /// `to` holds a constant afterwards (mov imm, xor r,r, adr, adrp, auipc, lea [rip+x]); the full 64-bit value.
    Set { to: Reg, value: u64 },
    /// `to` = `from`, all 64 bits.
    Copy { to: Reg, from: Reg },
    /// `to` = `from` + `value`, 64 bits.
    Add { to: Reg, from: Reg, value: i64 },
    /// 16 bits of `to` are replaced (movk).
    Insert { to: Reg, value: u16, shift: u8 },
    /// Each register whose bit is set changes to something not known here.
    Writes(u32),
}

/// A memory operand: `base` + `offset`; `address` where the base is the program counter or absent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Memory {
    Absolute { address: u64 },
    Based { base: Reg, offset: i64 },
}

/// Why bytes are no instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undecodable {
    /// The bytes end inside an instruction.
    Truncated,
    /// No instruction begins so.
    Invalid,
}

impl Machine {
    /// The machine of an ELF header's e_machine.
    pub fn from_number(number: u16) -> Option<Machine> {
        match number {
            62 => Some(Machine::X86_64),
            183 => Some(Machine::Aarch64),
            243 => Some(Machine::Riscv64),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Machine::X86_64 => "x86_64",
            Machine::Aarch64 => "aarch64",
            Machine::Riscv64 => "riscv64",
        }
    }

    /// Decodes the instruction at the begin of `bytes`, which runs at `address`.
    pub fn decode(self, bytes: &[u8], address: u64) -> Result<Insn, Undecodable> {
        match self {
            Machine::X86_64 => x86_64::decode(bytes, address),
            Machine::Aarch64 => aarch64::decode(bytes, address),
            Machine::Riscv64 => riscv64::decode(bytes, address),
        }
    }

    /// The instruction at the begin of `bytes` in full: mnemonic, a blank, operands; `(bad)` if there is none.
    pub fn text(self, bytes: &[u8], address: u64) -> String {
        match self {
            Machine::X86_64 => x86_64::text(bytes, address),
            Machine::Aarch64 => aarch64::text(bytes, address),
            Machine::Riscv64 => riscv64::text(bytes, address),
        }
    }

    /// The register that holds the number of a system call: rax, x8, a7 (x17).
    pub fn syscall_register(self) -> Reg {
        match self {
            Machine::X86_64 => 0,
            Machine::Aarch64 => 8,
            Machine::Riscv64 => 17,
        }
    }
}
