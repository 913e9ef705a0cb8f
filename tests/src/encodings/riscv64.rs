//! The instructions of RISC-V that P1 uses, as objdump writes them without aliases.

use super::cpu::{Arch, Cpu, Insn, address, number};

pub const ARCH: Arch = Arch {
    name: "riscv64",
    regs: [10, 11, 12, 13, 5, 6, 7, 8, 9, 18, 19, 2],
    scratch: &[1, 14, 15, 17, 28, 29, 30, 31],
    link: Some(1),
    syntax: "-Mno-aliases,numeric",
    comment: "#",
    nop: "word 0x00000013",
    execute,
};

fn execute(cpu: &mut Cpu, insn: &Insn) -> Result<(), String> {
    let name = insn.name.as_str();
    if name == "ecall" {
        cpu.kernel = Some([17, 10, 11, 12, 13, 14, 15].map(|r| cpu.x[r]));
        cpu.x[10] = cpu.result;
        return Ok(());
    }
    let first = reg(insn.arg(0)?)?;
    match name {
        "lui" | "auipc" => {
            let value = (number(insn.arg(1)?)? << 12) as i32 as u64;
            set(cpu, first, if name == "lui" { value } else { value.wrapping_add(insn.addr) });
        }
        "jalr" => {
            cpu.pc = memory(cpu, insn.arg(1)?)? & !1;
            set(cpu, first, insn.next);
        }
        "lb" | "lh" | "lw" | "ld" | "lbu" | "lhu" | "lwu" => {
            let at = memory(cpu, insn.arg(1)?)?;
            let value = match name {
                "lb" => cpu.mem.read(at, 1) as i8 as u64,
                "lh" => cpu.mem.read(at, 2) as i16 as u64,
                "lw" => cpu.mem.read(at, 4) as i32 as u64,
                "lbu" => cpu.mem.read(at, 1),
                "lhu" => cpu.mem.read(at, 2),
                "lwu" => cpu.mem.read(at, 4),
                _ => cpu.mem.read(at, 8),
            };
            set(cpu, first, value);
        }
        "sb" | "sh" | "sw" | "sd" => {
            let at = memory(cpu, insn.arg(1)?)?;
            let size = match name {
                "sb" => 1,
                "sh" => 2,
                "sw" => 4,
                _ => 8,
            };
            let value = cpu.x[first];
            cpu.mem.write(at, size, value);
        }
        "beq" | "bne" | "blt" | "bge" | "bltu" | "bgeu" => {
            let (a, b) = (cpu.x[first], cpu.x[reg(insn.arg(1)?)?]);
            let taken = match name {
                "beq" => a == b,
                "bne" => a != b,
                "blt" => (a as i64) < b as i64,
                "bge" => a as i64 >= b as i64,
                "bltu" => a < b,
                _ => a >= b,
            };
            if taken {
                cpu.pc = address(insn.arg(2)?)?;
            }
        }
        _ => {
            let a = cpu.x[reg(insn.arg(1)?)?];
            let value = match reg(insn.arg(2)?) {
                Ok(r) => register_op(insn, a, cpu.x[r])?,
                Err(_) => immediate_op(insn, a, number(insn.arg(2)?)?)?,
            };
            set(cpu, first, value);
        }
    }
    Ok(())
}

fn register_op(insn: &Insn, a: u64, b: u64) -> Result<u64, String> {
    let (x, y) = (a as i64, b as i64);
    Ok(match insn.name.as_str() {
        "add" => a.wrapping_add(b),
        "sub" => a.wrapping_sub(b),
        "mul" => a.wrapping_mul(b),
        // Division by zero gives all ones, its remainder is the dividend (ISA, chapter M).
        "div" if b == 0 => u64::MAX,
        "div" => x.wrapping_div(y) as u64,
        "rem" if b == 0 => a,
        "rem" => x.wrapping_rem(y) as u64,
        "divu" => a.checked_div(b).unwrap_or(u64::MAX),
        "remu" => a.checked_rem(b).unwrap_or(a),
        "and" => a & b,
        "or" => a | b,
        "xor" => a ^ b,
        "sll" => a << (b % 64),
        "srl" => a >> (b % 64),
        "sra" => (x >> (b % 64)) as u64,
        "slt" => u64::from(x < y),
        "sltu" => u64::from(a < b),
        _ => return insn.unknown(),
    })
}

fn immediate_op(insn: &Insn, a: u64, imm: u64) -> Result<u64, String> {
    Ok(match insn.name.as_str() {
        "addi" => a.wrapping_add(imm),
        "addiw" => a.wrapping_add(imm) as i32 as u64,
        "andi" => a & imm,
        "ori" => a | imm,
        "xori" => a ^ imm,
        "slli" => a << (imm % 64),
        "srli" => a >> (imm % 64),
        "srai" => (a as i64 >> (imm % 64)) as u64,
        "sltiu" => u64::from(a < imm),
        _ => return insn.unknown(),
    })
}

/// `number(register)`
fn memory(cpu: &Cpu, text: &str) -> Result<u64, String> {
    let parts = text.strip_suffix(')').and_then(|t| t.split_once('('));
    let (off, base) = parts.ok_or(format!("unknown operand '{text}'"))?;
    Ok(cpu.x[reg(base)?].wrapping_add(number(off)?))
}

fn reg(name: &str) -> Result<usize, String> {
    let number = name.strip_prefix('x').and_then(|n| n.parse().ok());
    number.filter(|n| *n < 32).ok_or(format!("unknown register '{name}'"))
}

/// Register 0 stays 0.
fn set(cpu: &mut Cpu, reg: usize, value: u64) {
    if reg != 0 {
        cpu.x[reg] = value;
    }
}
