//! `tidy`: the rules of how the code is written, as far as a program can hold them.
//!
//! Files stay small; phases include only earlier phases; the seed and stage1 have the same
//! functions in the same order; nothing names a machine, a path on it, or a time.

use crate::exec::text;
use crate::host::{Host, files_below, read};
use crate::source::{Language, functions, language, sources};
use crate::tally::Tally;
use std::path::Path;

/// Lines that a file may have, by the start of its path.
const LIMITS: [(&str, usize); 3] = [("seed/", 600), ("stage1/", 850), ("", 1200)];

/// The phases inside the compiler, in order; a file uses its own and earlier ones.
const PHASES: &[&[&str]] = &[
    &["token"],
    &["lex", "literal"],
    &["types", "ast", "scope", "fold"],
    &["pp", "macros", "ppexpr"],
    &["parse", "build", "parse_decl", "parse_expr", "parse_init", "parse_stmt", "parse_type"],
    &["emit", "vstack"],
    &["codegen", "codegen_data", "codegen_expr", "codegen_switch"],
];

/// What the phases of the whole (folders of `seed/src`) may use besides themselves.
const SHARED: [&str; 2] = ["diag", "intern"];
const FOLDERS: [(&str, &[&str]); 4] = [("cc", &[]), ("expand", &[]), ("link", &[]), ("run", &["link"])];

/// Which header the files of each phase include in stage1 (the last that fits a phase's number).
const HEADERS: [(usize, &str); 3] = [(0, "front.h"), (4, "parse.h"), (5, "codegen.h")];

/// The parts of stage2 in the direction of the data, and which others each may include.
const PARTS: [(&str, &[&str]); 12] = [
    ("base", &[]),
    ("diag", &["base"]),
    ("num", &["base"]),
    ("front", &["diag", "target/facts.h"]),
    ("obj", &["base"]),
    ("ir", &["diag", "num", "obj"]),
    ("opt", &["ir"]),
    ("target", &["ir", "num", "obj"]),
    ("build", &["front", "ir", "obj", "target"]),
    ("debug", &["front/pp.h", "obj", "target"]),
    ("link", &["base", "obj"]),
    ("driver", &["base", "build", "debug", "front/ast_dump.h", "link", "obj", "opt", "target"]),
];

/// Words that tie a file to a time, and folders at the root of a machine that tie it to one.
const WORDS: [&str; 2] = ["__DATE__", "__TIME__"];
const MACHINE_FOLDERS: [&str; 3] = ["home", "root", "work"];

/// The files of stage2's preprocessor that give programs the date.
const DATED: [&str; 3] = ["stage2/driver/help.c", "stage2/front/pp.h", "stage2/front/pp_builtin.c"];

/// Files of the seed that have no twin of the same name in stage1, and why.
const ALONE: [&str; 3] = [
    "seed/src/intern.rs",     // names and tables are part of util.c
    "seed/src/cc/mod.rs",     // cc.c
    "seed/src/expand/mod.rs", // exec.c
];

/// Of the functions of a file of the seed, so many in a hundred must have a twin.
const TWINS: usize = 60;

pub fn run(_: &Host, _: &[String]) -> Result<Tally, String> {
    let tally = Tally::default();
    for file in files()? {
        let source = text(&read(&file)?);
        tally.record(&file, short(&file, &source));
        tally.record(&file, nameless(&file, &source));
        if file.starts_with("seed/src/") {
            tally.record(&file, uses(&file, &source));
            tally.record(&file, twins(&file, &source));
        } else if file.starts_with("stage2/") {
            tally.record(&file, parts(&file, &source));
        } else if file.starts_with("stage1/cc/") && file.ends_with(".c") {
            tally.record(&file, includes(&file, &source));
        }
    }
    tally.record("stage2/SOURCES", listed());
    Ok(tally)
}

/// A file of stage2 includes only what its part may.
fn parts(file: &str, source: &str) -> Result<(), String> {
    let path = file.trim_start_matches("stage2/");
    let Some((_, allowed)) = PARTS.iter().find(|p| path.starts_with(&format!("{}/", p.0))) else {
        return Ok(());
    };
    for line in source.lines() {
        let Some(included) = line.strip_prefix("#include \"../").and_then(|rest| rest.strip_suffix('"'))
        else {
            continue;
        };
        let included = included.trim_start_matches("../");
        // Without a folder it is the part's own, seen from a folder inside it.
        let fine = !included.contains('/')
            || allowed.iter().any(|a| included == *a || included.starts_with(&format!("{a}/")));
        if !fine {
            return Err(format!("includes {included}"));
        }
    }
    Ok(())
}

/// stage2/SOURCES names every C file of the toolchain, and nothing else.
fn listed() -> Result<(), String> {
    let list = text(&read("stage2/SOURCES")?);
    let listed: Vec<&str> = list.split_whitespace().collect();
    let own = |file: &&String| !["stage2/rt/", "stage2/lib/"].iter().any(|folder| file.starts_with(folder));
    let files = files_below("stage2", "c")?;
    let files: Vec<&str> = files.iter().filter(own).map(String::as_str).collect();
    match files.iter().find(|f| !listed.contains(f)).or(listed.iter().find(|f| !files.contains(f))) {
        Some(file) => Err(format!("{file} is in one of the folder and the list alone")),
        None => Ok(()),
    }
}

