//! The byte map: a picture of the whole file, row by row, each cell a stretch of bytes in the colour of what it is.

use super::html::{attribute, thousands};
use super::model::{Model, Piece};

const COLUMNS: u64 = 128;
const ROWS: u64 = 64;
const CELL: u64 = 8;

/// The map as SVG. A cell shows the piece that most of its bytes are of; neighbours of one piece are one rectangle.
pub fn svg(model: &Model) -> String {
    let cells = COLUMNS * ROWS;
    let per_cell = model.size.div_ceil(cells).max(1);
    let used = model.size.div_ceil(per_cell);
    let rows = used.div_ceil(COLUMNS).max(1);
    let mut svg = format!(
        "<svg class=\"bytemap\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Map of the {} bytes of the file, {} \
         bytes to a cell; the table of sections says the same in words\">\n",
        COLUMNS * CELL,
        rows * CELL,
        thousands(model.size),
        per_cell
    );
    let shown = dominant(&model.pieces, used, per_cell);
    let mut cell = 0;
    while cell < used {
        let row_end = (cell / COLUMNS + 1) * COLUMNS;
        let piece = shown[cell as usize];
        let mut end = cell + 1;
        while end < used.min(row_end) && shown[end as usize] == piece {
            end += 1;
        }
        if let Some(found) = piece.and_then(|index| model.pieces.get(index)) {
            svg += &rectangle(found, piece.unwrap_or(0), cell, end);
        }
        cell = end;
    }
    svg += "</svg>\n";
    svg
}

fn rectangle(piece: &Piece, index: usize, cell: u64, end: u64) -> String {
    let (x, y) = (cell % COLUMNS * CELL, cell / COLUMNS * CELL);
    let shade = ["", " light", " lighter"][index % 3];
    let rect = format!(
        "<rect class=\"{}{shade}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{CELL}\" data-p=\"{index}\"/>",
        piece.class.name(),
        (end - cell) * CELL
    );
    match piece.function {
        Some(function) => format!("<a href=\"#f{function}\" tabindex=\"-1\">{rect}</a>\n"),
        None => rect + "\n",
    }
}

/// For each cell the piece with the most bytes in it.
fn dominant(pieces: &[Piece], cells: u64, per_cell: u64) -> Vec<Option<usize>> {
    let mut shown = vec![(None, 0); usize::try_from(cells).unwrap_or(0)];
    for (index, piece) in pieces.iter().enumerate() {
        let mut at = piece.start;
        while at < piece.end {
            let cell = at / per_cell;
            let end = piece.end.min((cell + 1).saturating_mul(per_cell));
            if let Some(best) = shown.get_mut(cell as usize)
                && end - at > best.1
            {
                *best = (Some(index), end - at);
            }
            at = end;
        }
    }
    shown.into_iter().map(|(piece, _)| piece).collect()
}

/// What the pointer reads: the name and place of each piece, as one JSON array for the script.
pub fn names(model: &Model) -> String {
    let items = model.pieces.iter().map(|piece| {
        crate::json::Json::from(format!(
            "{} — {:#x}–{:#x}, {} bytes",
            piece.name,
            piece.start,
            piece.end,
            thousands(piece.end - piece.start)
        ))
    });
    crate::json::Json::array(items).compact().replace('<', "\\u003c")
}

/// The legend: what the colours mean.
pub fn legend() -> String {
    let mut out = "<ul class=\"legend\">".to_string();
    for class in super::model::Class::ALL {
        out += &format!("<li><span class=\"key {}\"></span>{}</li>", class.name(), attribute(class.title()));
    }
    out + "</ul>\n"
}
