//! Expressions: from tokens to postfix code (grammar below, `docs/MACRO.md`), and its value.

use super::expand::{Expander, Frame, Label};
use super::lex::{Scope, Tok};
use super::parse::{MAX_NEST, Name, Op, Parser};
use crate::diag::{Loc, Res, err, show};
use std::ops::Range;

/// Joined names cannot grow without end.
const MAX_NAME: usize = 4096;

/// How tightly a binary operator binds; 0 if the token is none.
fn precedence(tok: Tok) -> u32 {
    match tok {
        Tok::OrOr => 1,
        Tok::AndAnd => 2,
        Tok::Or => 3,
        Tok::Xor => 4,
        Tok::And => 5,
        Tok::Eq | Tok::Ne => 6,
        Tok::Lt | Tok::Le | Tok::Gt | Tok::Ge => 7,
        Tok::Shl | Tok::Sar | Tok::Shr => 8,
        Tok::Add | Tok::Sub => 9,
        Tok::Mul | Tok::Div | Tok::Rem => 10,
        _ => 0,
    }
}

impl Parser<'_> {
    /// expr = binary ["?" expr ":" expr]
    pub fn expr(&mut self) -> Res<()> {
        self.binary(1)?;
        if self.lx.tok.kind != Tok::Quest {
            return Ok(());
        }
        self.deeper()?;
        self.lx.next()?;
        let to_else = self.op(Op::JumpIfZero(0));
        self.expr()?;
        self.expect(Tok::Colon, "':' is expected")?;
        let to_end = self.op(Op::Jump(0));
        self.code.ops[to_else] = Op::JumpIfZero(self.here());
        self.expr()?;
        self.code.ops[to_end] = Op::Jump(self.here());
        self.nest -= 1;
        Ok(())
    }

    /// binary = unary {operator binary of a higher precedence}
    fn binary(&mut self, least: u32) -> Res<()> {
        self.unary()?;
        loop {
            let tok = self.lx.tok;
            let level = precedence(tok.kind);
            if level < least || level == 0 {
                return Ok(());
            }
            self.lx.next()?;
            match tok.kind {
                Tok::AndAnd | Tok::OrOr => {
                    let skip = self.op(Op::Bool);
                    self.binary(level + 1)?;
                    self.op(Op::Bool);
                    let end = self.here();
                    self.code.ops[skip] = if tok.kind == Tok::AndAnd { Op::AndAnd(end) } else { Op::OrOr(end) };
                }
                _ => {
                    self.binary(level + 1)?;
                    self.op(Op::Binary(tok.kind, tok.loc));
                }
            }
        }
    }

    /// unary = ("-" | "~" | "!") unary | "(" expr ")" | number | name
    fn unary(&mut self) -> Res<()> {
        let tok = self.lx.tok;
        match tok.kind {
            Tok::Sub | Tok::Com | Tok::Not => {
                self.deeper()?;
                self.lx.next()?;
                self.unary()?;
                self.op(Op::Unary(tok.kind));
                self.nest -= 1;
            }
            Tok::LParen => {
                self.deeper()?;
                self.lx.next()?;
                self.expr()?;
                self.expect(Tok::RParen, "')' is expected")?;
                self.nest -= 1;
            }
            Tok::Number => {
                self.op(Op::Num(tok.num));
                self.lx.next()?;
            }
            Tok::Name => self.name()?,
            _ => return err(tok.loc, "an expression is expected"),
        }
        Ok(())
    }

    /// name {"##" (name | number)}, where a name may be a parameter
    pub fn name(&mut self) -> Res<()> {
        let first = self.part()?;
        if self.lx.tok.kind != Tok::Paste {
            self.op(first);
            return Ok(());
        }
        if !self.in_macro {
            return err(self.lx.tok.loc, "'##' stands outside a macro");
        }
        let at = self.op(Op::Paste(0));
        self.op(first);
        while self.lx.tok.kind == Tok::Paste {
            self.lx.next()?;
            let part = if self.lx.tok.kind == Tok::Number {
                let num = self.lx.tok.num;
                self.lx.next()?;
                Op::Num(num)
            } else {
                self.part()?
            };
            self.op(part);
        }
        self.code.ops[at] = Op::Paste(self.here() - at as u32 - 1);
        Ok(())
    }

    fn part(&mut self) -> Res<Op> {
        let tok = self.lx.tok;
        if tok.kind != Tok::Name {
            return err(tok.loc, "a name is expected");
        }
        self.lx.next()?;
        let mut name = Name { scope: tok.scope, id: tok.id, tag: tok.tag, tag_param: false, loc: tok.loc };
        let wanted = if tok.scope == Scope::Open { tok.tag } else { tok.id };
        if let Some(i) = self.params.iter().position(|p| p.0 == wanted) {
            let label = self.params[i].1;
            if tok.scope == Scope::Global {
                return Ok(if label { Op::Label(i as u32) } else { Op::Param(i as u32) });
            }
            if tok.scope == Scope::Open && label {
                name.tag.0 = i as u32;
                name.tag_param = true;
            }
        }
        Ok(Op::Name(name))
    }

    fn deeper(&mut self) -> Res<()> {
        self.nest += 1;
        if self.nest > MAX_NEST {
            return err(self.lx.tok.loc, "operators and parentheses are nested more than 200 deep");
        }
        Ok(())
    }

    fn op(&mut self, op: Op) -> usize {
        self.code.ops.push(op);
        self.code.ops.len() - 1
    }

    fn here(&self) -> u32 {
        self.code.ops.len() as u32
    }
}

