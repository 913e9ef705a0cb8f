//! The preprocessor (C11 6.10): preprocessing tokens to tokens.
//!
//! Pulls tokens from a stack of included files and, above it, a stack of macro
//! expansions. A macro is disabled while its expansion is on that stack; its name, met
//! there, is painted and never expanded again (6.10.3.4p2). Tokens of an expansion stand
//! at the place of the macro's name. Conditions are evaluated by [`super::ppexpr`],
//! definition and substitution of macros are in [`super::macros`].

use super::Options;
use super::lex::Lexer;
use super::literal;
use super::macros::Macro;
use super::ppexpr;
use super::token::{EOF, KINDS, Kind, Kw, Token};
use crate::diag::{Loc, Res, Sources, err, read_file, refuse, show};
use crate::intern::{Id, Interner};
use std::collections::HashMap;
use std::rc::Rc;

/// `#include` may nest this deep.
const MAX_INCLUDES: usize = 64;
/// One line of source may expand to this many tokens, or bytes of tokens that it makes.
const MAX_EXPANSION: usize = 1_000_000;

/// A conditional that is open.
#[derive(Clone, Copy)]
struct Cond {
    loc: Loc,
    /// One of its groups was processed.
    taken: bool,
    /// `#else` was seen.
    last: bool,
}

struct File {
    lexer: Lexer,
    name: String,
    conds: Vec<Cond>,
}

/// Tokens to be read before the file goes on.
struct Context {
    tokens: Vec<Token>,
    pos: usize,
    /// The macro whose expansion this is.
    from: Option<Rc<Macro>>,
    /// Reading stops here: an argument or a line that is expanded on its own.
    barrier: bool,
}

pub struct Pp<'a> {
    pub src: &'a mut Sources,
    pub names: &'a mut Interner,
    opts: &'a Options,
    files: Vec<File>,
    contexts: Vec<Context>,
    pub macros: HashMap<Id, Rc<Macro>>,
    /// How much was made from the current line.
    produced: usize,
    /// White space before an expansion that was empty; the next token has it then.
    pub spaced: bool,
    /// How many arguments of arguments are being expanded.
    pub depth: usize,
}

/// The name of a file as the input spells it. Messages show it, so it must be printable.
fn file_name(text: &[u8], loc: Loc) -> Res<String> {
    let printable = text.iter().all(|c| matches!(c, 0x20..0x7f));
    refuse(!printable, loc, "the name of a file is not printable ASCII")?;
    Ok(String::from_utf8_lossy(text).into_owned())
}

impl<'a> Pp<'a> {
    fn file(&mut self) -> &mut File {
        self.files.last_mut().expect("a file is open")
    }

    fn enter(&mut self, name: &str, start: Loc) {
        let lexer = Lexer::new(self.src.share(start), start);
        self.files.push(File { lexer, name: name.to_string(), conds: Vec::new() });
    }

