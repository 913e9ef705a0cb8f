//! Runs lines: calls macros, keeps constants and scopes, hands bytes, labels and
//! references to `emit.rs`.

use super::emit::Output;

use super::lex::*;
use super::read::{MAX_NEST, Macro};
use crate::diag::{Loc, Res, Sources, err, show};
use crate::intern::{Id, Table};
use std::collections::HashMap;

/// Statements that one source line may run.
const MAX_STEPS: u32 = 1_000_000;

/// The hex text, and the map, may not be longer than this.
const MAX_TEXT: usize = 256 << 20;

/// A name in its scope, `num` counting units, expansions or scopes; or just the number
/// `num`, as the argument of a macro.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Label {
    pub scope: u8,
    pub id: Id,
    pub num: i64,
}

/// One expansion: its arguments are in `args` from `base` on.
#[derive(Clone, Copy, Default)]
pub struct Frame {
    pub base: usize,
    pub number: i64,
    pub mac: usize,
    /// 0 at top level, where there is no macro.
    pub depth: u32,
}

#[derive(Default)]
pub struct Expander {
    pub src: Sources,
    pub lx: Lexer,
    pub out: Output,
    /// The bodies of the macros; from `mark` on, the lines at hand.
    pub toks: Vec<Token>,
    pub mark: usize,
    /// The current token.
    pub at: usize,
    pub bodies: Vec<Macro>,
    /// By name: the macro's body.
    pub macros: Table<usize>,
    pub frame: Frame,
    pub args: Vec<Label>,
    /// How deep in operators and parentheses; in how many operands that do not count.
    pub nest: u32,
    pub dead: u32,
    /// The source line that is run, and how many statements that took so far.
    pub line: Loc,
    steps: u32,
    /// Constants without a sigil, and those of this function.
    globals: Table<i64>,
    locals: HashMap<Label, i64>,
    pub unit: i64,
    /// Expansions and scopes so far in this function.
    expansions: i64,
    scope_count: i64,
    /// The open scopes: their tags and numbers.
    pub scopes: Vec<(Id, i64)>,
    /// For each open symbol, whether it is a function.
    symbols: Vec<bool>,
    /// By name: the size of the field.
    fields: Table<i64>,
}

type Statement = fn(&mut Expander) -> Res<()>;

pub const IF: Id = Id(0);
pub const ELIF: Id = Id(1);
pub const ELSE: Id = Id(2);
pub const END: Id = Id(3);
pub const MACRO: Id = Id(4);

/// The statements that begin with a word of their own. Their places are their numbers as names.
const WORDS: [(&str, Statement); 25] = [
    ("%if", Expander::condition),
    ("%elif", Expander::skip),
    ("%else", Expander::skip),
    ("%end", |_| Ok(())),
    ("%macro", Expander::definition),
    ("%let", Expander::assign),
    ("%open", Expander::open),
    ("%close", Expander::close),
    ("%unit", Expander::next_unit),
    ("%file", Expander::c_file),
    ("%at", Expander::c_line),
    ("%error", Expander::user_error),
    ("%field", Expander::field),
    ("byte", |ex| ex.data(1)),
    ("half", |ex| ex.data(2)),
    ("word", |ex| ex.data(4)),
    ("quad", |ex| ex.data(8)),
    ("ref", Expander::reference),
    ("ascii", Expander::ascii),
    ("zero", Expander::zero),
    ("align", Expander::align),
    ("section", Expander::section),
    ("func", |ex| ex.symbol(true)),
    ("object", |ex| ex.symbol(false)),
    ("end", Expander::end),
];

impl Expander {
    /// Expands the texts that begin at `files`.
    pub fn files(&mut self, files: &[Loc]) -> Res<()> {
        for (word, _) in WORDS {
            self.lx.names.id(word.as_bytes());
        }
        self.out.section = self.lx.names.id(b"text");
        for &start in files {
            self.lx.open(self.src.share(start), start);
            let mut more = true;
            while more {
                more = self.read()?;
                self.at = self.mark;
                self.run(self.toks.len())?;
                self.toks.truncate(self.mark);
            }
        }
        self.no_scope(self.line)?;
        self.break_line();
        self.end_run();
        Ok(())
    }

    pub fn kind(&self) -> u8 {
        self.toks[self.at].kind
    }

    pub fn expect(&mut self, kind: u8, message: &str) -> Res<()> {
        self.refuse(self.kind() != kind, message)?;
        self.at += 1;
        Ok(())
    }

    /// A name without a sigil.
    pub fn plain(&mut self) -> Res<Id> {
        let loc = self.toks[self.at].loc;
        let label = self.name()?;
        if label.scope != 0 {
            return self.error(loc, "a name without a sigil is expected");
        }
        Ok(label.id)
    }

