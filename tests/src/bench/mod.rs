//! `bench`: speed and memory.
//!
//! Times are processor seconds (user and system), the least of several runs. Each step of the
//! seed and of stage1 reads generated texts of many shapes, in two sizes, one ten times the
//! other: time and memory may grow at most [`GROWTH`] times. The interpreter must reach
//! [`OPERATIONS`] a second. With an argument, only shapes and steps whose names contain it run.

mod shapes;

use crate::exec::{Cmd, text};
use crate::host::{Host, installed, lib_sources, read, scratch, write};
use crate::parity::all_stage1_sources;
use crate::tally::Tally;
use shapes::{C, P1, Shape};
use std::time::Instant;

const TIMES: usize = 10;
/// What ten times the input may cost, in time and memory.
const GROWTH: f64 = 11.0;
/// Seconds that prove nothing.
const NOISE: f64 = 0.01;
/// Sizes that are tried before a growth counts as too large.
const ATTEMPTS: usize = 3;
/// P1 operations a second.
const OPERATIONS: f64 = 100e6;

const SIEVE: &str = "#include <stdio.h>
static unsigned char composite[100000];
int main(void) {
    unsigned long hash = 1;
    int round, i, j;
    for (round = 0; round < 60; round++) {
        for (i = 0; i < 100000; i++)
            composite[i] = 0;
        for (i = 2; i < 100000; i++)
            if (!composite[i])
                for (hash = hash * 31 + i, j = i + i; j < 100000; j += i)
                    composite[j] = 1;
    }
    printf(\"%lx\\n\", hash);
    return 0;
}
";

/// Processor seconds and peak memory in KiB.
#[derive(Clone, Copy)]
pub struct Cost {
    pub seconds: f64,
    pub memory: f64,
}

impl Cost {
    /// The less of both, each by itself.
    pub fn least(&self, other: &Cost) -> Cost {
        Cost { seconds: self.seconds.min(other.seconds), memory: self.memory.min(other.memory) }
    }
}

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need_seed()?;
    host.need(&[("bash", "bash"), ("time", "time")])?;
    let folder = scratch("bench")?;
    let tally = Tally::default();
    let mut tools = vec![("seed", host.seed.clone())];
    match host.stage1() {
        Some(stage1) => tools.push(("stage1", stage1)),
        None => tally.skip("stage1", "not built"),
    }
    let chosen = |name: &str| args.is_empty() || args.iter().any(|a| name.contains(a.as_str()));
    println!(
        "{:<8} {:<6} {:<14} {:>8} {:>10} {:>7} {:>7}",
        "tool", "step", "shape", "MB/s", "lines/s", "time", "memory"
    );
    for shape in C.iter().chain(&P1).filter(|s| chosen(s.name)) {
        growth(&tools, shape, &folder, &tally)?;
    }
    if chosen("whole") {
        whole(host, &tools, &folder)?;
        chain(host);
    }
    if chosen("run") {
        tally.record("operations a second", interpreter(host, &folder));
    }
    Ok(tally)
}

/// Runs a command `count` times; its least cost.
pub fn measure(command: &[&str], count: usize) -> Result<Cost, String> {
    let mut best = Cost { seconds: f64::MAX, memory: f64::MAX };
    for _ in 0..count {
        // bash tells the time to the millisecond, GNU time the memory.
        let script = "TIMEFORMAT='%3U %3S'; time command time -f %M \"$@\"";
        let outcome = Cmd::new("bash").args(["-c", script, "bash"]).args(command).seconds(600).ok()?;
        let stderr = text(&outcome.stderr);
        let numbers: Vec<f64> = stderr.split_whitespace().rev().filter_map(|w| w.parse().ok()).collect();
        let [system, user, memory] = numbers[..3] else {
            return Err(format!("cannot read '{stderr}'"));
        };
        best = best.least(&Cost { seconds: user + system, memory });
    }
    Ok(best)
}

/// What one step of one tool needed on a shape.
struct Row {
    tool: String,
    path: String,
    step: &'static str,
    /// Endings of the files that the step reads and writes.
    files: [&'static str; 2],
    /// Bytes of source and lines a second.
    speed: f64,
    lines: f64,
    /// Growth of time and memory.
    time: f64,
    memory: f64,
}

impl Row {
    fn fine(&self) -> bool {
        self.time <= GROWTH && self.memory <= GROWTH
    }

