//! Every P1 operation against the machine code that `macros/` gives it.
//!
//! First, each operation over all its registers and edge immediates is expanded and linked
//! by the seed and disassembled by the system's objdump; the text is executed on a simulated
//! processor from several states and compared with a model of `docs/P1.md`. Then one P1
//! program (execute.rs) runs each operation on each architecture and in the reference
//! interpreter. Last come long distances and refusals (limits.rs).

mod aarch64;
mod cpu;
mod execute;
mod limits;
mod model;
mod riscv64;
mod x86_64;

use crate::exec::{Cmd, text};
use crate::host::{Host, scratch, write};
use crate::p1::build;
use crate::tally::Tally;
use cpu::{Arch, Cpu, Insn, functions};
use model::{Case, Flow, Memory, OPS, Op, Random, SP, Shape, State, step};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

const ARCHES: [&Arch; 3] = [&x86_64::ARCH, &aarch64::ARCH, &riscv64::ARCH];

/// Registers that an operation may write.
const GENERAL: std::ops::Range<usize> = 0..SP;

/// Immediates, offsets and operands around which encodings and results change, both signs.
const EDGES: [i64; 42] = [
    0,
    1,
    2,
    7,
    8,
    127,
    128,
    129,
    255,
    256,
    257,
    2047,
    2048,
    2049,
    4095,
    4096,
    4097,
    8190,
    8191,
    16380,
    16384,
    32760,
    32767,
    32768,
    65535,
    65536,
    0xFF_FFFF,
    0x100_0000,
    0x123_4567,
    0x7FFF_F7FF,
    0x7FFF_F800,
    0x7FFF_FFFF,
    0x8000_0000,
    0x8000_0001,
    0xFFFF_FFFF,
    0x1_0000_0000,
    0x1_0000_0001,
    0x1234_5678_9ABC_DEF0,
    0x7FFF_0000_FFFF_0000,
    i64::MAX - 0x7FF,
    i64::MAX,
    i64::MIN,
];

/// States in which the code of a case is tried.
const STATES: usize = 4;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let full = match args {
        [] => false,
        [option] if option == "--full" => true,
        _ => return Err("usage: encodings [--full]".to_string()),
    };
    host.need_seed()?;
    let tools = ARCHES.map(|arch| (objdump(host, arch.name), format!("binutils-{}-linux-gnu", arch.name)));
    host.need(&tools.each_ref().map(|(tool, package)| (tool.as_str(), package.as_str())))?;
    let folder = scratch("encodings")?;
    let tally = Tally::default();
    let states = AtomicUsize::new(0);
    let jobs: Vec<(&Arch, &Op)> = OPS.iter().flat_map(|op| ARCHES.map(|arch| (arch, op))).collect();
    host.each(&jobs, |(arch, op)| match disassembled(host, &folder, arch, op, full, &tally) {
        Ok(count) => _ = states.fetch_add(count, Relaxed),
        Err(why) => tally.fail(&format!("{} {}", arch.name, op.name), &why),
    });
    println!(
        "encodings: {} operations on {} architectures, {tally}: disassembled and tried in {} states",
        OPS.len(),
        ARCHES.len(),
        states.into_inner()
    );
    tally.add(&execute::run(host, &folder, full)?);
    tally.add(&limits::run(host, &folder)?);
    Ok(tally)
}

fn objdump(host: &Host, arch: &str) -> String {
    if arch == host.native { "objdump".to_string() } else { format!("{arch}-linux-gnu-objdump") }
}

