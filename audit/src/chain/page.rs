//! The matrix as a page: one file that opens offline, without scripts, in light and dark; tables for eyes, keyboards
//! and screen readers alike.

use super::entrance::State;
use super::explain::Difference;
use super::graph::{self, Item};
use super::matrix::{Artifact, Cell, Matrix, Verdict, short};
use super::report;
use crate::finding::Severity;

const STYLE: &str = "\
:root { color-scheme: light dark; --line: light-dark(#c6ccd4, #454c56); --page: light-dark(#fff, #14171b);
  --text: light-dark(#1b2026, #e4e8ed); --soft: light-dark(#59636e, #a3adb8); --good: light-dark(#176a34, #74d592);
  --bad: light-dark(#a5121f, #ff9c98); --good-page: light-dark(#e6f5ea, #12301c); --bad-page: light-dark(#fde8e8, #47191c) }
body { margin: 0 auto; max-width: 92rem; padding: 1rem 2rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.5rem }
.scroll { overflow-x: auto } .scroll:focus-visible { outline: 2px solid var(--soft) }
table { border-collapse: collapse; font-size: .9rem } caption { text-align: left; color: var(--soft); padding-bottom: .4rem }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top }
thead th { vertical-align: bottom } tbody th { font-weight: normal; white-space: nowrap }
.cell { text-align: center } .number { text-align: right }
.digest, .path, code, pre { font-family: ui-monospace, monospace; font-size: .85em }
.equal, .GOOD { color: var(--good); background: var(--good-page) }
.different, .missing, .BAD, .FAIL, .UNKWN { color: var(--bad); background: var(--bad-page); font-weight: bold }
.not { color: var(--soft) } .verdict { padding: .6rem 1rem; border-radius: .4rem; display: inline-block }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .6rem }
.chain text { fill: var(--text); font: 12px ui-monospace, monospace } .chain .digest { fill: var(--soft); font-size: 11px }
.chain rect { fill: var(--page); stroke: var(--line) } .chain .good rect { stroke: var(--good); fill: var(--good-page) }
.chain .bad rect { stroke: var(--bad); fill: var(--bad-page); stroke-width: 2 }
.chain .edge { fill: none; stroke: var(--soft); stroke-width: 1.5 } .chain .head { fill: var(--soft) }
";

/// The chain as a picture: each artifact with its digest, and how many entrances made it.
fn chain(matrix: &Matrix) -> String {
    let ran = matrix.entrances.iter().filter(|entrance| !entrance.made.is_empty()).count();
    let tools = [format!("{ran} first tools"), "each from its own entrance".to_string()];
    let item = |artifact: &Artifact| {
        let equal = artifact.count(Cell::Equal);
        let all = equal + artifact.count(Cell::Different) + artifact.count(Cell::Missing);
        let verdict = artifact.verdict();
        Item {
            path: artifact.path.clone(),
            note: format!("{} {equal}/{all} {}", short(&artifact.reference), verdict.name()),
            good: verdict == Verdict::Good,
        }
    };
    graph::svg(tools, &matrix.artifacts.iter().map(item).collect::<Vec<_>>())
}

/// The whole page.
pub fn page(matrix: &Matrix, differences: &[Difference]) -> String {
    let verdict = matrix.verdict().name();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{verdict}: the chain, verified</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>The chain, verified</h1>\n\
         <p class=\"verdict {verdict}\">{}</p>\n",
        escape(report::summary(matrix).trim_end())
    );
    out += "<h2 id=\"chain\">The chain</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
            aria-label=\"The chain\">\n";
    out += &chain(matrix);
    out += "</div>\n<h2 id=\"artifacts\">Artifacts by entrance</h2>\n";
    out += &table(matrix);
    out += "<h2 id=\"entrances\">Entrances</h2>\n";
    out += &entrances(matrix);
    out += &findings(matrix);
    if !differences.is_empty() {
        out += "<h2 id=\"differences\">Differences</h2>\n";
    }
    for difference in differences {
        let [artifact, entrance, pattern] =
            [&difference.artifact, &difference.entrance, &difference.pattern].map(|text| escape(text));
        out += &format!(
            "<h3><span class=\"path\">{artifact}</span> by {entrance}, beside that by {pattern}</h3>\n\
             <pre tabindex=\"0\">{}</pre>\n",
            escape(&difference.lines.join("\n"))
        );
    }
    out + "</main>\n</body>\n</html>\n"
}