    fn string(&mut self) -> Res<Id> {
        let id = self.toks[self.at].id;
        self.expect(STRING, "a string is expected")?;
        Ok(id)
    }

    /// An error at the current token if `bad`.
    pub fn refuse(&self, bad: bool, message: &str) -> Res<()> {
        if bad { self.error_here(message) } else { Ok(()) }
    }

    pub fn error_here<T>(&self, message: &str) -> Res<T> {
        self.error(self.toks[self.at].loc, message)
    }

    /// An error whose message has `name` in the place of "{}".
    pub fn error_about<T>(&self, loc: Loc, message: &str, name: Id) -> Res<T> {
        self.error(loc, &message.replace("{}", &show(self.lx.names.name(name))))
    }

    /// An error at `loc`; inside a macro, the place is the source line.
    pub fn error<T>(&self, loc: Loc, message: &str) -> Res<T> {
        if self.frame.depth == 0 {
            return err(loc, message);
        }
        let name = show(self.lx.names.name(self.bodies[self.frame.mac].name.id));
        err(self.line, format!("{message} (in macro {name})"))
    }

    fn step(&mut self) -> Res<()> {
        self.steps += 1;
        self.refuse(self.steps > MAX_STEPS, "one line runs more than 1000000 statements")?;
        let text = self.out.hex.len().max(self.out.map.len());
        self.refuse(text > MAX_TEXT, "the output is larger than 256 MiB")
    }

    /// NAME [ARG {, ARG}]
    fn call(&mut self) -> Res<()> {
        let loc = self.toks[self.at].loc;
        let id = self.plain()?;
        let Some(mac) = self.macros.get(id) else {
            return self.error_about(loc, "unknown macro '{}'", id);
        };
        if self.frame.depth == MAX_NEST {
            return self.error(loc, "calls are nested more than 200 deep");
        }
        let outer = self.frame;
        let base = self.args.len();
        for i in 0..self.bodies[mac].params.len() {
            if i > 0 {
                self.expect(b',', "the macro takes more arguments")?;
            }
            let arg = match self.bodies[mac].params[i] {
                true => self.name()?,
                false => Label { num: self.expr()?, ..Label::default() },
            };
            self.args.push(arg);
        }
        self.refuse(self.kind() != EOL, "the macro takes fewer arguments")?;
        let back = self.at;
        self.expansions += 1;
        self.frame = Frame { base, number: self.expansions, mac, depth: outer.depth + 1 };
        self.at = self.bodies[mac].body.start;
        self.run(self.bodies[mac].body.end)?;
        self.frame = outer;
        self.at = back;
        self.args.truncate(base);
        Ok(())
    }

    /// %if E … {%elif E …} [%else …] %end
    fn condition(&mut self) -> Res<()> {
        let mut word = self.toks[self.at - 1];
        while matches!(word.id, IF | ELIF) && self.expr()? == 0 && self.kind() == EOL {
            self.step()?;
            self.at = word.num as usize + 1;
            word = self.toks[self.at - 1];
        }
        Ok(())
    }

    /// %elif and %else, when the branch before them has been run.
    fn skip(&mut self) -> Res<()> {
        while self.toks[self.at - 1].id != END {
            self.step()?;
            self.at = self.toks[self.at - 1].num as usize + 1;
        }
        Ok(())
    }

    /// %let NAME = E
    fn assign(&mut self) -> Res<()> {
        let label = self.name()?;
        self.expect(b'=', "'=' is expected")?;
        let value = self.expr()?;
        if label.scope == 0 {
            self.globals.set(label.id, value);
        } else {
            self.locals.insert(label, value);
        }
        Ok(())
    }

    pub fn constant(&self, label: Label, loc: Loc) -> Res<i64> {
        let value = match label.scope {
            0 => self.globals.get(label.id),
            _ => self.locals.get(&label).copied(),
        };
        value.map_or_else(|| self.error_about(loc, "'{}' is not a constant", label.id), Ok)
    }

    /// %open TAG
    fn open(&mut self) -> Res<()> {
        let tag = self.plain()?;
        self.refuse(self.scopes.len() == MAX_NEST as usize, "scopes are nested more than 200 deep")?;
        self.scope_count += 1;
        self.scopes.push((tag, self.scope_count));
        Ok(())
    }

    /// %close TAG
    fn close(&mut self) -> Res<()> {
        let loc = self.toks[self.at].loc;
        let tag = self.plain()?;
        match self.scopes.pop() {
            Some((open, _)) if open == tag => Ok(()),
            _ => self.error_about(loc, "the innermost scope is not '{}'", tag),
        }
    }