    fn cost(&self, base: &str, size: &str, count: usize) -> Result<Cost, String> {
        let [input, output] = self.files.map(|ending| format!("{base}-{size}.{ending}"));
        let arch: &[&str] = if self.step == "cc" { &[] } else { &["-a", "x86_64"] };
        measure(&[&[self.path.as_str(), self.step], arch, &[&input, "-o", &output]].concat(), count)
    }
}

/// Each step of each tool on a shape, once and ten times. Arrays that double make single
/// sizes unlucky, and other processes disturb: what grows too much is tried again on a text
/// of another size.
fn growth(tools: &[(&str, String)], shape: &Shape, folder: &str, tally: &Tally) -> Result<(), String> {
    let is_c = C.iter().any(|s| s.name == shape.name);
    let steps: &[(&str, [&str; 2])] = match is_c {
        true => &[("cc", ["c", "p1"]), ("expand", ["p1", "hex"]), ("link", ["hex", "elf"])],
        false => &[("expand", ["p1", "hex"])],
    };
    let mut rows = Vec::new();
    for (step, files) in steps {
        for (tool, path) in tools {
            let (tool, path) = (tool.to_string(), path.clone());
            let (time, memory) = (f64::MAX, f64::MAX);
            rows.push(Row { tool, path, step, files: *files, speed: 0.0, lines: 0.0, time, memory });
        }
    }
    let base = format!("{folder}/{}", shape.name.replace(' ', "-"));
    for attempt in 0..ATTEMPTS {
        let parts = shape.parts * (10 + 3 * attempt) / 10;
        let source = (shape.text)(parts * TIMES);
        write(format!("{base}-one.{}", steps[0].1[0]), (shape.text)(parts))?;
        write(format!("{base}-ten.{}", steps[0].1[0]), &source)?;
        for row in &mut rows {
            // The seed makes the input of the next step in any case.
            if row.fine() && row.tool != "seed" {
                continue;
            }
            let (one, ten) = (row.cost(&base, "one", 3)?, row.cost(&base, "ten", 1)?);
            row.time = row.time.min((ten.seconds - NOISE).max(0.0) / one.seconds);
            row.memory = row.memory.min(ten.memory / one.memory);
            row.speed = row.speed.max(source.len() as f64 / ten.seconds);
            row.lines = row.lines.max(source.lines().count() as f64 / ten.seconds);
        }
        if rows.iter().all(Row::fine) {
            break;
        }
    }
    for row in &rows {
        let Row { tool, step, time, memory, .. } = row;
        let (speed, lines, name) = (row.speed / 1e6, row.lines, shape.name);
        println!("{tool:<8} {step:<6} {name:<14} {speed:>8.2} {lines:>10.0} {time:>7.2} {memory:>7.2}");
        let why = format!("time grows {time:.1} times, memory {memory:.1} times");
        tally.record(&format!("{tool} {step} {name}"), if row.fine() { Ok(()) } else { Err(why) });
    }
    Ok(())
}

/// stage1's own sources through the whole pipeline, and the compiler's step beside tcc's.
fn whole(host: &Host, tools: &[(&str, String)], folder: &str) -> Result<(), String> {
    let sources = all_stage1_sources()?;
    let files: Vec<&str> = sources.iter().map(String::as_str).collect();
    let (mut bytes, mut lines) = (0, 0);
    for file in &sources {
        let source = read(file)?;
        bytes += source.len();
        lines += source.split(|c| *c == b'\n').count();
    }
    println!("stage1's sources: {bytes} bytes, {lines} lines (headers aside)");
    let mut first = None;
    for (tool, path) in tools {
        for step in ["cc", "build"] {
            let output = format!("{folder}/whole.{tool}.{step}");
            let arch: &[&str] = if step == "cc" { &[] } else { &["-a", host.native] };
            let head = [&[path.as_str(), step][..], arch, &["-I", "stage1/lib", "-o", &output]].concat();
            let cost = measure(&[head.as_slice(), &files].concat(), 5)?;
            let (mb, rate) = (bytes as f64 / 1e6 / cost.seconds, lines as f64 / cost.seconds);
            let beside = *first.get_or_insert(cost.seconds);
            let ratio = cost.seconds / beside;
            println!(
                "{tool:<8} {step:<6} {mb:.2} MB/s, {rate:.0} lines/s, {:.3} s, {:.0} MiB, {ratio:.2} × seed cc",
                cost.seconds,
                cost.memory / 1024.0
            );
        }
    }
    if installed("tcc") {
        let mixed = format!("{folder}/mixed.c");
        write(&mixed, (C[0].text)(C[0].parts * TIMES))?;
        let tcc = measure(&["tcc", "-c", &mixed, "-o", &format!("{folder}/mixed.o")], 5)?;
        for (tool, path) in tools {
            let cc = measure(&[path, "cc", &mixed, "-o", &format!("{folder}/mixed.p1")], 5)?;
            let (speed, ratio) = (read(&mixed)?.len() as f64 / 1e6 / cc.seconds, cc.seconds / tcc.seconds);
            println!(
                "{tool:<8} cc     {speed:.2} MB/s on ordinary functions, {ratio:.2} × the time of tcc -c"
            );
        }
    }
    Ok(())
}

/// The chain as `make stage1` runs it after cargo.
fn chain(host: &Host) {
    let start = Instant::now();
    match Cmd::new("stage1/build.sh").arg(&host.seed).seconds(600).ok() {
        Ok(_) => println!("make stage1 after cargo build: {:.1} s", start.elapsed().as_secs_f64()),
        Err(why) => println!("make stage1 does not succeed: {why}"),
    }
}

/// The speed of the reference interpreter.
fn interpreter(host: &Host, folder: &str) -> Result<(), String> {
    let (source, p1) = (format!("{folder}/sieve.c"), format!("{folder}/sieve.p1"));
    write(&source, SIEVE)?;
    let cc = Cmd::new(&host.seed).args(["cc", "-I", "stage1/lib", &source, "-o", &p1]);
    cc.args(lib_sources()?).ok()?;
    let outcome = Cmd::new(&host.seed).args(["run", "--count", &p1]).ok()?;
    let stderr = text(&outcome.stderr);
    let count = stderr.split_whitespace().next().and_then(|n| n.parse::<f64>().ok());
    let count = count.ok_or(format!("no count of operations in '{stderr}'"))?;
    let speed = count / measure(&[&host.seed, "run", &p1], 3)?.seconds;
    println!("seed run: {:.0} million operations a second", speed / 1e6);
    if speed >= OPERATIONS { Ok(()) } else { Err(format!("{speed:.0} operations a second")) }
}
