//! Statements (C11 6.8).

use super::ast::{NodeId, Op};
use super::parse::{Parser, Switch};
use super::token::{Kind, Kw};
use super::types::VOID;
use crate::diag::{Loc, Res, err, refuse};

impl Parser<'_> {
    /// `case` constant `:` | `default` `:`
    fn case(&mut self) -> Res<NodeId> {
        let tok = self.tok;
        self.advance()?;
        let Some(mut switch) = self.function.switch.take() else {
            return err(tok.loc, "a case outside of a switch");
        };
        let node;
        if tok.is(Kw::Default) {
            refuse(switch.default, tok.loc, "a switch with two defaults")?;
            switch.default = true;
            node = self.node(Op::Default, VOID, tok.loc, 0, 0)?;
        } else {
            let value = self.constant()?;
            node = self.node_val(Op::Case, VOID, tok.loc, 0, 0, self.types.wrap(switch.ty, value))?;
            switch.cases.push(node);
        }
        self.function.switch = Some(switch);
        self.expect(Kind::Colon)?;
        Ok(node)
    }

    /// name `:` | `case` constant `:` | `default` `:` (6.8.1); `None` if there is none here
    fn label(&mut self) -> Res<Option<NodeId>> {
        let tok = self.tok;
        if tok.is(Kw::Case) || tok.is(Kw::Default) {
            return Ok(Some(self.case()?));
        }
        if !self.at_name() || self.peek()?.kind != Kind::Colon {
            return Ok(None);
        }
        self.advance()?;
        self.advance()?;
        let new = self.function.labels.insert(tok.id);
        self.refuse_name(!new, tok.loc, "label '{}' is defined twice", tok.id)?;
        Ok(Some(self.node_sym(Op::Label, VOID, tok.loc, tok.id.0)?))
    }

    /// A block of the statements that are pending from number `start` on.
    fn block_of(&mut self, start: usize, loc: Loc) -> Res<NodeId> {
        let block = self.node(Op::Block, VOID, loc, 0, 0)?;
        self.ast.at(block).a = self.chain(start);
        Ok(block)
    }

    /// compound-statement: `{` {declaration | statement} `}`, whose scope is open already
    pub fn block(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        let start = self.pending.len();
        self.nest()?;
        self.expect(Kind::LBrace)?;
        while self.tok.kind != Kind::RBrace {
            refuse(self.tok.kind == Kind::Eof, loc, "unterminated block")?;
            if self.tok.is(Kw::StaticAssert) {
                self.static_assert()?;
            } else if self.is_type_start(self.tok) && !(self.at_name() && self.peek()?.kind == Kind::Colon) {
                // A typedef name followed by `:` is a label.
                self.declaration()?;
            } else {
                let statement = self.statement()?;
                self.pending.push(statement);
            }
        }
        self.advance()?;
        self.unnest();
        self.block_of(start, loc)
    }

    /// An expression for its effects.
    fn effect(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        let value = self.expr()?;
        let value = self.discard(value);
        self.node(Op::Expr, VOID, loc, value, 0)
    }

    /// [expression] `;`
    fn expression_statement(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        if self.accept(Kind::Semi)? {
            return self.node(Op::Block, VOID, loc, 0, 0);
        }
        let node = self.effect()?;
        self.expect(Kind::Semi)?;
        Ok(node)
    }

    /// A keyword and `(` expression `)`, a scalar.
    fn condition(&mut self) -> Res<NodeId> {
        self.advance()?;
        self.expect(Kind::LParen)?;
        let cond = self.expr()?;
        let cond = self.truth(cond)?;
        self.expect(Kind::RParen)?;
        Ok(cond)
    }

    /// The body of a loop.
    fn body(&mut self) -> Res<NodeId> {
        self.function.loops += 1;
        let body = self.statement()?;
        self.function.loops -= 1;
        Ok(body)
    }

    /// `if` `(` expression `)` statement [`else` statement] (6.8.4.1). A chain of `else if` is read in
    /// a loop, so that it may be of any length.
    fn if_statement(&mut self) -> Res<NodeId> {
        let mut head = 0;
        let mut last = 0;
        loop {
            let loc = self.tok.loc;
            let cond = self.condition()?;
            let then = self.statement()?;
            let node = self.node(Op::If, VOID, loc, cond, then)?;
            if head == 0 {
                head = node;
            } else {
                self.ast.at(last).c = node;
            }
            last = node;
            if !self.tok.is(Kw::Else) {
                return Ok(head);
            }
            self.advance()?;
            if !self.tok.is(Kw::If) {
                let other = self.statement()?;
                self.ast.at(last).c = other;
                return Ok(head);
            }
        }
    }

    /// `for` `(` [declaration | expression `;`] [expression] `;` [expression] `)` statement (6.8.5.3)
    fn for_statement(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        let start = self.pending.len();
        self.advance()?;
        self.expect(Kind::LParen)?;
        self.scopes.enter();
        if self.is_type_start(self.tok) {
            self.declaration()?;
        } else {
            let first = self.expression_statement()?;
            self.pending.push(first);
        }
        let mut cond = 0;
        if self.tok.kind != Kind::Semi {
            cond = self.expr()?;
            cond = self.truth(cond)?;
        }
        self.expect(Kind::Semi)?;
        let step = if self.tok.kind == Kind::RParen { 0 } else { self.effect()? };
        self.expect(Kind::RParen)?;
        let body = self.body()?;
        self.scopes.leave();
        let node = self.node(Op::For, VOID, loc, cond, body)?;
        self.ast.at(node).c = step;
        self.pending.push(node);
        self.block_of(start, loc)
    }

    /// `switch` `(` expression `)` statement (6.8.4.2)
    fn switch(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        let value = self.condition()?;
        refuse(!self.types.is_integer(self.ty(value)), loc, "switch needs an integer")?;
        let ty = self.types.promote(self.ty(value));
        let value = self.cast(ty, value)?;
        let outer = self.function.switch.replace(Switch { ty, cases: Vec::new(), default: false });
        let body = self.statement()?;
        let node = self.node(Op::Switch, VOID, loc, value, body)?;
        let mut last = node;
        if let Some(mut switch) = std::mem::replace(&mut self.function.switch, outer) {
            self.ast.at(node).val = switch.default as i64;
            // The order of signed values is that of unsigned ones with the sign inverted.
            let sign = if self.types.get(ty).unsigned { 0 } else { i64::MIN };
            switch.cases.sort_by_key(|&case| (self.ast.get(case).val ^ sign) as u64);
            for case in switch.cases {
                let same = last != node && self.ast.get(last).val == self.ast.get(case).val;
                refuse(same, self.ast.get(case).loc, "two cases with the same value")?;
                self.ast.at(last).c = case;
                last = case;
            }
        }
        Ok(node)
    }

    /// `break` `;` or `continue` `;`, an error if it does not stand `inside` of what it needs.
    fn jump(&mut self, op: Op, inside: bool, msg: &str) -> Res<NodeId> {
        let loc = self.tok.loc;
        self.advance()?;
        refuse(!inside, loc, msg)?;
        self.expect(Kind::Semi)?;
        self.node(op, VOID, loc, 0, 0)
    }

    /// `return` [expression] `;` (6.8.6.4)
    fn return_statement(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        self.advance()?;
        let at = self.tok.loc;
        let result = self.function.result;
        let mut value = 0;
        if self.tok.kind == Kind::Semi {
            refuse(result != VOID, loc, "a return without a value")?;
        } else {
            value = self.expr()?;
            refuse(result == VOID, at, "a value returned from a void function")?;
            value = self.convert(value, result, "a return", at)?;
        }
        self.expect(Kind::Semi)?;
        self.node(Op::Return, VOID, loc, value, 0)
    }

    /// A statement without labels.
    fn unlabelled(&mut self) -> Res<NodeId> {
        self.nest()?;
        let loc = self.tok.loc;
        let in_loop = self.function.loops > 0;
        let node = match self.tok.keyword() {
            Some(Kw::If) => self.if_statement()?,
            Some(Kw::Switch) => self.switch()?,
            Some(Kw::While) => {
                let cond = self.condition()?;
                let body = self.body()?;
                self.node(Op::While, VOID, loc, cond, body)?
            }
            Some(Kw::Do) => {
                self.advance()?;
                let body = self.body()?;
                refuse(!self.tok.is(Kw::While), self.tok.loc, "expected 'while'")?;
                let cond = self.condition()?;
                self.expect(Kind::Semi)?;
                self.node(Op::DoWhile, VOID, loc, cond, body)?
            }
            Some(Kw::For) => self.for_statement()?,
            Some(Kw::Goto) => {
                self.advance()?;
                let name = self.expect_name()?;
                self.expect(Kind::Semi)?;
                self.function.gotos.push(name);
                self.node_sym(Op::Goto, VOID, loc, name.id.0)?
            }
            Some(Kw::Break) => {
                let inside = in_loop || self.function.switch.is_some();
                self.jump(Op::Break, inside, "break outside of a loop or switch")?
            }
            Some(Kw::Continue) => self.jump(Op::Continue, in_loop, "continue outside of a loop")?,
            Some(Kw::Return) => self.return_statement()?,
            _ if self.tok.kind == Kind::LBrace => {
                self.scopes.enter();
                let block = self.block()?;
                self.scopes.leave();
                block
            }
            _ => self.expression_statement()?,
        };
        self.unnest();
        Ok(node)
    }

    /// statement: {label} and an unlabelled statement
    fn statement(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        let start = self.pending.len();
        while let Some(label) = self.label()? {
            self.pending.push(label);
        }
        let node = self.unlabelled()?;
        if self.pending.len() == start {
            return Ok(node);
        }
        self.pending.push(node);
        self.block_of(start, loc)
    }
}
