//! The preprocessor (C11 6.10): preprocessing tokens to tokens.
//!
//! Pulls tokens from a stack of included files and, above it, a stack of macro
//! expansions. A macro is disabled while its expansion is on that stack; its name, met
//! there, is painted and never expanded again (6.10.3.4p2). Tokens of an expansion stand
//! at the place of the macro's name. Conditions are evaluated by [`super::ppexpr`],
//! definition and substitution of macros are in [`super::macros`].

use super::Options;
use super::lex::Lexer;
use super::macros::Macro;
use super::ppexpr;
use super::token::{KINDS, Kind, Kw, Token, fixed};
use crate::diag::{Loc, Res, Sources, err, read_file, refuse, show};
use crate::intern::{Id, Interner};
use std::collections::HashMap;
use std::rc::Rc;

/// `#include` may nest this deep.
const MAX_INCLUDES: usize = 64;
/// One line of source may expand to this many tokens, or bytes of tokens that it makes.
const MAX_EXPANSION: usize = 1_000_000;

/// A conditional that is open.
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
    tokens: Rc<Vec<Token>>,
    pos: usize,
    /// The macro whose expansion this is.
    from: Option<usize>,
    /// Reading stops here: an argument or a line that is expanded on its own.
    barrier: bool,
}

pub struct Pp<'a> {
    pub src: &'a mut Sources,
    pub names: &'a mut Interner,
    opts: &'a Options,
    files: Vec<File>,
    /// Files that were read before.
    loaded: HashMap<String, Loc>,
    contexts: Vec<Context>,
    /// The macro that a name means, by `Id`, as index + 1 into `macros`.
    defined: Vec<u32>,
    pub macros: Vec<Macro>,
    /// How much was made from the current line.
    produced: usize,
    /// White space before an expansion that was empty; the next token has it then.
    pub spaced: bool,
    /// How many arguments of arguments are being expanded.
    pub depth: usize,
}

