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
    sizes: Table<i64>,
    /// The name of the C file, or of nothing; the line.
    pub c_file: Id,
    c_line: i64,
    run: Run,
}

/// Bytes from one source line through one innermost macro (its number plus 1).
#[derive(Default, Clone, Copy)]
struct Run {
    section: Id,
    offset: i64,
    size: i64,
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
    pub fn put_bytes(&mut self, value: i64, size: i64) {
        for i in 0..size {
            let byte = (value >> (8 * i)) as usize;
            self.item();
            self.out.hex.push(DIGITS[byte >> 4 & 15]);
            self.out.hex.push(DIGITS[byte & 15]);
        }
        self.grow(size);
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

    pub fn put_reference(&mut self, field: Id, label: Label, addend: i64, base: i64) {
        self.item();
        self.out.hex.push(b'!');
        self.out.hex.extend_from_slice(self.lx.names.name(field));
        self.out.hex.push(b' ');
        self.put_label(label);
        self.out.hex.extend_from_slice(format!(" {addend} {base:x}").as_bytes());
    }

    pub fn text_line(&mut self, text: &[u8]) {
        self.break_line();
        self.out.hex.extend_from_slice(text);
        self.out.hex.push(b'\n');
    }

    /// A line with a number, as the 64 bits without a sign that the linker reads.
    pub fn number_line(&mut self, text: &str, number: i64) {
        self.text_line(format!("{text} {}", number as u64).as_bytes());
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
        let start = self.src.start(from).0;
        let text = &self.src.text(from)[(from.0 - start) as usize..(to.0 - start) as usize];
        self.text_line(&[b".field ", text.trim_ascii_end()].concat());
    }

    pub fn set_c_place(&mut self, file: Id, line: i64) {
        self.end_run();
        self.out.c_file = file;
        self.out.c_line = line;
    }

    /// Counts the zeros up to a multiple of `align`.
    pub fn pad(&mut self, align: i64) {
        let offset = self.out.sizes.get(self.out.section).unwrap_or(0);
        self.grow(offset.wrapping_neg() & align.wrapping_sub(1));
    }

    /// Counts `size` bytes that were written, and where they came from.
    pub fn grow(&mut self, size: i64) {
        if !self.out.want_map || size == 0 {
            return;
        }
        let section = self.out.section;
        let offset = self.out.sizes.get(section).unwrap_or(0);
        self.out.sizes.set(section, offset.wrapping_add(size));
        let mac = if self.frame.depth == 0 { 0 } else { self.frame.mac + 1 };
        let run = &mut self.out.run;
        if run.section == section && run.line == self.line && run.mac == mac && run.size != 0 {
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
        let place = |loc| {
            let (file, line) = self.src.position(loc);
            format!(" {file}:{line}").into_bytes()
        };
        let mut text = self.lx.names.name(run.section).to_vec();
        text.extend(format!(" {} {}", run.offset as u64, run.size as u64).bytes());
        text.extend(place(run.line));
        if run.mac == 0 {
            text.extend(b" - -");
        } else {
            let name = self.bodies[run.mac - 1].name;
            text.push(b' ');
            text.extend(self.lx.names.name(name.id));
            text.extend(place(name.loc));
        }
        text.push(b' ');
        if self.out.c_file == Id(0) {
            text.push(b'-');
        } else {
            text.extend(self.lx.names.name(self.out.c_file));
            text.extend(format!(":{}", self.out.c_line).bytes());
        }
        text.push(b'\n');
        self.out.map.extend(text);
    }
}