impl Expander<'_> {
    /// The value of the expression `ops`, for the statement at `loc`.
    pub fn eval(&mut self, ops: Range<u32>, frame: &Frame, loc: Loc) -> Res<i64> {
        self.stack.clear();
        let mut at = ops.start;
        while at < ops.end {
            match self.parser.code.ops[at as usize] {
                Op::Num(num) => self.stack.push(num),
                Op::Param(i) => self.stack.push(self.args[frame.base + i as usize].num),
                Op::Name(name) => {
                    let label = self.resolve(name, frame)?;
                    let value = self.constant(label, frame, name.loc)?;
                    self.stack.push(value);
                }
                Op::Label(i) => {
                    let value = self.constant(self.args[frame.base + i as usize].label, frame, loc)?;
                    self.stack.push(value);
                }
                Op::Paste(count) => {
                    let label = self.paste(at + 1..at + 1 + count, frame, loc)?;
                    let value = self.constant(label, frame, loc)?;
                    self.stack.push(value);
                    at += count;
                }
                Op::Unary(tok) => {
                    let a = self.pop();
                    self.stack.push(match tok {
                        Tok::Sub => a.wrapping_neg(),
                        Tok::Com => !a,
                        _ => (a == 0) as i64,
                    });
                }
                Op::Binary(tok, place) => {
                    let b = self.pop();
                    let a = self.pop();
                    match apply(tok, a, b) {
                        Ok(value) => self.stack.push(value),
                        Err(message) => return self.error(frame, place, message),
                    }
                }
                Op::AndAnd(end) => {
                    if self.pop() == 0 {
                        self.stack.push(0);
                        at = end;
                        continue;
                    }
                }
                Op::OrOr(end) => {
                    if self.pop() != 0 {
                        self.stack.push(1);
                        at = end;
                        continue;
                    }
                }
                Op::Bool => {
                    let a = self.pop();
                    self.stack.push((a != 0) as i64);
                }
                Op::JumpIfZero(to) => {
                    if self.pop() == 0 {
                        at = to;
                        continue;
                    }
                }
                Op::Jump(to) => {
                    at = to;
                    continue;
                }
            }
            at += 1;
        }
        Ok(self.pop())
    }

    fn pop(&mut self) -> i64 {
        self.stack.pop().unwrap_or(0)
    }

    /// The name that `ops` consist of.
    pub fn name(&mut self, ops: Range<u32>, frame: &Frame, loc: Loc) -> Res<Label> {
        let count = ops.end - ops.start;
        match self.parser.code.ops[ops.start as usize] {
            Op::Name(name) if count == 1 => self.resolve(name, frame),
            Op::Label(i) if count == 1 => Ok(self.args[frame.base + i as usize].label),
            Op::Paste(n) if count == n + 1 => self.paste(ops.start + 1..ops.end, frame, loc),
            _ => self.error(frame, loc, "a name is expected"),
        }
    }

    /// A name as written, in its scope as it is now.
    fn resolve(&mut self, name: Name, frame: &Frame) -> Res<Label> {
        let num = match name.scope {
            Scope::Global => 0,
            Scope::Unit => self.unit,
            Scope::Func => self.region,
            Scope::Expansion if frame.depth == 0 => {
                return self.error(frame, name.loc, "a name with '@' stands outside a macro");
            }
            Scope::Expansion => frame.number,
            Scope::Open => {
                let mut tag = name.tag;
                if name.tag_param {
                    tag = self.args[frame.base + tag.0 as usize].label.id;
                }
                match self.scopes.iter().rev().find(|s| s.tag == tag) {
                    Some(scope) => scope.num,
                    None => {
                        let text = show(self.parser.lx.names.name(tag));
                        return self.error(frame, name.loc, format!("no scope '{text}' is open"));
                    }
                }
            }
        };
        Ok(Label { scope: name.scope, id: name.id, num })
    }

    /// Joins the names and numbers `ops`. The name lives where the first part with a sigil does.
    fn paste(&mut self, ops: Range<u32>, frame: &Frame, loc: Loc) -> Res<Label> {
        let mut text = Vec::new();
        let mut result = Label { scope: Scope::Global, id: Default::default(), num: 0 };
        for at in ops {
            let label = match self.parser.code.ops[at as usize] {
                Op::Name(name) => self.resolve(name, frame)?,
                Op::Label(i) => self.args[frame.base + i as usize].label,
                Op::Param(i) => {
                    let num = self.args[frame.base + i as usize].num;
                    text.extend_from_slice((num as u64).to_string().as_bytes());
                    continue;
                }
                Op::Num(num) => {
                    text.extend_from_slice((num as u64).to_string().as_bytes());
                    continue;
                }
                _ => continue,
            };
            text.extend_from_slice(self.parser.lx.names.name(label.id));
            if result.scope == Scope::Global {
                result = label;
            }
        }
        if text.len() > MAX_NAME {
            return self.error(frame, loc, "a joined name is longer than 4096 bytes");
        }
        if result.scope == Scope::Global && text[0].is_ascii_digit() {
            return self.error(frame, loc, "a joined name begins with a digit");
        }
        result.id = self.parser.lx.names.id(&text);
        Ok(result)
    }
}

/// The value of a binary operator; the message if it has none.
fn apply(tok: Tok, a: i64, b: i64) -> Result<i64, &'static str> {
    if matches!(tok, Tok::Shl | Tok::Sar | Tok::Shr) && !(0..64).contains(&b) {
        return Err("a shift count is not between 0 and 63");
    }
    if matches!(tok, Tok::Div | Tok::Rem) && b == 0 {
        return Err("division by zero");
    }
    Ok(match tok {
        Tok::Or => a | b,
        Tok::Xor => a ^ b,
        Tok::And => a & b,
        Tok::Eq => (a == b) as i64,
        Tok::Ne => (a != b) as i64,
        Tok::Lt => (a < b) as i64,
        Tok::Le => (a <= b) as i64,
        Tok::Gt => (a > b) as i64,
        Tok::Ge => (a >= b) as i64,
        Tok::Shl => a << b,
        Tok::Sar => a >> b,
        Tok::Shr => ((a as u64) >> b) as i64,
        Tok::Add => a.wrapping_add(b),
        Tok::Sub => a.wrapping_sub(b),
        Tok::Mul => a.wrapping_mul(b),
        Tok::Div => a.wrapping_div(b),
        _ => a.wrapping_rem(b),
    })
}
