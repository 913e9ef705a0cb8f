//! Lines of macro text to code: statements whose expressions are in postfix order, with
//! parameters as numbers and conditions as jumps. Macro bodies are parsed once, here.
//!
//! `%macro` takes effect while it is parsed; every other statement is run by `expand.rs`.

use super::lex::{Lexer, Scope, Tok};
use crate::diag::{Loc, Res, err, show};
use crate::intern::Id;
use std::ops::Range;

/// How deep conditions, parentheses, calls and scopes may nest.
pub const MAX_NEST: u32 = 200;
const MAX_PARAMS: usize = 64;

#[derive(Clone, Copy)]
pub struct Name {
    pub scope: Scope,
    pub id: Id,
    /// The tag of `tag^name`: a name, or the number of the parameter that holds it.
    pub tag: Id,
    pub tag_param: bool,
    pub loc: Loc,
}

/// One step of an expression, on a stack of integers.
#[derive(Clone, Copy)]
pub enum Op {
    Num(i64),
    /// A constant; a label where one is asked for.
    Name(Name),
    /// An integer parameter; a label parameter.
    Param(u32),
    Label(u32),
    /// The next so many operands are joined into one name.
    Paste(u32),
    Unary(Tok),
    Binary(Tok, Loc),
    /// `&&` and `||`: leave the result and go to the step, or drop it and go on.
    AndAnd(u32),
    OrOr(u32),
    /// Makes the result of `&&` and `||` 0 or 1.
    Bool,
    JumpIfZero(u32),
    Jump(u32),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Call,
    Let,
    /// Goes to the statement if the condition is 0; goes there.
    If(u32),
    Jump(u32),
    Open,
    Close,
    Unit,
    File,
    At,
    Error,
    Field(u8),
    Label,
    Data(u8),
    Ref,
    Ascii,
    Zero,
    Align,
    Section,
    Func,
    Object,
    End,
}

/// A statement and its arguments. Each of `args` is a range of `ops`, or of `strings` if it
/// is a string.
#[derive(Clone)]
pub struct Stmt {
    pub kind: Kind,
    pub loc: Loc,
    pub args: Range<u32>,
}

/// Everything parsed so far: the bodies of macros, then the line that is run next.
#[derive(Default)]
pub struct Code {
    pub stmts: Vec<Stmt>,
    pub args: Vec<Range<u32>>,
    pub ops: Vec<Op>,
    pub strings: Vec<u8>,
}

pub struct Macro {
    pub name: Id,
    pub loc: Loc,
    /// Which parameters are labels.
    pub params: Vec<bool>,
    pub body: Range<u32>,
}

pub struct Parser<'a> {
    pub lx: Lexer<'a>,
    pub code: Code,
    pub macros: Vec<Macro>,
    /// By name: the number of the macro plus 1.
    macro_of: Vec<u32>,
    /// Where the code of the current line begins: behind the bodies.
    mark: [usize; 4],
    /// The parameters of the macro that is being defined.
    pub params: Vec<(Id, bool)>,
    pub in_macro: bool,
    conditions: u32,
    /// How deep in parentheses and operators.
    pub nest: u32,
}

/// What ended a sequence of lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Line,
    Elif,
    Else,
    End,
    Eof,
}

/// The statements that are words: with the least and the largest number of arguments.
/// Their places here are their numbers as names.
const STATEMENTS: [(&str, Kind, u32, u32); 12] = [
    ("byte", Kind::Data(1), 1, u32::MAX),
    ("half", Kind::Data(2), 1, u32::MAX),
    ("word", Kind::Data(4), 1, u32::MAX),
    ("quad", Kind::Data(8), 1, u32::MAX),
    ("ref", Kind::Ref, 4, 4),
    ("ascii", Kind::Ascii, 1, 1),
    ("zero", Kind::Zero, 1, 1),
    ("align", Kind::Align, 1, 1),
    ("section", Kind::Section, 1, 1),
    ("func", Kind::Func, 1, 1),
    ("object", Kind::Object, 1, 1),
    ("end", Kind::End, 0, 0),
];

