//! Runs the parsed statements: calls macros, keeps constants and scopes, hands bytes,
//! labels and references to `emit.rs`.

use super::Expanded;
use super::emit::{Output, SECTIONS};
use super::lex::Scope;
use super::parse::{Kind, MAX_NEST, Parser, Stmt};
use crate::diag::{Loc, Res, Sources, err, show};
use crate::intern::Id;
use std::collections::HashMap;

/// Statements that one source line may run.
const MAX_STEPS: u32 = 1_000_000;
/// The hex text, and the map, may not be longer than this.
const MAX_TEXT: usize = 512 << 20;
/// What text, rodata and data may hold together, and bss.
const MAX_DATA: u64 = 256 << 20;
const MAX_BSS: u64 = 2 << 30;

/// A name in its scope: number `num` of the units, functions, expansions or scopes.
#[derive(Clone, Copy)]
pub struct Label {
    pub scope: Scope,
    pub id: Id,
    pub num: u64,
}

/// The argument of a macro: a number or a label.
#[derive(Clone, Copy)]
pub struct Value {
    pub num: i64,
    pub label: Label,
}

/// One expansion: its arguments in `args` from `base` on, its number, its macro.
pub struct Frame {
    pub base: usize,
    pub number: u64,
    pub mac: usize,
    /// 0 at top level, where `mac` means nothing.
    pub depth: u32,
}

pub struct OpenScope {
    pub tag: Id,
    pub num: u64,
    loc: Loc,
}

pub struct Expander<'a> {
    pub src: &'a Sources,
    pub parser: Parser<'a>,
    pub out: Output,
    pub args: Vec<Value>,
    pub stack: Vec<i64>,
    /// The source line that is being run.
    pub line: Loc,
    steps: u32,
    /// By name, for each of the first three scopes: the scope's number plus 1, and the value.
    constants: [Vec<(u64, i64)>; 3],
    /// The constants with `@` and `^`.
    inner: HashMap<(bool, u64, Id), i64>,
    pub unit: u64,
    /// Counts functions and the texts between them.
    pub region: u64,
    expansions: u64,
    pub scopes: Vec<OpenScope>,
    scope_count: u64,
    /// The open symbols, and how many scopes were open before the function.
    func: Option<Loc>,
    object: Option<Loc>,
    outer_scopes: usize,
    /// By name: the size of the field.
    fields: Vec<u8>,
}

impl<'a> Expander<'a> {
    pub fn new(src: &'a Sources, want_map: bool) -> Self {
        Expander {
            src,
            parser: Parser::new(),
            out: Output::new(want_map),
            args: Vec::new(),
            stack: Vec::new(),
            line: Loc(0),
            steps: 0,
            constants: [Vec::new(), Vec::new(), Vec::new()],
            inner: HashMap::new(),
            unit: 0,
            region: 0,
            expansions: 0,
            scopes: Vec::new(),
            scope_count: 0,
            func: None,
            object: None,
            outer_scopes: 0,
            fields: Vec::new(),
        }
    }

    /// Expands the text that begins at `start`.
    pub fn file(&mut self, start: Loc) -> Res<()> {
        self.parser.lx.open(self.src.text(start), start);
        self.parser.lx.next()?;
        let top = Frame { base: 0, number: 0, mac: 0, depth: 0 };
        while self.parser.line()? {
            let pending = self.parser.pending();
            self.run(pending.start, pending.end, &top)?;
            self.parser.forget();
        }
        Ok(())
    }

    pub fn finish(mut self) -> Res<Expanded> {
        if let Some(loc) = self.object.or(self.func) {
            return err(loc, "this symbol has no end");
        }
        if let Some(scope) = self.scopes.last() {
            return err(scope.loc, "this scope is not closed");
        }
        self.break_line();
        self.end_run();
        Ok(Expanded { hex: self.out.hex, map: self.out.map })
    }

