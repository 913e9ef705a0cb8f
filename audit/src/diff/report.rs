//! What was found to be different: kept up to a limit, counted beyond it, and told as text or JSON.

use crate::json::Json;
use crate::list::names::brief;
use std::collections::BTreeMap;

/// What a difference is of, in the order in which they are told, with the word for several.
const KINDS: [(&str, &str); 8] = [
    ("header", "headers"),
    ("segment", "segments"),
    ("section", "sections"),
    ("symbol", "symbols"),
    ("function", "functions"),
    ("data", "data objects"),
    ("padding", "paddings"),
    ("bytes", "stretches of bytes"),
];

/// One place that is different.
pub struct Difference {
    /// One of `KINDS`.
    pub kind: &'static str,
    pub name: String,
    /// What is different, in a sentence.
    pub text: String,
    /// More lines: instructions, bytes.
    pub lines: Vec<String>,
}

/// All differences.
pub struct Report {
    pub kept: Vec<Difference>,
    limit: usize,
    /// How many there are of each kind, also beyond the limit.
    pub counts: BTreeMap<&'static str, u64>,
    /// Functions, then objects, that differ in nothing but where they and what they refer to are: how many by how far.
    pub moved_functions: Moves,
    pub moved_data: Moves,
    pub moved_sections: Moves,
    /// Stretches of zeros of another length.
    pub padding: u64,
    /// Symbols that only have another number behind their name.
    pub renumbered: u64,
}

/// How many moved by each distance, with the name of the first.
pub type Moves = BTreeMap<i64, (u64, String)>;

/// At most so many distances are told apart.
const DISTANCES: usize = 1000;

impl Report {
    pub fn new(limit: usize) -> Report {
        Report {
            kept: Vec::new(),
            limit,
            counts: BTreeMap::new(),
            moved_functions: BTreeMap::new(),
            moved_data: BTreeMap::new(),
            moved_sections: BTreeMap::new(),
            padding: 0,
            renumbered: 0,
        }
    }

    /// Whether the next difference will be kept: if not, its lines need not be made.
    pub fn has_room(&self) -> bool {
        self.kept.len() < self.limit
    }

    pub fn add(&mut self, kind: &'static str, name: &str, text: String, lines: Vec<String>) {
        *self.counts.entry(kind).or_default() += 1;
        if self.has_room() {
            self.kept.push(Difference { kind, name: name.to_string(), text, lines });
        }
    }

    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// The differences, and a summary of them.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for difference in self.ordered() {
            text += &format!("{} {}: {}\n", difference.kind, difference.name, difference.text);
            for line in &difference.lines {
                text += &format!("    {line}\n");
            }
        }
        let more = self.total().saturating_sub(self.kept.len() as u64);
        if more > 0 {
            text += &format!("... and {more} more places; --limit shows them\n");
        }
        for line in self.summary() {
            text += &format!("summary: {line}\n");
        }
        text
    }

    /// In the order of kinds, and of each kind as they were found.
    fn ordered(&self) -> Vec<&Difference> {
        let rank = |kind: &str| KINDS.iter().position(|(name, _)| *name == kind);
        let mut order: Vec<&Difference> = self.kept.iter().collect();
        order.sort_by_key(|difference| rank(difference.kind));
        order
    }

    fn summary(&self) -> Vec<String> {
        let each = KINDS.iter().filter_map(|(kind, plural)| match self.counts.get(kind)? {
            1 => Some(format!("1 {kind}")),
            count => Some(format!("{count} {plural}")),
        });
        let mut lines = vec![match self.total() {
            0 => "nothing but addresses differs".to_string(),
            total => format!(
                "{total} place{} differ{}: {}",
                if total == 1 { "" } else { "s" },
                if total == 1 { "s" } else { "" },
                each.collect::<Vec<_>>().join(", ")
            ),
        }];
        lines.extend(moved("functions", &self.moved_functions));
        lines.extend(moved("objects", &self.moved_data));
        lines.extend(moved("sections", &self.moved_sections));
        if self.padding > 0 {
            lines.push(format!("{} stretches of zeros between the parts have another length", self.padding));
        }
        if self.renumbered > 0 {
            lines.push(format!("{} symbols only have another number behind their name", self.renumbered));
        }
        lines
    }

    pub fn json(&self, a: &str, b: &str) -> Json {
        let difference = |it: &Difference| {
            Json::object([
                ("kind", Json::from(it.kind)),
                ("name", Json::from(it.name.as_str())),
                ("text", Json::from(it.text.as_str())),
                ("lines", Json::array(it.lines.iter().map(|line| Json::from(line.as_str())))),
            ])
        };
        let distances = |counts: &Moves| {
            Json::array(counts.iter().map(|(by, (count, first))| {
                let by = Json::Number(i128::from(*by));
                Json::object([
                    ("by", by),
                    ("count", Json::from(*count)),
                    ("first", Json::from(first.as_str())),
                ])
            }))
        };
        Json::object([
            ("schema", Json::from("samara-audit-diff/1")),
            ("a", Json::from(a)),
            ("b", Json::from(b)),
            ("same", Json::from(false)),
            ("differences", Json::array(self.ordered().into_iter().map(difference))),
            ("counts", Json::object(self.counts.iter().map(|(kind, count)| (*kind, Json::from(*count))))),
            ("moved_functions", distances(&self.moved_functions)),
            ("moved_objects", distances(&self.moved_data)),
            ("moved_sections", distances(&self.moved_sections)),
            ("resized_padding", Json::from(self.padding)),
            ("renumbered_symbols", Json::from(self.renumbered)),
            ("summary", Json::array(self.summary().iter().map(|line| Json::from(line.as_str())))),
        ])
    }
}

/// Notes that something moved.
pub fn count(counts: &mut Moves, by: i64, name: &str) {
    if counts.len() < DISTANCES || counts.contains_key(&by) {
        counts.entry(by).or_insert_with(|| (0, brief(name))).0 += 1;
    }
}

/// `12 functions only moved: 10 by +16, 2 by -4`.
fn moved(what: &str, counts: &Moves) -> Option<String> {
    const SHOWN: usize = 5;
    let total: u64 = counts.values().map(|(count, _)| count).sum();
    let mut order: Vec<(&i64, u64, &str)> =
        counts.iter().map(|(by, (count, first))| (by, *count, first.as_str())).collect();
    order.sort_by_key(|&(by, count, _)| (u64::MAX - count, *by));
    let each = order.iter().take(SHOWN).map(|(by, count, first)| match by {
        0 => format!("{count} where they were, but referring to what moved (first {first})"),
        _ => format!("{count} by {by:+} (first {first})"),
    });
    let mut each: Vec<String> = each.collect();
    if order.len() > SHOWN {
        each.push(format!("others by {} other distances", order.len() - SHOWN));
    }
    (total > 0).then(|| format!("{total} {what} only moved: {}", each.join(", ")))
}
