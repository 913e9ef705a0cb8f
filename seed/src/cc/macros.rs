//! Macros: definition, arguments, substitution (C11 6.10.3).

use super::lex::Lexer;
use super::pp::Pp;
use super::token::{Kind, Kw, Token};
use crate::diag::{Loc, Res, err, refuse};
use crate::intern::Id;
use std::cell::Cell;
use std::rc::Rc;

/// Arguments of arguments may nest this deep.
const MAX_DEPTH: usize = 200;
/// A macro may have this many parameters (C11 5.2.4.1).
const MAX_PARAMS: usize = 127;

#[derive(Default)]
pub struct Macro {
    function: bool,
    params: Vec<Id>,
    /// The last parameter is `__VA_ARGS__`.
    variadic: bool,
    /// The replacement list; parameters are tokens of kind `Param`.
    body: Vec<Token>,
    /// Its expansion is being read.
    pub active: Cell<bool>,
}

/// An argument of a call.
#[derive(Default)]
struct Arg {
    tokens: Vec<Token>,
    /// The same with all macros expanded, once needed.
    expanded: Option<Vec<Token>>,
}

/// The parameter list of a function-like macro; returns the index of the first token behind it.
fn parameters(m: &mut Macro, line: &[Token], loc: Loc) -> Res<usize> {
    m.function = true;
    if line.len() > 1 && line[1].kind == Kind::RParen {
        return Ok(2);
    }
    let mut i = 1;
    while i + 1 < line.len() {
        let tok = line[i];
        m.variadic = tok.kind == Kind::Ellipsis;
        let id = if m.variadic { Id(Kw::VaArgs as u32) } else { tok.id };
        if tok.kind != Kind::Ident && !m.variadic || tok.is(Kw::VaArgs) || m.params.contains(&id) {
            break;
        }
        refuse(m.params.len() >= MAX_PARAMS, loc, "too many parameters of a macro")?;
        m.params.push(id);
        match line[i + 1].kind {
            Kind::RParen => return Ok(i + 2),
            Kind::Comma if !m.variadic => i += 2,
            _ => break,
        }
    }
    err(loc, "malformed parameter list of a macro")
}

/// Whether two definitions of a macro are the same (6.10.3p1).
fn same(a: &Macro, b: &Macro) -> bool {
    let mut same = a.function == b.function && a.params == b.params && a.body.len() == b.body.len();
    for (i, (x, y)) in a.body.iter().zip(&b.body).enumerate() {
        same = same && x.kind == y.kind && x.id == y.id && (i == 0 || x.space == y.space);
    }
    same
}

