//! `audit compare`: whether two verifiers agree.
//!
//! Takes two results: folders that `make verify` wrote, report.json files or SHA256SUMS files; gives one line for each
//! artifact, with rebuilderd's words: GOOD if both have the same digest, BAD if not, UNKWN if one has none.

use super::sums::{self, Sums};
use crate::json::Json;
use crate::options::{self, Arguments, Command, Opt, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub const COMMAND: Command = Command {
    name: "compare",
    operands: "A B",
    count: (2, 2),
    summary: "say whether two verifiers agree",
    text: "Compares the results of two verifiers, artifact by artifact. A and B are folders that make verify wrote, \
           report.json files or SHA256SUMS files. GOOD: the same digest; BAD: different digests, or one verifier's \
           entrances disagree; UNKWN: one of the two has none. The exit status is 0 if all are GOOD.",
    options: &[Opt { name: "json", value: "", help: "write JSON (schema samara-compare/1)" }],
    run,
};

/// A verifier's results: for each artifact the digests that its entrances made; none where it could not say.
type Results = BTreeMap<String, BTreeSet<String>>;

fn run(arguments: &Arguments) -> Result<Status, String> {
    let [a, b] = arguments.operands.as_slice() else { return Err("two results are needed".to_string()) };
    let lines = compare(&load(a)?, &load(b)?);
    if lines.is_empty() {
        return Err("neither has an artifact".to_string());
    }
    let agree = lines.iter().all(|line| line.verdict == "GOOD");
    if arguments.has("json") {
        options::print(&json(&lines, agree).text())?;
    } else {
        options::print(&text(&lines, a, b))?;
    }
    Ok(if agree { Status::Clean } else { Status::Found })
}

/// Reads what a verifier left.
fn load(path: &str) -> Result<Results, String> {
    if Path::new(path).is_dir() {
        // The report says more: it also has what the verifier's own entrances disagree about.
        let report = format!("{path}/report.json");
        return load(&if Path::new(&report).exists() { report } else { format!("{path}/SHA256SUMS") });
    }
    let bytes = options::read(path)?;
    let results = if bytes.trim_ascii_start().starts_with(b"{") {
        Json::parse(&bytes).and_then(|report| from_report(&report))
    } else {
        sums::parse(&bytes).map(from_sums)
    };
    results.map_err(|why| format!("{path}: {why}"))
}

fn from_sums(sums: Sums) -> Results {
    sums.into_iter().map(|(path, digest)| (path, BTreeSet::from([digest]))).collect()
}

fn from_report(report: &Json) -> Result<Results, String> {
    if report.get("schema").and_then(Json::as_text) != Some("samara-verify/1") {
        return Err("not a report of the schema samara-verify/1".to_string());
    }
    let mut results = Results::new();
    for artifact in report.get("artifacts").map_or(&[][..], Json::items) {
        let name = artifact.get("name").and_then(Json::as_text).ok_or("an artifact without a name")?;
        let digests = results.entry(name.to_string()).or_default();
        for made in artifact.get("made").map_or(&[][..], Json::items) {
            let digest = made.get("sha256").and_then(Json::as_text).filter(|digest| sums::is_digest(digest));
            digests.insert(digest.ok_or_else(|| format!("{name}: no digest"))?.to_string());
        }
    }
    Ok(results)
}

/// What is said of one artifact.
struct Line {
    verdict: &'static str,
    path: String,
    why: &'static str,
    digests: [BTreeSet<String>; 2],
}

fn compare(a: &Results, b: &Results) -> Vec<Line> {
    let paths: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let of = |results: &Results, path: &String| results.get(path).cloned().unwrap_or_default();
    let each = paths.into_iter().map(|path| {
        let digests = [of(a, path), of(b, path)];
        let (verdict, why) = match (digests[0].len(), digests[1].len()) {
            (0, 0) => ("UNKWN", "neither made it"),
            (0, _) => ("UNKWN", "only B made it"),
            (_, 0) => ("UNKWN", "only A made it"),
            (1, 1) if digests[0] == digests[1] => ("GOOD", "agree"),
            (1, 1) => ("BAD", "differ"),
            (1, _) => ("BAD", "B's entrances disagree"),
            (_, 1) => ("BAD", "A's entrances disagree"),
            _ => ("BAD", "the entrances of both disagree"),
        };
        Line { verdict, path: path.clone(), why, digests }
    });
    each.collect()
}

fn joined(digests: &BTreeSet<String>) -> String {
    let list: Vec<&str> = digests.iter().map(String::as_str).collect();
    if list.is_empty() { "-".to_string() } else { list.join(" ") }
}

fn text(lines: &[Line], a: &str, b: &str) -> String {
    let mut out = String::new();
    for line in lines {
        out += &format!("{:<5}  {}  ({})\n", line.verdict, line.path, line.why);
        if line.verdict != "GOOD" {
            out += &format!("       A {}\n       B {}\n", joined(&line.digests[0]), joined(&line.digests[1]));
        }
    }
    let good = lines.iter().filter(|line| line.verdict == "GOOD").count();
    let verdict = if good == lines.len() { "the verifiers agree" } else { "the verifiers do not agree" };
    out + &format!("A: {a}\nB: {b}\n{good} of {} artifacts agree: {verdict}\n", lines.len())
}

fn json(lines: &[Line], agree: bool) -> Json {
    let digests = |set: &BTreeSet<String>| Json::array(set.iter().map(|digest| Json::from(digest.as_str())));
    let artifacts = lines.iter().map(|line| {
        Json::object([
            ("name", Json::from(line.path.as_str())),
            ("verdict", Json::from(line.verdict)),
            ("why", Json::from(line.why)),
            ("a", digests(&line.digests[0])),
            ("b", digests(&line.digests[1])),
        ])
    });
    Json::object([
        ("schema", Json::from("samara-compare/1")),
        ("agree", Json::from(agree)),
        ("artifacts", Json::array(artifacts)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(list: &[(&str, &str)]) -> Results {
        let digests = |digits: &str| digits.chars().map(|digit| digit.to_string().repeat(64)).collect();
        list.iter().map(|(path, digits)| (path.to_string(), digests(digits))).collect()
    }

    #[test]
    fn verdicts() {
        let a = results(&[("same", "1"), ("differ", "1"), ("mine", "1"), ("dispute", "12"), ("none", "")]);
        let b = results(&[("same", "1"), ("differ", "2"), ("yours", "1"), ("dispute", "1"), ("none", "")]);
        let said: Vec<(String, &str, &str)> =
            compare(&a, &b).into_iter().map(|line| (line.path, line.verdict, line.why)).collect();
        let want = [
            ("differ", "BAD", "differ"),
            ("dispute", "BAD", "A's entrances disagree"),
            ("mine", "UNKWN", "only A made it"),
            ("none", "UNKWN", "neither made it"),
            ("same", "GOOD", "agree"),
            ("yours", "UNKWN", "only B made it"),
        ];
        assert_eq!(said, want.map(|(path, verdict, why)| (path.to_string(), verdict, why)));
    }

    #[test]
    fn reports() {
        let digest = "1".repeat(64);
        let report = format!(
            "{{\"schema\":\"samara-verify/1\",\"artifacts\":[{{\"name\":\"x\",\"made\":[{{\"sha256\":\"{digest}\"}}]}}]}}"
        );
        let read = |text: &str| Json::parse(text.as_bytes()).and_then(|report| from_report(&report));
        assert_eq!(read(&report), Ok(results(&[("x", "1")])));
        assert!(read(&report.replace("verify/1", "verify/2")).is_err());
        assert!(read(&report.replace("name", "nome")).is_err());
        assert!(read(&report.replace("111111", "x11111")).is_err());
    }
}
