//! The instructions of x86-64 that P1 uses, as objdump writes them in Intel syntax.

use super::cpu::{Arch, Cpu, Insn, address, number};

pub const ARCH: Arch = Arch {
    name: "x86_64",
    regs: [7, 6, 8, 9, 10, 11, 15, 3, 12, 13, 14, 4],
    scratch: &[RAX, RCX, RDX, 5],
    link: None,
    syntax: "-Mintel",
    comment: "#",
    nop: "byte 0x90",
    execute,
};

const RAX: usize = 0;
const RCX: usize = 1;
const RDX: usize = 2;
const RSP: usize = 4;
const R11: usize = 11;

/// An operand, with its number of bytes.
#[derive(Clone, Copy)]
enum Place {
    Reg(usize, u64),
    Mem(u64, u64),
    Imm(u64),
}

fn execute(cpu: &mut Cpu, insn: &Insn) -> Result<(), String> {
    let name = insn.name.as_str();
    match name {
        "nop" => return Ok(()),
        "cqo" => {
            cpu.x[RDX] = (cpu.x[RAX] as i64 >> 63) as u64;
            return Ok(());
        }
        "ret" => {
            cpu.pc = cpu.mem.read(cpu.x[RSP], 8);
            cpu.x[RSP] = cpu.x[RSP].wrapping_add(8);
            return Ok(());
        }
        "call" | "jmp" => {
            let to = target(cpu, insn.arg(0)?)?;
            if name == "call" {
                cpu.x[RSP] = cpu.x[RSP].wrapping_sub(8);
                cpu.mem.write(cpu.x[RSP], 8, insn.next);
            }
            cpu.pc = to;
            return Ok(());
        }
        "syscall" => {
            cpu.kernel = Some([RAX, 7, 6, RDX, 10, 8, 9].map(|r| cpu.x[r]));
            cpu.x[RAX] = cpu.result;
            cpu.x[RCX] = insn.next;
            cpu.x[R11] = 0x246;
            return Ok(());
        }
        _ => {}
    }
    if let Some(cc) = name.strip_prefix('j') {
        if condition(cpu, cc)? {
            cpu.pc = address(insn.arg(0)?)?;
        }
        return Ok(());
    }
    let d = place(cpu, insn, 0)?;
    if let Some(cc) = name.strip_prefix("set") {
        let holds = condition(cpu, cc)?;
        return set(cpu, d, u64::from(holds));
    }
    if matches!(name, "neg" | "not" | "div" | "idiv") {
        let a = get(cpu, d);
        return match name {
            "neg" => arithmetic(cpu, d, a.wrapping_neg()),
            "not" => set(cpu, d, !a),
            _ => divide(cpu, name, d),
        };
    }
    let s = place(cpu, insn, 1)?;
    let (a, b) = (get(cpu, d), get(cpu, s));
    match name {
        "mov" | "movabs" | "movzx" => set(cpu, d, b),
        "movsx" | "movsxd" => set(cpu, d, extend(b, size(s))),
        "lea" => match s {
            Place::Mem(addr, _) => set(cpu, d, addr),
            _ => insn.unknown(),
        },
        "add" => arithmetic(cpu, d, a.wrapping_add(b)),
        "sub" => arithmetic(cpu, d, a.wrapping_sub(b)),
        "imul" => arithmetic(cpu, d, a.wrapping_mul(b)),
        "and" => arithmetic(cpu, d, a & b),
        "or" => arithmetic(cpu, d, a | b),
        "xor" => arithmetic(cpu, d, a ^ b),
        "cmp" | "test" => {
            // `test a, a` compares a with 0.
            if size(d) != 8 || (name == "test" && a != b) {
                return insn.unknown();
            }
            cpu.compare(a, if name == "test" { 0 } else { b });
            Ok(())
        }
        "shl" | "shr" | "sar" => {
            if size(d) != 8 {
                return insn.unknown();
            }
            let count = b % 64;
            let value = match name {
                "shl" => a << count,
                "shr" => a >> count,
                _ => (a as i64 >> count) as u64,
            };
            arithmetic(cpu, d, value)
        }
        _ => insn.unknown(),
    }
}

fn divide(cpu: &mut Cpu, name: &str, by: Place) -> Result<(), String> {
    let b = get(cpu, by);
    let high = u128::from(cpu.x[RDX]) << 64;
    let a = high | u128::from(cpu.x[RAX]);
    let (quotient, rest) = if name == "div" {
        (a / u128::from(b), a % u128::from(b))
    } else {
        let (a, b) = (a as i128, i128::from(b as i64));
        ((a / b) as u128, (a % b) as u128)
    };
    let fits =
        if name == "div" { quotient >> 64 == 0 } else { quotient as i128 == i128::from(quotient as i64) };
    if !fits {
        return Err("the quotient overflows".to_string());
    }
    cpu.x[RAX] = quotient as u64;
    cpu.x[RDX] = rest as u64;
    cpu.flags = None;
    Ok(())
}

