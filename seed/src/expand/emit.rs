//! The expander's output: labelled hex (`docs/HEX.md`) and the provenance map.
//!
//! Bytes of one source line stand on one line of hex; everything else has its own line.

use super::exec::{Expander, Label};
use crate::diag::Loc;
use crate::intern::{Id, Table};

#[derive(Default)]
pub struct Output {
    pub hex: Vec<u8>,
    pub map: Vec<u8>,
    pub want_map: bool,
    /// Whether the last line of hex is unfinished.
    in_line: bool,
    pub section: Id,
    /// By name: how much a section holds so far.
    sizes: Table<u64>,
    /// The name of the C file, or of nothing; the line.
    pub c_file: Id,
    c_line: i64,
    run: Run,
}

/// Bytes from one source line through one innermost macro (its number plus 1).
#[derive(Default, Clone, Copy)]
struct Run {
    section: Id,
    offset: u64,
    size: u64,
    line: Loc,
    mac: usize,
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl Expander {
    pub fn break_line(&mut self) {
        if self.out.in_line {
            self.out.hex.push(b'\n');
            self.out.in_line = false;
        }
    }

    /// Begins the next byte or reference of a line.
    fn item(&mut self) {
        if self.out.in_line {
            self.out.hex.push(b' ');
        }
        self.out.in_line = true;
    }

    /// The low `size` bytes of `value`.
    pub fn put_bytes(&mut self, value: i64, size: u32) {
        for i in 0..size {
            let byte = (value >> (8 * i)) as u8;
            self.item();
            self.out.hex.push(DIGITS[(byte >> 4) as usize]);
            self.out.hex.push(DIGITS[(byte & 15) as usize]);
        }
        self.grow(size as u64);
    }

    pub fn put_reference(&mut self, field: Id, label: Label, addend: i64, base: i64) {
        self.item();
        self.out.hex.push(b'!');
        self.out.hex.extend_from_slice(self.lx.names.name(field));
        self.out.hex.push(b' ');
        self.put_label(label);
        self.out.hex.extend_from_slice(format!(" {addend} {base:x}").as_bytes());
    }

    fn put_label(&mut self, label: Label) {
        if !matches!(label.scope, 0 | b'$') {
            self.out.hex.push(b'.');
        }
        self.out.hex.extend_from_slice(self.lx.names.name(label.id));
        if !matches!(label.scope, 0 | b'.') {
            self.out.hex.push(if label.scope == b'$' { b'.' } else { label.scope });
            self.out.hex.extend_from_slice(label.num.to_string().as_bytes());
        }
    }

    pub fn text_line(&mut self, text: &str) {
        self.break_line();
        self.out.hex.extend_from_slice(text.as_bytes());
        self.out.hex.push(b'\n');
    }

    pub fn number_line(&mut self, text: &str, number: u64) {
        self.text_line(&format!("{text} {number}"));
    }

    pub fn label_line(&mut self, text: &str, label: Label) {
        self.break_line();
        self.out.hex.extend_from_slice(text.as_bytes());
        self.put_label(label);
        self.out.hex.push(b'\n');
    }

    pub fn section_line(&mut self, section: Id) {
        if section != self.out.section {
            self.out.section = section;
            self.label_line(".section ", Label { id: section, ..Label::default() });
        }
    }

    /// The declaration of a field, as it stands in the source.
    pub fn field_line(&mut self, from: Loc, to: Loc) {
        self.break_line();
        self.out.hex.extend_from_slice(b".field ");
        let start = self.src.start(from).0;
        let text = &self.src.text(from)[(from.0 - start) as usize..(to.0 - start) as usize];
        self.out.hex.extend_from_slice(text.trim_ascii_end());
        self.out.hex.push(b'\n');
    }

    pub fn set_c_place(&mut self, file: Id, line: i64) {
        self.end_run();
        self.out.c_file = file;
        self.out.c_line = line;
    }

    /// Counts the zeros up to a multiple of `align`.
    pub fn pad(&mut self, align: u64) {
        let offset = self.out.sizes.get(self.out.section).unwrap_or(0);
        self.grow(offset.wrapping_neg() & align.wrapping_sub(1));
    }

    /// Counts `size` bytes that were written, and where they came from.
    pub fn grow(&mut self, size: u64) {
        if !self.out.want_map || size == 0 {
            return;
        }
        let section = self.out.section;
        let offset = self.out.sizes.get(section).unwrap_or(0);
        self.out.sizes.set(section, offset.wrapping_add(size));
        let mac = if self.frame.depth == 0 { 0 } else { self.frame.mac + 1 };
        let run = &mut self.out.run;
        if run.section == section && run.line == self.line && run.mac == mac && run.size > 0 {
            run.size = run.size.wrapping_add(size);
            return;
        }
        self.end_run();
        self.out.run = Run { section, offset, size, line: self.line, mac };
    }

    /// Writes the line of the map for the bytes since the last one.
    pub fn end_run(&mut self) {
        let run = std::mem::take(&mut self.out.run);
        if run.size == 0 {
            return;
        }
        let (file, line) = self.src.position(run.line);
        let mut text = self.lx.names.name(run.section).to_vec();
        text.extend_from_slice(format!(" {} {} {file}:{line} ", run.offset, run.size).as_bytes());
        if run.mac == 0 {
            text.extend_from_slice(b"- - ");
        } else {
            let name = self.bodies[run.mac - 1].name;
            let (file, line) = self.src.position(name.loc);
            text.extend_from_slice(self.lx.names.name(name.id));
            text.extend_from_slice(format!(" {file}:{line} ").as_bytes());
        }
        if self.out.c_file == Id(0) {
            text.push(b'-');
        } else {
            text.extend_from_slice(self.lx.names.name(self.out.c_file));
            text.extend_from_slice(format!(":{}", self.out.c_line).as_bytes());
        }
        text.push(b'\n');
        self.out.map.extend_from_slice(&text);
    }
}
