//! The evaluator of the macro language (docs/MACRO.md): runs macro files and a P1 text, and hands bytes, labels,
//! references and symbols to an `Assembly`, each with the line and the macros that they come from.
//!
//! Written from the document, for the audit alone: it shares nothing with the expanders that the chain is built with.
//! Texts may be hostile: all recursion is bounded, and so is what is made and how long that may take.

use super::assembly::{Assembly, Cause, Field, Label, Limits, NONE};
use super::expr::Cursor;
use super::lex::{Lines, Op, Scope, Token};
use super::map::{Area, Place};
use super::names::{Name, Names};
use std::collections::HashMap;

/// A file of macro text: its name as maps have it, and its bytes.
pub struct Text<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// A macro: where it is defined and its body, as places in the list of lines.
pub struct Macro {
    pub name: Name,
    pub line: u32,
    end: u32,
    /// Whether each parameter is a label.
    parameters: Vec<bool>,
}

/// The argument of a parameter.
#[derive(Clone, Copy)]
pub enum Argument {
    Value(i64),
    Label(Label),
}

/// One expansion.
#[derive(Clone, Copy)]
struct Frame {
    called: u32,
    number: u64,
    /// Where its arguments begin.
    base: usize,
}

/// How deep calls and scopes may nest, and how many statements a line may run (docs/MACRO.md, "Limits and errors").
const MAX_NEST: usize = 200;
const MAX_STATEMENTS: u32 = 1_000_000;
const MAX_PARAMETERS: usize = 64;

/// The state of an evaluation; behind it, its results.
pub struct Evaluator<'a> {
    files: &'a [Text<'a>],
    pub names: Names,
    pub lines: Lines,
    pub macros: Vec<Macro>,
    pub assembly: Assembly,
    limits: Limits,
    by_name: HashMap<Name, u32>,
    frames: Vec<Frame>,
    arguments: Vec<Argument>,
    globals: HashMap<Name, i64>,
    locals: HashMap<Label, i64>,
    /// How many units there were so far, and expansions and scopes in this function.
    unit: u64,
    expansions: u64,
    scope_count: u64,
    /// The open scopes: their tags and numbers.
    pub scopes: Vec<(Name, u64)>,
    file: Option<Name>,
    file_line: i64,
    /// The source line that runs, and how many statements it has run.
    line: u32,
    statements: u32,
    steps: u64,
    /// A byte whose calls are wanted, and these, from the outermost on.
    probe: Option<(Area, u64)>,
    pub calls: Vec<String>,
}

type Res<T> = Result<T, String>;

/// Evaluates the files, in this order, as one program.
pub fn evaluate<'a>(
    files: &'a [Text<'a>],
    limits: Limits,
    probe: Option<(Area, u64)>,
) -> Result<Evaluator<'a>, String> {
    let mut evaluator = Evaluator {
        files,
        names: Names::new(),
        lines: Lines::default(),
        macros: Vec::new(),
        assembly: Assembly::new(limits),
        limits,
        by_name: HashMap::new(),
        frames: Vec::new(),
        arguments: Vec::new(),
        globals: HashMap::new(),
        locals: HashMap::new(),
        unit: 0,
        expansions: 0,
        scope_count: 0,
        scopes: Vec::new(),
        file: None,
        file_line: 0,
        line: 0,
        statements: 0,
        steps: 0,
        probe,
        calls: Vec::new(),
    };
    for (index, file) in files.iter().enumerate() {
        let number = u16::try_from(index).map_err(|_| "there are too many files")?;
        let done = evaluator.lines.read(file.bytes, number, &mut evaluator.names);
        done.map_err(|(line, why)| format!("{}:{line}: {why}", file.name))?;
    }
    evaluator.run(0, evaluator.lines.lines.len() as u32)?;
    evaluator.no_scope()?;
    evaluator.assembly.finish()?;
    Ok(evaluator)
}