/// The result of an operation that changes the flags, which nothing reads afterwards.
fn arithmetic(cpu: &mut Cpu, d: Place, value: u64) -> Result<(), String> {
    cpu.flags = None;
    set(cpu, d, value)
}

fn condition(cpu: &Cpu, cc: &str) -> Result<bool, String> {
    let flags = cpu.compared()?;
    Ok(match cc {
        "e" => flags.equal(),
        "ne" => !flags.equal(),
        "b" => flags.below(),
        "be" => flags.below() || flags.equal(),
        "l" => flags.less(),
        "le" => flags.less() || flags.equal(),
        _ => return Err(format!("unknown condition '{cc}'")),
    })
}

fn size(place: Place) -> u64 {
    match place {
        Place::Reg(_, size) | Place::Mem(_, size) => size,
        Place::Imm(_) => 8,
    }
}

fn get(cpu: &Cpu, place: Place) -> u64 {
    match place {
        Place::Reg(r, size) => cpu.x[r] << (64 - 8 * size) >> (64 - 8 * size),
        // The operand of lea has no size and is not read.
        Place::Mem(_, 0) => 0,
        Place::Mem(at, size) => cpu.mem.read(at, size),
        Place::Imm(value) => value,
    }
}

fn set(cpu: &mut Cpu, place: Place, value: u64) -> Result<(), String> {
    match place {
        Place::Reg(r, 8) => cpu.x[r] = value,
        Place::Reg(r, 4) => cpu.x[r] = value & 0xFFFF_FFFF,
        Place::Reg(r, size) => {
            let mask = (1 << (8 * size)) - 1;
            cpu.x[r] = cpu.x[r] & !mask | value & mask;
        }
        Place::Mem(at, size) => cpu.mem.write(at, size, value),
        Place::Imm(_) => return Err("a constant is written".to_string()),
    }
    Ok(())
}

fn extend(value: u64, size: u64) -> u64 {
    ((value << (64 - 8 * size)) as i64 >> (64 - 8 * size)) as u64
}

/// Operand `i`: a register, `SIZE PTR [base+disp]`, `[base+disp]` or a number.
fn place(cpu: &Cpu, insn: &Insn, i: usize) -> Result<Place, String> {
    let text = insn.arg(i)?;
    if let Some((number, size)) = register(text) {
        return Ok(Place::Reg(number, size));
    }
    let (size, rest) = match text.split_once(" PTR ") {
        Some(("BYTE", rest)) => (1, rest),
        Some(("WORD", rest)) => (2, rest),
        Some(("DWORD", rest)) => (4, rest),
        Some(("QWORD", rest)) => (8, rest),
        _ => (0, text),
    };
    match rest.strip_prefix('[').and_then(|r| r.strip_suffix(']')) {
        Some(inner) => Ok(Place::Mem(memory(cpu, insn, inner)?, size)),
        None => Ok(Place::Imm(number(rest)?)),
    }
}

/// `base`, `base+number` or `base-number`
fn memory(cpu: &Cpu, insn: &Insn, text: &str) -> Result<u64, String> {
    let end = text.find(['+', '-']).unwrap_or(text.len());
    let base = match (register(&text[..end]), &text[..end]) {
        (Some((r, 8)), _) => cpu.x[r],
        (_, "rip") => insn.next,
        _ => return Err(format!("unknown base '{text}'")),
    };
    let disp = text[end..].trim_start_matches('+');
    Ok(base.wrapping_add(if disp.is_empty() { 0 } else { number(disp)? }))
}

/// The number and size of a register.
fn register(name: &str) -> Option<(usize, u64)> {
    const OLD: [[&str; 4]; 8] = [
        ["rax", "eax", "ax", "al"],
        ["rcx", "ecx", "cx", "cl"],
        ["rdx", "edx", "dx", "dl"],
        ["rbx", "ebx", "bx", "bl"],
        ["rsp", "esp", "sp", "spl"],
        ["rbp", "ebp", "bp", "bpl"],
        ["rsi", "esi", "si", "sil"],
        ["rdi", "edi", "di", "dil"],
    ];
    for (r, names) in OLD.iter().enumerate() {
        if let Some(i) = names.iter().position(|n| *n == name) {
            return Some((r, 8 >> i));
        }
    }
    let rest = name.strip_prefix('r')?;
    let digits = rest.trim_end_matches(['d', 'w', 'b']);
    let size = match &rest[digits.len()..] {
        "" => 8,
        "d" => 4,
        "w" => 2,
        "b" => 1,
        _ => return None,
    };
    let r = digits.parse().ok()?;
    (8..16).contains(&r).then_some((r, size))
}

fn target(cpu: &Cpu, text: &str) -> Result<u64, String> {
    match register(text) {
        Some((r, 8)) => Ok(cpu.x[r]),
        _ => address(text),
    }
}
