//! `oracle`: checks the test programs themselves.
//!
//! A program is a fair test only if C gives it one meaning: gcc and clang, with and without
//! optimization, must agree on what it does, and the sanitizers must find nothing in it.

use crate::corpus::{Program, programs};
use crate::exec::{Cmd, End, Outcome, text};
use crate::host::{Host, scratch};
use crate::tally::Tally;

const SANITIZE: [&str; 4] = ["-O1", "-g", "-fsanitize=undefined,address", "-fno-sanitize-recover=all"];

/// The ways to build a program: compiler and options; the first sets what the others must do.
const WAYS: [(&str, &[&str]); 5] =
    [("gcc", &["-O0"]), ("gcc", &["-O2"]), ("clang", &["-O0"]), ("clang", &["-O2"]), ("gcc", &SANITIZE)];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need(&[("gcc", "gcc"), ("clang", "clang")])?;
    let folder = scratch("oracle")?;
    let tally = Tally::default();
    host.each(&programs("tests/c", args)?, |program| {
        tally.record(&program.name, agree(program, &format!("{folder}/{}", program.name)));
    });
    Ok(tally)
}

fn agree(program: &Program, output: &str) -> Result<(), String> {
    let mut expected: Option<Outcome> = None;
    for (compiler, options) in WAYS {
        program.compile(compiler, options, output)?;
        let command = Cmd::new("env").args(["ASAN_OPTIONS=detect_leaks=0", output]);
        let got = program.started_by(command).run()?;
        let way = format!("{compiler} {}", options.join(" "));
        if !matches!(got.end, End::Exit(_)) || !got.stderr.is_empty() {
            return Err(format!("{way}: {}\n{}", got.end, text(&got.stderr)));
        }
        let same = expected.as_ref().is_none_or(|e| e.stdout == got.stdout && e.end == got.end);
        if !same {
            return Err(format!("{way} differs from gcc -O0"));
        }
        expected = Some(got);
    }
    Ok(())
}
