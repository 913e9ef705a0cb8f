//! `bench-native [NAME…]`: how fast samara compiles and how fast its code runs.
//!
//! Times are processor seconds, the least of several runs taken in turn, and are shown as ratios: of compiling
//! to tcc's, of the code to gcc -O2's. Programs are all linked with the same libc by samara, so that only the
//! compiler differs. Nothing here passes or fails but building and running.

use super::{Samara, gcc};
use crate::bench::{Cost, measure};
use crate::exec::Cmd;
use crate::host::{Host, files_below, scratch, write};
use crate::tally::Tally;

const ROUNDS: usize = 5;
/// Statements of the large generated function, and lines of the generated files.
const STATEMENTS: usize = 50_000;
const LINES: [usize; 3] = [1_000, 100_000, 1_000_000];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let samara = Samara::find(host)?;
    host.need(&[("tcc", "tcc"), ("time", "time")])?;
    let folder = scratch("bench-native")?;
    let tally = Tally::default();
    let chosen = |name: &str| args.is_empty() || args.iter().any(|a| name.contains(a.as_str()));
    if chosen("compile") {
        tally.record("compile", compile_speed(&samara, &folder));
    }
    if chosen("lines") {
        tally.record("lines", growth(&samara, &folder));
    }
    if chosen("code") {
        tally.record("code", code_speed(host, &samara, &folder));
    }
    Ok(tally)
}

/// The least cost of each command, run in turn.
fn contest(commands: &[Vec<String>], rounds: usize) -> Result<Vec<Cost>, String> {
    let mut best: Vec<Option<Cost>> = vec![None; commands.len()];
    for _ in 0..rounds {
        for (command, best) in commands.iter().zip(&mut best) {
            let words: Vec<&str> = command.iter().map(String::as_str).collect();
            let cost = measure(&words, 1)?;
            *best = Some(best.map_or(cost, |b| b.least(&cost)));
        }
    }
    Ok(best.into_iter().flatten().collect())
}

fn words(command: &[&str]) -> Vec<String> {
    command.iter().map(|w| w.to_string()).collect()
}

// ---- compiling ----

/// A workload: its name, the options that it needs, and its files.
struct Work {
    name: &'static str,
    options: Vec<String>,
    files: Vec<String>,
}

fn workloads(folder: &str) -> Result<Vec<Work>, String> {
    Cmd::new("tests/source.sh").args(["lua5.4", "zlib"]).ok()?;
    Cmd::new("tests/sqlite.sh").seconds(600).ok()?;
    std::fs::create_dir_all(format!("{folder}/include")).map_err(|e| e.to_string())?;
    write(format!("{folder}/include/lua5.4-deb-multiarch.h"), "#define DEB_HOST_MULTIARCH \"none\"\n")?;
    let lua = files_below("build/sources/lua5.4/src", "c")?;
    let mut large = String::new();
    generated(&mut large, 100_000);
    write(format!("{folder}/large.c"), large)?;
    Ok(vec![
        Work {
            name: "Lua, 33 files",
            options: vec!["-DLUA_USE_POSIX".to_string(), "-I".to_string(), format!("{folder}/include")],
            files: lua,
        },
        Work { name: "sqlite3.c", options: Vec::new(), files: vec!["build/sources/sqlite3.c".to_string()] },
        Work { name: "100,000 lines", options: Vec::new(), files: vec![format!("{folder}/large.c")] },
    ])
}

/// One command that compiles all files of a workload, one process for each.
fn compile_all(compiler: &[&str], work: &Work, folder: &str) -> Vec<String> {
    let quoted = |words: &[String]| words.join(" ");
    let compiler: Vec<String> = compiler.iter().map(|w| w.to_string()).collect();
    let script = format!(
        "for f in {}; do {} {} -c $f -o {folder}/out.o || exit 1; done",
        quoted(&work.files),
        quoted(&compiler),
        quoted(&work.options)
    );
    vec!["sh".to_string(), "-c".to_string(), script]
}

fn compile_speed(samara: &Samara, folder: &str) -> Result<(), String> {
    println!(
        "{:<16} {:<12} {:>9} {:>7} {:>9} {:>7}",
        "compiling", "compiler", "seconds", "× tcc", "KiB", "× tcc"
    );
    // The same headers for all.
    let include = "-I/usr/include/x86_64-linux-musl";
    for work in workloads(folder)? {
        let program = samara.program.as_str();
        let compilers: Vec<(&str, Vec<&str>)> = vec![
            ("tcc", vec!["tcc", "-nostdinc", "-I/usr/lib/x86_64-linux-gnu/tcc/include", include]),
            ("samara -O0", vec![program, "cc", "-w", "-O0"]),
            ("samara -O1", vec![program, "cc", "-w", "-O1"]),
            ("gcc -O0", vec!["gcc", "-w", "-O0"]),
        ];
        let commands: Vec<Vec<String>> = compilers.iter().map(|c| compile_all(&c.1, &work, folder)).collect();
        let costs = contest(&commands, if work.files.len() > 1 { ROUNDS } else { 3 })?;
        for ((name, _), cost) in compilers.iter().zip(&costs) {
            let (time, memory) = (cost.seconds / costs[0].seconds, cost.memory / costs[0].memory);
            println!(
                "{:<16} {name:<12} {:>9.3} {time:>7.2} {:>9.0} {memory:>7.2}",
                work.name, cost.seconds, cost.memory
            );
        }
    }
    Ok(())
}

