//! The chain as a picture (SVG 1.1): the sources and first tools, stage1, stage2-boot, samara and its libraries, from
//! left to right, each artifact with a note: the begin of its digest, and what a verification says of it.

use super::page::escape;

/// An artifact as it is drawn.
pub struct Item {
    /// Its path, as SHA256SUMS has it.
    pub path: String,
    pub note: String,
    /// Whether it is what it should be.
    pub good: bool,
}

/// The columns: what the paths of the artifacts in them end in.
const COLUMNS: [&[&str]; 5] = [
    &["/stage1.p1"],
    &["/stage1.hex", "/stage1.map", "/stage1"],
    &["/stage2-boot"],
    &["/bin/samara"],
    &["/libsamara.a"],
];

const WIDTH: usize = 212;
const HEIGHT: usize = 46;
const GAP_X: usize = 20;
const GAP_Y: usize = 12;
const MARGIN: usize = 8;

/// A box: its column, its place in it, its lines of text and its class.
struct Node {
    column: usize,
    row: usize,
    lines: [String; 2],
    class: &'static str,
}

/// The picture, an `svg` element that stands in a page; `tools` are the two lines of the first box.
pub fn svg(tools: [String; 2], items: &[Item]) -> String {
    let mut columns: Vec<Vec<&Item>> = COLUMNS.iter().map(|_| Vec::new()).collect();
    for artifact in items {
        let column =
            COLUMNS.iter().position(|endings| endings.iter().any(|ending| artifact.path.ends_with(ending)));
        if let Some(column) = column.and_then(|column| columns.get_mut(column)) {
            column.push(artifact);
        }
    }
    let mut nodes = vec![Node { column: 0, row: 0, lines: tools, class: "tools" }];
    for (column, artifacts) in columns.iter().enumerate() {
        nodes.extend(artifacts.iter().enumerate().map(|(row, item)| node(column + 1, row, item)));
    }
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let width = 2 * MARGIN + (COLUMNS.len() + 1) * (WIDTH + GAP_X) - GAP_X;
    let height = 2 * MARGIN + rows * (HEIGHT + GAP_Y) - GAP_Y;
    let mut out = format!(
        "<svg class=\"chain\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"chain-title\"><title id=\"chain-title\">The chain from the first tools to samara; \
         the table below says the same</title>\n"
    );
    let middle = |column: usize| {
        let rows = nodes.iter().filter(|node| node.column == column).count();
        2 * MARGIN + (rows * (HEIGHT + GAP_Y)).saturating_sub(GAP_Y + 2 * MARGIN) / 2
    };
    for column in 0..COLUMNS.len() {
        // One arrow from the middle of each column to that of the next: what is there is made by what is here.
        let from = MARGIN + column * (WIDTH + GAP_X) + WIDTH;
        let to = from + GAP_X;
        let (y1, y2) = (middle(column), middle(column + 1));
        out += &format!(
            "<path class=\"edge\" d=\"M{from} {y1} C{} {y1} {} {y2} {} {y2}\"/><path class=\"head\" d=\"M{to} {y2} l-8 \
             -5 v10 z\"/>\n",
            from + GAP_X / 2,
            to - GAP_X / 2,
            to - 8
        );
    }
    nodes.iter().for_each(|node| out += &draw(node));
    out + "</svg>\n"
}

fn node(column: usize, row: usize, item: &Item) -> Node {
    let name = item.path.strip_prefix("build/").unwrap_or(&item.path);
    Node {
        column,
        row,
        lines: [brief(name), item.note.clone()],
        class: if item.good { "good" } else { "bad" },
    }
}

/// A path that fits into a box: in the middle of a long one an ellipsis.
fn brief(name: &str) -> String {
    const FITS: usize = 27;
    let chars: Vec<char> = name.chars().collect();
    let Some(cut) = chars.len().checked_sub(FITS - 1) else { return name.to_string() };
    if cut < 2 {
        return name.to_string();
    }
    let head: String = chars.iter().take(8).collect();
    let tail: String = chars.iter().skip(8 + cut).collect();
    format!("{head}…{tail}")
}

fn draw(node: &Node) -> String {
    let x = MARGIN + node.column * (WIDTH + GAP_X);
    let y = MARGIN + node.row * (HEIGHT + GAP_Y);
    let [name, digest] = &node.lines;
    format!(
        "<g class=\"{}\"><rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"6\"/>\
         <text x=\"{tx}\" y=\"{}\">{}</text><text class=\"digest\" x=\"{tx}\" y=\"{}\">{}</text></g>\n",
        node.class,
        y + 19,
        escape(name),
        y + 37,
        escape(digest),
        tx = x + 10
    )
}