impl<'a> Parser<'a> {
    pub fn new() -> Self {
        let mut lx = Lexer::new();
        for (word, ..) in STATEMENTS {
            lx.names.id(word.as_bytes());
        }
        Parser {
            lx,
            code: Code::default(),
            macros: Vec::new(),
            macro_of: Vec::new(),
            mark: [0; 4],
            params: Vec::new(),
            in_macro: false,
            conditions: 0,
            nest: 0,
        }
    }

    /// The macro called `id`, as a number.
    pub fn find_macro(&self, id: Id) -> Option<usize> {
        let number = self.macro_of.get(id.0 as usize).copied().unwrap_or(0);
        if number == 0 { None } else { Some(number as usize - 1) }
    }

    /// Adds the next line, or the lines from an `%if` to its `%end`, to the code;
    /// false at the end of the text.
    pub fn line(&mut self) -> Res<bool> {
        let loc = self.lx.tok.loc;
        match self.statement()? {
            Stop::Line => Ok(true),
            Stop::Eof => Ok(false),
            _ => err(loc, "there is no %if or %macro for this"),
        }
    }

    /// The statements of the current line.
    pub fn pending(&self) -> Range<u32> {
        self.mark[0] as u32..self.code.stmts.len() as u32
    }

    /// Drops the code of the current line.
    pub fn forget(&mut self) {
        self.code.stmts.truncate(self.mark[0]);
        self.code.args.truncate(self.mark[1]);
        self.code.ops.truncate(self.mark[2]);
        self.code.strings.truncate(self.mark[3]);
    }

    /// One line; or a whole condition.
    fn statement(&mut self) -> Res<Stop> {
        let loc = self.lx.tok.loc;
        let first = self.code.args.len();
        let kind = match self.lx.tok.kind {
            Tok::Eof => return Ok(Stop::Eof),
            Tok::Eol => {
                self.lx.next()?;
                return Ok(Stop::Line);
            }
            Tok::Rem => {
                self.lx.next()?;
                return self.directive(loc);
            }
            Tok::Colon => {
                self.lx.next()?;
                self.name_arg()?;
                Kind::Label
            }
            Tok::Name if self.lx.tok.scope == Scope::Global && (self.lx.tok.id.0 as usize) < STATEMENTS.len() => {
                self.word(loc)?
            }
            Tok::Name => {
                self.name_arg()?;
                if !self.at_end() {
                    self.list()?;
                }
                Kind::Call
            }
            _ => return err(loc, "a statement is expected"),
        };
        self.add(kind, loc, first);
        self.end_of_line()?;
        Ok(Stop::Line)
    }

    /// A statement of the table, up to the end of the line.
    fn word(&mut self, loc: Loc) -> Res<Kind> {
        let (name, kind, least, most) = STATEMENTS[self.lx.tok.id.0 as usize];
        let first = self.code.args.len();
        self.lx.next()?;
        match kind {
            Kind::Ascii => self.string_arg()?,
            Kind::Section | Kind::Func | Kind::Object => self.name_arg()?,
            Kind::End => {}
            _ => self.list()?,
        }
        let count = (self.code.args.len() - first) as u32;
        if count < least || count > most {
            return err(loc, format!("'{name}' takes {least} arguments"));
        }
        Ok(kind)
    }

