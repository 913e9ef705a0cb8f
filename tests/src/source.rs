//! Source files as the size budgets and the twin rule see them.

use crate::exec::text;
use crate::host::{files_below, read};

/// The languages of the trusted parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Rust,
    C,
    P1,
}

/// The files of `folders` (or single files) in any of the languages, sorted.
pub fn sources(folders: &[&str]) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for folder in folders {
        if language(folder).is_some() {
            files.push(folder.to_string());
            continue;
        }
        for ending in ["rs", "c", "h", "p1"] {
            files.extend(files_below(folder, ending)?);
        }
    }
    files.sort();
    Ok(files)
}

pub fn language(file: &str) -> Option<Language> {
    match file.rsplit_once('.')?.1 {
        "rs" => Some(Language::Rust),
        "c" | "h" => Some(Language::C),
        "p1" => Some(Language::P1),
        _ => None,
    }
}

/// Lines without blanks, comments and tests; and bytes, of the files together.
pub fn size(files: &[String]) -> Result<(usize, usize), String> {
    let (mut lines, mut bytes) = (0, 0);
    for file in files {
        let source = read(file)?;
        let language = language(file).ok_or(format!("{file}: unknown language"))?;
        lines += code_lines(&text(&source), language);
        bytes += source.len();
    }
    Ok((lines, bytes))
}

/// The lines of a text that hold code: no blanks, no comments, no unit tests.
fn code_lines(source: &str, language: Language) -> usize {
    let source = match (language, source.find("#[cfg(test)]\nmod tests {")) {
        (Language::Rust, Some(tests)) => &source[..tests],
        _ => source,
    };
    let mut count = 0;
    let mut inside = false;
    for line in source.lines() {
        let line = line.trim();
        if inside || (language == Language::C && line.starts_with("/*")) {
            inside = !line.contains("*/");
            // Code behind a comment's end counts.
            count += line.split_once("*/").is_some_and(|(_, rest)| !rest.trim().is_empty()) as usize;
            continue;
        }
        let comment = match language {
            Language::P1 => line.starts_with(';'),
            _ => line.starts_with("//"),
        };
        count += !(line.is_empty() || comment) as usize;
    }
    count
}

/// The names of the functions that a file defines, in order.
pub fn functions(source: &str, language: Language) -> Vec<String> {
    match language {
        Language::Rust => rust_functions(source),
        _ => c_functions(source),
    }
}

fn rust_functions(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    let mut names = Vec::new();
    for line in source.lines() {
        let line = line.trim_start().trim_start_matches("pub ").trim_start_matches("const ");
        let name = line.strip_prefix("fn ").and_then(|rest| rest.split(['(', '<']).next());
        names.extend(name.map(str::to_string));
    }
    names
}

/// A C function begins in the first column; its body's brace ends that line or stands alone
/// on the next, or its whole body stands on that line.
fn c_functions(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut header = String::new();
    for line in source.lines() {
        let opens = line.ends_with(") {") || line.contains(") { ");
        if line == "{" || (line.starts_with(|c: char| c.is_ascii_alphabetic()) && opens) {
            let start = if line == "{" { &header } else { line };
            let name = start.split('(').next().and_then(|s| s.rsplit([' ', '*']).next());
            names.extend(name.filter(|_| start.contains('(')).map(str::to_string));
            header.clear();
        } else if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            header = line.to_string();
        }
    }
    names
}