fn table(matrix: &Matrix) -> String {
    let mut out = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Artifacts by entrance\">\n<table>\n\
                   <caption>Equal: the bytes that this entrance made have the digest of SHA256SUMS. The numbers are \
                   those of the entrances below.</caption>\n<thead><tr><th scope=\"col\">artifact</th>\
                   <th scope=\"col\">verdict</th><th scope=\"col\">bytes</th>"
        .to_string();
    for (number, entrance) in matrix.entrances.iter().enumerate() {
        out += &format!(
            "<th scope=\"col\" class=\"cell\"><abbr title=\"{}\">{}</abbr></th>",
            escape(&entrance.title),
            number + 1
        );
    }
    out += "<th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n";
    for artifact in &matrix.artifacts {
        let verdict = artifact.verdict().name();
        out += &format!(
            "<tr><th scope=\"row\" class=\"path\">{}</th><td class=\"{verdict}\">{verdict}</td><td class=\"number\">{}</td>",
            escape(&artifact.path),
            artifact.size.map_or(String::new(), |size| size.to_string())
        );
        for cell in &artifact.cells {
            let (mark, class) = match cell {
                Cell::Equal => ("=", "equal"),
                Cell::Different => ("≠", "different"),
                Cell::Missing => ("?", "missing"),
                Cell::NotMade => ("·", "not"),
                Cell::NotRun => ("–", "not"),
            };
            let name = cell.name();
            out += &format!(
                "<td class=\"cell {class}\"><span role=\"img\" aria-label=\"{name}\" title=\"{name}\">{mark}</span></td>"
            );
        }
        out += &format!("<td class=\"digest\">{}</td></tr>\n", escape(&artifact.reference));
    }
    out + "</tbody>\n</table>\n</div>\n<p>= equal, ≠ different, ? missing, · no way to this artifact, – not run</p>\n"
}

fn entrances(matrix: &Matrix) -> String {
    let mut out = "<table>\n<thead><tr><th scope=\"col\">number</th><th scope=\"col\">entrance</th>\
                   <th scope=\"col\">what</th><th scope=\"col\">tool</th><th scope=\"col\">state</th></tr></thead>\n\
                   <tbody>\n"
        .to_string();
    for (number, entrance) in matrix.entrances.iter().enumerate() {
        let (class, state) = match &entrance.state {
            State::Ran => ("GOOD", format!("made {}", entrance.made.len())),
            State::NotRun(why) => ("not", format!("not run: {why}")),
            State::Failed(why) => ("FAIL", format!("failed: {why}")),
        };
        out += &format!(
            "<tr><td class=\"number\">{}</td><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"{class}\">{}</td></tr>\n",
            number + 1,
            escape(&entrance.name),
            escape(&entrance.title),
            escape(entrance.version.as_deref().unwrap_or("")),
            escape(&state)
        );
    }
    out + "</tbody>\n</table>\n"
}

fn findings(matrix: &Matrix) -> String {
    let list = matrix.findings.list();
    if list.is_empty() {
        return String::new();
    }
    let mut out = "<h2 id=\"findings\">Findings</h2>\n<ul>\n".to_string();
    for finding in list {
        let class = if finding.severity == Severity::Error { Verdict::Bad.name() } else { "not" };
        out += &format!("<li class=\"{class}\">{}</li>\n", escape(&finding.line()));
    }
    out + "</ul>\n"
}

/// Text as it stands in HTML and its attributes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::matrix::tests::entrance;
    use super::*;

    /// Every element that is opened is closed, and nothing of the input is markup.
    #[test]
    fn well_formed() {
        let entrances =
            vec![entrance("seed", &[("build/x/stage1", '1')]), entrance("<b>", &[("build/x/stage1", '2')])];
        let matrix = Matrix::new(entrances, None);
        let difference = Difference {
            artifact: "a&b".to_string(),
            entrance: "<i>".to_string(),
            pattern: String::new(),
            lines: vec!["</pre>".to_string()],
        };
        let page = page(&matrix, &[difference]);
        for element in ["table", "tr", "td", "th", "pre", "svg", "g", "ul", "li", "h2", "h3", "main", "div"] {
            let opened =
                page.matches(&format!("<{element}>")).count() + page.matches(&format!("<{element} ")).count();
            assert_eq!(opened, page.matches(&format!("</{element}>")).count(), "{element}");
        }
        assert!(!page.contains("<b>") && !page.contains("<i>"));
        for outside in ["http:", "https:", "src=", "url(", "<script"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}
