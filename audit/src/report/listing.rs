//! The listings of functions: for each instruction its bytes, its text, and where it comes from.
//!
//! A line is `BYTES⇥INSTRUCTION⇥MACROS⇥P1⇥C`, the last ones left out where they are empty; P1 and C lines stand where
//! they begin. The addresses follow from the bytes. The page reads a listing when it is asked for.

use super::source::{Origins, Sources};
use crate::code::Function;
use crate::elf::Elf;
use std::fmt::Write;

/// The columns of a listing, as the page orders them.
pub fn columns(origins: &Origins) -> &'static str {
    match origins {
        Origins::Map(_) => "c p1 macro address bytes text",
        Origins::Lines(_) => "c address bytes text",
        Origins::None => "address bytes text",
    }
}

/// At most this many bytes of data are shown on one line.
const DATA_BYTES: u64 = 16;

/// The lines of one function; C lines of `file`, which its heading names, are given by their number alone.
pub fn lines(elf: &Elf, function: &Function, file: &str, origins: &Origins, sources: &mut Sources) -> String {
    let mut out = String::new();
    let Some(machine) = elf.machine else { return out };
    let size = function.end.saturating_sub(function.start);
    let bytes = crate::bytes::slice(elf.bytes, function.offset, size).unwrap_or(&[]);
    let (mut at, mut last_p1, mut last_c) = (0usize, String::new(), String::new());
    while at < bytes.len() {
        let address = function.start.wrapping_add(at as u64);
        let rest = &bytes[at..];
        let (length, text) = match machine.decode(rest, address) {
            Ok(insn) => (usize::from(insn.length).clamp(1, rest.len()), machine.text(rest, address)),
            Err(_) => (rest.len().min(DATA_BYTES as usize), "(data)".to_string()),
        };
        for byte in &rest[..length] {
            let _ = write!(out, "{byte:02x}");
        }
        let origin = origins.origin(elf, address, length as u64);
        let p1 = changed(&mut last_p1, origin.p1.map(|(place, line)| sources.quote(&place, line, false)));
        let c =
            changed(&mut last_c, origin.c.map(|(place, line)| sources.quote(&place, line, place != file)));
        let fields = ["", &text, &origin.macros, &p1, &c].map(clean);
        out.push_str(fields.join("\t").trim_end_matches('\t'));
        out.push('\n');
        at += length;
    }
    out
}

/// The new text if it is another than the last, which it replaces.
fn changed(last: &mut String, now: Option<String>) -> String {
    match now {
        Some(now) if now != *last => {
            last.clone_from(&now);
            now
        }
        _ => String::new(),
    }
}

/// Fit for a field of a line inside HTML.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