impl<'a> Evaluator<'a> {
    /// The place of a line of the source.
    pub fn place(&self, line: u32) -> Place<'a> {
        let line = self.lines.lines.get(line as usize);
        let file = line.and_then(|line| self.files.get(usize::from(line.file)));
        Place { file: file.map_or("?", |file| file.name), line: line.map_or(0, |line| line.number) }
    }

    /// The macro of a number, and where it is defined.
    pub fn definition(&self, number: u32) -> Option<(&[u8], Place<'a>)> {
        let found = self.macros.get(number as usize)?;
        Some((self.names.text(found.name), self.place(found.line)))
    }

    pub fn argument(&self, number: u8) -> Res<Argument> {
        let base = self.frames.last().map_or(usize::MAX, |frame| frame.base);
        let found = base.checked_add(usize::from(number)).and_then(|at| self.arguments.get(at));
        found.copied().ok_or_else(|| "a parameter stands outside of its macro".to_string())
    }

    /// What counts the names of a scope at this place.
    pub fn number_of(&self, scope: Scope) -> Res<u64> {
        match (scope, self.frames.last()) {
            (Scope::Unit, _) => Ok(self.unit),
            (Scope::Expansion, Some(frame)) => Ok(frame.number),
            (Scope::Expansion, None) => Err("a name with '@' stands outside a macro".to_string()),
            _ => Ok(0),
        }
    }

    pub fn constant(&self, label: Label) -> Res<i64> {
        let value = match label.scope {
            Scope::Program => self.globals.get(&label.name),
            _ => self.locals.get(&label),
        };
        value.copied().ok_or_else(|| format!("'{}' is not a constant", self.names.show(label.name)))
    }

    /// Runs the lines from `at` up to `end`.
    fn run(&mut self, mut at: u32, end: u32) -> Res<()> {
        while at < end {
            if !self.frames.is_empty() {
                at = self.one(at)?;
                continue;
            }
            self.line = at;
            self.statements = 0;
            at = self.one(at).map_err(|why| format!("{}: {why}", self.place(at)))?;
        }
        Ok(())
    }

    /// Runs one line; gives the next one.
    fn one(&mut self, at: u32) -> Res<u32> {
        let line = *self.lines.lines.get(at as usize).ok_or("a line is missing")?;
        self.statements += 1;
        if self.statements > MAX_STATEMENTS {
            return Err("one line runs more than 1000000 statements".to_string());
        }
        self.steps += u64::from(line.end - line.begin) + 1;
        if self.steps > self.limits.steps || self.names.total > self.limits.names {
            return Err("the text takes more steps or names than one of its size can need".to_string());
        }
        let mut cursor = Cursor::new(line.begin, line.end);
        let first = self.peek(&cursor);
        let word = match first {
            Some(Token::Name(Scope::Program, name)) => Names::word(name),
            _ => None,
        };
        let next = match (word, first) {
            (Some(word), _) => {
                cursor.at += 1;
                self.statement(word, at, &mut cursor)?
            }
            (None, Some(Token::Op(Op::Colon))) => {
                cursor.at += 1;
                let label = self.name(&mut cursor)?;
                self.assembly.define(&mut self.names, label)?;
                at + 1
            }
            _ => {
                self.call(&mut cursor)?;
                at + 1
            }
        };
        if cursor.at_end() { Ok(next) } else { Err("unexpected text at the end of the line".to_string()) }
    }

    /// The line of the next word of the same condition.
    fn next_word(&self, at: u32) -> (u32, &'static str) {
        let next = self.lines.lines.get(at as usize).map_or(at, |line| line.next);
        let word = self.lines.lines.get(next as usize).and_then(|line| self.lines.word(line));
        (next, word.unwrap_or("%end"))
    }

    /// What stands behind the first word of a line.
    fn behind_word(&self, at: u32) -> Cursor {
        self.lines
            .lines
            .get(at as usize)
            .map_or(Cursor::new(0, 0), |line| Cursor::new(line.begin + 1, line.end))
    }

    /// A statement that begins with a word of its own, at the line `at`.
    fn statement(&mut self, word: &'static str, at: u32, cursor: &mut Cursor) -> Res<u32> {
        match word {
            "%if" => return self.condition(at, cursor),
            "%elif" | "%else" => {
                // The branch before has been run.
                let (mut next, mut word) = self.next_word(at);
                while word != "%end" {
                    self.steps += 1;
                    (next, word) = self.next_word(next);
                }
                *cursor = self.behind_word(next);
                return Ok(next + 1);
            }
            "%end" => {}
            "%macro" => return self.define(at, cursor),
            "%let" => {
                let label = self.name(cursor)?;
                self.expect(cursor, Op::Assign, "'=' is expected")?;
                let value = self.expression(cursor)?;
                if self.globals.len() + self.locals.len() > self.limits.labels {
                    return Err("there are more constants than such a text can need".to_string());
                }
                if label.scope == Scope::Program {
                    self.globals.insert(label.name, value);
                } else {
                    self.locals.insert(label, value);
                }
            }
            "%open" => {
                let tag = self.plain(cursor)?;
                if self.scopes.len() >= MAX_NEST {
                    return Err("scopes are nested more than 200 deep".to_string());
                }
                self.scope_count += 1;
                self.scopes.push((tag, self.scope_count));
            }
            "%close" => {
                let tag = self.plain(cursor)?;
                if self.scopes.pop().is_none_or(|(open, _)| open != tag) {
                    return Err(format!("the innermost scope is not '{}'", self.names.show(tag)));
                }
            }
            "%unit" => {
                self.unit += 1;
                self.file = None;
                self.assembly.cut();
            }
            "%file" => {
                self.file = Some(self.string(cursor)?);
                self.file_line = 0;
                self.assembly.cut();
            }
            "%at" => {
                self.file_line = self.expression(cursor)?;
                self.assembly.cut();
            }
            "%field" => self.field(cursor)?,
            "%error" => {
                let text = self.string(cursor)?;
                return Err(format!("the text stops itself: {}", self.names.show(text)));
            }
            "section" => {
                let name = self.plain(cursor)?;
                self.assembly.section(self.names.text(name))?;
            }
            "func" | "object" => self.begin(word == "func", cursor)?,
            "end" => self.end()?,
            _ => {
                let before = self.assembly.position();
                self.emit(word, cursor)?;
                self.watch(before);
            }
        }
        Ok(at + 1)
    }

    /// A statement that makes bytes.
    fn emit(&mut self, word: &'static str, cursor: &mut Cursor) -> Res<()> {
        let called = |frame: Option<&Frame>| frame.map_or(NONE, |frame| frame.called);
        let (inner, outer) = (called(self.frames.last()), called(self.frames.first()));
        let source = self.file.map(|file| (file, self.file_line));
        let cause = Cause { line: self.line, inner, outer, source };
        match word {
            "ref" => {
                let field = self.plain(cursor)?;
                self.expect(cursor, Op::Comma, "',' is expected")?;
                let label = self.name(cursor)?;
                self.expect(cursor, Op::Comma, "',' is expected")?;
                let addend = self.expression(cursor)?;
                self.expect(cursor, Op::Comma, "',' is expected")?;
                let base = self.expression(cursor)?;
                self.assembly.reference(&mut self.names, field, label, addend, base, cause)
            }
            "ascii" => {
                let text = self.string(cursor)?;
                self.assembly.put(self.names.text(text), cause)
            }
            "zero" => {
                let count = self.expression(cursor)?;
                self.assembly.zeros(count, cause)
            }
            "align" => {
                let align = self.expression(cursor)?;
                self.assembly.align(align, cause)
            }
            _ => {
                let size = match word {
                    "byte" => 1,
                    "half" => 2,
                    "word" => 4,
                    _ => 8,
                };
                loop {
                    let value = self.expression(cursor)?;
                    self.assembly.bytes(value, size, cause)?;
                    if !self.accept(cursor, Op::Comma) {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Notes the calls in progress if the byte that is looked for has been made.
    fn watch(&mut self, before: (Area, u64)) {
        let (area, end) = self.assembly.position();
        if let Some((wanted, offset)) = self.probe
            && wanted == area
            && (before.1..end).contains(&offset)
        {
            self.calls = (0..self.frames.len()).map(|index| self.show_call(index)).collect();
        }
    }

    /// A call with its arguments, for people: `_rr 72, 1, 7, 6`.
    fn show_call(&self, index: usize) -> String {
        let Some(frame) = self.frames.get(index) else { return String::new() };
        let Some(called) = self.macros.get(frame.called as usize) else { return String::new() };
        let arguments = self.arguments.iter().skip(frame.base).take(called.parameters.len());
        let shown: Vec<String> = arguments
            .map(|argument| match argument {
                Argument::Value(value) => value.to_string(),
                Argument::Label(label) => {
                    let mark = match label.scope {
                        Scope::Program => String::new(),
                        Scope::Unit => "$".to_string(),
                        Scope::Function => ".".to_string(),
                        Scope::Expansion => "@".to_string(),
                        Scope::Open => "^".to_string(),
                    };
                    mark + &self.names.show(label.name)
                }
            })
            .collect();
        let mut text = self.names.show(called.name);
        if !shown.is_empty() {
            text = format!("{text} {}", shown.join(", "));
        }
        format!("{text}  ({})", self.place(called.line))
    }

    /// A name without a sigil.
    fn plain(&mut self, cursor: &mut Cursor) -> Res<Name> {
        let label = self.name(cursor)?;
        if label.scope == Scope::Program {
            Ok(label.name)
        } else {
            Err("a name without a sigil is expected".to_string())
        }
    }

    fn string(&self, cursor: &mut Cursor) -> Res<Name> {
        match self.peek(cursor) {
            Some(Token::Text(text)) => {
                cursor.at += 1;
                Ok(text)
            }
            _ => Err("a string is expected".to_string()),
        }
    }

    /// %if E, and the %elif that follow as long as none holds.
    fn condition(&mut self, mut at: u32, cursor: &mut Cursor) -> Res<u32> {
        loop {
            if self.expression(cursor)? != 0 || !cursor.at_end() {
                return Ok(at + 1);
            }
            let (next, word) = self.next_word(at);
            *cursor = self.behind_word(next);
            if word != "%elif" {
                return Ok(next + 1);
            }
            self.steps += u64::from(cursor.end - cursor.at);
            at = next;
        }
    }

    /// %macro NAME [PARAM {, PARAM}] … %end
    fn define(&mut self, at: u32, cursor: &mut Cursor) -> Res<u32> {
        let name = self.plain(cursor)?;
        if !self.frames.is_empty() {
            return Err("macros are defined at top level".to_string());
        }
        let mut parameters = Vec::new();
        let mut labels = Vec::new();
        while !cursor.at_end() {
            if !parameters.is_empty() {
                self.expect(cursor, Op::Comma, "',' is expected")?;
            }
            labels.push(self.accept(cursor, Op::Colon));
            let parameter = self.plain(cursor)?;
            if parameters.contains(&parameter) || parameters.len() >= MAX_PARAMETERS {
                return Err("a macro has at most 64 parameters of different names".to_string());
            }
            parameters.push(parameter);
        }
        let (end, _) = self.next_word(at);
        if self.by_name.insert(name, self.macros.len() as u32).is_some() {
            return Err(format!("macro '{}' is defined twice", self.names.show(name)));
        }
        let body = self.lines.lines.get(end as usize).map_or(cursor.end, |line| line.begin);
        let tokens = self.lines.tokens.get_mut(cursor.end as usize..body as usize);
        for token in tokens.into_iter().flatten() {
            if let Token::Name(Scope::Program, name) = token
                && let Some(index) = parameters.iter().position(|parameter| parameter == name)
            {
                let index_small = index as u8; // below MAX_PARAMETERS
                let is_label = labels.get(index) == Some(&true);
                *token = if is_label { Token::Label(index_small) } else { Token::Value(index_small) };
            }
        }
        self.macros.push(Macro { name, line: at, end, parameters: labels });
        *cursor = self.behind_word(end);
        Ok(end + 1)
    }

    /// NAME [ARG {, ARG}]
    fn call(&mut self, cursor: &mut Cursor) -> Res<()> {
        let name = self.plain(cursor)?;
        let unknown = || format!("unknown macro '{}'", self.names.show(name));
        let called = *self.by_name.get(&name).ok_or_else(unknown)?;
        let Some(Macro { line, end, parameters, .. }) = self.macros.get(called as usize) else {
            return Err(unknown());
        };
        if self.frames.len() >= MAX_NEST {
            return Err("calls are nested more than 200 deep".to_string());
        }
        let (begin, end, count) = (line + 1, *end, parameters.len());
        let base = self.arguments.len();
        for index in 0..count {
            if index > 0 {
                self.expect(cursor, Op::Comma, "the macro takes more arguments")?;
            }
            let parameters = self.macros.get(called as usize).map(|found| &found.parameters);
            let argument = match parameters.and_then(|parameters| parameters.get(index)) {
                Some(true) => Argument::Label(self.name(cursor)?),
                _ => Argument::Value(self.expression(cursor)?),
            };
            self.arguments.push(argument);
        }
        if !cursor.at_end() {
            return Err("the macro takes fewer arguments".to_string());
        }
        self.expansions += 1;
        self.frames.push(Frame { called, number: self.expansions, base });
        self.run(begin, end).map_err(|why| {
            if why.contains(" (in macro ") {
                why
            } else {
                format!("{why} (in macro {})", self.names.show(name))
            }
        })?;
        self.frames.pop();
        self.arguments.truncate(base);
        Ok(())
    }

    /// %field NAME SIZE MODE CHECK LO:WIDTH:AT {LO:WIDTH:AT}
    fn field(&mut self, cursor: &mut Cursor) -> Res<()> {
        let name = self.plain(cursor)?;
        let size = self.literal(cursor)?;
        let (mode, check) = (self.plain(cursor)?, self.plain(cursor)?);
        let mut parts = Vec::new();
        while !cursor.at_end() {
            let low = self.literal(cursor)?;
            self.expect(cursor, Op::Colon, "':' is expected")?;
            let width = self.literal(cursor)?;
            self.expect(cursor, Op::Colon, "':' is expected")?;
            parts.push([low, width, self.literal(cursor)?]);
        }
        let field = Field::new(size, self.names.text(mode), self.names.text(check), parts)?;
        self.assembly.field(name, field)
    }

    /// A number, written as such.
    fn literal(&self, cursor: &mut Cursor) -> Res<u64> {
        match self.peek(cursor) {
            Some(Token::Number(value)) => {
                cursor.at += 1;
                Ok(value.cast_unsigned())
            }
            _ => Err("a number is expected".to_string()),
        }
    }

    /// func NAME, object NAME
    fn begin(&mut self, is_function: bool, cursor: &mut Cursor) -> Res<()> {
        if is_function {
            self.next_region();
        }
        let label = self.name(cursor)?;
        self.assembly.begin(&mut self.names, label, is_function)
    }

    /// end
    fn end(&mut self) -> Res<()> {
        if self.assembly.end()? {
            self.no_scope()?;
            self.next_region();
        }
        Ok(())
    }

    /// A function begins or ends: numbers start again, behind those of the expansions in progress.
    fn next_region(&mut self) {
        self.expansions = self.frames.last().map_or(0, |frame| frame.number);
        self.scope_count = 0;
        self.locals = HashMap::new();
    }

    fn no_scope(&self) -> Res<()> {
        match self.scopes.last() {
            Some(&(tag, _)) => Err(format!("scope '{}' is still open", self.names.show(tag))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits =
        Limits { bytes: 1 << 16, runs: 1 << 12, labels: 1 << 16, names: 1 << 20, steps: 1 << 22 };

    fn run(text: &str) -> Result<Vec<u8>, String> {
        let files = [Text { name: "t", bytes: text.as_bytes() }];
        let mut evaluator = evaluate(&files, LIMITS, None)?;
        let places = evaluator.assembly.places(0x1000, 288);
        evaluator.assembly.link(&places, &evaluator.names).map_err(|(_, why)| why)?;
        Ok(evaluator.assembly.part(Area::Text).bytes.clone())
    }

    #[test]
    fn expressions() {
        let text = "byte 1 + 2 * 3, -7 / 2, -7 % 2, -1 >>> 60, -16 >> 2, 1 ? 2 : 1 / 0, 0 && 1 / 0, 3 & 2 == 2, ~0, !5\n";
        assert_eq!(run(text).unwrap(), [7, 253, 255, 15, 252, 2, 0, 1, 255, 0]);
        assert!(run("byte 1 / 0").unwrap_err().ends_with("division by zero"));
        assert!(run("byte 1 << 64").is_err());
        assert!(run("byte x").is_err());
    }

    #[test]
    fn conditions_macros_and_parameters() {
        let text = "%let k = 2\n%macro m a, :l\n%if a == 1\nbyte 1\n%elif a == k\nbyte 2, l\n%else\nbyte 3\n%end\n%end\n\
            m 1, k\nm 2, k\nm 3, k\n%macro n :op\nop##yte 9\n%end\n";
        assert_eq!(run(text).unwrap(), [1, 2, 2, 3]);
        assert!(run("m 1").unwrap_err().contains("unknown macro"));
        assert!(run("%macro m a\n%end\nm").is_err());
        assert!(run("%macro m\n%end\nm 1").unwrap_err().contains("fewer"));
        assert!(run("%macro m\nbyte x\n%end\nm").unwrap_err().ends_with("(in macro m)"));
        for more in
            ["%macro m\n%end end", "%if 1\n%else\n%end end", "%if 0\n%else end\n%end", "%if 0 0\n%end"]
        {
            assert!(run(more).unwrap_err().contains("the end of the line"));
        }
        assert_eq!(run("%if 1\nbyte 1\n%elif )\n)\n%else )\n%end").unwrap(), [1]);
    }

    #[test]
    fn names_join_and_live_in_scopes() {
        let text = "%field r 1 pc s 0:8:0\n%macro j :l\n:@a\nref r, @a, 0, 0\nref r, l, 0, 0\n%end\nfunc f\n:.x\nj .x\nj .x\nend\n\
            func g\n:.x\n%open s\n:s^t\nj s^t\n%close s\nend\n%unit\n:$u1\nref r, $u##1, 0, 0\nref r, u1.1, 0, 0\n";
        assert_eq!(run(text).unwrap(), [0, 255, 0, 253, 0, 255, 0, 255]);
        assert!(run(":@a").is_err());
        assert!(run(":a\n:a").unwrap_err().contains("twice"));
        assert!(run("%field r 1 pc s 0:8:0\nref r, x, 0, 0").unwrap_err().contains("not defined"));
        assert!(run("%open a").is_err());
    }

    #[test]
    fn bombs_end() {
        assert!(run("%macro m\nm\n%end\nm").unwrap_err().contains("200 deep"));
        let mut text = "%macro m0\nbyte 1\n%end\n".to_string();
        for level in 1..40 {
            text += &format!("%macro m{level}\nm{0}\nm{0}\n%end\n", level - 1);
        }
        assert!(run(&(text + "m39\n")).is_err());
        assert!(run("zero 1 << 40").is_err());
        assert!(run("section bss\nzero 1 << 40").is_err());
        assert!(run(&format!("byte {}1", "(".repeat(100_000))).is_err());
    }
}
