//! Expressions (C11 6.5): the grammar, and what each construct demands.

use super::ast::{NodeId, Op};
use super::fold::operator;
use super::literal;
use super::parse::Parser;
use super::scope::{Space, SymKind};
use super::token::{Kind, Kw, Token};
use super::types::{CHAR, INT, LLONG, LONG, Ty, TypeKind, UINT, ULLONG, ULONG, VOID};
use crate::diag::{Loc, Res, err, refuse};

impl Parser<'_> {
    /// Whether a type in parentheses follows.
    fn at_type(&mut self) -> Res<bool> {
        if self.tok.kind != Kind::LParen {
            return Ok(false);
        }
        let next = self.peek()?;
        Ok(self.is_type_start(next))
    }

    /// `(` type-name `)`; `loc` is the place of an error.
    fn type_in_parentheses(&mut self, loc: Loc) -> Res<Ty> {
        self.advance()?;
        let ty = self.type_name()?;
        self.expect(Kind::RParen)?;
        refuse(self.tok.kind == Kind::LBrace, loc, "compound literals are not supported")?;
        Ok(ty)
    }

    /// An integer constant, with the type of 6.4.4.1p5.
    fn integer(&mut self, int: &literal::Integer, loc: Loc) -> NodeId {
        let value = int.value;
        let any = !int.decimal || int.unsigned;
        let mut ty = if int.longs == 2 { LLONG } else { LONG };
        if int.longs == 0 && !int.unsigned && value <= 0x7fff_ffff {
            ty = INT;
        } else if int.longs == 0 && any && value <= 0xffff_ffff {
            ty = UINT;
        } else if int.unsigned || any && value > i64::MAX as u64 {
            ty = if int.longs == 2 { ULLONG } else { ULONG };
        } else if value > i64::MAX as u64 {
            ty = ULLONG;
        }
        self.number(value as i64, ty, loc)
    }

    /// The text of adjacent string literals (5.1.1.2, phase 6).
    pub fn string_text(&mut self) -> Res<Vec<u8>> {
        let mut text = Vec::new();
        while self.tok.kind == Kind::Str {
            text.extend(literal::quoted(self.pp.spelling(self.tok), self.tok.loc)?);
            self.advance()?;
        }
        Ok(text)
    }

    /// `__builtin_va_start(ap, last)`, `va_arg(ap, type)`, `va_end(ap)`, `va_copy(to, from)`: a
    /// `va_list` is a pointer to the next argument, and each argument takes 8 bytes.
    fn variable_arguments(&mut self, kw: Kw) -> Res<NodeId> {
        let tok = self.tok;
        self.advance()?;
        self.expect(Kind::LParen)?;
        let loc = self.tok.loc;
        let mut node = self.assignment()?;
        let ap = node;
        let list = self.types.pointer(CHAR);
        refuse(self.types.plain(self.ty(ap)) != list, loc, "expected a va_list")?;
        if kw != Kw::VaEnd {
            self.expect(Kind::Comma)?;
            self.modifiable(ap, loc)?;
        }
        if kw == Kw::VaCopy {
            let from = self.assignment()?;
            node = self.assign(ap, from, loc)?;
        } else if kw == Kw::VaStart {
            self.expect_name()?;
            refuse(!self.function.variadic, tok.loc, "va_start in a function without variable arguments")?;
            let area = self.node(Op::VaArea, list, loc, 0, 0)?;
            node = self.assign(ap, area, loc)?;
        } else if kw == Kw::VaArg {
            let ty = self.type_name()?;
            refuse(!self.types.is_scalar(ty), loc, "va_arg needs a scalar type")?;
            let eight = self.number(8, LONG, loc);
            let next = self.update(Op::PostUpdate, ap, Op::Add, eight, loc)?;
            let pointer = self.types.pointer(ty);
            let address = self.cast(pointer, next)?;
            self.expect(Kind::RParen)?;
            return self.value_at(address, ty);
        }
        self.expect(Kind::RParen)?;
        let node = self.discard(node);
        self.node(Op::Cast, VOID, loc, node, 0)
    }

    /// An identifier as an expression, or one of the builtins for variable arguments.
    fn name(&mut self) -> Res<NodeId> {
        let tok = self.tok;
        if let Some(kw) = tok.keyword() {
            if (Kw::VaArg..=Kw::VaStart).contains(&kw) {
                return self.variable_arguments(kw);
            }
            self.refuse_keyword(tok)?;
            return err(tok.loc, "expected an expression");
        }
        self.advance()?;
        if tok.is(Kw::Func) && self.scopes.depth() > 0 {
            let text = self.pp.names.name(self.function.name).to_vec();
            let sym = self.string(text, tok.loc);
            return self.variable(sym, tok.loc);
        }
        let Some((sym, _)) = self.scopes.lookup(Space::Ordinary, tok.id) else {
            return err(tok.loc, format!("'{}' is not declared", self.pp.name(tok.id)));
        };
        let s = *self.sym(sym);
        refuse(s.kind == SymKind::Typedef, tok.loc, "expected an expression, not a type")?;
        if s.kind == SymKind::Constant {
            return Ok(self.number(s.value, INT, tok.loc));
        }
        self.variable(sym, tok.loc)
    }

    /// primary: name | constant | string {string} | `(` expression `)` | va_…
    fn primary(&mut self) -> Res<NodeId> {
        let tok = self.tok;
        match tok.kind {
            Kind::Ident => self.name(),
            Kind::Number => {
                self.advance()?;
                let int = literal::integer(self.pp.spelling(tok), tok.loc)?;
                Ok(self.integer(&int, tok.loc))
            }
            Kind::Char => {
                self.advance()?;
                let value = literal::character(self.pp.spelling(tok), tok.loc)?;
                Ok(self.number(value, INT, tok.loc))
            }
            Kind::Str => {
                let text = self.string_text()?;
                let sym = self.string(text, tok.loc);
                self.variable(sym, tok.loc)
            }
            Kind::LParen => {
                self.advance()?;
                refuse(self.tok.kind == Kind::LBrace, tok.loc, "statement expressions are not supported")?;
                let node = self.expr()?;
                self.expect(Kind::RParen)?;
                Ok(node)
            }
            _ => err(tok.loc, "expected an expression"),
        }
    }

    /// What `pointer` points to; the error `msg` if it is no pointer.
    fn dereference(&mut self, pointer: NodeId, loc: Loc, msg: &str) -> Res<NodeId> {
        let ty = self.ty(pointer);
        refuse(!self.types.is_pointer(ty), loc, msg)?;
        self.node(Op::Deref, self.types.get(ty).base, loc, pointer, 0)
    }

    /// The member named next of `object` (6.5.2.3).
    fn member(&mut self, object: NodeId, loc: Loc) -> Res<NodeId> {
        let ty = self.ty(object);
        refuse(!self.types.is_aggregate(ty), loc, "a member of something that is not a struct or union")?;
        refuse(!self.types.is_complete(ty), loc, "a member of an incomplete type")?;
        let name = self.expect_name()?;
        let Some(m) = self.types.member(ty, name.id) else {
            return err(name.loc, format!("no member named '{}'", self.pp.name(name.id)));
        };
        let member = if self.types.is_const(ty) { self.types.constant(m.ty) } else { m.ty };
        self.node_val(Op::Field, member, loc, object, 0, m.offset as i64)
    }

    /// `++` or `--`, as `op` says before or behind the operand.
    fn increment(&mut self, op: Op, operand: NodeId, tok: Token) -> Res<NodeId> {
        self.modifiable(operand, tok.loc)?;
        let one = self.number(1, INT, tok.loc);
        self.update(op, operand, if tok.kind == Kind::Inc { Op::Add } else { Op::Sub }, one, tok.loc)
    }

    /// `(` [assignment {`,` assignment}] `)` (6.5.2.2)
    fn call(&mut self, callee: NodeId) -> Res<NodeId> {
        let loc = self.tok.loc;
        self.advance()?;
        let mut callee = callee;
        let mut ty = self.ty(callee);
        if self.types.kind(ty) != TypeKind::Function {
            callee = self.rvalue(callee)?;
            ty = self.types.get(self.ty(callee)).base;
            let pointer = self.types.is_pointer(self.ty(callee));
            let wrong = !pointer || self.types.kind(ty) != TypeKind::Function;
            refuse(wrong, loc, "the called object is not a function")?;
        } else if self.ast.get(callee).op == Op::Deref {
            callee = self.ast.get(callee).a;
        }
        let t = self.types.get(ty);
        let (result, count, variadic) = (self.types.plain(t.base), t.params.len(), t.variadic);
        let start = self.pending.len();
        let mut n = 0;
        let mut deepest = 0;
        while self.tok.kind != Kind::RParen {
            if n > 0 {
                self.expect(Kind::Comma)?;
            }
            let at = self.tok.loc;
            let arg = self.assignment()?;
            let mut arg = self.rvalue(arg)?;
            let from = self.ty(arg);
            if n < count {
                arg = self.convert(arg, self.types.get(ty).params[n], "an argument", at)?;
            } else {
                refuse(!variadic, at, "too many arguments")?;
                refuse(!self.types.is_scalar(from), at, "struct arguments are not supported")?;
                if self.types.is_integer(from) {
                    arg = self.cast(self.types.promote(from), arg)?;
                }
            }
            // The node may stand in a list already, as the operand of a cast that was none.
            arg = self.ast.copy(arg);
            self.pending.push(arg);
            if self.ast.get(deepest).depth < self.ast.get(arg).depth {
                deepest = arg;
            }
            n += 1;
        }
        refuse(n < count, self.tok.loc, "too few arguments")?;
        self.advance()?;
        let passed = if variadic { count } else { n };
        let call = self.node_val(Op::Call, result, loc, callee, deepest, passed as i64)?;
        self.ast.at(call).b = self.chain(start);
        Ok(call)
    }

    /// postfix: primary {`[` expression `]` | `(` arguments `)` | `.` name | `->` name | `++` | `--`}
    fn postfix(&mut self) -> Res<NodeId> {
        let mut node = self.primary()?;
        loop {
            let tok = self.tok;
            match tok.kind {
                Kind::LBracket => {
                    self.advance()?;
                    let index = self.expr()?;
                    self.expect(Kind::RBracket)?;
                    let address = self.operate(Op::Add, node, index, tok.loc)?;
                    node = self.dereference(address, tok.loc, "'[]' needs a pointer or an array")?;
                }
                Kind::LParen => node = self.call(node)?,
                Kind::Dot => {
                    self.advance()?;
                    node = self.member(node, tok.loc)?;
                }
                Kind::Arrow => {
                    self.advance()?;
                    let pointer = self.rvalue(node)?;
                    node = self.dereference(pointer, tok.loc, "'->' needs a pointer to a struct or union")?;
                    node = self.member(node, tok.loc)?;
                }
                Kind::Inc | Kind::Dec => {
                    self.advance()?;
                    node = self.increment(Op::PostUpdate, node, tok)?;
                }
                _ => return Ok(node),
            }
        }
    }

    /// `&` | `*` | `+` | `-` | `~` | `!` (6.5.3.2, 6.5.3.3)
    fn operate_unary(&mut self, tok: Token, operand: NodeId) -> Res<NodeId> {
        let loc = tok.loc;
        if tok.kind == Kind::Amp {
            let function = self.types.kind(self.ty(operand)) == TypeKind::Function;
            refuse(!function && !self.is_lvalue(operand), loc, "'&' needs an lvalue")?;
            return self.address_of(operand);
        }
        let operand = self.rvalue(operand)?;
        if tok.kind == Kind::Star {
            return self.dereference(operand, loc, "'*' needs a pointer");
        }
        if tok.kind == Kind::Not {
            let cond = self.truth(operand)?;
            let zero = self.number(0, self.ty(cond), loc);
            return self.arithmetic(Op::Eq, INT, cond, zero, loc);
        }
        refuse(!self.types.is_integer(self.ty(operand)), loc, "a unary operator needs an integer")?;
        let ty = self.types.promote(self.ty(operand));
        let operand = self.cast(ty, operand)?;
        let val = self.ast.get(operand).val;
        match (tok.kind, self.ast.get(operand).op) {
            (Kind::Plus, Op::Num) => Ok(operand),
            (Kind::Minus, Op::Num) => Ok(self.number(self.types.wrap(ty, val.wrapping_neg()), ty, loc)),
            (_, Op::Num) => Ok(self.number(self.types.wrap(ty, !val), ty, loc)),
            (Kind::Plus, _) => self.node(Op::Cast, ty, loc, operand, 0),
            (Kind::Minus, _) => self.node(Op::Neg, ty, loc, operand, 0),
            _ => self.node(Op::Com, ty, loc, operand, 0),
        }
    }

    /// unary: (`++` | `--`) unary | (`&` | `*` | `+` | `-` | `~` | `!`) cast | `sizeof` … | postfix
    fn unary(&mut self) -> Res<NodeId> {
        let tok = self.tok;
        let update = matches!(tok.kind, Kind::Inc | Kind::Dec);
        let sizeof = tok.is(Kw::Sizeof);
        let sign = matches!(tok.kind, Kind::Plus | Kind::Minus | Kind::Tilde | Kind::Not);
        if !update && !sizeof && !sign && tok.kind != Kind::Amp && tok.kind != Kind::Star {
            return self.postfix();
        }
        self.nest()?;
        self.advance()?;
        if sizeof {
            // sizeof unary | sizeof `(` type-name `)` (6.5.3.4)
            let ty = if self.at_type()? {
                self.type_in_parentheses(tok.loc)?
            } else {
                let operand = self.unary()?;
                self.ty(operand)
            };
            self.unnest();
            refuse(!self.types.is_complete(ty), tok.loc, "sizeof needs a complete object type")?;
            return Ok(self.number(self.types.size(ty) as i64, ULONG, tok.loc));
        }
        let operand = if update { self.unary()? } else { self.cast_expr()? };
        self.unnest();
        if update {
            return self.increment(Op::Update, operand, tok);
        }
        self.operate_unary(tok, operand)
    }

    /// cast: `(` type-name `)` cast | unary
    fn cast_expr(&mut self) -> Res<NodeId> {
        if !self.at_type()? {
            return self.unary();
        }
        self.nest()?;
        let loc = self.tok.loc;
        let ty = self.type_in_parentheses(loc)?;
        let operand = self.cast_expr()?;
        self.unnest();
        if self.types.plain(ty) == VOID {
            let operand = self.discard(operand);
            return self.node(Op::Cast, VOID, loc, operand, 0);
        }
        let operand = self.rvalue(operand)?;
        let scalars = self.types.is_scalar(ty) && self.types.is_scalar(self.ty(operand));
        refuse(!scalars, loc, "cast between types that are not scalar")?;
        self.cast(ty, operand)
    }

    /// binary: cast {operator binary}, for operators that bind at least as tightly as `min`
    fn binary(&mut self, min: u32) -> Res<NodeId> {
        let mut left = self.cast_expr()?;
        loop {
            let loc = self.tok.loc;
            let (prec, op, swap) = operator(self.tok.kind);
            if prec < min {
                return Ok(left);
            }
            self.advance()?;
            let right = self.binary(prec + 1)?;
            let (a, b) = if swap { (right, left) } else { (left, right) };
            left = self.operate(op, a, b, loc)?;
        }
    }

    /// conditional: binary [`?` expression `:` conditional]
    pub fn conditional(&mut self) -> Res<NodeId> {
        let cond = self.binary(1)?;
        if self.tok.kind != Kind::Question {
            return Ok(cond);
        }
        self.nest()?;
        let loc = self.tok.loc;
        self.advance()?;
        let cond = self.truth(cond)?;
        let a = self.expr()?;
        self.expect(Kind::Colon)?;
        let b = self.conditional()?;
        self.unnest();
        let (a, b) = (self.rvalue(a)?, self.rvalue(b)?);
        let ty = self.conditional_type(a, b, loc)?;
        if self.types.is_aggregate(ty) {
            let (a, b) = (self.address_of(a)?, self.address_of(b)?);
            let node = self.choose(cond, a, b, self.ty(a), loc)?;
            return self.value_at(node, ty);
        }
        let (a, b) = (self.cast(ty, a)?, self.cast(ty, b)?);
        self.choose(cond, a, b, ty, loc)
    }

    /// assignment: conditional | unary assignment-operator assignment
    pub fn assignment(&mut self) -> Res<NodeId> {
        self.nest()?;
        let mut node = self.conditional()?;
        let loc = self.tok.loc;
        let op = match self.tok.kind {
            Kind::Assign => Op::Assign,
            Kind::AddAssign => Op::Add,
            Kind::SubAssign => Op::Sub,
            Kind::MulAssign => Op::Mul,
            Kind::DivAssign => Op::Div,
            Kind::ModAssign => Op::Rem,
            Kind::AndAssign => Op::And,
            Kind::OrAssign => Op::Or,
            Kind::XorAssign => Op::Xor,
            Kind::ShlAssign => Op::Shl,
            Kind::ShrAssign => Op::Shr,
            _ => Op::Num,
        };
        if op != Op::Num {
            self.advance()?;
            let right = self.assignment()?;
            self.modifiable(node, loc)?;
            if op == Op::Assign {
                node = self.assign(node, right, loc)?;
            } else {
                node = self.update(Op::Update, node, op, right, loc)?;
            }
        }
        self.unnest();
        Ok(node)
    }

    /// expression: assignment {`,` assignment}
    pub fn expr(&mut self) -> Res<NodeId> {
        let mut left = self.assignment()?;
        while self.tok.kind == Kind::Comma {
            let loc = self.tok.loc;
            self.advance()?;
            let right = self.assignment()?;
            let first = self.discard(left);
            let right = self.rvalue(right)?;
            let ty = self.ty(right);
            if self.types.is_aggregate(ty) {
                let address = self.address_of(right)?;
                let comma = self.node(Op::Comma, self.ty(address), loc, first, address)?;
                left = self.value_at(comma, ty)?;
            } else {
                left = self.node(Op::Comma, ty, loc, first, right)?;
            }
        }
        Ok(left)
    }

    /// A conditional expression: its value and type; the error `msg` if it is no integer constant.
    pub fn constant_value(&mut self, msg: &str) -> Res<(i64, Ty)> {
        let loc = self.tok.loc;
        let node = self.conditional()?;
        let n = self.ast.get(node);
        refuse(n.op != Op::Num || !self.types.is_integer(n.ty), loc, msg)?;
        Ok((n.val, n.ty))
    }

    /// constant-expression (6.6), an integer
    pub fn constant(&mut self) -> Res<i64> {
        let (value, _) = self.constant_value("expected an integer constant expression")?;
        Ok(value)
    }
}
