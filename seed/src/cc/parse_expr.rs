//! Expressions (C11 6.5): the grammar, types and conversions, constant folding.

use super::ast::{NodeId, Op};
use super::fold::operator;
use super::literal;
use super::parse::Parser;
use super::scope::{Space, SymKind};
use super::token::{Kind, Kw, Token};
use super::types::{CHAR, INT, LLONG, LONG, NO_LENGTH, Ty, TypeKind, UINT, ULLONG, ULONG, VOID};
use crate::diag::{Loc, Res, err, refuse};

impl Parser<'_> {
    /// expression: assignment {`,` assignment}
    pub fn expr(&mut self) -> Res<NodeId> {
        let mut left = self.assignment()?;
        while self.tok.kind == Kind::Comma {
            let loc = self.tok.loc;
            self.advance()?;
            let right = self.assignment()?;
            let left_side = self.discard(left);
            let right = self.rvalue(right)?;
            let ty = self.ty(right);
            if self.types.is_aggregate(ty) {
                let address = self.address_of(right)?;
                let pointer = self.ty(address);
                let comma = self.node(Op::Comma, pointer, loc, left_side, address)?;
                left = self.value_at(comma, ty)?;
            } else {
                left = self.node(Op::Comma, ty, loc, left_side, right)?;
            }
        }
        Ok(left)
    }

    /// assignment: conditional | unary assignment-operator assignment
    pub fn assignment(&mut self) -> Res<NodeId> {
        self.nest()?;
        let left = self.conditional()?;
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
            _ => {
                self.unnest();
                return Ok(left);
            }
        };
        self.advance()?;
        let right = self.assignment()?;
        self.modifiable(left, loc)?;
        let node = if op == Op::Assign {
            self.assign(left, right, loc)?
        } else {
            self.update(Op::Update, left, op, right, loc)?
        };
        self.unnest();
        Ok(node)
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
        let Some(ty) = self.conditional_type(a, b) else {
            return err(loc, "incompatible types in ?:");
        };
        if self.types.is_aggregate(ty) {
            let (a, b) = (self.address_of(a)?, self.address_of(b)?);
            let pointer = self.ty(a);
            let node = self.choose(cond, a, b, pointer, loc)?;
            return self.value_at(node, ty);
        }
        let (a, b) = (self.cast(ty, a)?, self.cast(ty, b)?);
        self.choose(cond, a, b, ty, loc)
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

    /// cast: `(` type-name `)` cast | unary
    fn cast_expr(&mut self) -> Res<NodeId> {
        if self.tok.kind != Kind::LParen {
            return self.unary();
        }
        let next = self.peek()?;
        if !self.is_type_start(next) {
            return self.unary();
        }
        self.nest()?;
        let loc = self.tok.loc;
        self.advance()?;
        let ty = self.type_name()?;
        self.expect(Kind::RParen)?;
        refuse(self.tok.kind == Kind::LBrace, loc, "compound literals are not supported")?;
        let operand = self.cast_expr()?;
        self.unnest();
        let ty = self.types.plain(ty);
        if ty == VOID {
            let operand = self.discard(operand);
            return self.node(Op::Cast, VOID, loc, operand, 0);
        }
        let operand = self.rvalue(operand)?;
        refuse(
            !self.types.is_scalar(ty) || !self.types.is_scalar(self.ty(operand)),
            loc,
            "cast between types that are not scalar",
        )?;
        self.cast(ty, operand)
    }

    /// unary: (`++` | `--`) unary | (`&` | `*` | `+` | `-` | `~` | `!`) cast | `sizeof` … | postfix
    fn unary(&mut self) -> Res<NodeId> {
        let tok = self.tok;
        if tok.is(Kw::Sizeof) {
            self.nest()?;
            let size = self.sizeof()?;
            self.unnest();
            return Ok(size);
        }
        match tok.kind {
            Kind::Inc | Kind::Dec => {
                self.nest()?;
                self.advance()?;
                let operand = self.unary()?;
                self.unnest();
                self.modifiable(operand, tok.loc)?;
                let one = self.number(1, INT, tok.loc);
                let op = if tok.kind == Kind::Inc { Op::Add } else { Op::Sub };
                self.update(Op::Update, operand, op, one, tok.loc)
            }
            Kind::Amp | Kind::Star | Kind::Plus | Kind::Minus | Kind::Tilde | Kind::Not => {
                self.nest()?;
                self.advance()?;
                let operand = self.cast_expr()?;
                self.unnest();
                self.operate_unary(tok, operand)
            }
            _ => self.postfix(),
        }
    }

    fn operate_unary(&mut self, tok: Token, operand: NodeId) -> Res<NodeId> {
        let loc = tok.loc;
        if tok.kind == Kind::Amp {
            let function = self.types.kind(self.ty(operand)) == TypeKind::Function;
            refuse(!function && !self.is_lvalue(operand), loc, "'&' needs an lvalue")?;
            return self.address_of(operand);
        }
        let operand = self.rvalue(operand)?;
        let ty = self.ty(operand);
        if tok.kind == Kind::Star {
            refuse(!self.types.is_pointer(ty), loc, "'*' needs a pointer")?;
            let base = self.types.get(ty).base;
            return self.node(Op::Deref, base, loc, operand, 0);
        }
        if tok.kind == Kind::Not {
            let cond = self.truth(operand)?;
            let zero = self.number(0, self.ty(cond), loc);
            return self.arithmetic(Op::Eq, INT, cond, zero, loc);
        }
        refuse(!self.types.is_integer(ty), loc, "a unary operator needs an integer")?;
        let ty = self.types.promote(ty);
        let operand = self.cast(ty, operand)?;
        let val = self.ast.get(operand).val;
        match (tok.kind, self.ast.get(operand).op) {
            (Kind::Plus, Op::Num) => Ok(operand),
            (Kind::Minus, Op::Num) => Ok(self.number(self.types.wrap(ty, val.wrapping_neg()), ty, loc)),
            (Kind::Tilde, Op::Num) => Ok(self.number(self.types.wrap(ty, !val), ty, loc)),
            (Kind::Plus, _) => self.node(Op::Cast, ty, loc, operand, 0),
            (Kind::Minus, _) => self.node(Op::Neg, ty, loc, operand, 0),
            _ => self.node(Op::Com, ty, loc, operand, 0),
        }
    }

    /// sizeof unary | sizeof `(` type-name `)` (6.5.3.4)
    fn sizeof(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        self.advance()?;
        let mut ty = VOID;
        let mut is_type = false;
        if self.tok.kind == Kind::LParen {
            let next = self.peek()?;
            is_type = self.is_type_start(next);
        }
        if is_type {
            self.advance()?;
            ty = self.type_name()?;
            self.expect(Kind::RParen)?;
            refuse(self.tok.kind == Kind::LBrace, loc, "compound literals are not supported")?;
        } else {
            let operand = self.unary()?;
            ty = if operand == 0 { ty } else { self.ty(operand) };
        }
        refuse(!self.types.is_complete(ty), loc, "sizeof needs a complete object type")?;
        Ok(self.number(self.types.size(ty) as i64, ULONG, loc))
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
                    let ty = self.ty(address);
                    refuse(!self.types.is_pointer(ty), tok.loc, "'[]' needs a pointer or an array")?;
                    let base = self.types.get(ty).base;
                    node = self.node(Op::Deref, base, tok.loc, address, 0)?;
                }
                Kind::LParen => node = self.call(node)?,
                Kind::Dot => {
                    self.advance()?;
                    node = self.member(node, tok.loc)?;
                }
                Kind::Arrow => {
                    self.advance()?;
                    let pointer = self.rvalue(node)?;
                    let ty = self.ty(pointer);
                    refuse(!self.types.is_pointer(ty), tok.loc, "'->' needs a pointer to a struct or union")?;
                    let base = self.types.get(ty).base;
                    let object = self.node(Op::Deref, base, tok.loc, pointer, 0)?;
                    node = self.member(object, tok.loc)?;
                }
                Kind::Inc | Kind::Dec => {
                    self.advance()?;
                    self.modifiable(node, tok.loc)?;
                    let one = self.number(1, INT, tok.loc);
                    let op = if tok.kind == Kind::Inc { Op::Add } else { Op::Sub };
                    node = self.update(Op::PostUpdate, node, op, one, tok.loc)?;
                }
                _ => return Ok(node),
            }
        }
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
        let node = self.node(Op::Field, member, loc, object, 0)?;
        self.ast.at(node).val = m.offset as i64;
        Ok(node)
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
            refuse(
                !pointer || self.types.kind(ty) != TypeKind::Function,
                loc,
                "the called object is not a function",
            )?;
        } else if self.ast.get(callee).op == Op::Deref {
            callee = self.ast.get(callee).a;
        }
        let result = self.types.get(ty).base;
        let count = self.types.get(ty).params.len();
        let variadic = self.types.get(ty).variadic;
        let call = self.node(Op::Call, self.types.plain(result), loc, callee, 0)?;
        let mut depth = self.ast.get(call).depth;
        let mut last = 0;
        let mut n = 0;
        while self.tok.kind != Kind::RParen {
            if n > 0 {
                self.expect(Kind::Comma)?;
            }
            let at = self.tok.loc;
            let arg = self.assignment()?;
            let mut arg = self.rvalue(arg)?;
            if n < count {
                let param = self.types.get(ty).params[n];
                arg = self.convert(arg, param, "an argument", at)?;
            } else if variadic {
                let from = self.ty(arg);
                refuse(!self.types.is_scalar(from), at, "struct arguments are not supported")?;
                if self.types.is_integer(from) {
                    arg = self.cast(self.types.promote(from), arg)?;
                }
            } else {
                return err(at, "too many arguments");
            }
            // The node may stand in a list already, as the operand of a cast that was none.
            arg = self.ast.copy(arg);
            if last == 0 {
                self.ast.at(call).b = arg;
            } else {
                self.ast.at(last).next = arg;
            }
            last = arg;
            depth = depth.max(self.ast.get(arg).depth + 1);
            n += 1;
        }
        refuse(n < count, self.tok.loc, "too few arguments")?;
        self.advance()?;
        self.ast.at(call).val = if variadic { count } else { n } as i64;
        self.ast.at(call).depth = depth;
        self.check_depth(call)?;
        Ok(call)
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

    /// The text of adjacent string literals (5.1.1.2, phase 6).
    pub fn string_text(&mut self) -> Res<Vec<u8>> {
        let mut text = Vec::new();
        while self.tok.kind == Kind::Str {
            text.extend(literal::quoted(self.pp.spelling(self.tok), self.tok.loc)?);
            self.advance()?;
        }
        Ok(text)
    }

    /// An identifier as an expression, or one of the builtins for variable arguments.
    fn name(&mut self) -> Res<NodeId> {
        let tok = self.tok;
        match tok.keyword() {
            None => {}
            Some(Kw::VaStart | Kw::VaArg | Kw::VaEnd | Kw::VaCopy) => return self.variable_arguments(),
            Some(_) => {
                self.refuse_keyword(tok)?;
                return err(tok.loc, "expected an expression");
            }
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
        match self.sym(sym).kind {
            SymKind::Constant => {
                let value = self.sym(sym).value;
                Ok(self.number(value, INT, tok.loc))
            }
            SymKind::Typedef => err(tok.loc, "expected an expression, not a type"),
            _ => self.variable(sym, tok.loc),
        }
    }

    /// `__builtin_va_start(ap, last)`, `va_arg(ap, type)`, `va_end(ap)`, `va_copy(to, from)`: a
    /// `va_list` is a pointer to the next argument, and each argument takes 8 bytes.
    fn variable_arguments(&mut self) -> Res<NodeId> {
        let tok = self.tok;
        self.advance()?;
        self.expect(Kind::LParen)?;
        let loc = self.tok.loc;
        let ap = self.assignment()?;
        let list = self.types.pointer(CHAR);
        refuse(self.types.plain(self.ty(ap)) != list, loc, "expected a va_list")?;
        if !tok.is(Kw::VaEnd) {
            self.expect(Kind::Comma)?;
        }
        let node = if tok.is(Kw::VaEnd) {
            ap
        } else if tok.is(Kw::VaCopy) {
            let from = self.assignment()?;
            self.modifiable(ap, loc)?;
            self.assign(ap, from, loc)?
        } else if tok.is(Kw::VaStart) {
            self.expect_name()?;
            refuse(!self.function.variadic, tok.loc, "va_start in a function without variable arguments")?;
            self.modifiable(ap, loc)?;
            let area = self.node(Op::VaArea, list, loc, 0, 0)?;
            self.assign(ap, area, loc)?
        } else {
            let ty = self.type_name()?;
            refuse(!self.types.is_scalar(ty), loc, "va_arg needs a scalar type")?;
            self.modifiable(ap, loc)?;
            let eight = self.number(8, LONG, loc);
            let next = self.update(Op::PostUpdate, ap, Op::Add, eight, loc)?;
            let pointer = self.types.pointer(ty);
            let address = self.cast(pointer, next)?;
            self.expect(Kind::RParen)?;
            return self.value_at(address, ty);
        };
        self.expect(Kind::RParen)?;
        let node = self.discard(node);
        self.node(Op::Cast, VOID, loc, node, 0)
    }

    /// The type of an integer constant (6.4.4.1p5).
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

    /// constant-expression (6.6), an integer
    pub fn constant(&mut self) -> Res<i64> {
        let loc = self.tok.loc;
        match self.constant_value()? {
            Some((value, _)) => Ok(value),
            None => err(loc, "expected an integer constant expression"),
        }
    }

    /// A conditional expression: its value and type, if it is an integer constant.
    pub fn constant_value(&mut self) -> Res<Option<(i64, Ty)>> {
        let node = self.conditional()?;
        let n = self.ast.get(node);
        if n.op != Op::Num || !self.types.is_integer(n.ty) {
            return Ok(None);
        }
        Ok(Some((n.val, n.ty)))
    }

    /// The length of the array type `ty`, if known.
    pub fn known_length(&self, ty: Ty) -> Option<u64> {
        let length = self.types.get(ty).length;
        if length == NO_LENGTH { None } else { Some(length) }
    }
}
