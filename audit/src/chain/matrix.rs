//! The matrix of diverse double-compiling: each artifact of the chain as each entrance made it.
//!
//! Takes the entrances' results and the expected digests, gives a cell for each pair, and findings by name. A cell is
//! `Equal` only if that entrance's own bytes have the digest of the reference: the one of SHA256SUMS, or for what is
//! not in it the first entrance's.

use super::entrance::{Entrance, State};
use super::sums::Sums;
use crate::finding::{Finding, Findings, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// What an entrance did for an artifact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell {
    Equal,
    Different,
    /// It should have made it and did not.
    Missing,
    /// It is no way to this artifact.
    NotMade,
    /// The entrance did not run here.
    NotRun,
}

impl Cell {
    pub fn name(self) -> &'static str {
        match self {
            Cell::Equal => "equal",
            Cell::Different => "different",
            Cell::Missing => "missing",
            Cell::NotMade => "not made",
            Cell::NotRun => "not run",
        }
    }

    /// One character for the table.
    pub fn mark(self) -> char {
        match self {
            Cell::Equal => '=',
            Cell::Different => 'X',
            Cell::Missing => '?',
            Cell::NotMade => '.',
            Cell::NotRun => '-',
        }
    }
}

/// An artifact.
pub struct Artifact {
    pub path: String,
    /// The digest in SHA256SUMS.
    pub expected: Option<String>,
    /// The digest that cells are compared with.
    pub reference: String,
    /// Its size, where it has the reference's digest.
    pub size: Option<u64>,
    /// All digests that were made, with the entrances' numbers.
    pub digests: BTreeMap<String, Vec<usize>>,
    /// One cell for each entrance.
    pub cells: Vec<Cell>,
}

/// The words of rebuilderd for the state of an artifact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Made, and all that made it agree with each other and with SHA256SUMS.
    Good,
    /// Some differ.
    Bad,
    /// An entrance failed on the way.
    Fail,
    /// Nobody made it.
    Unknown,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Good => "GOOD",
            Verdict::Bad => "BAD",
            Verdict::Fail => "FAIL",
            Verdict::Unknown => "UNKWN",
        }
    }
}

impl Artifact {
    pub fn count(&self, cell: Cell) -> usize {
        self.cells.iter().filter(|other| **other == cell).count()
    }

    pub fn verdict(&self) -> Verdict {
        if self.count(Cell::Different) > 0 {
            Verdict::Bad
        } else if self.count(Cell::Missing) > 0 {
            Verdict::Fail
        } else if self.count(Cell::Equal) == 0 {
            Verdict::Unknown
        } else {
            Verdict::Good
        }
    }

    /// The digest that all who made it agree on.
    pub fn agreed(&self) -> Option<&str> {
        let mut digests = self.digests.keys();
        let first = digests.next()?;
        digests.next().is_none().then_some(first.as_str())
    }

    /// The entrance whose artifact the different ones are held against: one with the reference's digest; otherwise
    /// one of the most that agree.
    pub fn pattern(&self) -> Option<usize> {
        let most = || self.digests.values().max_by_key(|who| (who.len(), std::cmp::Reverse(who.first())));
        self.digests.get(&self.reference).or_else(most)?.first().copied()
    }
}

/// The whole table.
pub struct Matrix {
    pub entrances: Vec<Entrance>,
    /// In the order of their paths.
    pub artifacts: Vec<Artifact>,
    pub findings: Findings,
}

impl Matrix {
    pub fn new(entrances: Vec<Entrance>, expected: Option<&Sums>) -> Matrix {
        let mut paths: BTreeSet<&String> = expected.iter().flat_map(|sums| sums.keys()).collect();
        for entrance in &entrances {
            paths.extend(entrance.made.keys());
            paths.extend(&entrance.makes);
        }
        let artifacts: Vec<Artifact> = paths
            .iter()
            .map(|path| artifact(path, &entrances, expected.and_then(|sums| sums.get(*path))))
            .collect();
        let mut matrix = Matrix { entrances, artifacts, findings: Findings::default() };
        matrix.find(expected.is_some());
        matrix
    }

