//! What the checks say: a finding has a severity, a name that stays the same, a place, and a sentence.

use crate::json::Json;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Worth knowing; does not make the verdict worse.
    Note,
    /// Unusual: an auditor should look at it.
    Warning,
    /// Wrong: the file is malformed, or something in it is unexplained.
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One thing found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub severity: Severity,
    /// The check that found it, in kebab-case; docs/AUDIT.md lists them: `writable-code`, `branch-target`.
    pub check: &'static str,
    /// Where in the file, if it is one place (bytes from its begin).
    pub offset: Option<u64>,
    /// Where in memory, if it is one place.
    pub address: Option<u64>,
    /// The sentence.
    pub text: String,
}

impl Finding {
    pub fn new(severity: Severity, check: &'static str, text: String) -> Finding {
        Finding { severity, check, offset: None, address: None, text }
    }

    pub fn at_offset(mut self, offset: u64) -> Finding {
        self.offset = Some(offset);
        self
    }

    pub fn at_address(mut self, address: u64) -> Finding {
        self.address = Some(address);
        self
    }

    /// One line: `error: branch-target: at 0x401000: …`.
    pub fn line(&self) -> String {
        let place = match (self.address, self.offset) {
            (Some(address), _) => format!("at {address:#x}: "),
            (None, Some(offset)) => format!("at file offset {offset:#x}: "),
            (None, None) => String::new(),
        };
        format!("{}: {}: {place}{}", self.severity.name(), self.check, self.text)
    }

    pub fn json(&self) -> Json {
        let mut members = vec![
            ("severity", Json::from(self.severity.name())),
            ("check", Json::from(self.check)),
            ("text", Json::from(self.text.as_str())),
        ];
        members.extend(self.offset.map(|offset| ("offset", Json::from(offset))));
        members.extend(self.address.map(|address| ("address", Json::from(address))));
        Json::object(members)
    }
}

/// At most this many findings of one check are kept, so that a hostile file cannot fill the memory.
const KEPT: usize = 1000;

/// The findings of one run, in the order in which they were made, bounded for each check.
#[derive(Default, Debug)]
pub struct Findings {
    list: Vec<Finding>,
    counts: std::collections::BTreeMap<&'static str, usize>,
}

impl Findings {
    pub fn add(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.check).or_default();
        *count += 1;
        if *count <= KEPT {
            self.list.push(finding);
        }
    }

    pub fn list(&self) -> &[Finding] {
        &self.list
    }

    /// How often each check found something, also beyond what is kept.
    pub fn counts(&self) -> &std::collections::BTreeMap<&'static str, usize> {
        &self.counts
    }

    pub fn worst(&self) -> Option<Severity> {
        self.list.iter().map(|finding| finding.severity).max()
    }

    pub fn append(&mut self, other: Findings) {
        for finding in other.list {
            self.add(finding);
        }
    }
}
