//! Names and what they mean (C11 6.2.1, 6.2.3).
//!
//! A name's current meaning, in the name space of ordinary identifiers and in that of
//! tags, is found by its number in a table; what an inner scope hides is put back when
//! it ends.

use super::types::Ty;
use crate::diag::Loc;
use crate::intern::Id;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymKind {
    /// A variable with a label.
    Global,
    /// A variable in the frame.
    Local,
    /// A string literal.
    String,
    Function,
    Typedef,
    /// An enumeration constant.
    Constant,
}

pub struct Symbol {
    pub kind: SymKind,
    pub name: Id,
    pub ty: Ty,
    pub loc: Loc,
    /// Globals and functions: static, or a string literal.
    pub internal: bool,
    /// Told apart from others of the same name by this number (0: alone), a static local or a string.
    pub number: u32,
    /// Globals and functions: defined, perhaps tentatively.
    pub defined: bool,
    pub tentative: bool,
    /// Locals: the offset in the frame. Constants: the value.
    pub value: i64,
}

/// The two name spaces.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Space {
    Ordinary,
    Tag,
}

#[derive(Clone, Copy, Default)]
struct Binding {
    /// Symbol or type, as index + 1; 0 for none.
    what: u32,
    /// The depth of the scope that it belongs to.
    depth: u32,
}

struct Undo {
    space: Space,
    id: Id,
    old: Binding,
}

#[derive(Default)]
pub struct Scopes {
    pub symbols: Vec<Symbol>,
    ordinary: Vec<Binding>,
    tags: Vec<Binding>,
    undo: Vec<Undo>,
    /// Where in `undo` the open scopes begin.
    open: Vec<usize>,
}

impl Scopes {
    pub fn enter(&mut self) {
        self.open.push(self.undo.len());
    }

    pub fn leave(&mut self) {
        let start = self.open.pop().unwrap_or(0);
        while self.undo.len() > start {
            if let Some(undo) = self.undo.pop() {
                self.table(undo.space)[undo.id.0 as usize] = undo.old;
            }
        }
    }

    /// How many scopes are open; 0 at file scope.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// What `id` means, and whether that was declared in the current scope.
    pub fn lookup(&self, space: Space, id: Id) -> Option<(u32, bool)> {
        let table = if space == Space::Tag { &self.tags } else { &self.ordinary };
        match table.get(id.0 as usize) {
            Some(b) if b.what > 0 => Some((b.what - 1, b.depth as usize == self.open.len())),
            _ => None,
        }
    }

    /// Gives `id` a meaning in the current scope.
    pub fn bind(&mut self, space: Space, id: Id, what: u32) {
        let depth = self.open.len() as u32;
        let table = self.table(space);
        if id.0 as usize >= table.len() {
            table.resize(id.0 as usize + 1, Binding::default());
        }
        let old = table[id.0 as usize];
        table[id.0 as usize] = Binding { what: what + 1, depth };
        self.undo.push(Undo { space, id, old });
    }

    fn table(&mut self, space: Space) -> &mut Vec<Binding> {
        if space == Space::Tag { &mut self.tags } else { &mut self.ordinary }
    }
}
