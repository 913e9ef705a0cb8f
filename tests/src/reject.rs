//! `reject`: every bad program is refused at the right place, with the right words.
//!
//! A bad program says in comments of its own what must happen:
//!
//!     // error: 5:12: part of the message     (`// error: part of it` at any place)
//!     // link                                 the error is found by `build`, not by `cc`
//!     // subset                               C accepts the program, Seed C does not
//!
//! gcc must accept those marked `subset` and refuse all others.

use crate::corpus::{build, cc, directive};
use crate::exec::{Cmd, End, text};
use crate::host::{Host, files_below, read, scratch};
use crate::tally::Tally;
use std::path::Path;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need_seed()?;
    host.need(&[("gcc", "gcc")])?;
    let folder = scratch("reject")?;
    let mut files = files_below("tests/reject", "c")?;
    files.retain(|f| args.is_empty() || args.iter().any(|a| f.contains(a.as_str())));
    let tally = Tally::default();
    host.each(&files, |file| {
        let name = file.trim_start_matches("tests/reject/");
        let output = format!("{folder}/{name}.out");
        tally.record(name, refused(host, file, &output));
        tally.record(&format!("{name} gcc"), gcc_agrees(file, &output));
    });
    Ok(tally)
}

fn refused(host: &Host, file: &str, output: &str) -> Result<(), String> {
    let source = text(&read(file)?);
    let expected = directive(&source, "error").ok_or("no '// error:' directive")?;
    let files = [file.to_string()];
    let command = match is_marked(&source, "link") {
        true => build(&host.seed, host.native, &files, output)?,
        false => cc(&host.seed, &files, output)?,
    };
    let outcome = command.run()?;
    let stderr = text(&outcome.stderr);
    if outcome.end != End::Exit(1) {
        return Err(format!("{}, expected exit status 1\n{stderr}", outcome.end));
    }
    if Path::new(output).exists() {
        return Err("an output file is left".to_string());
    }
    let first = stderr.lines().next().unwrap_or("");
    if matches(first, file, &expected) {
        Ok(())
    } else {
        Err(format!("got '{first}', expected '{expected}'"))
    }
}

/// Whether a diagnostic's first line is the one that a directive describes.
fn matches(line: &str, file: &str, expected: &str) -> bool {
    let (place, message) = match place_of(expected) {
        0 => (String::new(), expected),
        end if expected.starts_with(|c: char| c.is_ascii_digit()) => {
            (format!("{file}:{}", &expected[..end]), expected[end..].trim())
        }
        end => (expected[..end].to_string(), expected[end..].trim()),
    };
    match line.split_once("error: ") {
        Some((at, words)) => (place.is_empty() || at.trim_end() == place) && words.contains(message),
        None => false,
    }
}

/// The length of the `[FILE:]LINE:COL:` that an expectation begins with, or 0.
fn place_of(expected: &str) -> usize {
    let word = expected.split(' ').next().unwrap_or("");
    let numbers = word.trim_end_matches(':').rsplit(':').take(2);
    let good = numbers.filter(|n| n.parse::<u32>().is_ok()).count() == 2 && word.ends_with(':');
    if good { word.len() } else { 0 }
}

fn gcc_agrees(file: &str, output: &str) -> Result<(), String> {
    let source = text(&read(file)?);
    let options = ["-std=c11", "-pedantic-errors", "-o", output];
    let accepted = Cmd::new("gcc").args(options).arg(file).run()?.end == End::Exit(0);
    match (accepted, is_marked(&source, "subset")) {
        (true, false) => Err("gcc accepts it, but it is not marked 'subset'".to_string()),
        (false, true) => Err("gcc refuses it, but it is marked 'subset'".to_string()),
        _ => Ok(()),
    }
}

pub fn is_marked(source: &str, word: &str) -> bool {
    let mark = format!("// {word}");
    source.lines().any(|line| line.trim_end() == mark)
}
