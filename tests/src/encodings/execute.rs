//! One P1 program that runs every operation on edge and random values, executed on the three
//! architectures and in the reference interpreter. What each of them writes must be what
//! the model computes, byte for byte.

use super::model::{Case, Flow, Memory, OPS, Op, REGS, Random, SP, Shape, State, mix, step};
use super::{edges, patterns};
use crate::host::{Host, write};
use crate::p1::{MACHINES, output};
use crate::tally::Tally;
use std::fmt::Write;

const HARNESS: &str = include_str!("harness.p1");

/// What a case writes: 11 registers and 32 bytes of memory, as quads.
type Record = [u64; 15];

/// Linux: bad file descriptor.
const EBADF: i64 = 9;

/// Operands that the row of a case gives.
type Row = (u64, u64);

/// A case and what else it needs.
struct Trial {
    case: Case,
    /// How far into the window a load or store goes.
    skew: i64,
    rows: usize,
}

/// The tables of rows, by their number in `Trial`.
struct Rows {
    tables: Vec<Vec<Row>>,
}

const PAIRS: usize = 0;
/// Pairs whose quotients are defined.
const DIVISORS: usize = 1;
const SINGLES: usize = 2;
const FEW: usize = 3;

pub fn run(host: &Host, folder: &str, full: bool) -> Result<Tally, String> {
    let mut random = Random(1);
    let rows = rows(full, &mut random);
    let trials: Vec<Trial> = OPS.iter().flat_map(|op| trials(op, full, &mut random)).collect();
    write(format!("{folder}/execute.p1"), program(&trials, &rows))?;
    let tally = Tally::default();
    host.each(&MACHINES, |machine| match output(host, folder, "execute", machine) {
        Ok(output) => compare(machine, &trials, &rows, &output, &tally),
        Err(why) => tally.fail(&format!("execute on {machine}"), &why),
    });
    println!(
        "encodings: {} programs of one operation on {} rows of values, {tally}: run on {}",
        trials.len(),
        trials.iter().map(|t| rows.tables[t.rows].len()).sum::<usize>(),
        MACHINES.join(", ")
    );
    Ok(tally)
}

fn compare(machine: &str, trials: &[Trial], rows: &Rows, output: &[u8], tally: &Tally) {
    let mut records = output.chunks(size_of::<Record>());
    for trial in trials {
        let mut wrong = None;
        for (x, y) in &rows.tables[trial.rows] {
            let is = records.next().unwrap_or_default();
            let expected: Vec<u8> = trial.record((*x, *y)).iter().flat_map(|q| q.to_le_bytes()).collect();
            if is != expected && wrong.is_none() {
                wrong = Some(format!("x {x:#x}, y {y:#x}: {}", difference(is, &expected)));
            }
        }
        tally.record(&format!("{machine}: {}", trial.case.text("label")), wrong.map_or(Ok(()), Err));
    }
    if records.next().is_some() {
        tally.fail(&format!("execute on {machine}"), "there is more output than cases");
    }
}

/// The first quad that differs.
fn difference(is: &[u8], expected: &[u8]) -> String {
    let Some(i) = (0..15).find(|i| is.get(8 * i..8 * i + 8) != expected.get(8 * i..8 * i + 8)) else {
        return "the record is cut off".to_string();
    };
    let quad = |bytes: &[u8]| {
        let quad = bytes.get(8 * i..8 * i + 8).and_then(|b| b.try_into().ok());
        quad.map_or("nothing".to_string(), |q| format!("{:#x}", u64::from_le_bytes(q)))
    };
    let name = REGS[..SP].get(i).map_or(format!("memory + {}", 8 * i.saturating_sub(SP)), |r| r.to_string());
    format!("{name} is {}, not {}", quad(is), quad(expected))
}

