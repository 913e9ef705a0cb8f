//! `parity`: the seed and stage1 are one program.
//!
//! For every C file of the test suites, good or bad, and for stage1's own sources, `cc`
//! must write identical P1 text or the identical diagnostic; for the good ones `expand`
//! and `link` must agree as well, for each architecture, maps included.

use crate::corpus::{cc, programs};
use crate::exec::{Cmd, End, Outcome, text};
use crate::host::{ARCHES, Host, files_below, read, scratch};
use crate::tally::Tally;
use std::path::Path;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let stage1 = host.need_stage1()?;
    let folder = scratch("parity")?;
    let mut groups: Vec<Vec<String>> = programs("tests/c", args)?.into_iter().map(|p| p.files).collect();
    if args.is_empty() {
        // The libc is added to every group.
        let tools = all_stage1_sources()?.into_iter().filter(|f| !f.starts_with("stage1/lib/"));
        groups.push(tools.collect());
    }
    let tally = Tally::default();
    host.each(&groups, |files| {
        let base = format!("{folder}/{}", files[0].replace('/', "-"));
        tally.record(&files[0], pipeline(host, &stage1, files, &base));
    });
    let mut bad = files_below("tests/reject", "c")?;
    bad.retain(|f| args.is_empty() || args.iter().any(|a| f.contains(a.as_str())));
    host.each(&bad, |file| {
        let base = format!("{folder}/{}", file.replace('/', "-"));
        tally.record(file, same_cc(host, &stage1, std::slice::from_ref(file), &base).map(|_| ()));
    });
    Ok(tally)
}

/// The C files that make up stage1, in the order of the chain.
pub fn all_stage1_sources() -> Result<Vec<String>, String> {
    let list = text(&read("stage1/SOURCES")?);
    Ok(list.split_whitespace().map(str::to_string).collect())
}

/// Compares `cc`, then `expand` and `link` on its output for each architecture.
fn pipeline(host: &Host, stage1: &str, files: &[String], base: &str) -> Result<(), String> {
    let outcome = same_cc(host, stage1, files, base)?;
    if outcome.end != End::Exit(0) {
        return Err(format!("{}\n{}", outcome.end, text(&outcome.stderr)));
    }
    let p1 = format!("{base}.seed");
    for arch in ARCHES {
        let hex = format!("{base}.{arch}.hex");
        let expand = |tool: &str, end: &str| {
            let (out, map) = (format!("{hex}{end}"), format!("{hex}{end}.map"));
            Cmd::new(tool).args(["expand", "-a", arch, &p1, "-o", &out, "--map", &map])
        };
        same_run(&expand(&host.seed, ""), &expand(stage1, ".stage1"))?;
        same_files(&hex, &format!("{hex}.stage1"))?;
        same_files(&format!("{hex}.map"), &format!("{hex}.stage1.map"))?;
        let elf = format!("{base}.{arch}");
        let link = |tool: &str, end: &str| {
            Cmd::new(tool).args(["link", "-a", arch, &hex, "-o", &format!("{elf}{end}")])
        };
        same_run(&link(&host.seed, ""), &link(stage1, ".stage1"))?;
        same_files(&elf, &format!("{elf}.stage1"))?;
    }
    Ok(())
}

/// Runs `cc` of both; the same P1 text must lie in `BASE.seed` and `BASE.stage1`, or none.
pub fn same_cc(host: &Host, stage1: &str, files: &[String], base: &str) -> Result<Outcome, String> {
    let (ours, theirs) = (format!("{base}.seed"), format!("{base}.stage1"));
    let outcome = same_run(&cc(&host.seed, files, &ours)?, &cc(stage1, files, &theirs)?)?;
    same_files(&ours, &theirs)?;
    Ok(outcome)
}

/// Runs two commands and requires the same end and the same words on both streams.
pub fn same_run(ours: &Cmd, theirs: &Cmd) -> Result<Outcome, String> {
    let (a, b) = (ours.run()?, theirs.run()?);
    if a.end != b.end {
        return Err(format!("seed: {}, stage1: {}\n{}{}", a.end, b.end, text(&a.stderr), text(&b.stderr)));
    }
    if a.stderr != b.stderr || a.stdout != b.stdout {
        return Err(format!("messages differ\nseed: {}\nstage1: {}", text(&a.stderr), text(&b.stderr)));
    }
    Ok(a)
}

/// Requires that both files are missing, or both exist with the same bytes.
pub fn same_files(ours: &str, theirs: &str) -> Result<(), String> {
    match (Path::new(ours).exists(), Path::new(theirs).exists()) {
        (false, false) => Ok(()),
        (true, true) => {
            let (a, b) = (read(ours)?, read(theirs)?);
            if a == b { Ok(()) } else { Err(format!("{theirs} differs from {ours} {}", where_from(&a, &b))) }
        }
        _ => Err(format!("only one of {ours} and {theirs} exists")),
    }
}

/// Says where two byte strings part.
fn where_from(a: &[u8], b: &[u8]) -> String {
    let at = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let line = a[..at].iter().filter(|c| **c == b'\n').count() + 1;
    format!("from byte {at}, line {line}, on")
}
