//! P1 text. Nothing else in the compiler knows how P1 is spelled (docs/P1.md, docs/MACRO.md).

use crate::diag::{Loc, Sources};

/// The registers that compiled code uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reg {
    A0,
    A1,
    A2,
    A3,
    T0,
    T1,
    T2,
    Sp,
}

const REG_NAMES: [&str; 8] = ["a0", "a1", "a2", "a3", "t0", "t1", "t2", "sp"];
/// The registers of the first arguments.
pub const ARGS: [Reg; 4] = [Reg::A0, Reg::A1, Reg::A2, Reg::A3];

#[derive(Default)]
pub struct Emit {
    /// What has been written, but for the body of the current function.
    pub out: Vec<u8>,
    /// The body of the current function; its frame is laid out when it is complete.
    body: Vec<u8>,
    /// The C file and line that were announced last.
    file: String,
    line: u32,
    /// The statement has an operand already.
    operands: bool,
}

impl Emit {
    /// Begins a C file.
    pub fn unit(&mut self) {
        self.out.extend_from_slice(b"%unit\n");
        self.file = String::new();
        self.line = 0;
    }

    /// Announces the C line of what follows.
    pub fn at(&mut self, src: &Sources, loc: Loc) {
        let (file, line) = src.position(loc);
        if file != self.file {
            self.file = file.to_string();
            self.body.extend_from_slice(b"%file ");
            quote(&mut self.body, file.as_bytes());
            self.body.push(b'\n');
            self.line = 0;
        }
        if line != self.line {
            self.line = line;
            self.start("%at");
            self.imm(line as i64);
            self.end();
        }
    }

    /// Writes the function whose body is complete, with `arguments` bytes for outgoing stack
    /// arguments and `locals` bytes for variables and values, both multiples of 16.
    pub fn function(&mut self, label: &[u8], arguments: i64, locals: i64) {
        let mut body = std::mem::take(&mut self.body);
        // A return at the end needs no branch.
        if body.ends_with(b"\nb .0\n") {
            body.truncate(body.len() - 5);
        }
        self.start("func");
        self.label(label);
        self.end();
        self.assign(".out", arguments);
        self.assign(".frame", arguments + locals);
        self.out.append(&mut self.body);
        self.out.extend_from_slice(b"enter .frame\n");
        self.out.extend_from_slice(&body);
        self.out.extend_from_slice(b":.0\nleave .frame\nret\nend\n");
    }

    fn assign(&mut self, name: &str, value: i64) {
        self.start("%let");
        self.body.extend_from_slice(format!(" {name} = {value}").as_bytes());
        self.end();
    }

    /// Moves what was written outside of a function to the output.
    pub fn flush(&mut self) {
        self.out.append(&mut self.body);
    }

    // A statement: `start`, its operands, `end`.

    fn start(&mut self, name: &str) {
        self.body.extend_from_slice(name.as_bytes());
        self.operands = false;
    }

    fn separate(&mut self) {
        if self.operands {
            self.body.push(b',');
        }
        self.body.push(b' ');
        self.operands = true;
    }

    fn reg(&mut self, reg: Reg) {
        self.separate();
        self.body.extend_from_slice(REG_NAMES[reg as usize].as_bytes());
    }

    fn imm(&mut self, value: i64) {
        self.separate();
        number(&mut self.body, value);
    }

    /// An offset in the frame, above the outgoing arguments.
    fn slot(&mut self, offset: i64) {
        self.separate();
        self.body.extend_from_slice(b".out+");
        number(&mut self.body, offset);
    }

    fn label(&mut self, label: &[u8]) {
        self.separate();
        self.body.extend_from_slice(label);
    }

    /// A label that the compiler made; 0 is the end of the function.
    fn place(&mut self, label: u32) {
        self.separate();
        self.body.push(b'.');
        number(&mut self.body, label as i64);
    }

    fn end(&mut self) {
        self.body.push(b'\n');
    }

    // Operations.

    /// d = a op b
    pub fn binary(&mut self, op: &str, d: Reg, a: Reg, b: Reg) {
        self.start(op);
        self.reg(d);
        self.reg(a);
        self.reg(b);
        self.end();
    }

    /// d = a op imm
    pub fn immediate(&mut self, op: &str, d: Reg, a: Reg, imm: i64) {
        self.start(op);
        self.reg(d);
        self.reg(a);
        self.imm(imm);
        self.end();
    }

    /// d = op a
    pub fn unary(&mut self, op: &str, d: Reg, a: Reg) {
        self.start(op);
        self.reg(d);
        self.reg(a);
        self.end();
    }

    pub fn li(&mut self, d: Reg, imm: i64) {
        self.start("li");
        self.reg(d);
        self.imm(imm);
        self.end();
    }