/// Edge values of both signs, without repetition.
fn edges() -> Vec<i64> {
    let mut all: Vec<i64> = EDGES.iter().flat_map(|e| [*e, e.wrapping_neg()]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Everything `op` is tried with.
fn cases(op: &'static Op, full: bool) -> Vec<Case> {
    let case = |r, imm| Case { op, r, imm };
    let edges = edges();
    let mut all = Vec::new();
    let pairs = || GENERAL.flat_map(|d| GENERAL.map(move |a| (d, a)));
    match op.shape {
        Shape::Imm => {
            let imms = edges.iter().copied().chain(patterns());
            all.extend(imms.flat_map(|imm| GENERAL.map(move |d| case([d, 0, 0], imm))));
        }
        Shape::Address => {
            all.extend(edges.iter().flat_map(|&imm| GENERAL.map(move |d| case([d, 0, 0], imm))));
        }
        Shape::Two => {
            let last = if op.name == "mov" { SP } else { SP - 1 };
            all.extend(GENERAL.flat_map(|d| (0..=last).map(move |a| case([d, a, 0], 0))));
        }
        Shape::Three => {
            all.extend(pairs().flat_map(|(d, a)| GENERAL.map(move |b| case([d, a, b], 0))));
        }
        Shape::ThreeImm => {
            let last = if op.name == "addi" { SP } else { SP - 1 };
            let imms: Vec<i64> = if op.name.starts_with('s') { (0..64).collect() } else { edges };
            for imm in imms {
                all.extend(GENERAL.flat_map(|d| (0..=last).map(move |a| case([d, a, 0], imm))));
            }
        }
        Shape::Load | Shape::Store => {
            for off in edges {
                all.extend(GENERAL.flat_map(|v| (0..=SP).map(move |base| case([v, base, 0], off))));
            }
            if full {
                let reg = |off: i64, count: usize| off as usize % count;
                all.extend((-5000..40000).map(|off| case([reg(off, SP), reg(off / 16, SP + 1), 0], off)));
            }
        }
        Shape::Jump | Shape::None => all.push(case([0; 3], 0)),
        Shape::Branch1 | Shape::JumpReg => all.extend(GENERAL.map(|a| case([a, 0, 0], 0))),
        Shape::Branch2 => all.extend(pairs().map(|(a, b)| case([a, b, 0], 0))),
        Shape::Frame => {
            let sizes =
                (0..600).chain([1 << 16, 1 << 20, (1 << 20) + 1, (1 << 27) - 1, 1 << 27, 1 << 28, 1 << 35]);
            all.extend(sizes.map(|n| case([0; 3], 16 * n)));
        }
    }
    all
}

/// Constants of 16-bit pieces in all combinations, and of single bits.
fn patterns() -> impl Iterator<Item = i64> {
    const PIECES: [u64; 4] = [0, 0xFFFF, 0x8000, 0x1234];
    let pieces =
        (0..256u64).map(|n| (0..4).map(|i| PIECES[(n >> (2 * i) & 3) as usize] << (16 * i)).sum::<u64>());
    let bits = (0..64).flat_map(|n| [1u64 << n, !(1 << n), (1 << n) - 1, (1u64 << n).wrapping_neg()]);
    pieces.chain(bits).map(|n| n as i64)
}

/// Cases in one program: objdump for RISC-V takes quadratic time in the number of functions.
const CHUNK: usize = 2500;

/// Disassembles all cases of `op` and checks each; gives the number of states compared.
fn disassembled(
    host: &Host,
    folder: &str,
    arch: &Arch,
    op: &'static Op,
    full: bool,
    tally: &Tally,
) -> Result<usize, String> {
    let all = cases(op, full);
    let mut random = Random(0);
    let mut states = 0;
    for chunk in all.chunks(CHUNK) {
        // The label lies behind the code, in every other function before it.
        let back = |i: usize| !i.is_multiple_of(2);
        let bodies = chunk.iter().enumerate().map(|(i, case)| {
            let (code, nop) = (case.text(".label"), arch.nop);
            if back(i) {
                format!(":.label\n{nop}\n{code}\n{nop}")
            } else {
                format!("{code}\n{nop}\n:.label\n{nop}")
            }
        });
        let code = disassemble(host, folder, arch, op.name, bodies)?;
        for (i, case) in chunk.iter().enumerate() {
            match check(arch, case, &code[i], back(i), &mut random) {
                Ok(count) => {
                    states += count;
                    tally.pass();
                }
                Err(why) => tally.fail(&format!("{}: {}", arch.name, case.text("label")), &why),
            }
        }
    }
    Ok(states)
}

/// Expands, links and disassembles functions with these bodies.
fn disassemble(
    host: &Host,
    folder: &str,
    arch: &Arch,
    name: &str,
    bodies: impl Iterator<Item = String>,
) -> Result<Vec<Vec<Insn>>, String> {
    let mut p1 = String::new();
    let mut count = 0;
    for body in bodies {
        _ = writeln!(p1, "func c{count}\n{body}\nend");
        count += 1;
    }
    p1.push_str("func main\nret\nend\n");
    let name = format!("{name}-{}", arch.name);
    write(format!("{folder}/{name}.p1"), &p1)?;
    let program = build(host, folder, &name, arch.name)?;
    let dump =
        Cmd::new(objdump(host, arch.name)).args(["-d", "-z", "--no-show-raw-insn", arch.syntax, &program]);
    let code = functions(arch, &text(&dump.seconds(600).ok()?.stdout))?;
    if code.len() == count { Ok(code) } else { Err(format!("{} of {count} functions are there", code.len())) }
}

/// Tries the code of one case in several states. `code` is the operation between two `nop`s,
/// or before them; one of them is its label.
fn check(arch: &Arch, case: &Case, code: &[Insn], back: bool, random: &mut Random) -> Result<usize, String> {
    let ends = |code: &[Insn]| code.iter().filter(|i| is_nop(i)).count() == 2;
    let (label, inner, next) = match code {
        [label, inner @ .., next] if back && ends(code) => (label.addr, inner, next.addr),
        [inner @ .., next, label] if !back && ends(code) => (label.addr, inner, next.addr),
        _ => return Err("the code has not the expected frame".to_string()),
    };
    let start = inner.first().map_or(next, |i| i.addr);
    let shown = |why: String| {
        let lines: Vec<String> = inner.iter().map(|i| format!("    {:x}: {}", i.addr, i.text())).collect();
        format!("{why}\n{}", lines.join("\n"))
    };
    let mut tried = 0;
    for _ in 0..STATES {
        let state = random_state(case, random);
        tried += usize::from(attempt(arch, case, inner, [start, next, label], state, random).map_err(shown)?);
    }
    Ok(tried)
}

fn is_nop(insn: &Insn) -> bool {
    insn.name == "nop" || insn.text() == "addi x0,x0,0"
}

/// Registers with edge and random values, some equal.
fn random_state(case: &Case, random: &mut Random) -> State {
    let mut regs = [0; 12];
    for reg in &mut regs {
        *reg = match random.next() % 4 {
            0 => random.next(),
            1 => random.next() % 128,
            2 => random.pick(&EDGES) as u64,
            _ => (random.pick(&EDGES) as u64).wrapping_neg(),
        };
    }
    if random.next().is_multiple_of(4) {
        regs[case.r[1]] = regs[case.r[0]];
    }
    if random.next().is_multiple_of(4) {
        regs[case.r[2]] = regs[case.r[1]];
    }
    regs[SP] = 0x7F00_0000_0000 | random.next() >> 24 & !15;
    State { regs, mem: Memory { seed: random.next(), written: BTreeMap::new() } }
}

/// Executes the code in one state and compares everything P1 can see; false if the result
/// is not defined there. `places` are the addresses of the code, of what follows, and of
/// the label.
fn attempt(
    arch: &Arch,
    case: &Case,
    code: &[Insn],
    places: [u64; 3],
    state: State,
    random: &mut Random,
) -> Result<bool, String> {
    let [start, next, label] = places;
    let name = case.op.name;
    let (sp, n) = (state.regs[SP], case.imm as u64);
    let back = random.next() & !3;
    let mut cpu = Cpu {
        x: [0; 32].map(|_: u64| random.next()),
        pc: start,
        mem: state.mem.clone(),
        flags: None,
        kernel: None,
        result: random.next(),
    };
    for (reg, value) in arch.regs.iter().zip(state.regs) {
        cpu.x[*reg] = value;
    }
    if arch.name == "riscv64" {
        cpu.x[0] = 0;
    }
    let before = cpu.x;
    match name {
        "enter" | "ret" | "tail" | "tailr" => cpu.begin_function(arch, sp, back),
        "leave" => cpu.mem.write(sp.wrapping_add(n + 8), 8, back),
        _ => {}
    }

    let mut model = state.clone();
    let Some(mut flow) = step(case, &mut model, label) else {
        return Ok(false);
    };
    cpu.run(arch, code)?;

    // What only the stack pointer, the linkage and the kernel show.
    let ok = match name {
        "enter" => {
            model.regs[SP] = sp.wrapping_sub(n + 16);
            cpu.mem.read(model.regs[SP].wrapping_add(n + 8), 8) == back
        }
        "leave" => cpu.in_function(arch, sp.wrapping_add(n + 16), back),
        "tail" | "tailr" => cpu.in_function(arch, sp, back),
        "call" | "callr" => cpu.in_function(arch, sp, next),
        "ret" => {
            flow = Flow::To(back);
            true
        }
        "syscall" => {
            let args = [4, 0, 1, 2, 3, 5, 6].map(|r| state.regs[r]);
            model.regs[0] = cpu.result;
            for r in [1, 2, 3, 4, 5, 6] {
                model.regs[r] = cpu.x[arch.regs[r]];
            }
            cpu.kernel == Some(args)
        }
        _ => true,
    };
    if !ok {
        return Err("the stack, the return address or the system call is wrong".to_string());
    }
    if matches!(name, "leave" | "tail" | "tailr" | "call" | "callr") {
        model.regs[SP] = cpu.sp(arch);
    }
    let expected = match flow {
        Flow::Next => next,
        Flow::Label => label,
        Flow::To(address) if arch.name == "riscv64" => address & !1,
        Flow::To(address) => address,
    };
    if cpu.pc != expected {
        return Err(format!("control goes to {:#x}, not to {expected:#x}", cpu.pc));
    }
    for (r, name) in model::REGS.iter().enumerate() {
        let (is, expected) = (cpu.x[arch.regs[r]], model.regs[r]);
        if is != expected {
            return Err(format!("{name} is {is:#x}, not {expected:#x}, from {:x?}", state.regs));
        }
    }
    let free = |r: &usize| arch.regs.contains(r) || arch.scratch.contains(r);
    if let Some(r) = (0..32).find(|r| !free(r) && cpu.x[*r] != before[*r]) {
        return Err(format!("machine register {r} changes"));
    }
    // The linkage may be written by the operations on frames, nothing else.
    let (linkage, size) = match name {
        "enter" | "call" | "callr" | "tail" | "tailr" | "ret" => (sp.wrapping_sub(16), 16),
        "leave" => (sp.wrapping_add(n), 16),
        _ => (0, 0),
    };
    let outside = |m: &Memory| -> Vec<(u64, u8)> {
        let all = m.written.iter().map(|(at, byte)| (*at, *byte));
        all.filter(|(at, _)| at.wrapping_sub(linkage) >= size).collect()
    };
    if outside(&cpu.mem) != outside(&model.mem) {
        return Err(format!("memory is {:x?}, not {:x?}", cpu.mem.written, model.mem.written));
    }
    Ok(true)
}