    /// `%word …`, the word being the current token.
    fn directive(&mut self, loc: Loc) -> Res<Stop> {
        let first = self.code.args.len();
        if self.lx.tok.kind != Tok::Name || self.lx.tok.scope != Scope::Global {
            return err(loc, "a directive is expected after '%'");
        }
        let id = self.lx.tok.id;
        let word = self.lx.names.name(id).to_vec();
        self.lx.next()?;
        let mut stop = Stop::Line;
        match &word[..] {
            b"macro" => return self.definition(loc),
            b"if" => return self.condition(loc),
            // The rest of the line is the next condition.
            b"elif" => return Ok(Stop::Elif),
            b"else" => stop = Stop::Else,
            b"end" => stop = Stop::End,
            b"let" => {
                self.name_arg()?;
                self.expect(Tok::Assign, "'=' is expected")?;
                self.arg()?;
                self.add(Kind::Let, loc, first);
            }
            b"open" => {
                self.name_arg()?;
                self.add(Kind::Open, loc, first);
            }
            b"close" => {
                self.name_arg()?;
                self.add(Kind::Close, loc, first);
            }
            b"unit" => self.add(Kind::Unit, loc, first),
            b"file" => {
                self.string_arg()?;
                self.add(Kind::File, loc, first);
            }
            b"at" => {
                self.arg()?;
                self.add(Kind::At, loc, first);
            }
            b"error" => {
                self.string_arg()?;
                self.add(Kind::Error, loc, first);
            }
            b"field" => self.field(loc)?,
            _ => return err(loc, format!("unknown directive '%{}'", show(&word))),
        }
        self.end_of_line()?;
        Ok(stop)
    }

    /// `%field NAME SIZE MODE CHECK LO:WIDTH:AT …`, passed on as text after its name.
    fn field(&mut self, loc: Loc) -> Res<()> {
        let first = self.code.args.len();
        self.name_arg()?;
        let start = self.code.strings.len();
        let size = self.field_number(b' ')?;
        for _ in 0..2 {
            if self.lx.tok.kind != Tok::Name {
                return err(self.lx.tok.loc, "a name is expected");
            }
            self.code.strings.push(b' ');
            self.code.strings.extend_from_slice(self.lx.names.name(self.lx.tok.id));
            self.lx.next()?;
        }
        while !self.at_end() {
            self.field_number(b' ')?;
            for _ in 0..2 {
                self.expect(Tok::Colon, "':' is expected")?;
                self.field_number(b':')?;
            }
        }
        self.code.args.push(start as u32..self.code.strings.len() as u32);
        if !(1..=8).contains(&size) {
            return err(loc, "a field has 1 to 8 bytes");
        }
        self.add(Kind::Field(size as u8), loc, first);
        Ok(())
    }

    fn field_number(&mut self, separator: u8) -> Res<i64> {
        if self.lx.tok.kind != Tok::Number {
            return err(self.lx.tok.loc, "a number is expected");
        }
        let num = self.lx.tok.num;
        self.code.strings.push(separator);
        self.code.strings.extend_from_slice((num as u64).to_string().as_bytes());
        self.lx.next()?;
        Ok(num)
    }

    /// `%macro NAME [PARAM {, PARAM}]` to its `%end`.
    fn definition(&mut self, loc: Loc) -> Res<Stop> {
        if self.in_macro || self.conditions > 0 {
            return err(loc, "macros are defined at top level");
        }
        let name = self.plain_name()?;
        if (name.0 as usize) < STATEMENTS.len() {
            return err(loc, "a statement cannot be a macro's name");
        }
        if self.find_macro(name).is_some() {
            return err(loc, format!("macro '{}' is defined twice", show(self.lx.names.name(name))));
        }
        self.params.clear();
        while !self.at_end() {
            if !self.params.is_empty() {
                self.expect(Tok::Comma, "',' is expected")?;
            }
            let label = self.lx.tok.kind == Tok::Colon;
            if label {
                self.lx.next()?;
            }
            let id = self.plain_name()?;
            if self.params.iter().any(|p| p.0 == id) {
                return err(loc, format!("parameter '{}' is named twice", show(self.lx.names.name(id))));
            }
            if self.params.len() == MAX_PARAMS {
                return err(loc, "a macro has at most 64 parameters");
            }
            self.params.push((id, label));
        }
        self.end_of_line()?;
        self.in_macro = true;
        let start = self.code.stmts.len() as u32;
        if self.block()? != Stop::End {
            return err(loc, "this macro has no %end");
        }
        self.in_macro = false;
        let code = &self.code;
        self.mark = [code.stmts.len(), code.args.len(), code.ops.len(), code.strings.len()];
        let body = start..code.stmts.len() as u32;
        let params = self.params.iter().map(|p| p.1).collect();
        self.macros.push(Macro { name, loc, params, body });
        self.params.clear();
        if self.macro_of.len() <= name.0 as usize {
            self.macro_of.resize(name.0 as usize + 1, 0);
        }
        self.macro_of[name.0 as usize] = self.macros.len() as u32;
        Ok(Stop::Line)
    }