/// All text files of the project, generated ones aside.
fn files() -> Result<Vec<String>, String> {
    let mut files = sources(&["seed", "stage1", "stage2", "macros", "tests"])?;
    for folder in ["docs", "tests", "stage1", "stage2"] {
        for ending in ["md", "sh"] {
            files.extend(files_below(folder, ending)?);
        }
    }
    files.extend(["README.md", "Makefile"].map(str::to_string));
    Ok(files)
}

fn short(file: &str, source: &str) -> Result<(), String> {
    let limit = LIMITS.iter().find(|l| file.starts_with(l.0)).map_or(0, |l| l.1);
    let lines = source.lines().count();
    if lines <= limit { Ok(()) } else { Err(format!("{lines} lines, more than {limit}")) }
}

fn nameless(file: &str, source: &str) -> Result<(), String> {
    // Some name what they look for, leave out, or give to the programs that they compile.
    let allowed = |word: &str| {
        file == "tests/src/tidy.rs"
            || word.starts_with("__") && (file.ends_with(".md") || DATED.contains(&file))
    };
    let folders = MACHINE_FOLDERS.map(|folder| format!("/{folder}/"));
    let mut words = WORDS.iter().copied().chain(folders.iter().map(String::as_str));
    match words.find(|word| source.contains(word) && !allowed(word)) {
        Some(word) => Err(format!("mentions '{word}'")),
        None => Ok(()),
    }
}

/// `use` lines follow the order of the phases.
fn uses(file: &str, source: &str) -> Result<(), String> {
    let path = file.trim_start_matches("seed/src/").trim_end_matches(".rs");
    let Some((folder, name)) = path.split_once('/') else { return Ok(()) };
    if name == "tests" {
        return Ok(());
    }
    let others = FOLDERS.iter().find(|f| f.0 == folder).map_or(&[][..], |f| f.1);
    for line in source.lines() {
        let first = |prefix: &str| line.strip_prefix(prefix).and_then(|rest| rest.split([':', ';']).next());
        if let Some(used) = first("use crate::")
            && used != folder
            && !SHARED.contains(&used)
            && !others.contains(&used)
        {
            return Err(format!("{folder} uses {used}"));
        }
        if let Some(used) = first("use super::")
            && folder == "cc"
            && phase(used) > phase(name)
        {
            return Err(format!("{name} uses {used}, of a later phase"));
        }
    }
    Ok(())
}

/// The number of a file's phase; files outside of the list see everything and are seen by all.
fn phase(name: &str) -> Option<usize> {
    PHASES.iter().position(|files| files.contains(&name))
}

/// A file of stage1's compiler includes the header of its phase.
fn includes(file: &str, source: &str) -> Result<(), String> {
    let name = file.trim_start_matches("stage1/cc/").trim_end_matches(".c");
    let Some(phase) = phase(name) else { return Ok(()) };
    let header = HEADERS.iter().rfind(|h| h.0 <= phase).map_or("", |h| h.1);
    let wanted = format!("#include \"{header}\"");
    let found: Vec<&str> = source.lines().filter(|l| l.starts_with("#include \"")).collect();
    if found == [wanted.as_str()] { Ok(()) } else { Err(format!("includes {found:?}, not {wanted} alone")) }
}

/// The functions of a file of the seed that stage1's file has too come in the same order there.
fn twins(file: &str, source: &str) -> Result<(), String> {
    let twin = file.replace("seed/src/", "stage1/").replace(".rs", ".c").replace("link/mod.c", "link/link.c");
    if !Path::new(&twin).exists() {
        let alone = ALONE.contains(&file) || file.starts_with("seed/src/run/") || file.ends_with("/tests.rs");
        return if alone { Ok(()) } else { Err(format!("no {twin}")) };
    }
    let mut ours = functions(source, language(file).unwrap_or(Language::Rust));
    // C wants to see functions before their use, and `main` uses them all.
    ours.retain(|name| name != "main");
    let theirs = functions(&text(&read(&twin)?), Language::C);
    let (mut last, mut found) = (0, 0);
    for name in &ours {
        let Some(at) = position(&theirs, name) else { continue };
        found += 1;
        if at < last {
            return Err(format!("'{}' comes before '{}' in {twin}", theirs[at], theirs[last]));
        }
        last = at;
    }
    let enough = found * 100 >= ours.len() * TWINS;
    if enough { Ok(()) } else { Err(format!("{found} of {} functions are in {twin}", ours.len())) }
}

/// Where `name`, or the one `prefix_name`, is among C functions.
fn position(functions: &[String], name: &str) -> Option<usize> {
    let ending = format!("_{name}");
    let fits = |f: &&String| **f == name || f.ends_with(&ending);
    let only = functions.iter().filter(fits).count() == 1;
    functions.iter().position(|f| f == name || (only && f.ends_with(&ending)))
}