    /// An error in `frame`: inside a macro, the place is the source line.
    pub fn error<T>(&self, frame: &Frame, loc: Loc, message: impl Into<String>) -> Res<T> {
        let mut message: String = message.into();
        if frame.depth == 0 {
            return err(loc, message);
        }
        let name = self.parser.macros[frame.mac].name;
        message.push_str(&format!(" (in macro {})", show(self.parser.lx.names.name(name))));
        err(self.line, message)
    }

    /// Runs the statements from `at` to `end`.
    fn run(&mut self, mut at: u32, end: u32, frame: &Frame) -> Res<()> {
        while at < end {
            let stmt = self.parser.code.stmts[at as usize].clone();
            at += 1;
            if frame.depth == 0 {
                self.break_line();
                self.line = stmt.loc;
                self.steps = 0;
            }
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return self.error(frame, stmt.loc, "one line runs more than 1000000 statements");
            }
            match stmt.kind {
                Kind::Call => self.call(&stmt, frame)?,
                Kind::If(to) => {
                    if self.number(&stmt, 0, frame)? == 0 {
                        at = to;
                    }
                }
                Kind::Jump(to) => at = to,
                Kind::Data(size) => {
                    for i in 0..stmt.args.len() {
                        let value = self.number(&stmt, i, frame)?;
                        self.room(size as u64, false, &stmt, frame)?;
                        self.data(value, size, frame);
                    }
                }
                Kind::Let => {
                    let label = self.label(&stmt, 0, frame)?;
                    let value = self.number(&stmt, 1, frame)?;
                    self.set(label, value);
                }
                _ => self.rare(&stmt, frame)?,
            }
        }
        Ok(())
    }

    /// The statements other than the most frequent ones.
    fn rare(&mut self, stmt: &Stmt, frame: &Frame) -> Res<()> {
        match stmt.kind {
            Kind::Label => {
                let label = self.label(stmt, 0, frame)?;
                self.label_line(":", label);
            }
            Kind::Ref => self.reference(stmt, frame)?,
            Kind::Ascii => {
                let text = self.string(stmt, 0);
                self.room(text.len() as u64, false, stmt, frame)?;
                for c in text {
                    self.data(c as i64, 1, frame);
                }
            }
            Kind::Zero => {
                let size = self.number(stmt, 0, frame)? as u64;
                self.room(size, true, stmt, frame)?;
                self.number_line(".zero", size);
                self.grow(size, frame);
            }
            Kind::Align => {
                let align = self.number(stmt, 0, frame)?;
                if !(1..=4096).contains(&align) || align & (align - 1) != 0 {
                    return self.error(frame, stmt.loc, "an alignment is a power of two up to 4096");
                }
                let pad = self.out.sizes[self.out.section].wrapping_neg() & (align as u64 - 1);
                self.room(pad, true, stmt, frame)?;
                self.number_line(".align", align as u64);
                self.grow(pad, frame);
            }
            Kind::Section => {
                let label = self.label(stmt, 0, frame)?;
                let name = self.parser.lx.names.name(label.id);
                match SECTIONS.iter().position(|s| s.as_bytes() == name) {
                    Some(section) => self.section(section),
                    None => return self.error(frame, stmt.loc, "a section is text, rodata, data or bss"),
                }
            }
            Kind::Func | Kind::Object | Kind::End => self.symbol(stmt, frame)?,
            Kind::Open | Kind::Close => self.scope(stmt, frame)?,
            Kind::Unit => {
                if self.func.is_some() || self.object.is_some() {
                    return self.error(frame, stmt.loc, "a unit begins inside a symbol");
                }
                self.unit += 1;
                self.set_c_file(Vec::new());
            }
            Kind::File => {
                let name = self.string(stmt, 0);
                self.set_c_file(name);
            }
            Kind::At => {
                let line = self.number(stmt, 0, frame)?;
                self.set_c_line(line);
            }
            Kind::Error => {
                let text = self.string(stmt, 0);
                return self.error(frame, stmt.loc, show(&text));
            }
            Kind::Field(size) => {
                let label = self.label(stmt, 0, frame)?;
                let id = label.id.0 as usize;
                if self.fields.len() <= id {
                    self.fields.resize(id + 1, 0);
                }
                if self.fields[id] != 0 {
                    return self.error(frame, stmt.loc, "this field is declared twice");
                }
                self.fields[id] = size;
                let rest = self.string(stmt, 1);
                self.label_line(".field ", label);
                self.out.hex.pop();
                self.out.hex.extend_from_slice(&rest);
                self.out.hex.push(b'\n');
            }
            _ => {}
        }
        Ok(())
    }

    /// NAME [ARG {, ARG}]
    fn call(&mut self, stmt: &Stmt, frame: &Frame) -> Res<()> {
        let label = self.label(stmt, 0, frame)?;
        let mac = match self.parser.find_macro(label.id) {
            Some(mac) if label.scope == Scope::Global => mac,
            _ => {
                let name = show(self.parser.lx.names.name(label.id));
                return self.error(frame, stmt.loc, format!("unknown macro '{name}'"));
            }
        };
        let count = self.parser.macros[mac].params.len();
        if stmt.args.len() != count + 1 {
            let name = show(self.parser.lx.names.name(label.id));
            return self.error(frame, stmt.loc, format!("macro '{name}' takes {count} arguments"));
        }
        if frame.depth == MAX_NEST {
            return self.error(frame, stmt.loc, "calls are nested more than 200 deep");
        }
        let base = self.args.len();
        for i in 0..count {
            let value = if self.parser.macros[mac].params[i] {
                Value { num: 0, label: self.label(stmt, i + 1, frame)? }
            } else {
                Value { num: self.number(stmt, i + 1, frame)?, label }
            };
            self.args.push(value);
        }
        self.expansions += 1;
        let inner = Frame { base, number: self.expansions, mac, depth: frame.depth + 1 };
        let body = self.parser.macros[mac].body.clone();
        self.run(body.start, body.end, &inner)?;
        self.args.truncate(base);
        Ok(())
    }

    /// ref FIELD, LABEL, ADDEND, BASE
    fn reference(&mut self, stmt: &Stmt, frame: &Frame) -> Res<()> {
        let field = self.label(stmt, 0, frame)?;
        let label = self.label(stmt, 1, frame)?;
        let addend = self.number(stmt, 2, frame)?;
        let base = self.number(stmt, 3, frame)?;
        let size = self.fields.get(field.id.0 as usize).copied().unwrap_or(0);
        if size == 0 {
            let name = show(self.parser.lx.names.name(field.id));
            return self.error(frame, stmt.loc, format!("unknown field '{name}'"));
        }
        self.room(size as u64, false, stmt, frame)?;
        self.reference_item(field, label, addend, base);
        self.grow(size as u64, frame);
        Ok(())
    }

    /// func NAME · object NAME · end
    fn symbol(&mut self, stmt: &Stmt, frame: &Frame) -> Res<()> {
        match stmt.kind {
            Kind::Func if self.func.is_some() || self.object.is_some() => {
                return self.error(frame, stmt.loc, "a function begins inside a symbol");
            }
            Kind::Object if self.object.is_some() => {
                return self.error(frame, stmt.loc, "an object begins inside an object");
            }
            Kind::Func => {
                self.next_region(frame);
                self.func = Some(stmt.loc);
                self.outer_scopes = self.scopes.len();
                let label = self.label(stmt, 0, frame)?;
                self.label_line(".func ", label);
            }
            Kind::Object => {
                self.object = Some(stmt.loc);
                let label = self.label(stmt, 0, frame)?;
                self.label_line(".object ", label);
            }
            _ if self.object.is_some() => {
                self.object = None;
                self.text_line(".end");
            }
            _ if self.func.is_some() => {
                if self.scopes.len() != self.outer_scopes {
                    return self.error(frame, stmt.loc, "a scope is open at the end of the function");
                }
                self.outer_scopes = 0;
                self.func = None;
                self.text_line(".end");
                self.next_region(frame);
            }
            _ => return self.error(frame, stmt.loc, "there is no symbol to end"),
        }
        Ok(())
    }

    /// Begins a function or the text behind it. Numbers start again, but behind those that
    /// are still in use.
    fn next_region(&mut self, frame: &Frame) {
        self.region += 1;
        self.expansions = frame.number;
        self.scope_count = self.scopes.last().map_or(0, |s| s.num);
        if !self.inner.is_empty() {
            self.inner = HashMap::new();
        }
    }

    /// %open TAG · %close TAG
    fn scope(&mut self, stmt: &Stmt, frame: &Frame) -> Res<()> {
        let tag = self.label(stmt, 0, frame)?.id;
        if stmt.kind == Kind::Open {
            if self.scopes.len() == MAX_NEST as usize {
                return self.error(frame, stmt.loc, "scopes are nested more than 200 deep");
            }
            self.scope_count += 1;
            self.scopes.push(OpenScope { tag, num: self.scope_count, loc: self.line });
            return Ok(());
        }
        match self.scopes.last() {
            Some(scope) if scope.tag == tag && self.scopes.len() > self.outer_scopes => {
                self.scopes.pop();
                Ok(())
            }
            _ => {
                let name = show(self.parser.lx.names.name(tag));
                self.error(frame, stmt.loc, format!("the innermost scope is not '{name}'"))
            }
        }
    }

    /// Argument `i` of a statement: a number, a name, a string.
    fn number(&mut self, stmt: &Stmt, i: usize, frame: &Frame) -> Res<i64> {
        let ops = self.parser.code.args[stmt.args.start as usize + i].clone();
        self.eval(ops, frame, stmt.loc)
    }

    fn label(&mut self, stmt: &Stmt, i: usize, frame: &Frame) -> Res<Label> {
        let ops = self.parser.code.args[stmt.args.start as usize + i].clone();
        self.name(ops, frame, stmt.loc)
    }

    fn string(&self, stmt: &Stmt, i: usize) -> Vec<u8> {
        let range = &self.parser.code.args[stmt.args.start as usize + i];
        self.parser.code.strings[range.start as usize..range.end as usize].to_vec()
    }

    /// The value of the constant `label`.
    pub fn constant(&self, label: Label, frame: &Frame, loc: Loc) -> Res<i64> {
        let value = match label.scope {
            Scope::Expansion | Scope::Open => {
                self.inner.get(&(label.scope == Scope::Open, label.num, label.id)).copied()
            }
            scope => match self.constants[scope as usize].get(label.id.0 as usize) {
                Some(&(num, value)) if num == label.num + 1 => Some(value),
                _ => None,
            },
        };
        match value {
            Some(value) => Ok(value),
            None => {
                let name = show(self.parser.lx.names.name(label.id));
                self.error(frame, loc, format!("'{name}' is not a constant"))
            }
        }
    }

    fn set(&mut self, label: Label, value: i64) {
        if matches!(label.scope, Scope::Expansion | Scope::Open) {
            self.inner.insert((label.scope == Scope::Open, label.num, label.id), value);
            return;
        }
        let table = &mut self.constants[label.scope as usize];
        let i = label.id.0 as usize;
        if table.len() <= i {
            table.resize(i + 1, (0, 0));
        }
        table[i] = (label.num + 1, value);
    }

    /// Checks that `size` more bytes fit here.
    fn room(&mut self, size: u64, zeros: bool, stmt: &Stmt, frame: &Frame) -> Res<()> {
        let out = &self.out;
        let message = if out.hex.len() > MAX_TEXT || out.map.len() > MAX_TEXT {
            "the output is larger than 512 MiB"
        } else if out.section == 3 {
            if !zeros {
                "the section bss holds nothing but zeros"
            } else if size > MAX_BSS - out.sizes[3] {
                "the section bss is larger than 2 GiB"
            } else {
                return Ok(());
            }
        } else if size > MAX_DATA - (out.sizes[0] + out.sizes[1] + out.sizes[2]) {
            "text, rodata and data are larger than 256 MiB"
        } else {
            return Ok(());
        };
        self.error(frame, stmt.loc, message)
    }
}