fn rows(full: bool, random: &mut Random) -> Rows {
    let all: Vec<u64> = edges().iter().map(|e| *e as u64).collect();
    let some: Vec<u64> =
        [0, 1, 2, 63, 64, 127, 128, 255, 0x7FFF, 0x8000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF]
            .into_iter()
            .chain([1 << 32, 0x8000_0000_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x1234_5678_9ABC_DEF0])
            .chain([-1i64, -2, -63, -128, -129, -0x8000, -0x8000_0000].map(|e| e as u64))
            .collect();
    let mut pairs: Vec<Row> = some.iter().flat_map(|x| some.iter().map(|y| (*x, *y))).collect();
    let more = if full { 1000 } else { 200 };
    pairs.extend((0..more).map(|_| (random.next(), random.next() >> (random.next() % 64))));
    let divides = |(x, y): &Row| *x != 0 && *y != 0 && !(*x as i64 == i64::MIN && *y as i64 == -1);
    let divisors = pairs.iter().copied().filter(divides).collect();
    let mut singles: Vec<Row> = if full { all } else { some }.iter().map(|x| (*x, random.next())).collect();
    singles.extend((0..10).map(|_| (random.next(), random.next())));
    let few = (0..4).map(|_| (random.next(), random.next())).collect();
    Rows { tables: vec![pairs, divisors, singles, few] }
}

/// The cases of one operation that are executed: registers of every kind of overlap, each
/// in every place, with all immediates.
fn trials(op: &'static Op, full: bool, random: &mut Random) -> Vec<Trial> {
    let mut all = Vec::new();
    let mut add = |r: [usize; 3], imm: i64, skew: i64, rows: usize| {
        all.push(Trial { case: Case { op, r, imm }, skew, rows });
    };
    let times = if full { 2 } else { 1 };
    let mut reg = 0;
    // Goes round all registers; steps of 4 reach each of the 11.
    let mut next = || {
        reg = (reg + 4) % SP;
        reg
    };
    match op.shape {
        Shape::Imm => {
            for imm in edges().into_iter().chain(patterns()) {
                add([next(), 0, 0], imm, 0, FEW);
            }
        }
        Shape::Address => {
            for imm in edges() {
                add([next(), 0, 0], imm, 0, FEW);
            }
        }
        Shape::Two => {
            for _ in 0..11 * times {
                let (d, a) = (next(), random.next() as usize % SP);
                add([d, a, 0], 0, 0, SINGLES);
                add([d, d, 0], 0, 0, SINGLES);
            }
            if op.name == "mov" {
                add([next(), SP, 0], 0, 0, FEW);
            }
        }
        Shape::Three => {
            let rows = if matches!(op.name, "div" | "rem" | "divu" | "remu") { DIVISORS } else { PAIRS };
            for _ in 0..4 * times {
                let (d, a, b) = (next(), next(), next());
                for r in [[d, a, b], [d, d, b], [d, a, d], [d, a, a], [d, d, d]] {
                    add(r, 0, 0, rows);
                }
            }
        }
        Shape::ThreeImm => {
            let shifts: Vec<i64> = (0..64).collect();
            for imm in if op.name.starts_with('s') { shifts } else { edges() } {
                let (d, a) = (next(), next());
                add([d, a, 0], imm, 0, SINGLES);
                add([d, d, 0], imm, 0, SINGLES);
                if op.name == "addi" {
                    add([d, SP, 0], imm, 0, FEW);
                }
            }
        }
        Shape::Load | Shape::Store => {
            for off in edges() {
                let (v, base, skew) = (next(), next(), (random.next() % 8) as i64);
                add([v, base, 0], off, skew, FEW);
                if op.shape == Shape::Load {
                    add([v, v, 0], off, skew, FEW);
                }
                if (144..100_000).contains(&off) {
                    add([v, SP, 0], off, 0, FEW);
                }
            }
        }
        Shape::Branch1 => (0..SP).for_each(|a| add([a, 0, 0], 0, 0, SINGLES)),
        Shape::Branch2 => {
            for _ in 0..6 * times {
                let (a, b) = (next(), next());
                add([a, b, 0], 0, 0, PAIRS);
            }
            add([next(); 3], 0, 0, SINGLES);
        }
        Shape::JumpReg => (0..SP).for_each(|a| add([a, 0, 0], 0, 0, FEW)),
        Shape::Frame => {
            for n in (0..40).chain([126, 127, 128, 129, 255, 256, 2047, 2048, 4095, 4096, 65536]) {
                add([0; 3], 16 * n, 0, FEW);
            }
        }
        Shape::Jump | Shape::None => add([0; 3], 0, 0, FEW),
    }
    all
}

