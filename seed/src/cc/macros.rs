//! Macros: definition, arguments, substitution (C11 6.10.3).

use super::lex::Lexer;
use super::pp::Pp;
use super::token::{Kind, Kw, Token, fixed};
use crate::diag::{Loc, Res, err, refuse};
use crate::intern::Id;

/// Arguments of arguments may nest this deep.
const MAX_DEPTH: usize = 200;
/// A macro may have this many parameters (C11 5.2.4.1).
const MAX_PARAMS: usize = 127;

pub struct Macro {
    function: bool,
    params: Vec<Id>,
    /// The last parameter is `__VA_ARGS__`.
    variadic: bool,
    /// The replacement list; parameters are tokens of kind `Param`.
    body: Vec<Token>,
    /// Its expansion is being read.
    pub active: bool,
}

impl Pp<'_> {
    /// `#define`
    pub fn define(&mut self) -> Res<()> {
        let name = self.new_macro_name()?;
        let mut m =
            Macro { function: false, params: Vec::new(), variadic: false, body: Vec::new(), active: false };
        let line = self.rest_of_line()?;
        let mut i = 0;
        if !line.is_empty() && line[0].kind == Kind::LParen && !line[0].space {
            i = self.parameters(&mut m, &line, name.loc)?;
        }
        while i < line.len() {
            let mut tok = line[i];
            tok.bol = false;
            if tok.kind == Kind::Ident && m.function {
                if let Some(p) = m.params.iter().position(|&p| p == tok.id) {
                    tok.kind = Kind::Param;
                    tok.id = Id(p as u32);
                } else if tok.is(Kw::VaArgs) {
                    return err(tok.loc, "__VA_ARGS__ outside of a variadic macro");
                }
            }
            m.body.push(tok);
            i += 1;
        }
        let n = m.body.len();
        for i in 0..n {
            let kind = m.body[i].kind;
            refuse(
                kind == Kind::HashHash && (i == 0 || i + 1 == n),
                m.body[i].loc,
                "'##' at the end of a replacement list",
            )?;
            refuse(
                kind == Kind::Hash && m.function && (i + 1 == n || m.body[i + 1].kind != Kind::Param),
                m.body[i].loc,
                "'#' is not followed by a parameter",
            )?;
        }
        if let Some(old) = self.lookup(name.id)
            && !same(&self.macros[old], &m)
        {
            return err(name.loc, format!("macro '{}' is redefined", self.name(name.id)));
        }
        self.macros.push(m);
        self.bind(name.id, self.macros.len() as u32);
        Ok(())
    }

    /// The parameter list of a function-like macro; returns the index of the first token behind it.
    fn parameters(&mut self, m: &mut Macro, line: &[Token], loc: Loc) -> Res<usize> {
        m.function = true;
        let mut i = 1;
        if line.len() > 1 && line[1].kind == Kind::RParen {
            return Ok(2);
        }
        while i + 1 < line.len() {
            let tok = line[i];
            let id = if tok.kind == Kind::Ellipsis { Id(Kw::VaArgs as u32) } else { tok.id };
            m.variadic = tok.kind == Kind::Ellipsis;
            if tok.kind != Kind::Ident && !m.variadic || tok.is(Kw::VaArgs) || m.params.contains(&id) {
                break;
            }
            refuse(m.params.len() >= MAX_PARAMS, loc, "too many parameters of a macro")?;
            m.params.push(id);
            if line[i + 1].kind == Kind::RParen {
                return Ok(i + 2);
            }
            if line[i + 1].kind != Kind::Comma || m.variadic {
                break;
            }
            i += 2;
        }
        err(loc, "malformed parameter list of a macro")
    }

    /// Expands the macro that `tok` names, if it does; whether it did.
    pub fn expand(&mut self, tok: Token) -> Res<bool> {
        if matches!(fixed(tok.id), Some(Kw::DunderFile | Kw::DunderLine)) {
            let (file, line) = self.src.position(tok.loc);
            let (kind, text) = if tok.is(Kw::DunderLine) {
                (Kind::Number, line.to_string().into_bytes())
            } else {
                (Kind::Str, quote(file.as_bytes()))
            };
            let id = self.names.id(&text);
            self.push(vec![Token { kind, id, ..tok }], None, tok.loc)?;
            return Ok(true);
        }
        let Some(m) = self.lookup(tok.id) else { return Ok(false) };
        if tok.noexpand {
            return Ok(false);
        }
        let mut args = Vec::new();
        if self.macros[m].function {
            let next = self.raw()?;
            if next.kind != Kind::LParen {
                self.unread(next);
                return Ok(false);
            }
            args = self.arguments(m, tok)?;
        }
        let tokens = self.substitute(m, &args, tok)?;
        self.spaced = tokens.is_empty() && tok.space;
        self.push(tokens, Some(m), tok.loc)?;
        Ok(true)
    }

    /// The arguments of a call, its `(` having been read.
    fn arguments(&mut self, m: usize, name: Token) -> Res<Vec<Vec<Token>>> {
        let count = self.macros[m].params.len();
        let variadic = self.macros[m].variadic;
        let mut args = vec![Vec::new()];
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
                Kind::Comma if parens == 0 && !(variadic && args.len() == count) => {
                    args.push(Vec::new());
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
            args.last_mut().expect("there is one").push(tok);
        }
        if count == 0 && args.len() == 1 && args[0].is_empty() {
            args.clear();
        }
        if variadic && args.len() + 1 == count {
            args.push(Vec::new());
        }
        if args.len() != count {
            let text = format!("wrong number of arguments of macro '{}'", self.name(name.id));
            return err(name.loc, text);
        }
        Ok(args)
    }

    /// The replacement list of `m` with its arguments put in (6.10.3.1–6.10.3.3).
    fn substitute(&mut self, m: usize, args: &[Vec<Token>], name: Token) -> Res<Vec<Token>> {
        refuse(self.depth >= MAX_DEPTH, name.loc, "macro calls are nested too deeply")?;
        let mut expanded = vec![None; args.len()];
        let mut out: Vec<Token> = Vec::new();
        let mut space = false;
        let mut i = 0;
        while i < self.macros[m].body.len() {
            let before = self.macros[m].body[i].space;
            let mut part = self.operand(m, &mut i, args, &mut expanded, false, name)?;
            while i < self.macros[m].body.len() && self.macros[m].body[i].kind == Kind::HashHash {
                i += 1;
                let right = self.operand(m, &mut i, args, &mut expanded, true, name)?;
                self.paste(&mut part, &right, name)?;
            }
            match part.first_mut() {
                Some(first) => {
                    first.space = first.space || space;
                    space = false;
                }
                None => space = space || before,
            }
            out.extend(part);
        }
        if let Some(first) = out.first_mut() {
            first.space = name.space;
        }
        Ok(out)
    }

    /// What the token, or `#` and parameter, at `i` of the body stands for; advances `i`.
    /// Operands of `##` are `raw`: not expanded.
    fn operand(
        &mut self,
        m: usize,
        i: &mut usize,
        args: &[Vec<Token>],
        expanded: &mut [Option<Vec<Token>>],
        raw: bool,
        name: Token,
    ) -> Res<Vec<Token>> {
        let body = &self.macros[m].body;
        let mut tok = body[*i];
        *i += 1;
        tok.loc = name.loc;
        if tok.kind == Kind::Hash && self.macros[m].function {
            let text = self.stringize(&args[body[*i].id.0 as usize]);
            *i += 1;
            self.count(text.len(), name.loc)?;
            return Ok(vec![Token { kind: Kind::Str, id: self.names.id(&text), ..tok }]);
        }
        if tok.kind != Kind::Param {
            return Ok(vec![tok]);
        }
        let p = tok.id.0 as usize;
        let raw = raw || *i < body.len() && body[*i].kind == Kind::HashHash;
        if !raw && expanded[p].is_none() {
            expanded[p] = Some(self.expand_list(args[p].clone())?);
        }
        let mut tokens = args[p].clone();
        if !raw && let Some(list) = &expanded[p] {
            tokens = list.clone();
        }
        if let Some(first) = tokens.first_mut() {
            first.space = tok.space;
        }
        Ok(tokens)
    }

    /// Joins the last token of `left` and the first of `right` (6.10.3.3).
    fn paste(&mut self, left: &mut Vec<Token>, right: &[Token], name: Token) -> Res<()> {
        let Some(&b) = right.first() else { return Ok(()) };
        if let Some(a) = left.pop() {
            let text = [self.spelling(a), self.spelling(b)].concat();
            self.count(text.len(), name.loc)?;
            let mut lexer = Lexer::new(text.into(), name.loc);
            lexer.lenient = true;
            let mut tok = lexer.next(self.names)?;
            let bad = matches!(tok.kind, Kind::Other | Kind::Eof);
            refuse(bad || !lexer.end_of_line()?, name.loc, "'##' does not make a token")?;
            tok.loc = name.loc;
            tok.bol = false;
            tok.space = a.space;
            left.push(tok);
        } else {
            left.push(b);
        }
        left.extend_from_slice(&right[1..]);
        Ok(())
    }

    /// The spelling of `arg` as a string literal (6.10.3.2).
    fn stringize(&self, arg: &[Token]) -> Vec<u8> {
        let mut text = vec![b'"'];
        for (i, &tok) in arg.iter().enumerate() {
            if tok.space && i > 0 {
                text.push(b' ');
            }
            let quoted = matches!(tok.kind, Kind::Str | Kind::Char);
            for &c in self.spelling(tok) {
                if quoted && (c == b'"' || c == b'\\') {
                    text.push(b'\\');
                }
                text.push(c);
            }
        }
        text.push(b'"');
        text
    }
}

/// Whether two definitions of a macro are the same (6.10.3p1).
fn same(a: &Macro, b: &Macro) -> bool {
    if a.function != b.function || a.params != b.params || a.body.len() != b.body.len() {
        return false;
    }
    for (i, (x, y)) in a.body.iter().zip(&b.body).enumerate() {
        if x.kind != y.kind || x.id != y.id || i > 0 && x.space != y.space {
            return false;
        }
    }
    true
}

/// `text` as a string literal.
fn quote(text: &[u8]) -> Vec<u8> {
    let mut out = vec![b'"'];
    for &c in text {
        if c == b'"' || c == b'\\' {
            out.push(b'\\');
        }
        out.push(c);
    }
    out.push(b'"');
    out
}
