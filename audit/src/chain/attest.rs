//! The attestation: an in-toto Statement v1 with a SLSA provenance v1 predicate, unsigned.
//!
//! <https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md> and <https://slsa.dev/spec/v1.0/provenance>
//! fix the names. Names are sorted and there is no time in it unless SOURCE_DATE_EPOCH is given, so two verifiers who
//! agree, with the same tools, write statements that differ in `builder.id` alone.

use super::entrance::files_below;
use super::sha256;
use super::sums::Sums;
use crate::json::Json;
use std::collections::{BTreeMap, BTreeSet};

pub const STATEMENT_TYPE: &str = "https://in-toto.io/Statement/v1";
pub const PREDICATE_TYPE: &str = "https://slsa.dev/provenance/v1";
/// What kind of build it was: docs/AUDIT.md describes it.
pub const BUILD_TYPE: &str = "urn:samara:chain:v1";
/// Who built, where nobody says.
pub const BUILDER: &str = "urn:samara:builder:anonymous";

/// The folders and files of a checkout that the chain is made from.
const SOURCES: [&str; 6] = ["Cargo.lock", "Cargo.toml", "macros", "seed", "stage1", "stage2"];

/// What a statement says.
pub struct Statement<'a> {
    /// The artifacts: path and digest.
    pub subject: &'a Sums,
    pub sources: &'a Sums,
    /// The other files that were written: path and digest.
    pub byproducts: &'a Sums,
    /// The tools, by name, and what they say of their versions.
    pub versions: &'a BTreeMap<String, String>,
    pub builder: &'a str,
    /// Seconds since 1970, from SOURCE_DATE_EPOCH.
    pub time: Option<u64>,
}

/// The digests of all files below `root` that the chain is made from.
pub fn sources(root: &str) -> Result<Sums, String> {
    let mut files = BTreeSet::new();
    for name in SOURCES {
        let path = format!("{root}/{name}");
        let found = std::fs::metadata(&path).map_err(|error| format!("{path}: {error}"))?;
        if found.is_dir() {
            files_below(&path, &format!("{name}/"), &mut files)?;
        } else {
            files.insert(name.to_string());
        }
    }
    let digest = |file: String| {
        let bytes = crate::options::read(&format!("{root}/{file}"))?;
        Ok((file, sha256::digest(&bytes)))
    };
    files.into_iter().map(digest).collect()
}

impl Statement<'_> {
    pub fn json(&self) -> Json {
        let versions =
            self.versions.iter().map(|(name, version)| (name.as_str(), Json::from(version.as_str())));
        let mut builder = vec![("id", Json::from(self.builder))];
        if !self.versions.is_empty() {
            builder.push(("version", Json::object(versions)));
        }
        let mut details =
            vec![("builder", Json::object(builder)), ("byproducts", resources(self.byproducts))];
        if let Some(time) = self.time {
            let time = || Json::from(timestamp(time));
            details.push(("metadata", Json::object([("finishedOn", time()), ("startedOn", time())])));
        }
        let definition = Json::object([
            ("buildType", Json::from(BUILD_TYPE)),
            ("externalParameters", Json::object([("target", Json::from("verify"))])),
            ("resolvedDependencies", resources(self.sources)),
        ]);
        Json::object([
            ("_type", Json::from(STATEMENT_TYPE)),
            (
                "predicate",
                Json::object([("buildDefinition", definition), ("runDetails", Json::object(details))]),
            ),
            ("predicateType", Json::from(PREDICATE_TYPE)),
            ("subject", resources(self.subject)),
        ])
    }
}

/// ResourceDescriptors.
fn resources(sums: &Sums) -> Json {
    Json::array(sums.iter().map(|(name, digest)| {
        Json::object([
            ("digest", Json::object([("sha256", Json::from(digest.as_str()))])),
            ("name", Json::from(name.as_str())),
        ])
    }))
}

/// Seconds since 1970 as `YYYY-MM-DDThh:mm:ssZ` (RFC 3339); years beyond 9999 stay at their last second.
pub fn timestamp(seconds: u64) -> String {
    const LAST: u64 = 253_402_300_799;
    let seconds = seconds.min(LAST);
    let (mut days, second) = (seconds / 86_400, seconds % 86_400);
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(text: &str) -> String {
        sha256::digest(text.as_bytes())
    }

    fn statement(time: Option<u64>) -> Json {
        let subject = Sums::from([("build/x".to_string(), digest("x"))]);
        let sources = Sums::from([("stage1/main.c".to_string(), digest("c"))]);
        let byproducts = Sums::from([("report.json".to_string(), digest("r"))]);
        let versions = BTreeMap::from([("gcc".to_string(), "gcc 12".to_string())]);
        let (subject, sources, byproducts, versions) = (&subject, &sources, &byproducts, &versions);
        Statement { subject, sources, byproducts, versions, builder: "https://example.org/me", time }.json()
    }

    /// All names of the objects in a value, with the path to them.
    fn names(value: &Json, path: &str, out: &mut Vec<String>) {
        if let Json::Object(members) = value {
            for (name, value) in members {
                out.push(format!("{path}{name}"));
                names(value, &format!("{path}{name}."), out);
            }
        }
        value.items().iter().for_each(|item| names(item, path, out));
    }

    #[test]
    fn fields() {
        let statement = statement(Some(0));
        let at = |path: &str| {
            let mut value = &statement;
            for name in path.split('.') {
                value = value.get(name).or(value.items().first().and_then(|item| item.get(name))).unwrap();
            }
            value.as_text().unwrap_or("").to_string()
        };
        assert_eq!(at("_type"), "https://in-toto.io/Statement/v1");
        assert_eq!(at("predicateType"), "https://slsa.dev/provenance/v1");
        assert_eq!(at("subject.name"), "build/x");
        assert_eq!(at("subject.digest.sha256"), digest("x"));
        assert_eq!(at("predicate.buildDefinition.buildType"), BUILD_TYPE);
        assert_eq!(at("predicate.buildDefinition.externalParameters.target"), "verify");
        assert_eq!(at("predicate.buildDefinition.resolvedDependencies.name"), "stage1/main.c");
        assert_eq!(at("predicate.buildDefinition.resolvedDependencies.digest.sha256"), digest("c"));
        assert_eq!(at("predicate.runDetails.builder.id"), "https://example.org/me");
        assert_eq!(at("predicate.runDetails.builder.version.gcc"), "gcc 12");
        assert_eq!(at("predicate.runDetails.byproducts.name"), "report.json");
        assert_eq!(at("predicate.runDetails.metadata.startedOn"), "1970-01-01T00:00:00Z");
        assert_eq!(at("predicate.runDetails.metadata.finishedOn"), "1970-01-01T00:00:00Z");
    }

    #[test]
    fn sorted_and_nothing_else() {
        let mut found = Vec::new();
        names(&statement(None), "", &mut found);
        let mut sorted = found.clone();
        sorted.sort();
        assert_eq!(found, sorted);
        let details: Vec<&String> = found.iter().filter(|name| name.contains("metadata")).collect();
        assert!(details.is_empty());
        assert_eq!(found.len(), 24, "{found:?}");
    }

    #[test]
    fn times() {
        assert_eq!(timestamp(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(timestamp(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(timestamp(1_735_689_599), "2024-12-31T23:59:59Z");
        assert_eq!(timestamp(4_107_542_400), "2100-03-01T00:00:00Z");
        assert_eq!(timestamp(u64::MAX), "9999-12-31T23:59:59Z");
    }
}