    pub fn la(&mut self, d: Reg, label: &[u8], offset: i64) {
        self.start("la");
        self.reg(d);
        self.label(label);
        self.imm(offset);
        self.end();
    }

    /// A load or store of `reg` at a + offset.
    pub fn memory(&mut self, op: &str, reg: Reg, a: Reg, offset: i64) {
        self.immediate(op, reg, a, offset);
    }

    /// A load or store of `reg`, or `addi`, at an offset in the frame.
    pub fn frame(&mut self, op: &str, reg: Reg, offset: i64) {
        self.start(op);
        self.reg(reg);
        self.reg(Reg::Sp);
        self.slot(offset);
        self.end();
    }

    /// A load of, or `addi` for, incoming stack argument number `index`.
    pub fn incoming(&mut self, op: &str, reg: Reg, index: i64) {
        self.start(op);
        self.reg(reg);
        self.reg(Reg::Sp);
        self.label(b".frame+16+");
        number(&mut self.body, index * 8);
        self.end();
    }

    /// A store to outgoing stack argument number `index`.
    pub fn outgoing(&mut self, reg: Reg, index: i64) {
        self.immediate("st8", reg, Reg::Sp, index * 8);
    }

    pub fn define(&mut self, label: u32) {
        self.body.extend_from_slice(b":.");
        number(&mut self.body, label as i64);
        self.end();
    }

    /// A label of the C program.
    pub fn define_name(&mut self, name: &[u8]) {
        self.body.extend_from_slice(b":.");
        self.body.extend_from_slice(name);
        self.end();
    }

    pub fn branch(&mut self, label: u32) {
        self.start("b");
        self.place(label);
        self.end();
    }

    /// Goes to a label of the C program.
    pub fn branch_name(&mut self, name: &[u8]) {
        self.start("b .");
        self.body.extend_from_slice(name);
        self.end();
    }

    /// Branches if a is zero or not zero.
    pub fn branch_if(&mut self, op: &str, a: Reg, label: u32) {
        self.start(op);
        self.reg(a);
        self.place(label);
        self.end();
    }

    pub fn branch_compare(&mut self, op: &str, a: Reg, b: Reg, label: u32) {
        self.start(op);
        self.reg(a);
        self.reg(b);
        self.place(label);
        self.end();
    }

    /// A jump or call through a register.
    pub fn jump(&mut self, op: &str, a: Reg) {
        self.start(op);
        self.reg(a);
        self.end();
    }

    pub fn call(&mut self, label: &[u8]) {
        self.start("call");
        self.label(label);
        self.end();
    }

    // Data.

    /// Begins an object in a section.
    pub fn object(&mut self, section: &str, align: u64, label: &[u8]) {
        self.start("section ");
        self.body.extend_from_slice(section.as_bytes());
        self.end();
        self.start("align");
        self.imm(align as i64);
        self.end();
        self.start("object");
        self.label(label);
        self.end();
    }

    pub fn end_object(&mut self) {
        self.body.extend_from_slice(b"end\nsection text\n");
    }

    pub fn zero(&mut self, count: u64) {
        self.start("zero");
        self.imm(count as i64);
        self.end();
    }

    /// An integer of 1, 2, 4 or 8 bytes.
    pub fn data(&mut self, size: u64, value: i64) {
        self.start(match size {
            1 => "byte",
            2 => "half",
            4 => "word",
            _ => "quad",
        });
        self.imm(value);
        self.end();
    }

    pub fn address(&mut self, label: &[u8], offset: i64) {
        self.start("addr");
        self.label(label);
        self.imm(offset);
        self.end();
    }

    /// The address of a label that the compiler made.
    pub fn address_of(&mut self, label: u32) {
        self.start("addr");
        self.place(label);
        self.imm(0);
        self.end();
    }

    pub fn text(&mut self, text: &[u8]) {
        self.start("ascii ");
        quote(&mut self.body, text);
        self.end();
    }
}

/// Appends a number in decimal.
fn number(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0; 20];
    let mut rest = value.unsigned_abs();
    let mut n = 0;
    loop {
        digits[n] = b'0' + (rest % 10) as u8;
        rest /= 10;
        n += 1;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    while n > 0 {
        n -= 1;
        out.push(digits[n]);
    }
}

/// Appends a string of the macro language.
fn quote(out: &mut Vec<u8>, text: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    for &c in text {
        match c {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', c]),
            b' '..=b'~' => out.push(c),
            _ => out.extend_from_slice(&[b'\\', b'x', HEX[c as usize >> 4], HEX[c as usize & 15]]),
        }
    }
    out.push(b'"');
}
