//! The typed syntax tree of one function, or of one initializer.
//!
//! Nodes live in a table that is emptied after each external declaration; a node is an
//! index into it, 0 meaning none. All conversions are explicit (`Cast`), pointer
//! arithmetic is scaled, `a->b` and `a[i]` are `Deref` and `Field`, so that the
//! generator knows nothing of C's rules.

use super::types::{Ty, VOID};
use crate::diag::Loc;

pub type NodeId = u32;

/// What a node is. `a`, `b`, `c`, `val`, `sym`, `next` are its fields.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
pub enum Op {
    // Expressions that designate objects.
    /// The object or function `sym`.
    Var,
    /// The object at the address `a`; if `val` is 1, the value of an expression and no lvalue.
    Deref,
    /// The member at offset `val` of the object `a`.
    Field,

    // Other expressions.
    /// The constant `val`, in canonical form.
    Num,
    /// The address of the variable or function `a`.
    Addr,
    Cast,
    Neg,
    Com,
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    Xor,
    Shl,
    Shr,
    Eq,
    Ne,
    Lt,
    Le,
    LogAnd,
    LogOr,
    /// `a ? b : c`
    Cond,
    Comma,
    /// `a = b`
    Assign,
    /// `a = b`, where `Held` in b is the old value of a. The value is the new one.
    Update,
    /// The same, but the value is the old one.
    PostUpdate,
    Held,
    /// Copies `val` bytes from object b to object a; the value is object a.
    Copy,
    /// Fills `val` bytes of object a with zeros.
    Zero,
    /// Calls a with the arguments from b on, linked by `next`.
    Call,
    /// The address of the first unnamed argument.
    VaArea,

    // Statements.
    /// Expression a for its effects.
    Expr,
    /// Makes room for the local variable `sym`.
    Decl,
    /// The statements from a on, linked by `next`.
    Block,
    /// if (a) b else c
    If,
    While,
    /// do b while (a)
    DoWhile,
    /// for (; a; c) b, with a perhaps absent
    For,
    /// switch (a) b; the cases are linked from c on by `c`, in the order of their values; `val` is 1 if
    /// there is a default
    Switch,
    /// case `val`:
    Case,
    Default,
    Break,
    Continue,
    /// goto `sym`, the number of a name
    Goto,
    /// `sym`:
    Label,
    /// return a, which may be absent
    Return,
}

#[derive(Clone, Copy)]
pub struct Node {
    pub op: Op,
    pub ty: Ty,
    pub loc: Loc,
    pub a: NodeId,
    pub b: NodeId,
    pub c: NodeId,
    pub next: NodeId,
    pub val: i64,
    pub sym: u32,
    /// How many levels of nodes there are from here down.
    pub depth: u32,
}

/// To be cleared before use.
#[derive(Default)]
pub struct Ast {
    nodes: Vec<Node>,
}

impl Ast {
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.add(Op::Num, VOID, Loc(0), 0, 0);
    }

    pub fn add(&mut self, op: Op, ty: Ty, loc: Loc, a: NodeId, b: NodeId) -> NodeId {
        let depth = |id| self.nodes.get(id as usize).map_or(0, |n: &Node| n.depth + 1);
        let depth = depth(a).max(depth(b));
        self.nodes.push(Node { op, ty, loc, a, b, c: 0, next: 0, val: 0, sym: 0, depth });
        self.nodes.len() as NodeId - 1
    }

    /// A node like `id`, as another node.
    pub fn copy(&mut self, id: NodeId) -> NodeId {
        self.nodes.push(self.get(id));
        self.nodes.len() as NodeId - 1
    }

    pub fn get(&self, id: NodeId) -> Node {
        self.nodes[id as usize]
    }

    pub fn at(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id as usize]
    }
}
