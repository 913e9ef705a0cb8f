//! The instructions of AArch64 that P1 uses, as objdump writes them.

use super::cpu::{Arch, Cpu, Insn, address, number};

pub const ARCH: Arch = Arch {
    name: "aarch64",
    regs: [0, 1, 2, 3, 9, 10, 11, 19, 20, 21, 22, SP],
    scratch: &[4, 5, 8, 16, 17, LINK],
    link: Some(LINK),
    syntax: "-Mno-notes",
    comment: "//",
    nop: "word 0xD503201F",
    execute,
};

const LINK: usize = 30;
const SP: usize = 31;

/// A register operand; `wide` tells x registers from w registers.
#[derive(Clone, Copy)]
struct Reg {
    /// None is xzr or wzr.
    number: Option<usize>,
    wide: bool,
}

fn execute(cpu: &mut Cpu, insn: &Insn) -> Result<(), String> {
    let name = insn.name.as_str();
    match name {
        "nop" => return Ok(()),
        "ret" if insn.args.is_empty() => {
            cpu.pc = cpu.x[LINK];
            return Ok(());
        }
        "br" | "blr" => {
            let to = get(cpu, reg(insn.arg(0)?)?);
            if name == "blr" {
                cpu.x[LINK] = insn.next;
            }
            cpu.pc = to;
            return Ok(());
        }
        "b" | "bl" => {
            if name == "bl" {
                cpu.x[LINK] = insn.next;
            }
            cpu.pc = address(insn.arg(0)?)?;
            return Ok(());
        }
        "svc" => {
            cpu.kernel = Some([8, 0, 1, 2, 3, 4, 5].map(|r| cpu.x[r]));
            cpu.x[0] = cpu.result;
            return Ok(());
        }
        _ => {}
    }
    if let Some(cc) = name.strip_prefix("b.") {
        if condition(cpu, cc)? {
            cpu.pc = address(insn.arg(0)?)?;
        }
        return Ok(());
    }
    let d = reg(insn.arg(0)?)?;
    match name {
        "cbz" | "cbnz" => {
            if (get(cpu, d) == 0) == (name == "cbz") {
                cpu.pc = address(insn.arg(1)?)?;
            }
            return Ok(());
        }
        "cmp" => {
            let b = operand(cpu, insn.arg(1)?)?;
            if !d.wide {
                return insn.unknown();
            }
            cpu.compare(get(cpu, d), b);
            return Ok(());
        }
        "cset" => {
            let holds = condition(cpu, insn.arg(1)?)?;
            return set(cpu, d, u64::from(holds));
        }
        "movk" => {
            let shift = shift(insn.args.get(2))?;
            let piece = operand(cpu, insn.arg(1)?)? << shift;
            let value = get(cpu, d) & !(0xFFFF << shift) | piece;
            return set(cpu, d, value);
        }
        "stp" | "ldp" => return pair(cpu, insn),
        _ => {}
    }
    if name.starts_with("ld") || name.starts_with("st") {
        return access(cpu, insn, d);
    }
    let a = operand(cpu, insn.arg(1)?)?;
    let value = match (name, insn.args.len()) {
        ("mov", 2) => a,
        ("neg", 2) => a.wrapping_neg(),
        ("mvn", 2) => !a,
        ("sxtb", 2) => a as i8 as u64,
        ("sxth", 2) => a as i16 as u64,
        ("sxtw", 2) => a as i32 as u64,
        ("uxtb", 2) => a & 0xFF,
        ("uxth", 2) => a & 0xFFFF,
        (_, 3 | 4) => three(cpu, insn, a)?,
        _ => return insn.unknown(),
    };
    set(cpu, d, value)
}

/// The result of an operation with two source operands and perhaps a shift.
fn three(cpu: &Cpu, insn: &Insn, a: u64) -> Result<u64, String> {
    let b = operand(cpu, insn.arg(2)?)?;
    let wide = reg(insn.arg(0)?)?.wide;
    if insn.name == "msub" {
        let c = get(cpu, reg(insn.arg(3)?)?);
        return Ok(c.wrapping_sub(a.wrapping_mul(b)));
    }
    let b = match insn.args.get(3).map(String::as_str) {
        Some("uxtx") => b,
        _ => b << shift(insn.args.get(3))?,
    };
    if !wide {
        return insn.unknown();
    }
    Ok(match insn.name.as_str() {
        "add" => a.wrapping_add(b),
        "sub" => a.wrapping_sub(b),
        "mul" => a.wrapping_mul(b),
        // Division by zero gives zero (Arm ARM C6.2, SDIV).
        "sdiv" if b == 0 => 0,
        "sdiv" => (a as i64).wrapping_div(b as i64) as u64,
        "udiv" => a.checked_div(b).unwrap_or(0),
        "and" => a & b,
        "orr" => a | b,
        "eor" => a ^ b,
        "lsl" => a << (b % 64),
        "lsr" => a >> (b % 64),
        "asr" => (a as i64 >> (b % 64)) as u64,
        _ => return insn.unknown(),
    })
}

