//! The results of the entrances to the chain: what each has made, with digests.
//!
//! Takes a folder with one folder for each entrance; below it lie the artifacts by the paths of SHA256SUMS, and the
//! file `about`: lines `title:`, `version:`, `makes: PATH`, `milliseconds:`, and `not-run:` or `failed:` with the
//! reason. A folder without `about` may come from anyone: all files in it count.

use super::sha256;
use super::sums::Sums;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// One way to the chain's artifacts.
#[derive(Default)]
pub struct Entrance {
    /// The folder's name: `seed`, `stage1-gcc`.
    pub name: String,
    pub title: String,
    /// What the first tool says of itself.
    pub version: Option<String>,
    pub state: State,
    pub milliseconds: Option<u64>,
    /// What it said that it would make.
    pub makes: BTreeSet<String>,
    /// What it made, by path.
    pub made: BTreeMap<String, Made>,
}

/// How an entrance went.
#[derive(Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Ran,
    /// It cannot run here, and why.
    NotRun(String),
    /// It began, and what it said when it ended.
    Failed(String),
}

/// An artifact of one entrance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    pub digest: String,
    pub size: u64,
}

/// Reads all entrances below `folder`, the seed's first, the others by name.
pub fn read_all(folder: &str, expected: Option<&Sums>) -> Result<Vec<Entrance>, String> {
    let trouble = |error: std::io::Error| format!("{folder}: {error}");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        if entry.file_type().map_err(trouble)?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort_by_key(|name| (name != "seed", name.clone()));
    if names.is_empty() {
        return Err(format!("{folder}: no folder of an entrance"));
    }
    names.iter().map(|name| read(&format!("{folder}/{name}"), name, expected)).collect()
}

fn read(folder: &str, name: &str, expected: Option<&Sums>) -> Result<Entrance, String> {
    let mut entrance = Entrance { name: name.to_string(), title: name.to_string(), ..Entrance::default() };
    let about = format!("{folder}/about");
    let mut wanted: BTreeSet<String> = expected.iter().flat_map(|sums| sums.keys().cloned()).collect();
    if Path::new(&about).exists() {
        let bytes = fs::read(&about).map_err(|error| format!("{about}: {error}"))?;
        entrance.about(&String::from_utf8_lossy(&bytes)).map_err(|why| format!("{about}: {why}"))?;
        wanted.extend(entrance.makes.iter().cloned());
    } else {
        files_below(folder, "", &mut wanted)?;
    }
    for path in wanted {
        let file = format!("{folder}/{path}");
        // Artifacts are files; what a link points to was made elsewhere.
        if !fs::symlink_metadata(&file).is_ok_and(|found| found.is_file()) {
            continue;
        }
        let bytes = fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
        entrance.made.insert(path, Made { digest: sha256::digest(&bytes), size: bytes.len() as u64 });
    }
    Ok(entrance)
}

impl Entrance {
    fn about(&mut self, text: &str) -> Result<(), String> {
        for (index, line) in text.lines().enumerate() {
            let (key, value) = line.split_once(": ").unwrap_or((line, ""));
            let value = value.to_string();
            match key {
                "title" => self.title = value,
                "version" => self.version = Some(value),
                "milliseconds" => self.milliseconds = value.parse().ok(),
                "not-run" => self.state = State::NotRun(value),
                "failed" => self.state = State::Failed(value),
                "makes" if is_inside(&value) => {
                    self.makes.insert(value);
                }
                _ => return Err(format!("line {}: '{line}' says nothing", index + 1)),
            }
        }
        Ok(())
    }
}

/// Whether a path stays below the folder that it starts from.
pub fn is_inside(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Adds the paths of all files below `folder`, as seen from it.
pub fn files_below(folder: &str, prefix: &str, files: &mut BTreeSet<String>) -> Result<(), String> {
    let trouble = |error: std::io::Error| format!("{folder}: {error}");
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(trouble)?;
        if kind.is_dir() {
            files_below(&format!("{folder}/{name}"), &format!("{prefix}{name}/"), files)?;
        } else if kind.is_file() {
            files.insert(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about() {
        let mut entrance = Entrance::default();
        let text = "title: by gcc\nmakes: build/a\nversion: gcc 12: x\nmilliseconds: 7\nfailed: no space\n";
        assert_eq!(entrance.about(text), Ok(()));
        assert_eq!(entrance.title, "by gcc");
        assert_eq!(entrance.version.as_deref(), Some("gcc 12: x"));
        assert_eq!(entrance.milliseconds, Some(7));
        assert!(entrance.state == State::Failed("no space".to_string()));
        assert!(entrance.makes.contains("build/a"));
        assert!(entrance.about("makes: ../a").is_err());
        assert!(entrance.about("makes: /a").is_err());
        assert!(entrance.about("hello").is_err());
    }
}