    /// Begins to preprocess the file `path`.
    pub fn new(src: &'a mut Sources, names: &'a mut Interner, opts: &'a Options, path: &str) -> Res<Pp<'a>> {
        let mut predefined = String::from(
            "#define __STDC__ 1\n#define __STDC_VERSION__ 201112L\n#define __STDC_HOSTED__ 1\n\
             #define __SEED_C__ 1\n#define __LP64__ 1\n#define __CHAR_BIT__ 8\n",
        );
        for (name, value) in &opts.defines {
            predefined += &format!("#define {name} {value}\n");
        }
        let (files, contexts, macros) = (Vec::new(), Vec::new(), HashMap::new());
        let mut pp = Pp { src, names, opts, files, contexts, macros, produced: 0, spaced: false, depth: 0 };
        let main = pp.src.load(path)?;
        pp.enter(path, main);
        let start = pp.src.add("<command line>", predefined.into_bytes())?;
        pp.enter("<command line>", start);
        Ok(pp)
    }

    /// Whether tokens come straight from the file.
    pub fn in_file(&self) -> bool {
        self.contexts.is_empty()
    }

    /// The macro that `tok` names, if it does.
    pub fn lookup(&self, tok: Token) -> Option<&Rc<Macro>> {
        if tok.kind == Kind::Ident { self.macros.get(&tok.id) } else { None }
    }

    /// The next token before macro expansion. `Eof` at a barrier or at the end of a file.
    pub fn raw(&mut self) -> Res<Token> {
        let mut tok = loop {
            let Some(ctx) = self.contexts.last_mut() else {
                if self.depth == 0 {
                    self.produced = 0;
                }
                let file = self.files.last_mut().expect("a file is open");
                break file.lexer.next(self.names)?;
            };
            if ctx.pos < ctx.tokens.len() {
                ctx.pos += 1;
                break ctx.tokens[ctx.pos - 1];
            }
            if ctx.barrier {
                return Ok(EOF);
            }
            if let Some(m) = &ctx.from {
                m.active.set(false);
            }
            self.contexts.pop();
        };
        tok.noexpand = tok.noexpand || self.lookup(tok).is_some_and(|m| m.active.get());
        tok.space = std::mem::take(&mut self.spaced) || tok.space;
        Ok(tok)
    }

    /// Gives back the token that `raw` returned last.
    pub fn unread(&mut self, tok: Token) {
        match self.contexts.last_mut() {
            Some(ctx) if tok.kind != Kind::Eof => ctx.pos -= 1,
            Some(_) => {}
            None => self.file().lexer.unread(tok),
        }
    }

    /// Counts what is made from the current line: tokens, and the bytes of those made by `#` and `##`.
    pub fn count(&mut self, made: usize, loc: Loc) -> Res<()> {
        self.produced += made;
        refuse(self.produced > MAX_EXPANSION, loc, "macro expansion is too long")
    }

    /// Lets `tokens` be read next, as the expansion of `from`.
    pub fn push(&mut self, tokens: Vec<Token>, from: Option<Rc<Macro>>, loc: Loc) -> Res<()> {
        self.count(tokens.len() + 1, loc)?;
        if let Some(m) = &from {
            m.active.set(true);
        }
        self.contexts.push(Context { tokens, pos: 0, from, barrier: false });
        Ok(())
    }

    /// Expands `tokens` on their own, as if nothing followed them.
    pub fn expand_list(&mut self, tokens: Vec<Token>) -> Res<Vec<Token>> {
        self.contexts.push(Context { tokens, pos: 0, from: None, barrier: true });
        self.depth += 1;
        let mut out = Vec::new();
        let mut tok = self.next()?;
        while tok.kind != Kind::Eof {
            out.push(tok);
            tok = self.next()?;
        }
        self.depth -= 1;
        self.contexts.pop();
        Ok(out)
    }

    /// The spelling of `tok`.
    pub fn spelling(&self, tok: Token) -> &[u8] {
        if tok.kind <= Kind::Other { self.names.name(tok.id) } else { KINDS[tok.kind as usize].1.as_bytes() }
    }

    /// The name `id` for a message.
    pub fn name(&self, id: Id) -> String {
        self.names.text(id)
    }

    /// The next token of the line, if there is one.
    fn line_token(&mut self) -> Res<Option<Token>> {
        Ok(if self.file().lexer.end_of_line()? { None } else { Some(self.raw()?) })
    }

    /// The tokens up to the end of the line.
    pub fn rest_of_line(&mut self) -> Res<Vec<Token>> {
        let mut out = Vec::new();
        while let Some(tok) = self.line_token()? {
            out.push(tok);
        }
        Ok(out)
    }

    /// The same with macros expanded.
    fn expanded_line(&mut self) -> Res<Vec<Token>> {
        let line = self.rest_of_line()?;
        self.expand_list(line)
    }

    fn expect_end_of_line(&mut self) -> Res<()> {
        match self.line_token()? {
            Some(tok) => err(tok.loc, "extra tokens at the end of a directive"),
            None => Ok(()),
        }
    }

    /// The name after `#define`, `#undef`, `#ifdef`, `#ifndef`.
    fn macro_name(&mut self) -> Res<Token> {
        let loc = self.file().lexer.loc();
        match self.line_token()? {
            Some(tok) if tok.kind == Kind::Ident => Ok(tok),
            other => err(other.map_or(loc, |tok| tok.loc), "expected the name of a macro"),
        }
    }

    /// The same after `#define`, `#undef` (6.10.8p2).
    pub fn new_macro_name(&mut self) -> Res<Token> {
        let tok = self.macro_name()?;
        let bad = matches!(tok.word(), Some(Kw::Defined | Kw::DunderFile | Kw::DunderLine | Kw::VaArgs));
        refuse(bad, tok.loc, "this name cannot be that of a macro")?;
        Ok(tok)
    }

    fn is_defined(&self, tok: Token) -> bool {
        self.lookup(tok).is_some() || matches!(tok.word(), Some(Kw::DunderFile | Kw::DunderLine))
    }

    /// The condition of `#if`, `#elif`, `#ifdef`, `#ifndef` (6.10.1).
    fn condition(&mut self, tok: Token) -> Res<bool> {
        if !tok.is(Kw::If) && !tok.is(Kw::Elif) {
            let name = self.macro_name()?;
            self.expect_end_of_line()?;
            return Ok(self.is_defined(name) == tok.is(Kw::Ifdef));
        }
        let mut line = self.rest_of_line()?.into_iter();
        let mut tokens = Vec::new();
        while let Some(mut tok) = line.next() {
            if tok.is(Kw::Defined) {
                let mut name = line.next().unwrap_or(EOF);
                let mut close = Kind::RParen;
                if name.kind == Kind::LParen {
                    name = line.next().unwrap_or(EOF);
                    close = line.next().unwrap_or(EOF).kind;
                }
                let good = name.kind == Kind::Ident && close == Kind::RParen;
                refuse(!good, tok.loc, "expected a name after 'defined'")?;
                tok.kind = Kind::Number;
                tok.id = self.names.id(if self.is_defined(name) { b"1" } else { b"0" });
            }
            tokens.push(tok);
        }
        let tokens = self.expand_list(tokens)?;
        ppexpr::evaluate(self.names, tokens, tok.loc)
    }

    /// Whether the text behind the directive is to be processed.
    fn enters(&mut self, tok: Token) -> Res<bool> {
        if matches!(tok.word(), Some(Kw::If | Kw::Ifdef | Kw::Ifndef)) {
            let taken = self.condition(tok)?;
            self.file().conds.push(Cond { loc: tok.loc, taken, last: false });
            return Ok(taken);
        }
        let Some(cond) = self.file().conds.pop() else {
            return err(tok.loc, "conditional directive without #if");
        };
        if tok.is(Kw::Endif) {
            self.expect_end_of_line()?;
            return Ok(true);
        }
        refuse(cond.last, tok.loc, "conditional directive after #else")?;
        let last = tok.is(Kw::Else);
        let mut process = !cond.taken;
        if last {
            self.expect_end_of_line()?;
        } else if cond.taken {
            self.rest_of_line()?;
        } else {
            process = self.condition(tok)?;
        }
        self.file().conds.push(Cond { taken: cond.taken || process, last, ..cond });
        Ok(process)
    }

    /// Skips a group up to the directive that ends it; `None` at the end of the file.
    fn skip(&mut self) -> Res<Option<Token>> {
        let mut nested = 0;
        self.file().lexer.lenient = true;
        loop {
            let tok = self.raw()?;
            if tok.kind == Kind::Eof {
                self.unread(tok);
                return Ok(None);
            }
            if tok.kind != Kind::Hash || !tok.bol {
                continue;
            }
            let Some(tok) = self.line_token()? else { continue };
            match tok.word() {
                Some(Kw::If | Kw::Ifdef | Kw::Ifndef) => nested += 1,
                Some(Kw::Elif | Kw::Else | Kw::Endif) if nested == 0 => {
                    self.file().lexer.lenient = false;
                    return Ok(Some(tok));
                }
                Some(Kw::Endif) => nested -= 1,
                _ => {}
            }
        }
    }

    /// A directive that begins or ends a group. Skips the groups that are not to be processed.
    fn group(&mut self, tok: Token) -> Res<()> {
        let mut ended = Some(tok);
        while let Some(tok) = ended
            && !self.enters(tok)?
        {
            ended = self.skip()?;
        }
        Ok(())
    }

    /// The name of a header that is spelled by macros.
    fn spelled_header(&mut self, loc: Loc) -> Res<(Vec<u8>, bool)> {
        let tokens = self.expanded_line()?;
        let is = |tok: Option<&Token>, kind| tok.is_some_and(|tok| tok.kind == kind);
        let system = tokens.len() > 2 && is(tokens.first(), Kind::Less) && is(tokens.last(), Kind::Greater);
        let quoted = tokens.len() == 1 && is(tokens.first(), Kind::Str);
        refuse(!system && !quoted, loc, "expected \"FILE\" or <FILE>")?;
        let mut name = Vec::new();
        for tok in tokens {
            name.extend_from_slice(self.spelling(tok));
        }
        Ok((name[1..name.len() - 1].to_vec(), system))
    }

    /// `#include` (6.10.2); the name may come from macros.
    fn include(&mut self, loc: Loc) -> Res<()> {
        let (name, system) = match self.file().lexer.header_name()? {
            Some(header) => header,
            None => self.spelled_header(loc)?,
        };
        self.expect_end_of_line()?;
        refuse(self.files.len() >= MAX_INCLUDES, loc, "#include is nested too deeply")?;
        let name = file_name(&name, loc)?;
        let mut dirs = Vec::new();
        for dir in &self.opts.include_dirs {
            dirs.push(format!("{dir}/"));
        }
        if name.starts_with('/') {
            dirs = vec![String::new()];
        } else if !system {
            let path = &self.file().name;
            dirs.insert(0, path[..path.rfind('/').map_or(0, |slash| slash + 1)].to_string());
        }
        for dir in dirs {
            let path = dir + &name;
            if let Some(text) = read_file(&path) {
                let start = self.src.add(&path, text)?;
                self.enter(&path, start);
                return Ok(());
            }
        }
        err(loc, format!("cannot find '{name}'"))
    }

    /// `#line` (6.10.4)
    fn line(&mut self, loc: Loc) -> Res<()> {
        let tokens = self.expanded_line()?;
        let mut number = 0;
        if let Some(tok) = tokens.first()
            && tok.kind == Kind::Number
        {
            number = self.name(tok.id).parse().unwrap_or(0);
        }
        let file = tokens.get(1).filter(|tok| tok.kind == Kind::Str && tokens.len() == 2);
        let bad = number == 0 || number > 0x7fff_ffff || tokens.len() > 1 && file.is_none();
        refuse(bad, loc, "expected a line number and perhaps a file name")?;
        let Some(next) = self.file().lexer.next_line() else { return Ok(()) };
        let mut name = None;
        if let Some(tok) = file {
            name = Some(file_name(&literal::quoted(self.spelling(*tok), tok.loc)?, tok.loc)?);
        }
        self.src.mark(next, number, name.as_deref());
        Ok(())
    }

    /// A directive, its `#` having been read (6.10p1).
    fn directive(&mut self) -> Res<()> {
        let Some(tok) = self.line_token()? else { return Ok(()) };
        match tok.word() {
            Some(Kw::Define) => self.define()?,
            Some(Kw::Undef) => {
                let name = self.new_macro_name()?;
                self.macros.remove(&name.id);
            }
            Some(Kw::Include) => return self.include(tok.loc),
            Some(Kw::If | Kw::Ifdef | Kw::Ifndef | Kw::Elif | Kw::Else | Kw::Endif) => {
                return self.group(tok);
            }
            Some(Kw::Line) => self.line(tok.loc)?,
            Some(Kw::Error) => {
                let mut text = String::from("#error");
                for t in self.rest_of_line()? {
                    text += &format!(" {}", show(self.spelling(t)));
                }
                return err(tok.loc, text);
            }
            Some(Kw::Pragma) => drop(self.rest_of_line()?),
            _ => return err(tok.loc, "unknown directive"),
        }
        self.expect_end_of_line()
    }

    /// The next token after preprocessing; `Eof` at the end of the main file.
    pub fn next(&mut self) -> Res<Token> {
        loop {
            let tok = self.raw()?;
            match tok.kind {
                Kind::Hash if tok.bol && self.in_file() => self.directive()?,
                Kind::Eof if self.in_file() => {
                    if let Some(cond) = self.file().conds.last() {
                        return err(cond.loc, "unterminated conditional directive");
                    }
                    if self.files.len() == 1 {
                        return Ok(tok);
                    }
                    self.files.pop();
                }
                Kind::Ident if self.expand(tok)? => {}
                _ => return Ok(tok),
            }
        }
    }
}