fn condition(cpu: &Cpu, cc: &str) -> Result<bool, String> {
    let flags = cpu.compared()?;
    Ok(match cc {
        "eq" => flags.equal(),
        "ne" => !flags.equal(),
        "cc" | "lo" => flags.below(),
        "cs" | "hs" => !flags.below(),
        "ls" => flags.below() || flags.equal(),
        "hi" => !flags.below() && !flags.equal(),
        "lt" => flags.less(),
        "ge" => !flags.less(),
        "le" => flags.less() || flags.equal(),
        "gt" => !flags.less() && !flags.equal(),
        _ => return Err(format!("unknown condition '{cc}'")),
    })
}

/// One load or store.
fn access(cpu: &mut Cpu, insn: &Insn, v: Reg) -> Result<(), String> {
    if insn.args.len() != 2 {
        return insn.unknown();
    }
    let at = memory(cpu, insn.arg(1)?)?;
    let full = if v.wide { 8 } else { 4 };
    // The unscaled forms mean the same.
    let name = insn.name.replacen("ldu", "ld", 1).replacen("stu", "st", 1);
    let size = match &name[2..] {
        "r" => full,
        "rb" | "rsb" => 1,
        "rh" | "rsh" => 2,
        "rsw" => 4,
        _ => return insn.unknown(),
    };
    if name.starts_with("st") {
        let value = get(cpu, v);
        cpu.mem.write(at, size, value);
        return Ok(());
    }
    let value = cpu.mem.read(at, size);
    let unused = 64 - 8 * size;
    let signed = name.starts_with("ldrs");
    set(cpu, v, if signed { ((value << unused) as i64 >> unused) as u64 } else { value })
}

/// The two forms of `stp` and `ldp` that make and undo the linkage.
fn pair(cpu: &mut Cpu, insn: &Insn) -> Result<(), String> {
    let (v, w) = (reg(insn.arg(0)?)?, reg(insn.arg(1)?)?);
    match (insn.name.as_str(), insn.arg(2)?, insn.args.get(3).map(String::as_str)) {
        ("stp", "[sp, #-16]!", None) => {
            let at = aligned(cpu.x[SP].wrapping_sub(16))?;
            let (first, second) = (get(cpu, v), get(cpu, w));
            cpu.mem.write(at, 8, first);
            cpu.mem.write(at.wrapping_add(8), 8, second);
            cpu.x[SP] = at;
            Ok(())
        }
        // The same register twice has no defined result.
        ("ldp", "[sp]", Some("#16")) if v.number != w.number => {
            let at = aligned(cpu.x[SP])?;
            let (first, second) = (cpu.mem.read(at, 8), cpu.mem.read(at.wrapping_add(8), 8));
            set(cpu, v, first)?;
            set(cpu, w, second)?;
            cpu.x[SP] = at.wrapping_add(16);
            Ok(())
        }
        _ => insn.unknown(),
    }
}

/// The machine stops when sp is used while it is not a multiple of 16.
fn aligned(sp: u64) -> Result<u64, String> {
    if sp.is_multiple_of(16) { Ok(sp) } else { Err("sp is not aligned".to_string()) }
}

/// `[base]`, `[base, #number]` or `[base, register]`
fn memory(cpu: &Cpu, text: &str) -> Result<u64, String> {
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let inner = inner.ok_or(format!("unknown operand '{text}'"))?;
    let (base, off) = inner.split_once(", ").unwrap_or((inner, "#0"));
    let base = reg(base)?;
    let at = get(cpu, base);
    if base.number == Some(SP) {
        aligned(at)?;
    }
    Ok(at.wrapping_add(operand(cpu, off)?))
}

/// A register or `#number`
fn operand(cpu: &Cpu, text: &str) -> Result<u64, String> {
    match text.strip_prefix('#') {
        Some(rest) => number(rest),
        None => Ok(get(cpu, reg(text)?)),
    }
}

/// The count in `lsl #count`; 0 if there is no such operand.
fn shift(text: Option<&String>) -> Result<u64, String> {
    match text.map(|t| t.strip_prefix("lsl #")) {
        None => Ok(0),
        Some(Some(count)) => number(count),
        Some(None) => Err("unknown shift".to_string()),
    }
}

fn reg(name: &str) -> Result<Reg, String> {
    let wide = !name.starts_with('w');
    let number = match name {
        "sp" => Some(SP),
        "xzr" | "wzr" => None,
        _ => {
            let digits = name.strip_prefix(['x', 'w']).unwrap_or_default();
            let number = digits.parse().ok().filter(|n| *n < SP);
            Some(number.ok_or(format!("unknown register '{name}'"))?)
        }
    };
    Ok(Reg { number, wide })
}

fn get(cpu: &Cpu, reg: Reg) -> u64 {
    let value = reg.number.map_or(0, |n| cpu.x[n]);
    if reg.wide { value } else { value & 0xFFFF_FFFF }
}

fn set(cpu: &mut Cpu, reg: Reg, value: u64) -> Result<(), String> {
    if let Some(n) = reg.number {
        cpu.x[n] = if reg.wide { value } else { value & 0xFFFF_FFFF };
    }
    Ok(())
}
