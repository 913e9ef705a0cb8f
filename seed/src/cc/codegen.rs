//! The code generator: the tree of a function to operations on the value stack.
//!
//! This file: functions, statements and conditions, which leave nothing on the stack. Switches
//! are in `codegen_switch`, expressions in `codegen_expr`.

use super::ast::{Ast, NodeId, Op};
use super::emit::{A0, ARGS, T0};
use super::parse::Parser;
use super::scope::Symbol;
use super::token::Kw;
use super::types::{Shape, Ty, Types};
use super::vstack::{Base, Entry, VStack};
use crate::diag::{Loc, Sources};
use crate::intern::{Id, Interner};

/// What the generator works on. It keeps the frame offsets of variables in their symbols,
/// and the labels of cases in their nodes.
pub struct Gen<'a> {
    pub src: &'a Sources,
    pub names: &'a Interner,
    pub types: &'a Types,
    pub symbols: &'a mut [Symbol],
    pub ast: &'a mut Ast,
    pub stack: &'a mut VStack,
    /// Counts up with each jump table.
    pub unique: u32,
    /// How many labels the function has.
    labels: u32,
    /// Where `break`, `continue` and `default` go.
    breaks: Vec<u32>,
    continues: Vec<u32>,
    pub defaults: Vec<u32>,
    /// The position of the object that `Held` means.
    pub held: usize,
    /// How many parameters have names.
    pub named: i64,
}

