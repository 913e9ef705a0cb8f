//! `tests2 [NAME…]`: tcc's own tests, from Debian's source package, built by samara for each target at each level,
//! print what they print when gcc has built them for that target, or what tcc expects if gcc refuses them.
//! `tests/tcc-tests2.txt` lists those that wait for a feature.

use super::{LEVELS, Samara, TARGETS, gcc};
use crate::exec::{Cmd, text};
use crate::host::{Host, entries, read, scratch};
use crate::tally::Tally;

const LIST: &str = "tests/tcc-tests2.txt";
/// What tests need besides their file: more sources, options, arguments of the program.
const FLAGS: [(&str, &[&str]); 2] =
    [("76_dollars_in_identifiers", &["-fdollars-in-identifiers"]), ("104_inline", &["104+_inline.c"])];
const ARGUMENTS: [(&str, &[&str]); 2] = [
    ("31_args", &["arg1", "arg2", "arg3", "arg4", "arg5"]),
    ("46_grep", &["[^* ]*[:a:d: ]+\\:\\*-/: $", "46_grep.c"]),
];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let samara = Samara::find(host)?;
    Cmd::new("tests/source.sh").arg("tcc").ok()?;
    let folder = scratch("tests2")?;
    // The programs read and write files beside them.
    Cmd::new("cp").args(["-r", "build/sources/tcc/tests/tests2", &folder]).ok()?;
    let folder = format!("{folder}/tests2");
    let waiting = text(&read(LIST)?);
    let waits =
        |name: &str| waiting.lines().find_map(|l| l.split_once(char::is_whitespace).filter(|w| w.0 == name));
    let mut names: Vec<String> = entries(&folder)?
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "expect"))
        .map(|path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned())
        .filter(|name| args.is_empty() || args.iter().any(|a| name.contains(a.as_str())))
        .collect();
    names.sort();
    let tally = Tally::default();
    for name in &names {
        if let Some((_, feature)) = waits(name) {
            tally.skip(name, feature.trim());
        }
    }
    names.retain(|name| waits(name).is_none());
    // One after the other: some programs write files of the same name.
    for name in &names {
        for target in TARGETS {
            let expected = expected(host, &folder, name, target)?;
            for level in LEVELS {
                let program = format!("{folder}/{name}.{target}{level}");
                let command = samara.cc(target).args([level, "-std=gnu11", "-o", &program]);
                let result = output(host, command, &folder, name, target, &program)
                    .and_then(|got| same(&expected, &got));
                tally.record(&format!("{name} {target} {level}"), result);
            }
        }
    }
    Ok(tally)
}

fn extra(table: &[(&str, &'static [&'static str])], name: &str) -> &'static [&'static str] {
    table.iter().find(|row| row.0 == name).map_or(&[], |row| row.1)
}

/// What the test must print.
fn expected(host: &Host, folder: &str, name: &str, target: &str) -> Result<String, String> {
    let program = format!("{folder}/{name}.{target}.gcc");
    let command = Cmd::new(gcc(target)).args(["-std=gnu11", "-static", "-o", &program]);
    output(host, command, folder, name, target, &program)
        .or_else(|_| read(format!("{folder}/{name}.expect")).map(|bytes| text(&bytes)))
}

/// Builds a test with the compiler of `command` and runs it.
fn output(
    host: &Host,
    mut command: Cmd,
    folder: &str,
    name: &str,
    target: &str,
    program: &str,
) -> Result<String, String> {
    command = command.arg("-w").arg(format!("{folder}/{name}.c"));
    for flag in extra(&FLAGS, name) {
        command =
            if flag.starts_with('-') { command.arg(flag) } else { command.arg(format!("{folder}/{flag}")) };
    }
    command.arg("-lm").ok()?;
    let program = std::fs::canonicalize(program).map_err(|e| e.to_string())?;
    let command = host.execute(target, &program.display().to_string()).folder(folder).seconds(30);
    let outcome = command.args(extra(&ARGUMENTS, name)).run()?;
    Ok(text(&outcome.stdout) + &text(&outcome.stderr) + &format!("{}\n", outcome.end))
}

fn same(expected: &str, got: &str) -> Result<(), String> {
    match expected.lines().zip(got.lines()).find(|(e, g)| e.trim_end() != g.trim_end()) {
        Some((e, g)) => Err(format!("'{g}' instead of '{e}'")),
        None if got.lines().count() >= expected.lines().count() => Ok(()),
        None => Err(format!("{} lines instead of {}", got.lines().count(), expected.lines().count())),
    }
}
