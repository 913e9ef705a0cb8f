//! `determinism`: the same bytes in every environment.
//!
//! The seed and stage1 build a program (P1 text, hex, ELF and map, for each architecture) in a
//! copy of the checkout, again and again under other circumstances. All outputs must have the
//! bytes of the first run.

use crate::exec::Cmd;
use crate::host::{ARCHES, Host, files_below, read, scratch};
use crate::tally::Tally;
use std::fs;
use std::path::Path;

/// What is built: a program of three files, and the libc.
const PROGRAM: &str = "tests/c/213-multi-three";

/// A circumstance: its name, and the words put before each command.
pub const CIRCUMSTANCES: [(&str, &[&str]); 14] = [
    ("again", &[]),
    ("and again", &[]),
    ("umask 077", &["sh", "-c", "umask 077; exec \"$@\"", "sh"]),
    ("umask 000", &["sh", "-c", "umask 000; exec \"$@\"", "sh"]),
    ("a Turkish locale", &["env", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8"]),
    ("the C locale", &["env", "LC_ALL=C"]),
    ("another time zone", &["env", "TZ=Asia/Kathmandu"]),
    ("the last century", &["faketime", "1999-12-31 23:59:59"]),
    ("the far future", &["faketime", "2037-01-01 00:00:00"]),
    ("an empty environment", &["env", "-i"]),
    (
        "a strange environment",
        &["env", "HOME=/nowhere", "USER=nobody", "TMPDIR=/nowhere", "SOURCE_DATE_EPOCH=1"],
    ),
    ("a large environment", &["sh", "-c", "X=$(printf %100000s); export X; exec \"$@\"", "sh"]),
    ("a small stack", &["sh", "-c", "ulimit -s 4096; exec \"$@\"", "sh"]),
    ("a low priority", &["nice", "-n", "19"]),
];

pub fn run(host: &Host, _: &[String]) -> Result<Tally, String> {
    host.need_seed()?;
    host.need(&[("faketime", "faketime"), ("setpriv", "util-linux")])?;
    let folder = scratch("determinism")?;
    let home = absolute(&folder)?;
    let tally = Tally::default();
    let mut tools = vec![("seed", absolute(&host.seed)?)];
    match host.stage1() {
        Some(stage1) => tools.push(("stage1", absolute(&stage1)?)),
        None => tally.skip("stage1", "not built"),
    }
    for (name, tool) in &tools {
        let first = format!("{home}/{name}-first");
        build(&[], tool, &first)?;
        host.each(&CIRCUMSTANCES, |(what, words)| {
            let place = format!("{home}/{name}-{}", what.replace(' ', "-"));
            tally.record(&format!("{name}: {what}"), compare(words, tool, &first, &place));
        });
        let place = format!("{home}/{name}-in/a/deeper/folder with blanks");
        tally.record(&format!("{name}: another folder"), compare(&[], tool, &first, &place));
        other_user(name, tool, &first, &tally);
    }
    Ok(tally)
}

fn absolute(path: &str) -> Result<String, String> {
    let path = fs::canonicalize(path).map_err(|e| format!("{path}: {e}"))?;
    Ok(path.display().to_string())
}

/// Builds as the user nobody, in a folder that nobody can reach and write to.
fn other_user(name: &str, tool: &str, first: &str, tally: &Tally) {
    let place = std::env::temp_dir().join(format!("samara-determinism-{name}-{}", std::process::id()));
    let place = place.display().to_string();
    let words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let root = Cmd::new("id").arg("-u").ok().is_ok_and(|id| id.stdout == b"0\n");
    if !root {
        return tally.skip(&format!("{name}: another user"), "only root can become another user");
    }
    let result = (|| {
        copy_inputs(&place)?;
        let own_tool = format!("{place}/tool");
        fs::copy(tool, &own_tool).map_err(|e| format!("cannot copy {tool}: {e}"))?;
        Cmd::new("chmod").args(["-R", "a+rwX", &place]).ok()?;
        build_in(&words, &own_tool, &place)?;
        same(first, &place)
    })();
    // What cannot be removed stays in the temporary folder.
    fs::remove_dir_all(&place).ok();
    tally.record(&format!("{name}: another user"), result);
}

fn compare(words: &[&str], tool: &str, first: &str, place: &str) -> Result<(), String> {
    build(words, tool, place)?;
    same(first, place)
}

fn build(words: &[&str], tool: &str, place: &str) -> Result<(), String> {
    copy_inputs(place)?;
    build_in(words, tool, place)
}

/// Copies what a build reads to `place`.
fn copy_inputs(place: &str) -> Result<(), String> {
    let mut files = files_below("macros", "p1")?;
    for folder in ["stage1/lib", PROGRAM] {
        files.extend(files_below(folder, "c")?);
        files.extend(files_below(folder, "h")?);
    }
    for file in files {
        let to = format!("{place}/{file}");
        let folder = Path::new(&to).parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
        fs::copy(&file, &to).map_err(|e| format!("cannot copy {file}: {e}"))?;
    }
    Ok(())
}

/// Runs each command of the pipeline in `place`.
fn build_in(words: &[&str], tool: &str, place: &str) -> Result<(), String> {
    let mut files = files_below(PROGRAM, "c")?;
    files.extend(files_below("stage1/lib", "c")?);
    let step = |args: &[&str], files: &[String]| {
        let words = words.iter().copied().chain([tool]).chain(args.iter().copied());
        let words: Vec<&str> = words.chain(files.iter().map(String::as_str)).collect();
        Cmd::new(words[0]).args(&words[1..]).folder(place).ok().map(|_| ())
    };
    step(&["cc", "-I", "stage1/lib", "-o", "out.p1"], &files)?;
    for arch in ARCHES {
        let (hex, map, elf) = (format!("{arch}.hex"), format!("{arch}.map"), format!("{arch}.elf"));
        step(&["expand", "-a", arch, "out.p1", "-o", &hex, "--map", &map], &[])?;
        step(&["link", "-a", arch, &hex, "-o", &elf], &[])?;
        let whole = format!("{arch}.whole");
        let whole_map = format!("{whole}.map");
        step(&["build", "-a", arch, "-I", "stage1/lib", "-o", &whole, "--map", &whole_map], &files)?;
    }
    Ok(())
}

/// Compares all outputs of two places.
fn same(first: &str, place: &str) -> Result<(), String> {
    let mut names = vec!["out.p1".to_string()];
    for arch in ARCHES {
        names.extend(["hex", "map", "elf", "whole", "whole.map"].map(|end| format!("{arch}.{end}")));
    }
    for name in names {
        if read(format!("{first}/{name}"))? != read(format!("{place}/{name}"))? {
            return Err(format!("{name} differs"));
        }
    }
    Ok(())
}