impl<'a> Gen<'a> {
    /// A generator for the functions of `parser`.
    pub fn new(parser: &'a mut Parser, stack: &'a mut VStack) -> Gen<'a> {
        Gen {
            src: parser.pp.src,
            names: parser.pp.names,
            types: &parser.types,
            symbols: &mut parser.scopes.symbols,
            ast: &mut parser.ast,
            stack,
            unique: parser.unique,
            labels: 0,
            breaks: Vec::new(),
            continues: Vec::new(),
            defaults: Vec::new(),
            held: 0,
            named: 0,
        }
    }

    /// Generates the function `sym` with these parameters and body.
    pub fn function(&mut self, sym: u32, params: &[u32], body: NodeId, loc: Loc) {
        self.stack.reset();
        self.named = params.len() as i64;
        self.stack.emit.at(self.src, loc);
        self.stack.emit.flush();
        for (i, &param) in params.iter().enumerate() {
            let shape = self.shape(self.symbols[param as usize].ty);
            let offset = self.stack.variable(shape.width as i64, shape.width as i64);
            self.symbols[param as usize].value = offset;
            let mut reg = T0;
            if i < ARGS.len() {
                reg = ARGS[i];
            } else {
                self.stack.emit.incoming("ld8", reg, (i - ARGS.len()) as i64);
            }
            self.stack.store(Entry { base: Base::Frame, offset, object: true, shape }, reg);
        }
        self.statement(body);
        // Reaching the end of main returns 0 (5.1.2.2.3).
        if self.symbols[sym as usize].name == Id(Kw::Main as u32) {
            self.stack.emit.li(A0, 0);
        }
        let arguments = (self.stack.outgoing + 15) / 16 * 16;
        let locals = (self.stack.frame + 15) / 16 * 16;
        self.stack.emit.function(&self.stack.labels[sym as usize], arguments, locals);
    }

    pub fn label(&mut self) -> u32 {
        self.labels += 1;
        self.labels
    }

    pub fn shape(&self, ty: Ty) -> Shape {
        self.types.shape(ty)
    }

    // Statements.

    pub fn statement(&mut self, id: NodeId) {
        let n = self.ast.get(id);
        if !matches!(n.op, Op::Block | Op::Decl) {
            self.stack.emit.at(self.src, n.loc);
        }
        match n.op {
            Op::Expr => {
                self.value(n.a, false);
                self.stack.drop();
            }
            Op::Decl => {
                let ty = self.types.get(self.symbols[n.sym as usize].ty);
                let offset = self.stack.variable(ty.size as i64, ty.align as i64);
                self.symbols[n.sym as usize].value = offset;
            }
            Op::Block => {
                let variables = self.stack.variables;
                let mut item = n.a;
                while item != 0 {
                    self.statement(item);
                    item = self.ast.get(item).next;
                }
                self.stack.variables = variables;
            }
            Op::If => self.if_statement(id),
            Op::While => {
                let (top, end) = (self.label(), self.label());
                self.stack.emit.define(top);
                self.branch(n.a, end, false);
                self.body(n.b, end, top);
                self.stack.emit.branch(top);
                self.stack.emit.define(end);
            }
            Op::DoWhile => {
                let (top, test, end) = (self.label(), self.label(), self.label());
                self.stack.emit.define(top);
                self.body(n.b, end, test);
                self.stack.emit.define(test);
                self.branch(n.a, top, true);
                self.stack.emit.define(end);
            }
            Op::For => {
                let (top, step, end) = (self.label(), self.label(), self.label());
                self.stack.emit.define(top);
                if n.a != 0 {
                    self.branch(n.a, end, false);
                }
                self.body(n.b, end, step);
                self.stack.emit.define(step);
                if n.c != 0 {
                    self.statement(n.c);
                }
                self.stack.emit.branch(top);
                self.stack.emit.define(end);
            }
            Op::Switch => {
                let end = self.label();
                self.dispatch(id, end);
                self.breaks.push(end);
                self.statement(n.b);
                self.breaks.pop();
                self.defaults.pop();
                self.stack.emit.define(end);
            }
            Op::Case => self.stack.emit.define(n.sym),
            Op::Default => self.stack.emit.define(self.defaults[self.defaults.len() - 1]),
            Op::Break => self.stack.emit.branch(self.breaks[self.breaks.len() - 1]),
            Op::Continue => self.stack.emit.branch(self.continues[self.continues.len() - 1]),
            Op::Goto => self.stack.emit.branch_name(&self.names.text(Id(n.sym))),
            Op::Label => self.stack.emit.define_name(&self.names.text(Id(n.sym))),
            Op::Return => {
                if n.a != 0 {
                    self.value(n.a, true);
                    self.stack.pop_accumulator();
                }
                self.stack.emit.branch(0);
            }
            _ => unreachable!("an expression where a statement should be"),
        }
        self.stack.check_empty();
    }

    /// if … else if … else, the chain in a loop
    fn if_statement(&mut self, id: NodeId) {
        let end = self.label();
        let mut id = id;
        loop {
            let n = self.ast.get(id);
            if n.op != Op::If {
                self.statement(id);
                break;
            }
            self.stack.emit.at(self.src, n.loc);
            let other = if n.c == 0 { end } else { self.label() };
            self.branch(n.a, other, false);
            self.statement(n.b);
            if n.c == 0 {
                break;
            }
            self.stack.emit.branch(end);
            self.stack.emit.define(other);
            id = n.c;
        }
        self.stack.emit.define(end);
    }

    fn body(&mut self, id: NodeId, end: u32, next: u32) {
        self.breaks.push(end);
        self.continues.push(next);
        self.statement(id);
        self.breaks.pop();
        self.continues.pop();
    }

    // Conditions.

    /// Branches to `label` if the truth of the expression is `sense`; goes on otherwise.
    pub fn branch(&mut self, id: NodeId, label: u32, sense: bool) {
        let n = self.ast.get(id);
        match n.op {
            Op::Num => {
                if (n.val != 0) == sense {
                    self.stack.emit.branch(label);
                }
            }
            Op::LogAnd | Op::LogOr => {
                self.stack.spill();
                // Whether the left side alone may decide for `label`.
                if (n.op == Op::LogOr) == sense {
                    self.branch(n.a, label, sense);
                    self.branch(n.b, label, sense);
                } else {
                    let other = self.label();
                    self.branch(n.a, other, !sense);
                    self.branch(n.b, label, sense);
                    self.stack.emit.define(other);
                }
            }
            Op::Eq | Op::Ne if self.is_zero(n.b) => self.branch(n.a, label, (n.op == Op::Ne) == sense),
            Op::Eq | Op::Ne | Op::Lt | Op::Le => {
                let unsigned = self.shape(self.ast.get(n.a).ty).unsigned;
                self.value(n.a, true);
                self.value(n.b, true);
                let (a, b) = self.stack.operands();
                // a < b is not b ≤ a
                let (op, swap) = match (n.op, sense, unsigned) {
                    (Op::Eq, true, _) | (Op::Ne, false, _) => ("beq", false),
                    (Op::Eq | Op::Ne, _, _) => ("bne", false),
                    (Op::Lt, true, false) => ("blt", false),
                    (Op::Lt, true, true) => ("bltu", false),
                    (Op::Lt, false, false) => ("ble", true),
                    (Op::Lt, false, true) => ("bleu", true),
                    (_, true, false) => ("ble", false),
                    (_, true, true) => ("bleu", false),
                    (_, false, false) => ("blt", true),
                    (_, false, true) => ("bltu", true),
                };
                let (a, b) = if swap { (b, a) } else { (a, b) };
                self.stack.emit.branch_compare(op, a, b, label);
            }
            _ => {
                self.value(id, true);
                let reg = self.stack.test();
                self.stack.emit.branch_if(if sense { "bnz" } else { "bz" }, reg, label);
            }
        }
    }

    fn is_zero(&self, id: NodeId) -> bool {
        let n = self.ast.get(id);
        n.op == Op::Num && n.val == 0
    }

    /// Pushes the truth of an expression, 0 or 1.
    pub fn truth(&mut self, id: NodeId) {
        self.stack.spill();
        let (no, end) = (self.label(), self.label());
        self.branch(id, no, false);
        self.stack.emit.li(A0, 1);
        self.stack.emit.branch(end);
        self.stack.emit.define(no);
        self.stack.emit.li(A0, 0);
        self.stack.emit.define(end);
        self.stack.push_accumulator();
    }
}
