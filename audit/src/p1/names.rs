//! Names as small numbers: each distinct byte string of the macro texts once, so that comparing is cheap.

use std::collections::HashMap;
use std::rc::Rc;

/// The number of a name. Those of `WORDS` are their places there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Name(pub u32);

/// The words that begin statements (docs/MACRO.md, "Statements").
pub const WORDS: [&str; 25] = [
    "%if", "%elif", "%else", "%end", "%macro", "%let", "%open", "%close", "%unit", "%file", "%at", "%field",
    "%error", "byte", "half", "word", "quad", "ref", "ascii", "zero", "align", "section", "func", "object",
    "end",
];

/// What a name takes beside its bytes.
const EACH: u64 = 80;

/// All names so far.
pub struct Names {
    numbers: HashMap<Rc<[u8]>, Name>,
    list: Vec<Rc<[u8]>>,
    /// How much memory they take together, about.
    pub total: u64,
}

impl Names {
    pub fn new() -> Names {
        let mut names = Names { numbers: HashMap::new(), list: Vec::new(), total: 0 };
        for word in WORDS {
            names.number(word.as_bytes());
        }
        names
    }

    /// The number of a name, new or known.
    pub fn number(&mut self, text: &[u8]) -> Name {
        if let Some(&name) = self.numbers.get(text) {
            return name;
        }
        let name = Name(self.list.len() as u32);
        let text: Rc<[u8]> = text.into();
        self.total += text.len() as u64 + EACH;
        self.list.push(text.clone());
        self.numbers.insert(text, name);
        name
    }

    /// The number of a name, if it occurs at all.
    pub fn find(&self, text: &[u8]) -> Option<Name> {
        self.numbers.get(text).copied()
    }

    pub fn text(&self, name: Name) -> &[u8] {
        self.list.get(name.0 as usize).map_or(&[], |text| text)
    }

    /// A name for people.
    pub fn show(&self, name: Name) -> String {
        crate::bytes::printable(self.text(name))
    }

    /// The statement that a name begins, if it is one of `WORDS`.
    pub fn word(name: Name) -> Option<&'static str> {
        WORDS.get(name.0 as usize).copied()
    }
}