/// What the registers hold that a case does not set, and the ends of the window.
fn fill(i: usize) -> u64 {
    mix(i as u64 + 1000)
}

impl Trial {
    /// Where the window lies in the frame, if the base is sp.
    fn frame_place(&self) -> i64 {
        self.case.imm & !15
    }

    /// The case as a function of P1.
    fn function(&self, number: usize) -> String {
        let Case { op, r, imm } = self.case;
        let [r0, r1, r2] = r;
        let on_stack = r1 == SP && matches!(op.shape, Shape::Load | Shape::Store);
        let more = if on_stack { self.frame_place() } else { 0 };
        let mut p1 = String::new();
        if let Some(helper) = self.helper(number) {
            _ = write!(p1, "func h{number}\n{helper}end\n");
        }
        _ = writeln!(p1, "case_begin c{number}, {more}");
        if on_stack {
            _ = writeln!(p1, "window_in {more}\nla t0, image, 0\nld8 t1, t0, 88");
        }
        // Values for the operands.
        p1 += &match (op.name, op.shape) {
            (_, Shape::Two | Shape::ThreeImm) if r1 != SP => format!("operands {r1}, {r1}\n"),
            (_, Shape::Three) => format!("operands {r1}, {r2}\n"),
            (_, Shape::Branch1) => format!("operands {r0}, {r0}\n"),
            (_, Shape::Branch2) => format!("operands {r0}, {r1}\n"),
            (_, Shape::Load | Shape::Store) if on_stack => format!("operands {r0}, {r0}\n"),
            (_, Shape::Load | Shape::Store) => {
                let at = 8 + self.skew;
                format!(
                    "mov t2, t1\nla t1, window, {at}\naddi t1, t1, {}\noperands {r1}, {r0}\n",
                    imm.wrapping_neg()
                )
            }
            ("jr", _) => format!("la t1, .taken, 0\noperands {r0}, {r0}\n"),
            ("callr" | "tailr", _) => format!("la t1, leaf, 0\noperands {r0}, {r0}\n"),
            ("enter" | "leave", _) => "st8 t1, sp, 0\n".to_string(),
            _ => String::new(),
        };
        // The operation, and what comes of it.
        let code = match op.name {
            "la" => self.case.text("window"),
            "call" => self.case.text("leaf"),
            "tail" | "tailr" | "enter" | "leave" | "ret" => format!("call h{number}"),
            "syscall" => "li t0, SYS_close\nli a0, -1\nsyscall".to_string(),
            _ => self.case.text(".taken"),
        };
        let branches = matches!(op.shape, Shape::Branch1 | Shape::Branch2) || matches!(op.name, "b" | "jr");
        _ = writeln!(p1, "load_all\n{code}\n{}", if branches { "landing" } else { "store_all" });
        if on_stack {
            _ = writeln!(p1, "window_out {more}");
        }
        p1 += &match (op.name, op.shape) {
            (_, Shape::Address) => format!("minus_window {r0}\n"),
            (_, Shape::Two | Shape::ThreeImm) if r1 == SP => format!("minus_sp {r0}\n"),
            (_, Shape::Load) if r0 == r1 || on_stack => String::new(),
            (_, Shape::Load | Shape::Store) if !on_stack => format!("minus_window {r1}\n"),
            (_, Shape::JumpReg) => format!("clear {r0}\n"),
            ("syscall", _) => (1..7).map(|i| format!("clear {i}\n")).collect(),
            _ => String::new(),
        };
        p1 + "case_end\n"
    }

