//! `audit-thompson`: a compiler with a back door that lives on (tests/thompson), invisible to whoever rebuilds with it
//! alone, and seen by the matrix.
//!
//! Alone: stage1 built by the compiler builds itself from clean sources to a fixed point; so does the samara that this
//! stage1 builds; all digests are as in a SHA256SUMS made the same way; and yet that samara is infected. In the matrix,
//! beside the seed and another compiler, the same entrance is different, and what is said of it names the functions.

use crate::exec::{Cmd, End, text};
use crate::host::{Host, files_below, lib_sources, read, scratch};
use crate::parity::{all_stage1_sources, same_files};
use crate::tally::Tally;
use std::fs;

/// What an infected samara says of itself.
const MARK: &str = "Thompson test fixture: infected";

pub fn run(host: &Host, _: &[String]) -> Result<Tally, String> {
    host.need_seed()?;
    host.need(&[("gcc", "gcc"), ("tcc", "tcc")])?;
    let audit = super::program()?;
    let folder = scratch("audit-thompson")?;
    let tally = Tally::default();
    tally.record("undetected by rebuilding with the same compiler", alone(host, &folder));
    tally.record("detected by the matrix", matrix(host, &audit, &folder));
    Ok(tally)
}

/// The fixed points, and the infection in spite of them.
fn alone(host: &Host, folder: &str) -> Result<(), String> {
    let sources = all_stage1_sources()?;
    let tools = sources.iter().filter(|source| !source.starts_with("stage1/lib/"));
    let first = format!("{folder}/first");
    let options = ["-std=gnu11", "-O0", "-w", "-Istage1/lib", "-o", &first];
    Cmd::new("tests/thompson/evil-cc").args(options).args(tools).seconds(300).ok()?;

    // stage1 by it, and again by itself.
    let stage1 = |tool: &str, output: &str| {
        let build = Cmd::new(tool).args(["build", "-a", host.native, "-I", "stage1/lib", "-o", output]);
        build.args(&sources).seconds(300).ok().map(|_| output.to_string())
    };
    let again = stage1(&stage1(&first, &format!("{folder}/stage1"))?, &format!("{folder}/stage1-again"))?;
    same_files(&format!("{folder}/stage1"), &again)?;
    let clean = stage1(&host.seed, &format!("{folder}/stage1-clean"))?;
    if read(&clean)? == read(&again)? {
        return Err("stage1 is not infected".to_string());
    }

    // samara by that stage1, by the one through P1, and again by itself.
    let names = text(&read("stage2/SOURCES")?);
    let libc = lib_sources()?;
    let boot = format!("{folder}/boot");
    let build = Cmd::new(&again).args(["build", "-a", host.native, "-I", "stage1/lib", "-o", &boot]);
    build.args(names.split_whitespace()).args(&libc).seconds(300).ok()?;
    let samara = |tool: &str, output: &str| {
        let target = format!("--target={}", host.native);
        let options = [&target, "-O2", "-nostdinc", "-I", "stage1/lib", "-nostdlib", "-o", output];
        let build = Cmd::new(tool).args(options).args(names.split_whitespace());
        build.arg("stage2/lib/runtime.c").args(&libc).seconds(300).ok().map(|_| output.to_string())
    };
    let once = samara(&boot, &format!("{folder}/samara"))?;
    let twice = samara(&once, &format!("{folder}/samara-again"))?;
    same_files(&once, &twice)?;
    let said = text(&Cmd::new(&twice).arg("--version").ok()?.stdout);
    if !said.contains(MARK) {
        return Err(format!("samara is not infected: {said}"));
    }
    // No source says so.
    let sources = [files_below("stage1", "c")?, files_below("stage2", "c")?].concat();
    match sources.iter().find(|source| read(source).is_ok_and(|source| text(&source).contains("Thompson"))) {
        Some(source) => Err(format!("{source} is not clean")),
        None => Ok(()),
    }
}

/// The matrix of the seed, tcc and that compiler in the place of gcc.
fn matrix(host: &Host, audit: &str, folder: &str) -> Result<(), String> {
    let results = format!("{folder}/verify");
    let command =
        Cmd::new("env").args(["GCC=tests/thompson/evil-cc", "audit/verify.sh", audit, &host.seed, &results]);
    let outcome = command.args(["stage1-gcc", "stage1-tcc"]).seconds(600).run()?;
    let said = text(&outcome.stdout);
    if outcome.end != End::Exit(1) {
        return Err(format!("{}, not exit status 1\n{said}{}", outcome.end, text(&outcome.stderr)));
    }
    let program = format!("build/{}/stage1", host.native);
    let names = [
        format!("entrances-disagree: {program}: "),
        format!("{program} by stage1-gcc is not as by seed:"),
        format!("build/{}/stage2/bin/samara by stage1-gcc is not as by seed:", host.native),
        // The functions of the back door, and the one that it changes.
        "thompson".to_string(),
        "read_file".to_string(),
        "answer".to_string(),
    ];
    match names.iter().find(|name| !said.contains(name.as_str())) {
        Some(name) => Err(format!("'{name}' is not said:\n{said}")),
        None => fs::remove_dir_all(results).map_err(|e| e.to_string()),
    }
}