    /// The digests that nobody disputes.
    pub fn agreed(&self) -> Sums {
        let good = self.artifacts.iter().filter(|artifact| artifact.verdict() == Verdict::Good);
        good.filter_map(|artifact| Some((artifact.path.clone(), artifact.agreed()?.to_string()))).collect()
    }

    /// Bad if anything differs; failed if something that should be there is not.
    pub fn verdict(&self) -> Verdict {
        let has = |verdict| self.artifacts.iter().any(|artifact| artifact.verdict() == verdict);
        let failed = self.entrances.iter().any(|entrance| matches!(entrance.state, State::Failed(_)));
        if has(Verdict::Bad) {
            Verdict::Bad
        } else if failed || has(Verdict::Fail) || has(Verdict::Unknown) || self.artifacts.is_empty() {
            Verdict::Fail
        } else {
            Verdict::Good
        }
    }

    pub fn count(&self, cell: Cell) -> usize {
        self.artifacts.iter().map(|artifact| artifact.count(cell)).sum()
    }

    fn find(&mut self, has_sums: bool) {
        let mut found = Vec::new();
        let mut add = |severity, check, text| found.push(Finding::new(severity, check, text));
        for entrance in &self.entrances {
            match &entrance.state {
                State::Ran => {}
                State::NotRun(why) => {
                    add(Severity::Note, "entrance-not-run", format!("{}: {why}", entrance.name));
                }
                State::Failed(why) => {
                    add(Severity::Error, "entrance-failed", format!("{}: {why}", entrance.name))
                }
            }
        }
        for artifact in &self.artifacts {
            let path = &artifact.path;
            let agreed = artifact.agreed();
            if artifact.digests.len() > 1 {
                let groups: Vec<String> = artifact
                    .digests
                    .iter()
                    .map(|(digest, who)| format!("{} from {}", short(digest), self.names(who)))
                    .collect();
                add(Severity::Error, "entrances-disagree", format!("{path}: {}", groups.join("; ")));
            }
            if let Some(expected) = &artifact.expected
                && let Some(made) = agreed
                && made != expected
            {
                let text = format!("{path}: all made {}, SHA256SUMS says {}", short(made), short(expected));
                add(Severity::Error, "digest-differs", text);
            }
            if has_sums && artifact.expected.is_none() {
                add(Severity::Warning, "not-in-sums", format!("{path} is not in SHA256SUMS"));
            }
            if artifact.digests.is_empty() {
                add(Severity::Error, "made-by-none", format!("{path}: no entrance made it"));
            } else if agreed.is_some() && artifact.digests.values().all(|who| who.len() < 2) {
                add(Severity::Warning, "made-by-one", format!("{path}: one entrance alone made it"));
            }
            // That an entrance failed has been said.
            let ran = |number: &usize| self.entrances.get(*number).is_some_and(|e| e.state == State::Ran);
            let missing: Vec<usize> =
                indexes(&artifact.cells, Cell::Missing).into_iter().filter(ran).collect();
            if !missing.is_empty() {
                add(Severity::Error, "missing", format!("{path}: not made by {}", self.names(&missing)));
            }
        }
        found.into_iter().for_each(|finding| self.findings.add(finding));
    }