    /// The function that the case calls, for operations that stand only in a function.
    fn helper(&self, number: usize) -> Option<String> {
        let n = self.case.imm;
        // Some frame, different in each.
        let frame = 16 * (number % 5);
        match self.case.op.name {
            "tail" | "tailr" => Some(format!("enter {frame}\nleave {frame}\n{}\n", self.case.text("leaf"))),
            "enter" | "leave" => {
                let fill =
                    if n > 0 { format!("st8 a1, sp, 0\nst8 a2, sp, {n} - 8\n") } else { String::new() };
                Some(format!("enter {n}\n{fill}ld8 a0, sp, {n} + 16\nleave {n}\nret\n"))
            }
            "ret" => Some("addi a1, a1, 1\nret\n".to_string()),
            _ => None,
        }
    }

    /// What the case writes for one row.
    fn record(&self, (x, y): Row) -> Record {
        let Case { op, r, imm } = self.case;
        let [r0, r1, r2] = r;
        let mut regs: [u64; 12] = std::array::from_fn(fill);
        // Addresses count from the window, or from sp.
        regs[SP] = 0;
        match op.shape {
            Shape::Two | Shape::ThreeImm if r1 != SP => regs[r1] = x,
            Shape::Three => {
                regs[r2] = y;
                regs[r1] = x;
            }
            Shape::Branch1 => regs[r0] = x,
            Shape::Branch2 => {
                regs[r1] = y;
                regs[r0] = x;
            }
            Shape::Load | Shape::Store => {
                regs[r0] = x;
                regs[r1] =
                    if r1 == SP { -self.frame_place() } else { (8 + self.skew).wrapping_sub(imm) } as u64;
            }
            _ => {}
        }
        let mut state = State { regs, mem: Memory::default() };
        for (i, value) in [fill(11), x, y, fill(12)].into_iter().enumerate() {
            state.mem.write(8 * i as u64, 8, value);
        }
        let flow = step(&self.case, &mut state, 0);
        let branches = op.shape != Shape::Jump && op.shape != Shape::JumpReg || matches!(op.name, "b" | "jr");
        if branches && flow.is_some_and(|f| f != Flow::Next) {
            state.mem.write(0, 8, 1);
        }
        let a0 = state.regs[0];
        match op.name {
            "call" | "callr" | "tail" | "tailr" => state.regs[0] = a0.wrapping_add(1),
            "enter" | "leave" => state.regs[0] = x,
            "ret" => state.regs[1] = state.regs[1].wrapping_add(1),
            "syscall" => {
                state.regs[0] = -EBADF as u64;
                state.regs[1..7].fill(0);
            }
            _ => {}
        }
        if op.shape == Shape::JumpReg {
            state.regs[r0] = 0;
        }
        std::array::from_fn(|i| match i {
            0..SP => state.regs[i],
            _ => state.mem.read(8 * (i - SP) as u64, 8),
        })
    }
}

/// The whole program.
fn program(trials: &[Trial], rows: &Rows) -> String {
    let mut p1 = HARNESS.to_string();
    p1.push_str("section data\nalign 8\nobject fill\n");
    for i in 0..13 {
        _ = writeln!(p1, "quad {}", fill(i));
    }
    p1.push_str("end\n");
    for (i, table) in rows.tables.iter().enumerate() {
        _ = writeln!(p1, "object rows{i}");
        for (x, y) in table {
            _ = writeln!(p1, "quad {x}, {y}");
        }
        p1.push_str("end\n");
    }
    p1.push_str("object cases\n");
    for (i, trial) in trials.iter().enumerate() {
        _ = writeln!(p1, "addr c{i}, 0\naddr rows{}, 0\nquad {}", trial.rows, rows.tables[trial.rows].len());
    }
    p1.push_str("quad 0\nend\nsection text\n");
    for (i, trial) in trials.iter().enumerate() {
        p1.push_str(&trial.function(i));
    }
    p1
}