impl Pp<'_> {
    /// `#define`
    pub fn define(&mut self) -> Res<()> {
        let name = self.new_macro_name()?;
        let line = self.rest_of_line()?;
        let mut m = Macro::default();
        let mut start = 0;
        if line.first().is_some_and(|tok| tok.kind == Kind::LParen && !tok.space) {
            start = parameters(&mut m, &line, name.loc)?;
        }
        for &tok in &line[start..] {
            let param = m.params.iter().position(|&p| tok.kind == Kind::Ident && p == tok.id);
            let outside = m.function && param.is_none() && tok.is(Kw::VaArgs);
            refuse(outside, tok.loc, "__VA_ARGS__ outside of a variadic macro")?;
            m.body.push(match param {
                Some(p) => Token { kind: Kind::Param, id: Id(p as u32), ..tok },
                None => tok,
            });
        }
        for (i, tok) in m.body.iter().enumerate() {
            let next = m.body.get(i + 1).map(|next| next.kind);
            let at_end = tok.kind == Kind::HashHash && (i == 0 || next.is_none());
            refuse(at_end, tok.loc, "'##' at the end of a replacement list")?;
            let bad = tok.kind == Kind::Hash && m.function && next != Some(Kind::Param);
            refuse(bad, tok.loc, "'#' is not followed by a parameter")?;
        }
        if self.lookup(name).is_some_and(|old| !same(old, &m)) {
            return err(name.loc, format!("macro '{}' is redefined", self.name(name.id)));
        }
        self.macros.insert(name.id, Rc::new(m));
        Ok(())
    }

    /// The arguments of a call, its `(` having been read.
    fn arguments(&mut self, m: &Macro, name: Token) -> Res<Vec<Arg>> {
        let count = m.params.len();
        let mut args = vec![Arg::default()];
        let mut parens = 0;
        loop {
            let mut tok = self.raw()?;
            match tok.kind {
                Kind::Eof => {
                    let text = format!("unterminated arguments of macro '{}'", self.name(name.id));
                    return err(name.loc, text);
                }
                Kind::Hash if tok.bol && self.in_file() => {
                    return err(tok.loc, "directive inside the arguments of a macro");
                }
                Kind::RParen if parens == 0 => break,
                Kind::Comma if parens == 0 && !(m.variadic && args.len() == count) => {
                    args.push(Arg::default());
                    continue;
                }
                Kind::LParen => parens += 1,
                Kind::RParen => parens -= 1,
                _ => {}
            }
            if !self.in_file() {
                self.count(1, name.loc)?;
            }
            tok.space = tok.space || tok.bol;
            tok.bol = false;
            args.last_mut().expect("there is one").tokens.push(tok);
        }
        if count == 0 && args.len() == 1 && args[0].tokens.is_empty() {
            args.clear();
        }
        if m.variadic && args.len() + 1 == count {
            args.push(Arg::default());
        }
        if args.len() != count {
            return err(name.loc, format!("wrong number of arguments of macro '{}'", self.name(name.id)));
        }
        Ok(args)
    }

    /// The spelling of `arg` as a string literal, in the place of `tok` (6.10.3.2).
    fn stringize(&mut self, arg: &[Token], tok: Token) -> Token {
        let mut text = vec![b'"'];
        for (i, &part) in arg.iter().enumerate() {
            if part.space && i > 0 {
                text.push(b' ');
            }
            for &c in self.spelling(part) {
                if matches!(part.kind, Kind::Str | Kind::Char) && matches!(c, b'"' | b'\\') {
                    text.push(b'\\');
                }
                text.push(c);
            }
        }
        text.push(b'"');
        Token { kind: Kind::Str, id: self.names.id(&text), ..tok }
    }

    /// What the token, or `#` and parameter, at `i` of the body stands for; advances `i`.
    /// Operands of `##` are `raw`: not expanded.
    fn operand(
        &mut self,
        m: &Macro,
        i: &mut usize,
        args: &mut [Arg],
        raw: bool,
        name: Token,
    ) -> Res<Vec<Token>> {
        let tok = Token { loc: name.loc, ..m.body[*i] };
        *i += 1;
        if tok.kind == Kind::Hash && m.function {
            let made = self.stringize(&args[m.body[*i].id.0 as usize].tokens, tok);
            *i += 1;
            self.count(self.spelling(made).len(), name.loc)?;
            return Ok(vec![made]);
        }
        if tok.kind != Kind::Param {
            return Ok(vec![tok]);
        }
        let arg = &mut args[tok.id.0 as usize];
        let mut tokens = arg.tokens.clone();
        if !raw && m.body.get(*i).is_none_or(|next| next.kind != Kind::HashHash) {
            if arg.expanded.is_none() {
                arg.expanded = Some(self.expand_list(tokens)?);
            }
            tokens = arg.expanded.clone().unwrap_or_default();
        }
        if let Some(first) = tokens.first_mut() {
            first.space = tok.space;
        }
        Ok(tokens)
    }

    /// Joins the last token of `left` and the first of `right` (6.10.3.3).
    fn paste(&mut self, left: &mut Vec<Token>, right: &[Token], name: Token) -> Res<()> {
        let (Some(&a), Some(&b)) = (left.last(), right.first()) else {
            left.extend_from_slice(right);
            return Ok(());
        };
        let text = [self.spelling(a), self.spelling(b)].concat();
        self.count(text.len(), name.loc)?;
        let mut lexer = Lexer::new(text.into(), name.loc);
        lexer.lenient = true;
        let tok = lexer.next(self.names)?;
        let bad = matches!(tok.kind, Kind::Other | Kind::Eof) || !lexer.end_of_line()?;
        refuse(bad, name.loc, "'##' does not make a token")?;
        left.pop();
        left.push(Token { loc: name.loc, bol: false, space: a.space, ..tok });
        left.extend_from_slice(&right[1..]);
        Ok(())
    }

    /// The replacement list of `m` with its arguments put in (6.10.3.1–6.10.3.3).
    fn substitute(&mut self, m: &Macro, args: &mut [Arg], name: Token) -> Res<Vec<Token>> {
        refuse(self.depth >= MAX_DEPTH, name.loc, "macro calls are nested too deeply")?;
        let mut out: Vec<Token> = Vec::new();
        let mut space = false;
        let mut i = 0;
        while i < m.body.len() {
            let before = m.body[i].space;
            let mut part = self.operand(m, &mut i, args, false, name)?;
            while m.body.get(i).is_some_and(|tok| tok.kind == Kind::HashHash) {
                i += 1;
                let right = self.operand(m, &mut i, args, true, name)?;
                self.paste(&mut part, &right, name)?;
            }
            match part.first_mut() {
                Some(first) => first.space = std::mem::take(&mut space) || first.space,
                None => space = space || before,
            }
            out.extend(part);
        }
        if let Some(first) = out.first_mut() {
            first.space = name.space;
        }
        Ok(out)
    }

    /// Expands the macro that `tok` names, if it does; whether it did.
    pub fn expand(&mut self, tok: Token) -> Res<bool> {
        if matches!(tok.word(), Some(Kw::DunderFile | Kw::DunderLine)) {
            let (file, line) = self.src.position(tok.loc);
            let made = if tok.is(Kw::DunderLine) {
                Token { kind: Kind::Number, id: self.names.id(line.to_string().as_bytes()), ..tok }
            } else {
                let file = Token { kind: Kind::Str, id: self.names.id(file.as_bytes()), ..tok };
                self.stringize(&[file], tok)
            };
            self.push(vec![made], None, tok.loc)?;
            return Ok(true);
        }
        let Some(m) = self.lookup(tok).filter(|_| !tok.noexpand).cloned() else { return Ok(false) };
        let mut args = Vec::new();
        if m.function {
            let next = self.raw()?;
            if next.kind != Kind::LParen {
                self.unread(next);
                return Ok(false);
            }
            args = self.arguments(&m, tok)?;
        }
        let tokens = self.substitute(&m, &mut args, tok)?;
        self.spaced = tokens.is_empty() && tok.space;
        self.push(tokens, Some(m), tok.loc)?;
        Ok(true)
    }
}
