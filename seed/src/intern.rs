//! Names as small numbers, so that every table of names is an array.

/// An interned name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Id(pub u32);

/// The names lie one behind the other in one text, found by a hash table of their numbers.
#[derive(Default)]
pub struct Interner {
    text: Vec<u8>,
    /// Where each name ends.
    ends: Vec<usize>,
    /// By hash, the next free place taken: the number of a name plus 1, or 0.
    slots: Vec<u32>,
}

/// FNV-1a
fn hash(name: &[u8]) -> usize {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &c in name {
        hash = (hash ^ c as u64).wrapping_mul(0x100_0000_01b3);
    }
    (hash ^ hash >> 32) as usize
}

impl Interner {
    /// The number of `name`: numbers count up from 0 in the order of first appearance.
    pub fn id(&mut self, name: &[u8]) -> Id {
        if self.slots.len() <= self.ends.len() * 2 {
            self.slots = vec![0; (self.slots.len() * 2).max(1024)];
            for id in 0..self.ends.len() as u32 {
                let slot = self.slot(self.name(Id(id)));
                self.slots[slot] = id + 1;
            }
        }
        let slot = self.slot(name);
        if self.slots[slot] == 0 {
            self.text.extend_from_slice(name);
            self.ends.push(self.text.len());
            self.slots[slot] = self.ends.len() as u32;
        }
        Id(self.slots[slot] - 1)
    }

    /// The slot of `name`, or the free one where it belongs.
    fn slot(&self, name: &[u8]) -> usize {
        let mut slot = hash(name) & (self.slots.len() - 1);
        while self.slots[slot] != 0 && self.name(Id(self.slots[slot] - 1)) != name {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    pub fn name(&self, id: Id) -> &[u8] {
        let i = id.0 as usize;
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.text[start..self.ends[i]]
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
