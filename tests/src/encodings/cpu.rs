//! A simulated processor that executes the text of a disassembler. Each architecture's file
//! gives the meaning of its instructions; what is common to all is here. An instruction or
//! operand that is not known is an error.

use super::model::{Memory, SP};

/// How one architecture carries P1.
pub struct Arch {
    pub name: &'static str,
    /// The machine registers of the P1 registers.
    pub regs: [usize; 12],
    /// The other registers that operations may change.
    pub scratch: &'static [usize],
    /// The register that holds the return address after a call; None if that is on the stack.
    pub link: Option<usize>,
    /// Options for objdump.
    pub syntax: &'static str,
    /// What begins a comment in its output.
    pub comment: &'static str,
    /// A line of macro text that makes a `nop`.
    pub nop: &'static str,
    pub execute: fn(&mut Cpu, &Insn) -> Result<(), String>,
}

/// A disassembled instruction.
pub struct Insn {
    pub addr: u64,
    pub next: u64,
    pub name: String,
    pub args: Vec<String>,
}

/// What a comparison of two values left.
#[derive(Clone, Copy)]
pub struct Flags {
    pub a: u64,
    pub b: u64,
}

pub struct Cpu {
    /// Register 31 of aarch64 is sp here.
    pub x: [u64; 32],
    pub pc: u64,
    pub mem: Memory,
    /// None if the last instruction that changed the flags was no comparison.
    pub flags: Option<Flags>,
    /// The system call that was made: its number and six arguments.
    pub kernel: Option<[u64; 7]>,
    /// What system calls return.
    pub result: u64,
}

/// No operation takes more instructions than this.
const MAX_STEPS: usize = 64;

impl Cpu {
    /// Executes `code` from the current place until control leaves it.
    pub fn run(&mut self, arch: &Arch, code: &[Insn]) -> Result<(), String> {
        for _ in 0..MAX_STEPS {
            let Some(insn) = code.iter().find(|i| i.addr == self.pc) else {
                return Ok(());
            };
            self.pc = insn.next;
            (arch.execute)(self, insn).map_err(|e| format!("{}: {e}", insn.text()))?;
        }
        Err("this does not end".to_string())
    }

    pub fn sp(&self, arch: &Arch) -> u64 {
        self.x[arch.regs[SP]]
    }

    /// Brings the machine to the start of a function called with this stack pointer.
    pub fn begin_function(&mut self, arch: &Arch, sp: u64, back: u64) {
        match arch.link {
            Some(link) => self.x[link] = back,
            None => {
                self.x[arch.regs[SP]] = sp.wrapping_sub(8);
                self.mem.write(sp.wrapping_sub(8), 8, back);
            }
        }
    }

    /// Whether the machine is at the start of a function called with this stack pointer
    /// and return address.
    pub fn in_function(&self, arch: &Arch, sp: u64, back: u64) -> bool {
        match arch.link {
            Some(link) => self.sp(arch) == sp && self.x[link] == back,
            None => self.sp(arch) == sp.wrapping_sub(8) && self.mem.read(sp.wrapping_sub(8), 8) == back,
        }
    }

    pub fn compare(&mut self, a: u64, b: u64) {
        self.flags = Some(Flags { a, b });
    }

    /// The values whose comparison the flags hold.
    pub fn compared(&self) -> Result<Flags, String> {
        self.flags.ok_or("the flags are not defined here".to_string())
    }
}

impl Flags {
    pub fn less(self) -> bool {
        (self.a as i64) < self.b as i64
    }

    pub fn below(self) -> bool {
        self.a < self.b
    }

    pub fn equal(self) -> bool {
        self.a == self.b
    }
}

impl Insn {
    pub fn text(&self) -> String {
        format!("{} {}", self.name, self.args.join(","))
    }

    pub fn arg(&self, i: usize) -> Result<&str, String> {
        self.args.get(i).map(String::as_str).ok_or(format!("operand {i} is missing"))
    }

    pub fn unknown<T>(&self) -> Result<T, String> {
        Err("unknown instruction".to_string())
    }
}

/// A number as a disassembler writes it: decimal or 0x hexadecimal, perhaps with a minus.
pub fn number(text: &str) -> Result<u64, String> {
    let (minus, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let value = match digits.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    let value = value.map_err(|_| format!("unknown operand '{text}'"))?;
    Ok(if minus { value.wrapping_neg() } else { value })
}

/// An address as the operand of a branch: hexadecimal digits, then perhaps `<symbol>`.
pub fn address(text: &str) -> Result<u64, String> {
    let digits = text.split(' ').next().unwrap_or_default();
    let digits = digits.strip_prefix("0x").unwrap_or(digits);
    u64::from_str_radix(digits, 16).map_err(|_| format!("unknown operand '{text}'"))
}

/// The functions `c0`, `c1` … of a disassembly, in this order.
pub fn functions(arch: &Arch, text: &str) -> Result<Vec<Vec<Insn>>, String> {
    let mut all: Vec<Vec<Insn>> = Vec::new();
    let mut wanted = false;
    for line in text.lines() {
        if let Some(name) = line.strip_suffix(">:").and_then(|l| l.split_once('<')).map(|l| l.1) {
            let number = name.strip_prefix('c').and_then(|n| n.parse::<usize>().ok());
            wanted = number.is_some();
            if let Some(n) = number {
                if n != all.len() {
                    return Err(format!("function c{n} comes out of order"));
                }
                all.push(Vec::new());
            }
            continue;
        }
        let Some((addr, rest)) = line.split_once(":\t") else {
            continue;
        };
        let addr = address(addr.trim())?;
        let Some(code) = all.last_mut() else {
            continue;
        };
        if let Some(last) = code.last_mut().filter(|last| last.next == 0) {
            last.next = addr;
        }
        if wanted {
            code.push(insn(arch, addr, rest));
        }
    }
    Ok(all)
}

/// The instruction in `text`; `next` is not known yet.
fn insn(arch: &Arch, addr: u64, text: &str) -> Insn {
    let text = text.split(arch.comment).next().unwrap_or_default().trim();
    let (name, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    let mut args = Vec::new();
    let (mut start, mut depth) = (0, 0);
    for (i, c) in rest.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            ',' if depth == 0 => {
                args.push(rest[start..i].trim().to_string());
                start = i + 1;
            }
            _ => {}
        }
    }
    if !rest.trim().is_empty() {
        args.push(rest[start..].trim().to_string());
    }
    Insn { addr, next: 0, name: name.to_string(), args }
}
