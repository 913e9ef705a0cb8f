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

/// A program to measure: its sources, the options that they need, and the command that runs it, where `@` stands for
/// the program.
struct Program {
    name: String,
    files: Vec<String>,
    options: Vec<String>,
    command: String,
}

/// The small ones of tests/bench, and real ones: Lua, bzip2, zlib.
fn programs_to_run(folder: &str) -> Result<Vec<Program>, String> {
    let mut programs = Vec::new();
    for file in files_below("tests/bench", "c")? {
        let name = file.rsplit('/').next().unwrap_or(&file).trim_end_matches(".c").to_string();
        programs.push(Program { name, files: vec![file], options: Vec::new(), command: "@".to_string() });
    }
    Cmd::new("tests/source.sh").args(["lua5.4", "zlib", "bzip2"]).seconds(600).ok()?;
    std::fs::create_dir_all(format!("{folder}/include")).map_err(|e| e.to_string())?;
    write(format!("{folder}/include/lua5.4-deb-multiarch.h"), "#define DEB_HOST_MULTIARCH \"none\"\n")?;
    let mut lua = files_below("build/sources/lua5.4/src", "c")?;
    lua.retain(|f| !f.ends_with("/luac.c"));
    let mut zlib = files_below("build/sources/zlib", "c")?;
    zlib.retain(|f| f.matches('/').count() == 3);
    let text = format!("{folder}/text");
    Cmd::new("sh").args(["-c", &format!("cat {} {} > {text}", lua.join(" "), zlib.join(" "))]).ok()?;
    zlib.push("build/sources/zlib/test/minigzip.c".to_string());
    let bzip2 = ["blocksort", "huffman", "crctable", "randtable", "compress", "decompress", "bzlib", "bzip2"];
    programs.push(Program {
        name: "Lua".to_string(),
        files: lua,
        options: vec!["-DLUA_USE_POSIX".to_string(), format!("-I{folder}/include")],
        command: "@ tests/bench/mixed.lua".to_string(),
    });
    programs.push(Program {
        name: "bzip2 -9".to_string(),
        files: bzip2.iter().map(|f| format!("build/sources/bzip2/{f}.c")).collect(),
        options: vec!["-D_FILE_OFFSET_BITS=64".to_string()],
        command: format!("@ -9 < {text}"),
    });
    programs.push(Program {
        name: "minigzip -9".to_string(),
        files: zlib,
        options: ["-DHAVE_UNISTD_H", "-DHAVE_STDARG_H", "-Ibuild/sources/zlib"].map(str::to_string).to_vec(),
        command: format!("@ -9 < {text}"),
    });
    Ok(programs)
}

/// Compiles each file and links the objects with samara; the path of the program.
fn build(
    samara: &Samara,
    host: &Host,
    program: &Program,
    compiler: &dyn Fn() -> Cmd,
    out: &str,
) -> Result<(), String> {
    let mut objects = Vec::new();
    for (i, file) in program.files.iter().enumerate() {
        let object = format!("{out}.{i}.o");
        compiler().args(&program.options).args(["-c", file, "-o", &object]).ok()?;
        objects.push(object);
    }
    samara.cc(host.native).args(["-o", out]).args(&objects).arg("-lm").ok()?;
    Ok(())
}

fn code_speed(host: &Host, samara: &Samara, folder: &str) -> Result<(), String> {
    let names = ["gcc -O2", "samara -O1", "samara -O0", "gcc -O0", "tcc"];
    println!("{:<14} {}", "running", names.map(|n| format!("{n:>11}")).join(" "));
    let mut logs = [0.0; 5];
    let mut counts = [0.0; 5];
    let tcc_include = ["-I/usr/lib/x86_64-linux-gnu/tcc/include", "-I/usr/include/x86_64-linux-musl"];
    for (n, program) in programs_to_run(folder)?.iter().enumerate() {
        let compilers: [&dyn Fn() -> Cmd; 5] = [
            &|| Cmd::new(gcc(host.native)).args(["-w", "-O2"]),
            &|| samara.cc(host.native).args(["-w", "-O1"]),
            &|| samara.cc(host.native).args(["-w", "-O0"]),
            &|| Cmd::new(gcc(host.native)).args(["-w", "-O0"]),
            &|| Cmd::new("tcc").args(["-w", "-nostdinc"]).args(tcc_include),
        ];
        // tcc is given other headers, which serve for the small programs only.
        let count = if program.files.len() > 1 { 4 } else { 5 };
        let mut commands = Vec::new();
        let mut expected: Option<Vec<u8>> = None;
        for (i, compiler) in compilers[..count].iter().enumerate() {
            let binary = format!("{folder}/program{n}.{i}");
            build(samara, host, program, *compiler, &binary)?;
            let command = program.command.replace('@', &binary);
            let command =
                if command.contains(' ') { vec!["sh", "-c", &command] } else { vec![command.as_str()] };
            let output = Cmd::new(command[0]).args(&command[1..]).seconds(100).ok()?.stdout;
            match &expected {
                Some(first) if *first != output => return Err(format!("{binary} prints something else")),
                Some(_) => {}
                None => expected = Some(output),
            }
            commands.push(words(&command));
        }
        let costs = contest(&commands, ROUNDS)?;
        let mut line = String::new();
        for (i, cost) in costs.iter().enumerate() {
            let ratio = cost.seconds / costs[0].seconds;
            logs[i] += ratio.ln();
            counts[i] += 1.0;
            line += &format!(" {ratio:>11.2}");
        }
        println!("{:<14}{line}", program.name);
    }
    let means: Vec<String> =
        logs.iter().zip(&counts).map(|(l, c)| format!("{:>11.2}", (l / c).exp())).collect();
    println!("{:<14} {}", "geometric mean", means.join(" "));
    Ok(())
}