    fn names(&self, numbers: &[usize]) -> String {
        let names = numbers.iter().filter_map(|number| self.entrances.get(*number));
        names.map(|entrance| entrance.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

fn artifact(path: &str, entrances: &[Entrance], expected: Option<&String>) -> Artifact {
    let mut digests: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let made = |entrance: &Entrance| entrance.made.get(path).cloned();
    for (number, entrance) in entrances.iter().enumerate() {
        if let Some(made) = made(entrance) {
            digests.entry(made.digest).or_default().push(number);
        }
    }
    let first = entrances.iter().find_map(made).map(|made| made.digest);
    let reference = expected.cloned().or(first).unwrap_or_default();
    let cells = entrances.iter().map(|entrance| match made(entrance) {
        Some(made) if made.digest == reference => Cell::Equal,
        Some(_) => Cell::Different,
        None if matches!(entrance.state, State::NotRun(_)) => Cell::NotRun,
        None if entrance.makes.contains(path) => Cell::Missing,
        None => Cell::NotMade,
    });
    let size = entrances.iter().filter_map(made).find(|made| made.digest == reference).map(|made| made.size);
    Artifact {
        path: path.to_string(),
        expected: expected.cloned(),
        size,
        cells: cells.collect(),
        reference,
        digests,
    }
}

fn indexes(cells: &[Cell], wanted: Cell) -> Vec<usize> {
    cells.iter().enumerate().filter(|(_, cell)| **cell == wanted).map(|(index, _)| index).collect()
}

/// The begin of a digest, for people.
pub fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

#[cfg(test)]
pub mod tests {
    use super::super::entrance::Made;
    use super::*;

    /// An entrance that made files with such digits as digests.
    pub fn entrance(name: &str, made: &[(&str, char)]) -> Entrance {
        let made = made
            .iter()
            .map(|(path, digit)| (path.to_string(), Made { digest: digit.to_string().repeat(64), size: 1 }));
        Entrance {
            name: name.to_string(),
            title: name.to_string(),
            made: made.collect(),
            ..Entrance::default()
        }
    }

    fn sums(list: &[(&str, char)]) -> Sums {
        list.iter().map(|(path, digit)| (path.to_string(), digit.to_string().repeat(64))).collect()
    }

    fn checks(matrix: &Matrix) -> Vec<&str> {
        matrix.findings.list().iter().map(|finding| finding.check).collect()
    }

    #[test]
    fn all_equal() {
        let entrances =
            vec![entrance("seed", &[("a", '1'), ("b", '2')]), entrance("gcc", &[("a", '1'), ("b", '2')])];
        let matrix = Matrix::new(entrances, Some(&sums(&[("a", '1'), ("b", '2')])));
        assert_eq!(matrix.verdict(), Verdict::Good);
        assert_eq!(matrix.count(Cell::Equal), 4);
        assert!(checks(&matrix).is_empty());
        assert_eq!(matrix.agreed(), sums(&[("a", '1'), ("b", '2')]));
    }

    #[test]
    fn one_differs() {
        let entrances = vec![entrance("seed", &[("a", '1')]), entrance("gcc", &[("a", '2')])];
        let matrix = Matrix::new(entrances, Some(&sums(&[("a", '1')])));
        assert_eq!(matrix.verdict(), Verdict::Bad);
        assert_eq!(matrix.artifacts[0].cells, [Cell::Equal, Cell::Different]);
        assert_eq!(matrix.artifacts[0].pattern(), Some(0));
        assert_eq!(checks(&matrix), ["entrances-disagree"]);
        assert!(matrix.agreed().is_empty());
    }

    #[test]
    fn edited_digest() {
        let entrances = vec![entrance("seed", &[("a", '1')]), entrance("gcc", &[("a", '1')])];
        let matrix = Matrix::new(entrances, Some(&sums(&[("a", '3')])));
        assert_eq!(matrix.verdict(), Verdict::Bad);
        assert_eq!(checks(&matrix), ["digest-differs"]);
    }

    #[test]
    fn failed_and_not_run() {
        let mut failed = entrance("gcc", &[]);
        failed.makes.insert("a".to_string());
        failed.state = State::Failed("it says".to_string());
        let mut absent = entrance("tcc", &[]);
        absent.state = State::NotRun("not installed".to_string());
        let matrix = Matrix::new(vec![entrance("seed", &[("a", '1')]), failed, absent], None);
        assert_eq!(matrix.artifacts[0].cells, [Cell::Equal, Cell::Missing, Cell::NotRun]);
        assert_eq!(matrix.verdict(), Verdict::Fail);
        assert_eq!(checks(&matrix), ["entrance-failed", "entrance-not-run", "made-by-one"]);
    }

    #[test]
    fn missing() {
        let mut less = entrance("gcc", &[]);
        less.makes.insert("a".to_string());
        let matrix = Matrix::new(vec![entrance("seed", &[("a", '1')]), less], None);
        assert_eq!(checks(&matrix), ["made-by-one", "missing"]);
    }

    #[test]
    fn nobody_made_it() {
        let matrix = Matrix::new(vec![entrance("seed", &[])], Some(&sums(&[("a", '1')])));
        assert_eq!(matrix.verdict(), Verdict::Fail);
        assert_eq!(checks(&matrix), ["made-by-none"]);
    }
}
