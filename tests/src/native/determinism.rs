//! `native-determinism`: samara's objects and programs have the same bytes in every environment.

use super::{LEVELS, Samara, TARGETS};
use crate::determinism::CIRCUMSTANCES;
use crate::exec::Cmd;
use crate::host::{Host, files_below, scratch};
use crate::parity::same_files;
use crate::tally::Tally;
use std::fs;
use std::path::Path;

pub fn run(host: &Host, _: &[String]) -> Result<Tally, String> {
    let samara = Samara::find(host)?;
    host.need(&[("faketime", "faketime")])?;
    let folder = scratch("native-determinism")?;
    let tally = Tally::default();
    let sources = files_below("tests/bench", "c")?;
    let first = format!("{folder}/first");
    build(&samara, &[], &sources, &first)?;
    host.each(&CIRCUMSTANCES, |(what, words)| {
        let place = format!("{folder}/{}", what.replace(' ', "-"));
        tally.record(what, build(&samara, words, &sources, &place).and_then(|()| compare(&first, &place)));
    });
    let deep = format!("{folder}/in/a/deeper/folder with blanks");
    tally
        .record("another folder", build(&samara, &[], &sources, &deep).and_then(|()| compare(&first, &deep)));
    Ok(tally)
}

/// Compiles and links every source in `place`, for each target at each level.
fn build(samara: &Samara, words: &[&str], sources: &[String], place: &str) -> Result<(), String> {
    fs::create_dir_all(place).map_err(|e| e.to_string())?;
    let root = fs::canonicalize(".").map_err(|e| e.to_string())?;
    for source in sources {
        let name = source.rsplit('/').next().unwrap_or(source);
        fs::copy(source, format!("{place}/{name}")).map_err(|e| e.to_string())?;
        for target in TARGETS {
            for level in LEVELS {
                let cc = samara.words(target, &root);
                let mut command: Vec<&str> = words.to_vec();
                command.extend(cc.iter().map(String::as_str));
                let output = format!("{name}.{target}{level}");
                command.extend(["-w", level, "-o", &output, name, "-lm"]);
                Cmd::new(command[0]).args(&command[1..]).folder(Path::new(place)).ok()?;
            }
        }
    }
    Ok(())
}

fn compare(first: &str, place: &str) -> Result<(), String> {
    for entry in fs::read_dir(first).map_err(|e| e.to_string())? {
        let name = entry.map_err(|e| e.to_string())?.file_name();
        let name = name.to_string_lossy();
        same_files(&format!("{first}/{name}"), &format!("{place}/{name}"))?;
    }
    Ok(())
}
