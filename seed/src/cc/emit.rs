//! P1 text. Nothing else in the compiler knows how P1 is spelled (docs/P1.md, docs/MACRO.md).

use crate::diag::{Loc, Sources};
use std::fmt::{Arguments, Write};

/// A register, by its name.
pub type Reg = &'static str;
pub const A0: Reg = "a0";
pub const A1: Reg = "a1";
pub const A2: Reg = "a2";
pub const T0: Reg = "t0";
pub const T1: Reg = "t1";
pub const T2: Reg = "t2";
/// The registers of the first arguments.
pub const ARGS: [Reg; 4] = [A0, A1, A2, "a3"];

#[derive(Default)]
pub struct Emit {
    /// What has been written, but for the body of the current function.
    pub out: String,
    /// The body of the current function; its frame is laid out when it is complete.
    body: String,
    /// The C file and line that were announced last.
    file: String,
    line: u32,
}

impl Emit {
    /// Begins a C file.
    pub fn unit(&mut self) {
        self.out += "%unit\n";
        self.file = String::new();
        self.line = 0;
    }

    /// Announces the C line of what follows.
    pub fn at(&mut self, src: &Sources, loc: Loc) {
        let (file, line) = src.position(loc);
        if file != self.file {
            self.file = file.to_string();
            self.write(format_args!("%file {}", quote(file.as_bytes())));
            self.line = 0;
        }
        if line != self.line {
            self.line = line;
            self.write(format_args!("%at {line}"));
        }
    }

    /// Writes the function whose body is complete, with `arguments` bytes for outgoing stack
    /// arguments and `locals` bytes for variables and values, both multiples of 16.
    pub fn function(&mut self, label: &str, arguments: i64, locals: i64) {
        let body = std::mem::take(&mut self.body);
        let frame = arguments + locals;
        self.write(format_args!(
            "func {label}\n%let .out = {arguments}\n%let .frame = {frame}\nenter .frame"
        ));
        self.flush();
        // A return at the end needs no branch.
        self.out += body.strip_suffix("b .0\n").filter(|rest| rest.ends_with('\n')).unwrap_or(&body);
        self.out += ":.0\nleave .frame\nret\nend\n";
    }

    /// Moves what was written outside of a function to the output.
    pub fn flush(&mut self) {
        self.out += &self.body;
        self.body.clear();
    }

    /// Writes a line.
    fn write(&mut self, line: Arguments) {
        self.body.write_fmt(line).expect("a string takes what is written to it");
        self.body.push('\n');
    }

    // Operations.

    /// d = a op b
    pub fn binary(&mut self, op: &str, d: Reg, a: Reg, b: Reg) {
        self.write(format_args!("{op} {d}, {a}, {b}"));
    }

    /// d = a op imm; or a load or store of d at a + imm
    pub fn immediate(&mut self, op: &str, d: Reg, a: Reg, imm: i64) {
        self.write(format_args!("{op} {d}, {a}, {imm}"));
    }

    /// d = op a
    pub fn unary(&mut self, op: &str, d: Reg, a: Reg) {
        self.write(format_args!("{op} {d}, {a}"));
    }

    pub fn li(&mut self, d: Reg, imm: i64) {
        self.write(format_args!("li {d}, {imm}"));
    }

    pub fn la(&mut self, d: Reg, label: &str, offset: i64) {
        self.write(format_args!("la {d}, {label}, {offset}"));
    }

    /// A load or store of `reg`, or `addi`, at an offset in the frame, above the outgoing arguments.
    pub fn frame(&mut self, op: &str, reg: Reg, offset: i64) {
        self.write(format_args!("{op} {reg}, sp, .out+{offset}"));
    }

    /// A load of, or `addi` for, incoming stack argument number `index`.
    pub fn incoming(&mut self, op: &str, reg: Reg, index: i64) {
        self.write(format_args!("{op} {reg}, sp, .frame+16+{}", index * 8));
    }

    /// A label that the compiler made; 0 is the end of the function.
    pub fn define(&mut self, label: u32) {
        self.write(format_args!(":.{label}"));
    }

    /// A label of the C program.
    pub fn define_name(&mut self, name: &str) {
        self.write(format_args!(":.{name}"));
    }

    pub fn branch(&mut self, label: u32) {
        self.write(format_args!("b .{label}"));
    }

    /// Goes to a label of the C program.
    pub fn branch_name(&mut self, name: &str) {
        self.write(format_args!("b .{name}"));
    }

    /// Branches if a is zero or not zero.
    pub fn branch_if(&mut self, op: &str, a: Reg, label: u32) {
        self.write(format_args!("{op} {a}, .{label}"));
    }

    pub fn branch_compare(&mut self, op: &str, a: Reg, b: Reg, label: u32) {
        self.write(format_args!("{op} {a}, {b}, .{label}"));
    }

    /// A jump or call, through a register or to a label.
    pub fn jump(&mut self, op: &str, to: &str) {
        self.write(format_args!("{op} {to}"));
    }

    // Data.

    /// Begins an object in a section.
    pub fn object(&mut self, section: &str, align: u64, label: &str) {
        self.write(format_args!("section {section}\nalign {align}\nobject {label}"));
    }

    pub fn end_object(&mut self) {
        self.write(format_args!("end\nsection text"));
    }

    pub fn zero(&mut self, count: u64) {
        self.write(format_args!("zero {count}"));
    }

    /// An integer of 1, 2, 4 or 8 bytes.
    pub fn data(&mut self, size: u64, value: i64) {
        let name = ["", "byte", "half", "", "word"].get(size as usize).unwrap_or(&"quad");
        self.write(format_args!("{name} {value}"));
    }

    pub fn address(&mut self, label: &str, offset: i64) {
        self.write(format_args!("addr {label}, {offset}"));
    }

    /// The address of a label that the compiler made.
    pub fn address_of(&mut self, label: u32) {
        self.write(format_args!("addr .{label}, 0"));
    }

    pub fn text(&mut self, text: &[u8]) {
        self.write(format_args!("ascii {}", quote(text)));
    }
}

/// A string of the macro language.
fn quote(text: &[u8]) -> String {
    let mut out = String::from("\"");
    for &c in text {
        match c {
            b'\n' => out += "\\n",
            b'\t' => out += "\\t",
            b'"' | b'\\' => out.extend(['\\', c as char]),
            b' '..=b'~' => out.push(c as char),
            _ => out += &format!("\\x{c:02x}"),
        }
    }
    out.push('"');
    out
}
