//! What the matrix says, as text for a terminal and as JSON (schema `samara-verify/1`).
//!
//! The JSON has nothing in it that differs from one run to the next: no times, no paths of the machine.

use super::entrance::{Entrance, State};
use super::explain::Difference;
use super::matrix::{Artifact, Cell, Matrix, Verdict};
use super::sums::Sums;
use crate::finding::Severity;
use crate::json::Json;

/// So many lines are shown of one difference.
const SHOWN: usize = 40;

/// Columns are the numbers of the entrances.
pub fn text(matrix: &Matrix, differences: &[Difference]) -> String {
    let mut out = String::new();
    let widest = matrix.entrances.iter().map(|entrance| entrance.title.chars().count()).max().unwrap_or(0);
    out += &format!("    {:widest$}  made  equal       time\n", "entrance");
    for (number, entrance) in matrix.entrances.iter().enumerate() {
        out += &format!("{:>3} {}\n", number + 1, entrance_line(matrix, number, entrance, widest));
    }
    out.push('\n');
    let widest = matrix.artifacts.iter().map(|artifact| artifact.path.chars().count()).max().unwrap_or(0);
    out += &format!("{:widest$} ", "artifact");
    for number in 1..=matrix.entrances.len() {
        out += &format!(" {number:>2}");
    }
    out.push('\n');
    for artifact in &matrix.artifacts {
        out += &format!("{:widest$} ", artifact.path);
        for cell in &artifact.cells {
            out += &format!("  {}", cell.mark());
        }
        out += &format!("  {}\n", artifact.verdict().name());
    }
    out += "\n= equal   X different   ? missing   . no way to it   - not run\n";
    for finding in matrix.findings.list().iter().filter(|finding| finding.severity > Severity::Note) {
        out += &format!("{}\n", finding.line());
    }
    for difference in differences {
        out += &format!(
            "\n{} by {} is not as by {}:\n",
            difference.artifact, difference.entrance, difference.pattern
        );
        difference.lines.iter().take(SHOWN).for_each(|line| out += &format!("  {line}\n"));
        if let Some(more @ 1..) = difference.lines.len().checked_sub(SHOWN) {
            out += &format!("  … and {more} lines more in report.json\n");
        }
    }
    out += &summary(matrix);
    out
}

fn entrance_line(matrix: &Matrix, number: usize, entrance: &Entrance, widest: usize) -> String {
    let title = &entrance.title;
    if let State::NotRun(why) = &entrance.state {
        return format!("{title:widest$}  not run: {why}");
    }
    let equal = cells(matrix, number).filter(|cell| *cell == Cell::Equal).count();
    let seconds =
        entrance.milliseconds.map_or(String::new(), |ms| format!("{}.{} s", ms / 1000, ms / 100 % 10));
    let failed =
        if let State::Failed(why) = &entrance.state { format!("  failed: {why}") } else { String::new() };
    format!("{title:widest$}  {:>4}  {equal:>5}  {seconds:>9}{failed}", entrance.made.len())
}

/// The cells of one entrance.
fn cells(matrix: &Matrix, number: usize) -> impl Iterator<Item = Cell> {
    matrix.artifacts.iter().filter_map(move |artifact| artifact.cells.get(number).copied())
}

/// One sentence and the verdict.
pub fn summary(matrix: &Matrix) -> String {
    let ran = matrix.entrances.iter().filter(|entrance| entrance.state == State::Ran).count();
    let all = matrix.entrances.len();
    let equal = matrix.count(Cell::Equal);
    let made = equal + matrix.count(Cell::Different);
    let artifacts = matrix.artifacts.len();
    let verdict = matrix.verdict().name();
    let closing = match matrix.verdict() {
        Verdict::Good => "",
        _ => "\nBootstrap comparison failure!",
    };
    format!(
        "{ran} of {all} entrances, {artifacts} artifacts, made {made} times: {equal} equal, {} different, {} missing: \
         {verdict}{closing}\n",
        matrix.count(Cell::Different),
        matrix.count(Cell::Missing),
    )
}

/// The report for programs.
pub fn json(matrix: &Matrix, differences: &[Difference], sums: Option<&Sums>) -> Json {
    Json::object([
        ("schema", Json::from("samara-verify/1")),
        ("verdict", Json::from(matrix.verdict().name())),
        ("sumsChecked", Json::from(sums.is_some())),
        (
            "entrances",
            Json::array(matrix.entrances.iter().enumerate().map(|(n, e)| entrance_json(matrix, n, e))),
        ),
        ("artifacts", Json::array(matrix.artifacts.iter().map(|artifact| artifact_json(matrix, artifact)))),
        ("findings", Json::array(matrix.findings.list().iter().map(|finding| finding.json()))),
        ("differences", Json::array(differences.iter().map(difference_json))),
    ])
}

fn entrance_json(matrix: &Matrix, number: usize, entrance: &Entrance) -> Json {
    let mut members =
        vec![("name", Json::from(entrance.name.as_str())), ("title", Json::from(entrance.title.as_str()))];
    members.extend(entrance.version.as_deref().map(|version| ("version", Json::from(version))));
    let (state, reason) = match &entrance.state {
        State::Ran => ("ran", None),
        State::NotRun(why) => ("not run", Some(why)),
        State::Failed(why) => ("failed", Some(why)),
    };
    members.push(("state", Json::from(state)));
    members.extend(reason.map(|why| ("reason", Json::from(why.as_str()))));
    let results = matrix.artifacts.iter().zip(cells(matrix, number));
    let results = results.map(|(artifact, cell)| (artifact.path.as_str(), Json::from(cell.name())));
    members.push(("results", Json::object(results)));
    Json::object(members)
}

fn artifact_json(matrix: &Matrix, artifact: &Artifact) -> Json {
    let mut members = vec![
        ("name", Json::from(artifact.path.as_str())),
        ("verdict", Json::from(artifact.verdict().name())),
    ];
    members.extend(artifact.expected.as_deref().map(|digest| ("expected", Json::from(digest))));
    members.extend(artifact.size.map(|size| ("size", Json::from(size))));
    let made = artifact.digests.iter().map(|(digest, who)| {
        let names = who.iter().filter_map(|number| matrix.entrances.get(*number));
        let names = names.map(|entrance| Json::from(entrance.name.as_str()));
        Json::object([("sha256", Json::from(digest.as_str())), ("entrances", Json::array(names))])
    });
    members.push(("made", Json::array(made)));
    Json::object(members)
}

fn difference_json(difference: &Difference) -> Json {
    Json::object([
        ("artifact", Json::from(difference.artifact.as_str())),
        ("entrance", Json::from(difference.entrance.as_str())),
        ("pattern", Json::from(difference.pattern.as_str())),
        ("lines", Json::array(difference.lines.iter().map(|line| Json::from(line.as_str())))),
    ])
}