    /// Lines up to one that is not a statement.
    fn block(&mut self) -> Res<Stop> {
        loop {
            let stop = self.statement()?;
            if stop != Stop::Line {
                return Ok(stop);
            }
        }
    }

    /// `%if E … {%elif E …} [%else …] %end`, the current token being that behind `%if`.
    fn condition(&mut self, loc: Loc) -> Res<Stop> {
        self.conditions += 1;
        if self.conditions > MAX_NEST {
            return err(loc, "conditions are nested more than 200 deep");
        }
        // The jumps to the end, each holding the one before it until the end is known.
        let mut exits = u32::MAX;
        let mut stop = Stop::Elif;
        while stop == Stop::Elif {
            let first = self.code.args.len();
            let at = self.code.stmts.len();
            self.arg()?;
            self.end_of_line()?;
            self.add(Kind::If(0), loc, first);
            stop = self.block()?;
            if stop != Stop::End {
                self.add(Kind::Jump(exits), loc, self.code.args.len());
                exits = self.code.stmts.len() as u32 - 1;
            }
            self.code.stmts[at].kind = Kind::If(self.code.stmts.len() as u32);
        }
        if stop == Stop::Else {
            stop = self.block()?;
        }
        if stop != Stop::End {
            return err(loc, "this %if has no %end");
        }
        while exits != u32::MAX {
            let next = self.code.stmts.len() as u32;
            let exit = &mut self.code.stmts[exits as usize];
            if let Kind::Jump(before) = exit.kind {
                exits = before;
            }
            exit.kind = Kind::Jump(next);
        }
        self.conditions -= 1;
        Ok(Stop::Line)
    }

    /// Adds a statement whose arguments are those from `first` on.
    fn add(&mut self, kind: Kind, loc: Loc, first: usize) {
        let args = first as u32..self.code.args.len() as u32;
        self.code.stmts.push(Stmt { kind, loc, args });
    }

    /// expr {"," expr}
    fn list(&mut self) -> Res<()> {
        self.arg()?;
        while self.lx.tok.kind == Tok::Comma {
            self.lx.next()?;
            self.arg()?;
        }
        Ok(())
    }

    fn arg(&mut self) -> Res<()> {
        let start = self.code.ops.len() as u32;
        self.expr()?;
        self.code.args.push(start..self.code.ops.len() as u32);
        Ok(())
    }

    fn name_arg(&mut self) -> Res<()> {
        let start = self.code.ops.len() as u32;
        self.name()?;
        self.code.args.push(start..self.code.ops.len() as u32);
        Ok(())
    }

    fn string_arg(&mut self) -> Res<()> {
        let start = self.code.strings.len() as u32;
        self.code.strings.extend_from_slice(&self.lx.string);
        self.code.args.push(start..self.code.strings.len() as u32);
        self.expect(Tok::Str, "a string is expected")
    }

    /// A name without a sigil, which is not a parameter.
    fn plain_name(&mut self) -> Res<Id> {
        let tok = self.lx.tok;
        if tok.kind != Tok::Name || tok.scope != Scope::Global {
            return err(tok.loc, "a name is expected");
        }
        self.lx.next()?;
        Ok(tok.id)
    }

    pub fn expect(&mut self, kind: Tok, message: &str) -> Res<()> {
        if self.lx.tok.kind != kind {
            return err(self.lx.tok.loc, message);
        }
        self.lx.next()
    }

    fn at_end(&self) -> bool {
        matches!(self.lx.tok.kind, Tok::Eol | Tok::Eof)
    }

    fn end_of_line(&mut self) -> Res<()> {
        if !self.at_end() {
            return err(self.lx.tok.loc, "unexpected text at the end of the line");
        }
        if self.lx.tok.kind == Tok::Eol { self.lx.next() } else { Ok(()) }
    }
}