/// Functions of ordinary statements.
fn generated(out: &mut String, lines: usize) {
    *out += "struct item { int a; long b; struct item *next; };\nextern int use(int, long);\n";
    for i in 0..lines / 12 {
        *out += &format!(
            "static int table{i}[16];\nint f{i}(struct item *p, int n, long k)\n{{\n    int sum = {i};\n    \
             for (int i = 0; i < n; i++) {{\n        sum += p->a * {} + (int)(p->b >> (i & 7));\n        \
             if (sum > k && p->next)\n            p = p->next;\n        table{i}[i & 15] ^= sum;\n    }}\n    \
             return use(sum, k) + table{i}[n & 15];\n}}\n",
            i % 13 + 1
        );
    }
}

/// Time per line from few lines to many, and of one function of many statements.
fn growth(samara: &Samara, folder: &str) -> Result<(), String> {
    println!("{:<24} {:>9} {:>12} {:>9}", "growth", "seconds", "µs per line", "KiB");
    let mut files: Vec<(String, usize, String)> = Vec::new();
    for lines in LINES {
        let mut text = String::new();
        generated(&mut text, lines);
        files.push((format!("{lines} lines"), lines, text));
    }
    let mut body = "int use(int);\nint f(int a, int b)\n{\n    int c = 0;\n".to_string();
    for i in 0..STATEMENTS {
        body += &format!("    c += a * {} + (b ^ c);\n    if (c == {i}) a = use(c);\n", i % 17 + 2);
    }
    body += "    return c;\n}\n";
    files.push(("one function".to_string(), 2 * STATEMENTS, body));
    for level in ["-O0", "-O1"] {
        for (name, lines, text) in &files {
            let file = format!("{folder}/growth.c");
            write(&file, text)?;
            let command = words(&[
                &samara.program,
                "cc",
                "-w",
                level,
                "-c",
                &file,
                "-o",
                &format!("{folder}/growth.o"),
            ]);
            let cost = contest(&[command], if *lines > 200_000 { 1 } else { 3 })?[0];
            println!(
                "{:<24} {:>9.3} {:>12.3} {:>9.0}",
                format!("{name} {level}"),
                cost.seconds,
                cost.seconds * 1e6 / *lines as f64,
                cost.memory
            );
        }
    }
    Ok(())
}

// ---- the code ----

fn code_speed(host: &Host, samara: &Samara, folder: &str) -> Result<(), String> {
    let names = ["gcc -O2", "samara -O1", "samara -O0", "gcc -O0", "tcc"];
    println!("{:<14} {}", "running", names.map(|n| format!("{n:>11}")).join(" "));
    let mut logs = [0.0; 5];
    let mut count = 0.0;
    for file in files_below("tests/bench", "c")? {
        let name = file.rsplit('/').next().unwrap_or(&file).trim_end_matches(".c").to_string();
        let objects: Vec<String> = (0..names.len()).map(|i| format!("{folder}/{name}.{i}.o")).collect();
        let include = "-I/usr/include/x86_64-linux-musl";
        Cmd::new(gcc(host.native)).args(["-w", "-O2", "-c", &file, "-o", &objects[0]]).ok()?;
        samara.cc(host.native).args(["-w", "-O1", "-c", &file, "-o", &objects[1]]).ok()?;
        samara.cc(host.native).args(["-w", "-O0", "-c", &file, "-o", &objects[2]]).ok()?;
        Cmd::new(gcc(host.native)).args(["-w", "-O0", "-c", &file, "-o", &objects[3]]).ok()?;
        let tcc = ["-w", "-nostdinc", "-I/usr/lib/x86_64-linux-gnu/tcc/include", include, "-c", &file, "-o"];
        Cmd::new("tcc").args(tcc).arg(&objects[4]).ok()?;
        let mut programs = Vec::new();
        let mut expected: Option<Vec<u8>> = None;
        for object in &objects {
            let program = object.trim_end_matches(".o").to_string();
            samara.cc(host.native).args(["-o", &program, object, "-lm"]).ok()?;
            let output = Cmd::new(&program).ok()?.stdout;
            match &expected {
                Some(first) if *first != output => return Err(format!("{program} prints something else")),
                Some(_) => {}
                None => expected = Some(output),
            }
            programs.push(vec![program]);
        }
        let costs = contest(&programs, ROUNDS)?;
        let ratios: Vec<f64> = costs.iter().map(|c| c.seconds / costs[0].seconds).collect();
        for (log, ratio) in logs.iter_mut().zip(&ratios) {
            *log += ratio.ln();
        }
        count += 1.0;
        println!("{name:<14} {}", ratios.iter().map(|r| format!("{r:>11.2}")).collect::<Vec<_>>().join(" "));
    }
    println!("{:<14} {}", "geometric mean", logs.map(|l| format!("{:>11.2}", (l / count).exp())).join(" "));
    Ok(())
}
