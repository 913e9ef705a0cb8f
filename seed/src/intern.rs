//! Names as small numbers, so that every table of names is an array.

use std::collections::HashMap;

/// An interned name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Id(pub u32);

#[derive(Default)]
pub struct Interner {
    ids: HashMap<Vec<u8>, Id>,
    names: Vec<Vec<u8>>,
}

impl Interner {
    /// The number of `name`: numbers count up from 0 in the order of first appearance.
    pub fn id(&mut self, name: &[u8]) -> Id {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = Id(self.names.len() as u32);
        self.ids.insert(name.to_vec(), id);
        self.names.push(name.to_vec());
        id
    }

    pub fn name(&self, id: Id) -> &[u8] {
        &self.names[id.0 as usize]
    }

    /// The name as text, for a message or a label.
    pub fn text(&self, id: Id) -> String {
        String::from_utf8_lossy(self.name(id)).into_owned()
    }
}

/// A value for some of the names.
#[derive(Default)]
pub struct Table<T>(Vec<Option<T>>);

impl<T: Copy> Table<T> {
    pub fn get(&self, id: Id) -> Option<T> {
        self.0.get(id.0 as usize).copied().flatten()
    }

    pub fn set(&mut self, id: Id, value: T) {
        let i = id.0 as usize;
        if self.0.len() <= i {
            self.0.resize(i + 1, None);
        }
        self.0[i] = Some(value);
    }
}