    fn no_scope(&self, loc: Loc) -> Res<()> {
        match self.scopes.last() {
            Some(&(tag, _)) => self.error_about(loc, "scope '{}' is still open", tag),
            None => Ok(()),
        }
    }

    fn next_unit(&mut self) -> Res<()> {
        self.unit += 1;
        self.set_c_place(Id(0), 0);
        Ok(())
    }

    /// %file "NAME"
    fn c_file(&mut self) -> Res<()> {
        let name = self.string()?;
        self.set_c_place(name, 0);
        Ok(())
    }

    /// %field NAME SIZE …, which the linker reads.
    fn field(&mut self) -> Res<()> {
        let from = self.toks[self.at].loc;
        let name = self.plain()?;
        let size = self.toks[self.at];
        let new = self.fields.get(name).is_none();
        self.refuse(!new || size.kind != NUMBER, "a field is declared once, with a size")?;
        self.fields.set(name, size.num);
        while self.kind() != EOL {
            self.at += 1;
        }
        self.field_line(from, self.toks[self.at].loc);
        Ok(())
    }

    /// %at LINE
    fn c_line(&mut self) -> Res<()> {
        let line = self.expr()?;
        self.set_c_place(self.out.c_file, line);
        Ok(())
    }

    /// %error "TEXT"
    fn user_error(&mut self) -> Res<()> {
        let text = self.string()?;
        self.error_about(self.line, "{}", text)
    }

    /// byte, half, word, quad: E {, E}
    fn data(&mut self, size: i64) -> Res<()> {
        loop {
            let value = self.expr()?;
            self.put_bytes(value, size);
            if self.kind() != b',' {
                return Ok(());
            }
            self.at += 1;
        }
    }

    /// ref FIELD, LABEL, ADDEND, BASE
    fn reference(&mut self) -> Res<()> {
        let loc = self.toks[self.at].loc;
        let field = self.plain()?;
        self.expect(b',', "',' is expected")?;
        let label = self.name()?;
        self.expect(b',', "',' is expected")?;
        let addend = self.expr()?;
        self.expect(b',', "',' is expected")?;
        let base = self.expr()?;
        let Some(size) = self.fields.get(field) else {
            return self.error_about(loc, "unknown field '{}'", field);
        };
        self.put_reference(field, label, addend, base);
        self.grow(size);
        Ok(())
    }

    /// ascii "TEXT"
    fn ascii(&mut self) -> Res<()> {
        let text = self.string()?;
        for c in self.lx.names.name(text).to_vec() {
            self.put_bytes(c as i64, 1);
        }
        Ok(())
    }

    /// zero E
    fn zero(&mut self) -> Res<()> {
        let size = self.expr()?;
        self.number_line(".zero", size);
        self.grow(size);
        Ok(())
    }

    /// align E
    fn align(&mut self) -> Res<()> {
        let align = self.expr()?;
        self.number_line(".align", align);
        self.pad(align);
        Ok(())
    }

    /// section NAME
    fn section(&mut self) -> Res<()> {
        let name = self.plain()?;
        self.section_line(name);
        Ok(())
    }

    /// Begins a function or the text behind it: numbers start again, but behind those of
    /// expansions in progress.
    fn next_region(&mut self) {
        self.expansions = self.frame.number;
        self.scope_count = 0;
        if !self.locals.is_empty() {
            // Clearing would take as long as the table was ever large.
            self.locals = HashMap::new();
        }
    }

    /// func NAME | object NAME
    fn symbol(&mut self, is_func: bool) -> Res<()> {
        self.symbols.push(is_func);
        if is_func {
            self.next_region();
        }
        let label = self.name()?;
        self.label_line(if is_func { ".func " } else { ".object " }, label);
        Ok(())
    }

    /// end
    fn end(&mut self) -> Res<()> {
        if self.symbols.pop() == Some(true) {
            self.no_scope(self.toks[self.at].loc)?;
            self.next_region();
        }
        self.text_line(b".end");
        Ok(())
    }

    /// Runs the lines up to `end`.
    fn run(&mut self, end: usize) -> Res<()> {
        while self.at < end {
            let tok = self.toks[self.at];
            if self.frame.depth == 0 {
                self.break_line();
                self.line = tok.loc;
                self.steps = 0;
            }
            self.step()?;
            if tok.kind == b':' {
                self.at += 1;
                let label = self.name()?;
                self.label_line(":", label);
            } else if tok.kind == NAME && tok.scope == 0 && (tok.id.0 as usize) < WORDS.len() {
                self.at += 1;
                WORDS[tok.id.0 as usize].1(self)?;
            } else if tok.kind != EOL {
                self.call()?;
            }
            self.expect(EOL, "unexpected text at the end of the line")?;
        }
        Ok(())
    }
}