impl<'a> Pp<'a> {
    /// Begins to preprocess the file `path`.
    pub fn new(src: &'a mut Sources, names: &'a mut Interner, opts: &'a Options, path: &str) -> Res<Pp<'a>> {
        let mut predefined = String::from(
            "#define __STDC__ 1\n#define __STDC_VERSION__ 201112L\n#define __STDC_HOSTED__ 1\n\
             #define __SEED_C__ 1\n#define __LP64__ 1\n#define __CHAR_BIT__ 8\n",
        );
        for (name, value) in &opts.defines {
            predefined += &format!("#define {name} {value}\n");
        }
        let mut pp = Pp {
            src,
            names,
            opts,
            files: Vec::new(),
            loaded: HashMap::new(),
            contexts: Vec::new(),
            defined: Vec::new(),
            macros: Vec::new(),
            produced: 0,
            spaced: false,
            depth: 0,
        };
        let main = pp.src.load(path)?;
        pp.enter(path, main);
        let start = pp.src.add("<command line>", predefined.into_bytes())?;
        pp.enter("<command line>", start);
        Ok(pp)
    }

    /// The next token after preprocessing; `Eof` at the end of the main file.
    pub fn next(&mut self) -> Res<Token> {
        loop {
            let tok = self.raw()?;
            match tok.kind {
                Kind::Hash if tok.bol && self.contexts.is_empty() => self.directive()?,
                Kind::Eof if self.contexts.is_empty() => {
                    if let Some(cond) = self.file().conds.last() {
                        return err(cond.loc, "unterminated conditional directive");
                    }
                    if self.files.len() == 1 {
                        return Ok(tok);
                    }
                    self.files.pop();
                }
                Kind::Ident => {
                    if !self.expand(tok)? {
                        return Ok(tok);
                    }
                }
                _ => return Ok(tok),
            }
        }
    }

    /// The next token before macro expansion. `Eof` at a barrier or at the end of a file.
    pub fn raw(&mut self) -> Res<Token> {
        while let Some(ctx) = self.contexts.last_mut() {
            if ctx.pos < ctx.tokens.len() {
                let mut tok = ctx.tokens[ctx.pos];
                ctx.pos += 1;
                if tok.kind == Kind::Ident
                    && let Some(m) = self.lookup(tok.id)
                {
                    tok.noexpand = tok.noexpand || self.macros[m].active;
                }
                return Ok(self.after_blank(tok));
            }
            if ctx.barrier {
                return Ok(self.eof());
            }
            if let Some(m) = ctx.from {
                self.macros[m].active = false;
            }
            self.contexts.pop();
        }
        if self.depth == 0 {
            self.produced = 0;
        }
        let file = self.files.last_mut().expect("a file is open");
        let tok = file.lexer.next(self.names)?;
        Ok(self.after_blank(tok))
    }

    fn after_blank(&mut self, tok: Token) -> Token {
        let space = tok.space || self.spaced;
        self.spaced = false;
        Token { space, ..tok }
    }

    /// Gives back the token that `raw` returned last.
    pub fn unread(&mut self, tok: Token) {
        match self.contexts.last_mut() {
            Some(ctx) if tok.kind != Kind::Eof => ctx.pos -= 1,
            Some(_) => {}
            None => self.file().lexer.unread(tok),
        }
    }

    /// Whether tokens come straight from the file.
    pub fn in_file(&self) -> bool {
        self.contexts.is_empty()
    }

    /// The macro that `id` means now.
    pub fn lookup(&self, id: Id) -> Option<usize> {
        match self.defined.get(id.0 as usize) {
            Some(&m) if m > 0 => Some(m as usize - 1),
            _ => None,
        }
    }

    /// Lets `tokens` be read next, as the expansion of `from`.
    pub fn push(&mut self, tokens: Vec<Token>, from: Option<usize>, loc: Loc) -> Res<()> {
        self.count(tokens.len() + 1, loc)?;
        if let Some(m) = from {
            self.macros[m].active = true;
        }
        self.contexts.push(Context { tokens: Rc::new(tokens), pos: 0, from, barrier: false });
        Ok(())
    }

    /// Counts what is made from the current line: tokens, and the bytes of those made by `#` and `##`.
    pub fn count(&mut self, made: usize, loc: Loc) -> Res<()> {
        self.produced += made;
        refuse(self.produced > MAX_EXPANSION, loc, "macro expansion is too long")?;
        Ok(())
    }

    /// Expands `tokens` on their own, as if nothing followed them.
    pub fn expand_list(&mut self, tokens: Vec<Token>) -> Res<Vec<Token>> {
        self.contexts.push(Context { tokens: Rc::new(tokens), pos: 0, from: None, barrier: true });
        self.depth += 1;
        let mut out = Vec::new();
        loop {
            let tok = self.next()?;
            if tok.kind == Kind::Eof {
                break;
            }
            out.push(tok);
        }
        self.depth -= 1;
        self.contexts.pop();
        Ok(out)
    }

    /// The spelling of `tok`.
    pub fn spelling(&self, tok: Token) -> &[u8] {
        if tok.kind <= Kind::Other {
            return self.names.name(tok.id);
        }
        KINDS[tok.kind as usize].1.as_bytes()
    }

    /// The name `id` for a message.
    pub fn name(&self, id: Id) -> String {
        String::from_utf8_lossy(self.names.name(id)).into_owned()
    }

    /// Defines or, with 0, undefines a macro.
    pub fn bind(&mut self, id: Id, index: u32) {
        if id.0 as usize >= self.defined.len() {
            self.defined.resize(id.0 as usize + 1, 0);
        }
        self.defined[id.0 as usize] = index;
    }

    /// The tokens up to the end of the line.
    pub fn rest_of_line(&mut self) -> Res<Vec<Token>> {
        let mut out = Vec::new();
        while !self.file().lexer.end_of_line()? {
            out.push(self.raw()?);
        }
        Ok(out)
    }

    fn file(&mut self) -> &mut File {
        self.files.last_mut().expect("a file is open")
    }

    fn eof(&self) -> Token {
        Token { kind: Kind::Eof, id: Id(0), loc: Loc(0), bol: false, space: false, noexpand: false }
    }

    fn enter(&mut self, name: &str, start: Loc) {
        let lexer = Lexer::new(self.src.share(start), start);
        self.files.push(File { lexer, name: name.to_string(), conds: Vec::new() });
    }

    /// A directive, its `#` having been read (6.10p1).
    fn directive(&mut self) -> Res<()> {
        if self.file().lexer.end_of_line()? {
            return Ok(());
        }
        let tok = self.raw()?;
        let word = if tok.kind == Kind::Ident { fixed(tok.id) } else { None };
        match word {
            Some(Kw::Define) => self.define()?,
            Some(Kw::Undef) => {
                let name = self.new_macro_name()?;
                self.bind(name.id, 0);
            }
            Some(Kw::Include) => return self.include(tok.loc),
            Some(Kw::If | Kw::Ifdef | Kw::Ifndef) => {
                let taken = self.condition(tok)?;
                self.file().conds.push(Cond { loc: tok.loc, taken, last: false });
                return if taken { Ok(()) } else { self.skip() };
            }
            Some(Kw::Elif | Kw::Else | Kw::Endif) => return self.next_group(tok, false),
            Some(Kw::Line) => self.line(tok.loc)?,
            Some(Kw::Error) => {
                let mut text = String::from("#error");
                for t in self.rest_of_line()? {
                    text += " ";
                    text += &show(self.spelling(t));
                }
                return err(tok.loc, text);
            }
            Some(Kw::Pragma) => {
                self.rest_of_line()?;
            }
            _ => return err(tok.loc, "unknown directive"),
        }
        self.expect_end_of_line()
    }

    fn expect_end_of_line(&mut self) -> Res<()> {
        if self.file().lexer.end_of_line()? {
            return Ok(());
        }
        let tok = self.raw()?;
        err(tok.loc, "extra tokens at the end of a directive")
    }

    /// The name after `#define`, `#undef`, `#ifdef`, `#ifndef`.
    fn macro_name(&mut self) -> Res<Token> {
        let mut loc = self.file().lexer.loc();
        if !self.file().lexer.end_of_line()? {
            let tok = self.raw()?;
            if tok.kind == Kind::Ident {
                return Ok(tok);
            }
            loc = tok.loc;
        }
        err(loc, "expected the name of a macro")
    }

    /// The same after `#define`, `#undef` (6.10.8p2).
    pub fn new_macro_name(&mut self) -> Res<Token> {
        let tok = self.macro_name()?;
        refuse(
            matches!(fixed(tok.id), Some(Kw::Defined | Kw::DunderFile | Kw::DunderLine | Kw::VaArgs)),
            tok.loc,
            "this name cannot be that of a macro",
        )?;
        Ok(tok)
    }

    fn is_defined(&self, id: Id) -> bool {
        self.lookup(id).is_some() || matches!(fixed(id), Some(Kw::DunderFile | Kw::DunderLine))
    }

    /// The condition of `#if`, `#elif`, `#ifdef`, `#ifndef` (6.10.1).
    fn condition(&mut self, tok: Token) -> Res<bool> {
        if !tok.is(Kw::If) && !tok.is(Kw::Elif) {
            let name = self.macro_name()?;
            self.expect_end_of_line()?;
            return Ok(self.is_defined(name.id) == tok.is(Kw::Ifdef));
        }
        let line = self.rest_of_line()?;
        let mut tokens = Vec::new();
        let mut i = 0;
        while i < line.len() {
            if !line[i].is(Kw::Defined) {
                tokens.push(line[i]);
                i += 1;
                continue;
            }
            let paren = i + 1 < line.len() && line[i + 1].kind == Kind::LParen;
            let at = if paren { i + 2 } else { i + 1 };
            let end = if paren { at + 1 } else { at };
            refuse(
                end >= line.len() || line[at].kind != Kind::Ident || paren && line[end].kind != Kind::RParen,
                line[i].loc,
                "expected a name after 'defined'",
            )?;
            let text = if self.is_defined(line[at].id) { b"1" } else { b"0" };
            tokens.push(Token { kind: Kind::Number, id: self.names.id(text), ..line[i] });
            i = end + 1;
        }
        let tokens = self.expand_list(tokens)?;
        ppexpr::evaluate(self.names, &tokens, tok.loc)
    }

    /// `#elif`, `#else` or `#endif`; groups are being skipped or not. Skips on if it must.
    fn next_group(&mut self, tok: Token, skipping: bool) -> Res<()> {
        let Some(cond) = self.file().conds.last_mut() else {
            return err(tok.loc, "conditional directive without #if");
        };
        if tok.is(Kw::Endif) {
            self.file().conds.pop();
            return self.expect_end_of_line();
        }
        refuse(cond.last, tok.loc, "conditional directive after #else")?;
        let taken = cond.taken;
        let mut process = !taken;
        if tok.is(Kw::Else) {
            cond.last = true;
            self.expect_end_of_line()?;
        } else if taken {
            self.rest_of_line()?;
        } else {
            process = self.condition(tok)?;
        }
        if process {
            self.file().conds.last_mut().expect("it was there").taken = true;
        }
        if process || skipping { Ok(()) } else { self.skip() }
    }

    /// Skips groups until one is to be processed or the conditional ends.
    fn skip(&mut self) -> Res<()> {
        let mut nested = 0;
        let outer = self.file().conds.len();
        loop {
            self.file().lexer.lenient = true;
            let tok = self.raw()?;
            if tok.kind == Kind::Eof {
                self.unread(tok);
                return Ok(());
            }
            if tok.kind != Kind::Hash || !tok.bol || self.file().lexer.end_of_line()? {
                continue;
            }
            let tok = self.raw()?;
            let word = if tok.kind == Kind::Ident { fixed(tok.id) } else { None };
            match word {
                Some(Kw::If | Kw::Ifdef | Kw::Ifndef) => nested += 1,
                Some(Kw::Endif) if nested > 0 => nested -= 1,
                Some(Kw::Elif | Kw::Else | Kw::Endif) if nested == 0 => {
                    let before = self.file().conds.last().is_some_and(|c| c.taken);
                    self.file().lexer.lenient = false;
                    self.next_group(tok, true)?;
                    let ended = self.file().conds.len() < outer;
                    if ended || !before && self.file().conds.last().is_some_and(|c| c.taken) {
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
    }

    /// `#include` (6.10.2); the name may come from macros.
    fn include(&mut self, loc: Loc) -> Res<()> {
        let (name, system) = match self.file().lexer.header_name()? {
            Some(header) => header,
            None => {
                let line = self.rest_of_line()?;
                let tokens = self.expand_list(line)?;
                self.spelled_header(&tokens, loc)?
            }
        };
        self.expect_end_of_line()?;
        refuse(self.files.len() >= MAX_INCLUDES, loc, "#include is nested too deeply")?;
        let name = file_name(&name, loc)?;
        let mut dirs = Vec::new();
        if name.starts_with('/') {
            dirs.push(String::new());
        } else {
            if !system {
                let path = &self.file().name;
                let dir = path.rfind('/').map_or(0, |i| i + 1);
                dirs.push(path[..dir].to_string());
            }
            for dir in &self.opts.include_dirs {
                dirs.push(format!("{dir}/"));
            }
        }
        for dir in dirs {
            let path = dir + &name;
            let start = match self.loaded.get(&path) {
                Some(&start) => start,
                None => match read_file(&path) {
                    Some(text) => self.src.add(&path, text)?,
                    None => continue,
                },
            };
            self.loaded.insert(path.clone(), start);
            self.enter(&path, start);
            return Ok(());
        }
        err(loc, format!("cannot find '{name}'"))
    }

    /// The name of a header that was spelled by macros.
    fn spelled_header(&self, tokens: &[Token], loc: Loc) -> Res<(Vec<u8>, bool)> {
        let n = tokens.len();
        if n == 1 && tokens[0].kind == Kind::Str {
            let text = self.spelling(tokens[0]);
            return Ok((text[1..text.len() - 1].to_vec(), false));
        }
        refuse(
            n < 3 || tokens[0].kind != Kind::Less || tokens[n - 1].kind != Kind::Greater,
            loc,
            "expected \"FILE\" or <FILE>",
        )?;
        let mut name = Vec::new();
        for &tok in &tokens[1..n - 1] {
            name.extend_from_slice(self.spelling(tok));
        }
        Ok((name, true))
    }

    /// `#line` (6.10.4)
    fn line(&mut self, loc: Loc) -> Res<()> {
        let line = self.rest_of_line()?;
        let tokens = self.expand_list(line)?;
        let mut number = 0;
        if !tokens.is_empty() && tokens[0].kind == Kind::Number {
            for &c in self.spelling(tokens[0]) {
                let digit = if c.is_ascii_digit() { (c - b'0') as u64 } else { 1 << 32 };
                number = (number * 10 + digit).min(1 << 32);
            }
        }
        let named = tokens.len() == 2 && tokens[1].kind == Kind::Str;
        refuse(
            number == 0 || number > 0x7fff_ffff || tokens.len() > 2 || tokens.len() == 2 && !named,
            loc,
            "expected a line number and perhaps a file name",
        )?;
        let Some(next) = self.file().lexer.next_line() else { return Ok(()) };
        let mut name = None;
        if named {
            let text = super::literal::quoted(self.spelling(tokens[1]), tokens[1].loc)?;
            name = Some(file_name(&text, tokens[1].loc)?);
        }
        self.src.mark(next, number as u32, name.as_deref());
        Ok(())
    }
}

/// The name of a file as the input spells it. Messages show it, so it must be printable.
fn file_name(text: &[u8], loc: Loc) -> Res<String> {
    let mut name = String::new();
    for &c in text {
        refuse(!matches!(c, 0x20..0x7f), loc, "the name of a file is not printable ASCII")?;
        name.push(c as char);
    }
    Ok(name)
}
