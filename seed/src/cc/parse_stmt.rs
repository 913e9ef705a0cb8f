//! Statements (C11 6.8).

use super::ast::{NodeId, Op};
use super::parse::{Label, Parser, Switch};
use super::token::{Kind, Kw};
use super::types::VOID;
use crate::diag::{Loc, Res, err, refuse};
use crate::intern::Id;

impl Parser<'_> {
    /// compound-statement: `{` {declaration | statement} `}`
    fn block(&mut self) -> Res<NodeId> {
        let block = self.node(Op::Block, VOID, self.tok.loc, 0, 0)?;
        self.scopes.enter();
        self.block_items(block)?;
        self.scopes.leave();
        Ok(block)
    }

    /// The braces and contents of a block, whose scope is open.
    pub fn block_items(&mut self, block: NodeId) -> Res<()> {
        let loc = self.tok.loc;
        self.nest()?;
        self.expect(Kind::LBrace)?;
        let mut last = 0;
        while self.tok.kind != Kind::RBrace {
            refuse(self.tok.kind == Kind::Eof, loc, "unterminated block")?;
            self.block_item(block, &mut last)?;
        }
        self.advance()?;
        self.unnest();
        Ok(())
    }

    fn block_item(&mut self, block: NodeId, last: &mut NodeId) -> Res<()> {
        if self.tok.is(Kw::StaticAssert) {
            return self.static_assert();
        }
        // A typedef name followed by `:` is a label.
        if self.is_type_start(self.tok) && (self.tok.keyword().is_some() || self.peek()?.kind != Kind::Colon)
        {
            self.declaration()?;
            for statement in std::mem::take(&mut self.pending) {
                self.append(block, last, statement);
            }
            return Ok(());
        }
        let statement = self.statement()?;
        self.append(block, last, statement);
        Ok(())
    }

    /// Appends a statement to a block whose last one so far is `last`.
    fn append(&mut self, block: NodeId, last: &mut NodeId, statement: NodeId) {
        if *last == 0 {
            self.ast.at(block).a = statement;
        } else {
            self.ast.at(*last).next = statement;
        }
        *last = statement;
    }

    /// A declaration inside a function.
    fn declaration(&mut self) -> Res<()> {
        let loc = self.tok.loc;
        let Some(specs) = self.specifiers()? else {
            return err(loc, "expected a declaration");
        };
        if self.accept(Kind::Semi)? {
            return Ok(());
        }
        let first = self.declarator(specs.ty, false)?;
        self.declarators(&specs, first)
    }

    /// statement: {label} and an unlabelled statement
    fn statement(&mut self) -> Res<NodeId> {
        let Some(label) = self.label()? else { return self.unlabelled() };
        let block = self.node(Op::Block, VOID, self.tok.loc, 0, 0)?;
        let mut last = 0;
        self.append(block, &mut last, label);
        while let Some(label) = self.label()? {
            self.append(block, &mut last, label);
        }
        let statement = self.unlabelled()?;
        self.append(block, &mut last, statement);
        Ok(block)
    }

    /// name `:` | `case` constant `:` | `default` `:` (6.8.1); `None` if there is none here
    fn label(&mut self) -> Res<Option<NodeId>> {
        let tok = self.tok;
        if tok.is(Kw::Case) || tok.is(Kw::Default) {
            return Ok(Some(self.case()?));
        }
        if tok.kind != Kind::Ident || tok.keyword().is_some() || self.peek()?.kind != Kind::Colon {
            return Ok(None);
        }
        self.advance()?;
        self.advance()?;
        let i = self.label_number(tok.id, tok.loc);
        if self.function.labels[i].defined {
            return err(tok.loc, format!("label '{}' is defined twice", self.pp.name(tok.id)));
        }
        self.function.labels[i].defined = true;
        let label = self.node(Op::Label, VOID, tok.loc, 0, 0)?;
        self.ast.at(label).sym = tok.id.0;
        Ok(Some(label))
    }

    /// The index of a label of the current function.
    fn label_number(&mut self, id: Id, loc: Loc) -> usize {
        if let Some(&i) = self.function.label_index.get(&id) {
            return i;
        }
        let i = self.function.labels.len();
        self.function.labels.push(Label { id, loc, defined: false });
        self.function.label_index.insert(id, i);
        i
    }

    fn case(&mut self) -> Res<NodeId> {
        let tok = self.tok;
        self.advance()?;
        let Some(switch) = self.function.switches.last() else {
            return err(tok.loc, "a case outside of a switch");
        };
        let ty = switch.ty;
        refuse(tok.is(Kw::Default) && switch.default, tok.loc, "a switch with two defaults")?;
        let op = if tok.is(Kw::Default) { Op::Default } else { Op::Case };
        let node = self.node(op, VOID, tok.loc, 0, 0)?;
        if op == Op::Case {
            let value = self.constant()?;
            self.ast.at(node).val = self.types.wrap(ty, value);
        }
        self.expect(Kind::Colon)?;
        if let Some(switch) = self.function.switches.last_mut() {
            if op == Op::Case {
                switch.cases.push(node);
            } else {
                switch.default = true;
            }
        }
        Ok(node)
    }

    fn unlabelled(&mut self) -> Res<NodeId> {
        self.nest()?;
        let loc = self.tok.loc;
        let node = match self.tok.keyword() {
            Some(Kw::If) => self.if_statement()?,
            Some(Kw::Switch) => self.switch()?,
            Some(Kw::While) => {
                self.advance()?;
                let cond = self.condition()?;
                let body = self.body(true)?;
                self.node(Op::While, VOID, loc, cond, body)?
            }
            Some(Kw::Do) => {
                self.advance()?;
                let body = self.body(true)?;
                refuse(!self.accept_word(Kw::While)?, self.tok.loc, "expected 'while'")?;
                let cond = self.condition()?;
                self.expect(Kind::Semi)?;
                self.node(Op::DoWhile, VOID, loc, cond, body)?
            }
            Some(Kw::For) => self.for_statement()?,
            Some(Kw::Goto) => {
                self.advance()?;
                let name = self.expect_name()?;
                self.expect(Kind::Semi)?;
                self.label_number(name.id, name.loc);
                let node = self.node(Op::Goto, VOID, loc, 0, 0)?;
                self.ast.at(node).sym = name.id.0;
                node
            }
            Some(Kw::Break) => {
                self.advance()?;
                refuse(self.function.breakable == 0, loc, "break outside of a loop or switch")?;
                self.expect(Kind::Semi)?;
                self.node(Op::Break, VOID, loc, 0, 0)?
            }
            Some(Kw::Continue) => {
                self.advance()?;
                refuse(self.function.loops == 0, loc, "continue outside of a loop")?;
                self.expect(Kind::Semi)?;
                self.node(Op::Continue, VOID, loc, 0, 0)?
            }
            Some(Kw::Return) => self.return_statement()?,
            Some(Kw::Asm) => return err(loc, "'asm' is not supported"),
            _ if self.tok.kind == Kind::LBrace => self.block()?,
            _ => self.expression_statement()?,
        };
        self.unnest();
        Ok(node)
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

    /// An expression for its effects.
    fn effect(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        let value = self.expr()?;
        let value = self.discard(value);
        self.node(Op::Expr, VOID, loc, value, 0)
    }

    /// `(` expression `)`, a scalar
    fn condition(&mut self) -> Res<NodeId> {
        self.expect(Kind::LParen)?;
        let cond = self.expr()?;
        let cond = self.truth(cond)?;
        self.expect(Kind::RParen)?;
        Ok(cond)
    }

    /// The body of a loop or switch.
    fn body(&mut self, is_loop: bool) -> Res<NodeId> {
        self.function.breakable += 1;
        self.function.loops += is_loop as usize;
        let body = self.statement()?;
        self.function.breakable -= 1;
        self.function.loops -= is_loop as usize;
        Ok(body)
    }

    /// `if` `(` expression `)` statement [`else` statement] (6.8.4.1). A chain of `else if` is read in
    /// a loop, so that it may be of any length.
    fn if_statement(&mut self) -> Res<NodeId> {
        let mut head = 0;
        let mut last = 0;
        loop {
            let loc = self.tok.loc;
            self.advance()?;
            let cond = self.condition()?;
            let then = self.statement()?;
            let node = self.node(Op::If, VOID, loc, cond, then)?;
            if head == 0 {
                head = node;
            } else {
                self.ast.at(last).c = node;
            }
            last = node;
            if !self.accept_word(Kw::Else)? {
                return Ok(head);
            }
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
        self.advance()?;
        self.expect(Kind::LParen)?;
        self.scopes.enter();
        let block = self.node(Op::Block, VOID, loc, 0, 0)?;
        let mut last = 0;
        if self.is_type_start(self.tok) {
            self.declaration()?;
            for statement in std::mem::take(&mut self.pending) {
                self.append(block, &mut last, statement);
            }
        } else {
            let start = self.expression_statement()?;
            self.append(block, &mut last, start);
        }
        let mut cond = 0;
        if self.tok.kind != Kind::Semi {
            cond = self.expr()?;
            cond = self.truth(cond)?;
        }
        self.expect(Kind::Semi)?;
        let mut step = 0;
        if self.tok.kind != Kind::RParen {
            step = self.effect()?;
        }
        self.expect(Kind::RParen)?;
        let body = self.body(true)?;
        self.scopes.leave();
        let node = self.node(Op::For, VOID, loc, cond, body)?;
        self.ast.at(node).c = step;
        self.append(block, &mut last, node);
        Ok(block)
    }

    /// `switch` `(` expression `)` statement (6.8.4.2)
    fn switch(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        self.advance()?;
        let value = self.condition()?;
        refuse(!self.types.is_integer(self.ty(value)), loc, "switch needs an integer")?;
        let ty = self.types.promote(self.ty(value));
        let value = self.cast(ty, value)?;
        self.function.switches.push(Switch { ty, cases: Vec::new(), default: false });
        let body = self.body(false)?;
        let node = self.node(Op::Switch, VOID, loc, value, body)?;
        let mut cases = Vec::new();
        if let Some(switch) = self.function.switches.pop() {
            cases = switch.cases;
            self.ast.at(node).val = switch.default as i64;
        }
        if self.types.get(ty).unsigned {
            cases.sort_by_key(|&case| self.ast.get(case).val as u64);
        } else {
            cases.sort_by_key(|&case| self.ast.get(case).val);
        }
        let mut last = node;
        for case in cases {
            refuse(
                last != node && self.ast.get(last).val == self.ast.get(case).val,
                self.ast.get(case).loc,
                "two cases with the same value",
            )?;
            self.ast.at(last).c = case;
            last = case;
        }
        Ok(node)
    }

    /// `return` [expression] `;` (6.8.6.4)
    fn return_statement(&mut self) -> Res<NodeId> {
        let loc = self.tok.loc;
        self.advance()?;
        let result = self.function.result;
        let mut value = 0;
        if self.tok.kind != Kind::Semi {
            let at = self.tok.loc;
            value = self.expr()?;
            refuse(result == VOID, at, "a value returned from a void function")?;
            value = self.convert(value, result, "a return", at)?;
        } else if result != VOID {
            return err(loc, "a return without a value");
        }
        self.expect(Kind::Semi)?;
        self.node(Op::Return, VOID, loc, value, 0)
    }
}
