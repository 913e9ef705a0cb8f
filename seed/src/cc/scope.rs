//! Names and what they mean (C11 6.2.1, 6.2.3).
//!
//! A name's current meaning, in the name space of ordinary identifiers and in that of
//! tags, is found by its number in a table; what an inner scope hides is put back when
//! it ends.

use super::types::Ty;
use crate::diag::Loc;
use crate::intern::{Id, Table};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SymKind {
    /// A variable with a label.
    #[default]
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

#[derive(Clone, Copy, Default)]
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

/// Symbol or type, and the depth of the scope that the meaning belongs to; `None` for no meaning.
type Binding = Option<(u32, usize)>;

#[derive(Default)]
pub struct Scopes {
    pub symbols: Vec<Symbol>,
    /// What each name means, by name space.
    meanings: [Table<Binding>; 2],
    /// What the open scopes have hidden.
    hidden: Vec<(Space, Id, Binding)>,
    /// Where in `hidden` the open scopes begin.
    open: Vec<usize>,
}

impl Scopes {
    pub fn enter(&mut self) {
        self.open.push(self.hidden.len());
    }

    pub fn leave(&mut self) {
        let start = self.open.pop().unwrap_or(0);
        for (space, id, old) in self.hidden.drain(start..).rev() {
            self.meanings[space as usize].set(id, old);
        }
    }

    /// How many scopes are open; 0 at file scope.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// What `id` means, and whether that was declared in the current scope.
    pub fn lookup(&self, space: Space, id: Id) -> Option<(u32, bool)> {
        let (what, depth) = self.meanings[space as usize].get(id).flatten()?;
        Some((what, depth == self.depth()))
    }

    /// Gives `id` a meaning in the current scope.
    pub fn bind(&mut self, space: Space, id: Id, what: u32) {
        let depth = self.depth();
        let table = &mut self.meanings[space as usize];
        self.hidden.push((space, id, table.get(id).flatten()));
        table.set(id, Some((what, depth)));
    }
}
