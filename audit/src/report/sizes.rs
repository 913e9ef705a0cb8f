//! The treemap of sizes: folders, files and functions, each as large as its bytes.

use super::html::{attribute, thousands};
use super::model::{Class, Model};
use super::treemap::{Rect, divide};
use std::collections::BTreeMap;

const PAGE: Rect = Rect { x: 0.0, y: 0.0, width: 1200.0, height: 640.0 };
const BORDER: f64 = 1.5;
const HEADING: f64 = 13.0;
/// What is smaller than this in both directions is not drawn.
const SMALLEST: f64 = 0.7;
/// Text goes where about this much room is for a letter.
const LETTER: f64 = 6.0;
/// Folders inside folders are drawn to this depth: a hostile map may nest them without end.
const DEEPEST: usize = 12;

/// A folder or file with what is in it, or a function or object.
#[derive(Default)]
struct Node {
    size: u64,
    class: Option<Class>,
    function: Option<usize>,
    children: BTreeMap<String, Node>,
}

/// The treemap as SVG.
pub fn svg(model: &Model) -> String {
    let mut svg = format!(
        "<svg class=\"treemap\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Sizes of folders, files and functions; \
         the table of functions says the same in words\">\n",
        PAGE.width, PAGE.height
    );
    draw(&tree(model), "", PAGE, 0, &mut svg);
    svg + "</svg>\n"
}

fn tree(model: &Model) -> Node {
    let mut root = Node::default();
    for (piece, index) in model.pieces.iter().zip(0u64..) {
        let source = piece.function.and_then(|function| model.sources.get(function));
        let mut path: Vec<&str> = match source {
            Some((file, _)) if !file.is_empty() => file.split('/').filter(|part| !part.is_empty()).collect(),
            _ => vec![piece.class.title()],
        };
        path.truncate(DEEPEST);
        // Pieces of one name in one file are different: static objects inside functions.
        let leaf = if piece.name.is_empty() { format!("{index}") } else { piece.name.to_string() };
        let size = piece.end - piece.start;
        let mut node = &mut root;
        node.size += size;
        for part in path.into_iter().chain([leaf.as_str()]) {
            node = node.children.entry(part.to_string()).or_default();
            node.size += size;
        }
        node.class = Some(piece.class);
        node.function = piece.function;
    }
    root
}

fn draw(node: &Node, path: &str, area: Rect, depth: usize, svg: &mut String) {
    let mut children: Vec<(&String, &Node)> = node.children.iter().collect();
    children.sort_by_key(|(_, child)| std::cmp::Reverse(child.size));
    let sizes: Vec<u64> = children.iter().map(|(_, child)| child.size).collect();
    for ((name, child), rect) in children.into_iter().zip(divide(&sizes, area)) {
        if rect.width < SMALLEST || rect.height < SMALLEST {
            continue;
        }
        let whole = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        match child.class {
            Some(class) if child.children.is_empty() => leaf(child, class, name, &whole, rect, svg),
            _ => folder(child, name, &whole, rect, depth, svg),
        }
    }
}

fn folder(node: &Node, name: &str, path: &str, rect: Rect, depth: usize, svg: &mut String) {
    *svg += &format!("<rect class=\"folder\" {}/>\n", place(rect));
    let heading = if rect.width > 40.0 && rect.height > 30.0 { HEADING } else { 0.0 };
    if heading > 0.0 {
        *svg += &label("folder-name", name, rect);
    }
    if let Some(inside) = rect.inside(BORDER, heading) {
        draw(node, path, inside, depth + 1, svg);
    }
}

fn leaf(node: &Node, class: Class, name: &str, path: &str, rect: Rect, svg: &mut String) {
    let text = format!("{path}, {} bytes", thousands(node.size));
    let shape =
        format!("<rect class=\"leaf {}\" {} data-n=\"{}\"/>", class.name(), place(rect), attribute(&text));
    *svg += &match node.function {
        Some(function) => format!("<a href=\"#f{function}\" tabindex=\"-1\">{shape}</a>\n"),
        None => shape + "\n",
    };
    if rect.height > HEADING && rect.width > LETTER * 5.0 {
        *svg += &label("label", name, rect);
    }
}

fn place(rect: Rect) -> String {
    let Rect { x, y, width, height } = rect;
    format!("x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"")
}

/// As much of a name as fits.
fn label(class: &str, name: &str, rect: Rect) -> String {
    let room = (rect.width / LETTER) as usize;
    let short: String = if name.chars().count() > room {
        name.chars().take(room.saturating_sub(1)).chain(['…']).collect()
    } else {
        name.to_string()
    };
    format!(
        "<text class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>\n",
        rect.x + 3.0,
        rect.y + 10.5,
        attribute(&short)
    )
}
