//! The expander's output: labelled hex (`docs/HEX.md`) and the provenance map.
//!
//! Bytes of one source line stand on one line of hex; everything else has its own line.

use super::expand::{Expander, Frame, Label};
use super::lex::Scope;
use crate::diag::Loc;

pub const SECTIONS: [&str; 4] = ["text", "rodata", "data", "bss"];

#[derive(Default)]
pub struct Output {
    pub hex: Vec<u8>,
    pub map: Vec<u8>,
    want_map: bool,
    /// Whether the last line of hex is unfinished.
    in_line: bool,
    pub section: usize,
    pub sizes: [u64; 4],
    c_file: Vec<u8>,
    c_line: i64,
    run: Run,
}

/// Bytes from one source line through one innermost macro (its number plus 1).
#[derive(Default, Clone, Copy)]
struct Run {
    section: usize,
    offset: u64,
    size: u64,
    line: Loc,
    mac: usize,
}

impl Output {
    pub fn new(want_map: bool) -> Self {
        Output { want_map, ..Output::default() }
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl Expander<'_> {
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
    pub fn data(&mut self, value: i64, size: u8, frame: &Frame) {
        for i in 0..size {
            self.item();
            let byte = (value >> (8 * i)) as u8;
            self.out.hex.push(DIGITS[(byte >> 4) as usize]);
            self.out.hex.push(DIGITS[(byte & 15) as usize]);
        }
        self.grow(size as u64, frame);
    }

    pub fn reference_item(&mut self, field: Label, label: Label, addend: i64, base: i64) {
        self.item();
        self.out.hex.push(b'!');
        self.put_label(field);
        self.out.hex.push(b' ');
        self.put_label(label);
        self.out.hex.extend_from_slice(format!(" {addend} {base:x}").as_bytes());
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

    fn put_label(&mut self, label: Label) {
        let hex = &mut self.out.hex;
        if !matches!(label.scope, Scope::Global | Scope::Unit) {
            hex.push(b'.');
        }
        hex.extend_from_slice(self.parser.lx.names.name(label.id));
        let mark = match label.scope {
            Scope::Global | Scope::Func => return,
            Scope::Unit => b'.',
            Scope::Expansion => b'@',
            Scope::Open => b'^',
        };
        hex.push(mark);
        hex.extend_from_slice(label.num.to_string().as_bytes());
    }

    pub fn section(&mut self, section: usize) {
        if section != self.out.section {
            self.out.section = section;
            self.text_line(&format!(".section {}", SECTIONS[section]));
        }
    }

    pub fn set_c_file(&mut self, name: Vec<u8>) {
        self.end_run();
        self.out.c_file = name;
        self.out.c_line = 0;
    }

    pub fn set_c_line(&mut self, line: i64) {
        self.end_run();
        self.out.c_line = line;
    }

    /// Counts `size` bytes that were written, and where they came from.
    pub fn grow(&mut self, size: u64, frame: &Frame) {
        let section = self.out.section;
        let offset = self.out.sizes[section];
        self.out.sizes[section] += size;
        if !self.out.want_map || size == 0 {
            return;
        }
        let mac = if frame.depth == 0 { 0 } else { frame.mac + 1 };
        let run = self.out.run;
        if run.section == section && run.offset + run.size == offset && run.line == self.line && run.mac == mac {
            self.out.run.size += size;
            return;
        }
        self.end_run();
        self.out.run = Run { section, offset, size, line: self.line, mac };
    }

    /// Writes the line of the map for the bytes since the last one.
    pub fn end_run(&mut self) {
        let run = self.out.run;
        if run.size == 0 {
            return;
        }
        let (file, line) = self.src.position(run.line);
        let text = format!("{} {} {} {file}:{line} ", SECTIONS[run.section], run.offset, run.size);
        self.out.map.extend_from_slice(text.as_bytes());
        if run.mac == 0 {
            self.out.map.extend_from_slice(b"- - ");
        } else {
            let mac = &self.parser.macros[run.mac - 1];
            self.out.map.extend_from_slice(self.parser.lx.names.name(mac.name));
            let (file, line) = self.src.position(mac.loc);
            self.out.map.extend_from_slice(format!(" {file}:{line} ").as_bytes());
        }
        if self.out.c_file.is_empty() {
            self.out.map.extend_from_slice(b"-\n");
        } else {
            self.out.map.extend_from_slice(&self.out.c_file);
            self.out.map.extend_from_slice(format!(":{}\n", self.out.c_line).as_bytes());
        }
        self.out.run = Run::default();
    }
}
