//! `reject-native [NAME…]`: samara refuses the bad programs of `tests/reject` that C refuses, in a message with its
//! place, and compiles those that only Seed C refuses. `tests/reject-native.txt` lists the exceptions and their reasons.

use super::Samara;
use crate::exec::{End, text};
use crate::host::{Host, files_below, read, scratch};
use crate::reject::is_marked;
use crate::tally::Tally;
use std::path::Path;

const LIST: &str = "tests/reject-native.txt";

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let samara = Samara::find(host)?;
    let folder = scratch("reject-native")?;
    let exceptions = text(&read(LIST)?);
    let mut files = files_below("tests/reject", "c")?;
    files.retain(|f| args.is_empty() || args.iter().any(|a| f.contains(a.as_str())));
    let tally = Tally::default();
    host.each(&files, |file| {
        let name = file.trim_start_matches("tests/reject/");
        let exception =
            exceptions.lines().find_map(|l| l.split_once(char::is_whitespace).filter(|w| w.0 == name));
        match exception {
            Some((_, reason)) => tally.skip(name, reason.trim()),
            None => tally.record(name, one(&samara, host.native, file, &format!("{folder}/{name}.out"))),
        }
    });
    Ok(tally)
}

fn one(samara: &Samara, target: &str, file: &str, output: &str) -> Result<(), String> {
    let source = text(&read(file)?);
    let command = samara.cc(target).args(["-std=c11", "-pedantic-errors", "-o", output]);
    let command = if is_marked(&source, "link") { command } else { command.arg("-c") };
    let outcome = command.arg(file).run()?;
    let stderr = text(&outcome.stderr);
    if is_marked(&source, "subset") {
        return if outcome.end == End::Exit(0) { Ok(()) } else { Err(stderr) };
    }
    if outcome.end != End::Exit(1) {
        return Err(format!("{}, expected exit status 1\n{stderr}", outcome.end));
    }
    if Path::new(output).exists() {
        return Err("an output file is left".to_string());
    }
    let first = stderr.lines().find(|line| line.contains("error: ")).unwrap_or("");
    if is_marked(&source, "link") || has_place(first) {
        Ok(())
    } else {
        Err(format!("the message has no place: '{first}'"))
    }
}

/// Whether a message begins with `FILE:LINE:COLUMN: error: ` or `fatal error: `.
fn has_place(message: &str) -> bool {
    let (place, _) = message.split_once(" error: ").unwrap_or(("", ""));
    let place = place.trim_end_matches(" fatal").trim_end_matches(':');
    let mut parts = place.rsplit(':');
    let number = |part: Option<&str>| part.is_some_and(|p| p.parse::<u32>().is_ok());
    number(parts.next()) && number(parts.next()) && parts.next().is_some()
}
