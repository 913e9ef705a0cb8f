//! Why an artifact differs: where the bytes of one entrance part from those of another, in words.
//!
//! For ELF files that is what `audit diff` says; for texts the first line that differs; for others the first byte.

use super::matrix::{Cell, Matrix};
use crate::bytes;
use std::collections::BTreeSet;

/// One artifact that differs.
pub struct Difference {
    pub artifact: String,
    /// Who made the different one, and who the one that it is held against.
    pub entrance: String,
    pub pattern: String,
    pub lines: Vec<String>,
}

/// No more is said of one artifact.
const LINES: usize = 200;
/// Places that `audit diff` shows.
const PLACES: usize = 60;

/// Explains every different cell of the matrix, once for each digest of an artifact. The artifacts lie in
/// `folder`/ENTRANCE/PATH.
pub fn explain(matrix: &Matrix, folder: &str) -> Result<Vec<Difference>, String> {
    let mut differences = Vec::new();
    for artifact in &matrix.artifacts {
        let Some(pattern) = artifact.pattern().and_then(|number| matrix.entrances.get(number)) else {
            continue;
        };
        let mut seen = BTreeSet::new();
        for (cell, entrance) in artifact.cells.iter().zip(&matrix.entrances) {
            let digest = entrance.made.get(&artifact.path).map(|made| &made.digest);
            let same = digest == pattern.made.get(&artifact.path).map(|made| &made.digest);
            if *cell != Cell::Different || same || !seen.insert(digest) {
                continue;
            }
            let read = |name: &str| crate::options::read(&format!("{folder}/{name}/{}", artifact.path));
            let mut lines = compare(&read(&pattern.name)?, &read(&entrance.name)?);
            if lines.len() > LINES {
                let more = lines.len() - LINES;
                lines.truncate(LINES);
                lines.push(format!("… and {more} lines more"));
            }
            differences.push(Difference {
                artifact: artifact.path.clone(),
                entrance: entrance.name.clone(),
                pattern: pattern.name.clone(),
                lines,
            });
        }
    }
    Ok(differences)
}

/// Where `b` parts from `a`, in words; nothing if they are the same.
pub fn compare(a: &[u8], b: &[u8]) -> Vec<String> {
    if a == b {
        return Vec::new();
    }
    if let (Ok(a), Ok(b)) = (std::str::from_utf8(a), std::str::from_utf8(b)) {
        return text(a, b);
    }
    match crate::diff::lines(a, b, PLACES) {
        Some(lines) => lines,
        None => other(a, b),
    }
}

/// The first line that differs.
fn text(a: &str, b: &str) -> Vec<String> {
    let same = a.lines().zip(b.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| match text.lines().nth(same) {
        Some(line) => bytes::printable(line.get(..200).unwrap_or(line).as_bytes()),
        None => "(the end)".to_string(),
    };
    vec![
        format!(
            "{} and {} lines; the first difference is in line {}:",
            a.lines().count(),
            b.lines().count(),
            same + 1
        ),
        format!("- {}", line(a)),
        format!("+ {}", line(b)),
    ]
}

/// The first byte that differs.
fn other(a: &[u8], b: &[u8]) -> Vec<String> {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let differ = a.iter().zip(b).filter(|(a, b)| a != b).count() + a.len().abs_diff(b.len());
    vec![format!("{} and {} bytes; {differ} differ, the first at offset {same:#x}", a.len(), b.len())]
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn words() {
        assert!(compare(b"a", b"a").is_empty());
        assert_eq!(compare(b"a\nb\n", b"a\nc\n")[1..], ["- b", "+ c"]);
        assert_eq!(compare(b"a\n", b"a\nc\n")[1..], ["- (the end)", "+ c"]);
        assert_eq!(compare(b"\xff\0", b"\xff\x01\x02"), ["2 and 3 bytes; 2 differ, the first at offset 0x1"]);
    }
}
