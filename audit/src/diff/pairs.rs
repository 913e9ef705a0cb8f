//! Which section and which symbol of one file is which of the other.

use super::report::{Report, count};
use super::side::Side;
use crate::elf::number::{SHF_WRITE, STT_OBJECT};
use crate::elf::{Elf, Symbol};
use crate::list::fields;
use crate::list::names::brief;
use crate::list::walk::steps;
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap, VecDeque};

/// Partners, by number.
pub struct Pairs {
    pub a_to_b: Vec<Option<usize>>,
    pub b_to_a: Vec<Option<usize>>,
}

impl Pairs {
    fn new(a: usize, b: usize) -> Pairs {
        Pairs { a_to_b: vec![None; a], b_to_a: vec![None; b] }
    }

    fn join(&mut self, a: usize, b: usize) {
        if let (Some(to), Some(from)) = (self.a_to_b.get_mut(a), self.b_to_a.get_mut(b)) {
            (*to, *from) = (Some(b), Some(a));
        }
    }

    pub fn of_a(&self, a: usize) -> Option<usize> {
        self.a_to_b.get(a).copied().flatten()
    }

    pub fn of_b(&self, b: usize) -> Option<usize> {
        self.b_to_a.get(b).copied().flatten()
    }

    fn free_a(&self, a: usize) -> bool {
        self.of_a(a).is_none()
    }

    fn free_b(&self, b: usize) -> bool {
        self.of_b(b).is_none()
    }

    /// Pairs what has no partner yet and the same key, in order.
    fn match_keys<K: std::hash::Hash + Eq>(
        &mut self,
        key_a: impl Fn(usize) -> Option<K>,
        key_b: impl Fn(usize) -> Option<K>,
    ) -> Vec<(usize, usize)> {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for b in (0..self.b_to_a.len()).filter(|&b| self.free_b(b)) {
            if let Some(key) = key_b(b) {
                waiting.entry(key).or_default().push_back(b);
            }
        }
        let mut made = Vec::new();
        for a in (0..self.a_to_b.len()).filter(|&a| self.free_a(a)) {
            if let Some(b) = key_a(a).and_then(|key| waiting.get_mut(&key)?.pop_front()) {
                made.push((a, b));
            }
        }
        for &(a, b) in &made {
            self.join(a, b);
        }
        made
    }
}

/// Pairs sections: by name, then by kind and address or contents (renamed).
pub fn sections(a: &Elf, b: &Elf, report: &mut Report) -> Pairs {
    let mut pairs = Pairs::new(a.sections.len(), b.sections.len());
    // The null section is no section, but its number has a partner like the others.
    let name = |elf: &Elf, index: usize| elf.sections.get(index).map(|it| (index == 0, it.name.clone()));
    pairs.match_keys(|index| name(a, index), |index| name(b, index));
    let place = |elf: &Elf, index: usize| {
        elf.sections
            .get(index)
            .map(|it| (it.kind, it.flags, it.address, it.size, it.address == 0 && it.offset == 0))
    };
    for (index_a, index_b) in pairs.match_keys(|index| place(a, index), |index| place(b, index)) {
        if let (Some(old), Some(new)) = (a.sections.get(index_a), b.sections.get(index_b)) {
            report.add("section", &brief(&old.name), format!("renamed to {}", brief(&new.name)), Vec::new());
        }
    }
    pairs
}

/// Pairs symbols. What refers to a symbol is the same if it refers to the partner, so a wrong partner makes
/// differences where there are none, but hides none.
pub fn symbols(a: &Side, b: &Side) -> Pairs {
    let mut pairs = Pairs::new(a.elf.symbols.len(), b.elf.symbols.len());
    // Constants first by name and contents: compilers number strings, and one more shifts the numbers of the others.
    let constant = |side: &Side<'_, '_>, index: usize, with_name: bool| {
        let symbol = side.symbol(index).filter(|symbol| is_constant(side, symbol))?;
        let name = if with_name { symbol.name.clone() } else { stem(&symbol.name).to_string() };
        let bytes = side.symbol_bytes(symbol);
        (!bytes.is_empty() && bytes.len() <= LONGEST).then(|| (name, bytes.to_vec()))
    };
    pairs.match_keys(|index| constant(a, index, true), |index| constant(b, index, true));
    pairs.match_keys(|index| constant(a, index, false), |index| constant(b, index, false));
    let name = |side: &Side<'_, '_>, index: usize| side.symbol(index).map(|it| (it.kind, it.name.clone()));
    pairs.match_keys(|index| name(a, index), |index| name(b, index));
    // The same name, but of another kind.
    let name = |side: &Side<'_, '_>, index: usize| {
        side.symbol(index).filter(|it| !it.name.is_empty()).map(|it| it.name.clone())
    };
    pairs.match_keys(|index| name(a, index), |index| name(b, index));
    // Local symbols with another number behind their name.
    let numbered = |side: &Side<'_, '_>, index: usize| {
        let symbol = side.symbol(index).filter(|it| it.binding == 0 && stem(&it.name) != it.name)?;
        Some((symbol.kind, symbol.size, stem(&symbol.name).to_string()))
    };
    pairs.match_keys(|index| numbered(a, index), |index| numbered(b, index));
    // Symbols of a hostile file may overlap: what is looked at is bounded by the size of the file.
    let budget = |side: &Side<'_, '_>| Cell::new(side.elf.bytes.len().saturating_mul(4));
    let (budget_a, budget_b) = (budget(a), budget(b));
    let shape = |side: &Side<'_, '_>, index: usize, budget: &Cell<usize>| {
        let symbol = side.symbol(index)?;
        budget.set(budget.get().checked_sub(side.symbol_bytes(symbol).len())?);
        shape(side, symbol)
    };
    pairs.match_keys(|index| shape(a, index, &budget_a), |index| shape(b, index, &budget_b));
    pairs
}

/// Constants of more bytes are paired by name.
const LONGEST: usize = 128;

fn is_constant(side: &Side, symbol: &Symbol) -> bool {
    let section = side.elf.sections.get(symbol.section as usize);
    symbol.kind == STT_OBJECT && section.is_some_and(|it| it.flags & SHF_WRITE == 0 && !it.is_code())
}

/// A name without the number behind it: `str` of `str.1.2`.
fn stem(name: &str) -> &str {
    let mut rest = name;
    while let Some((front, last)) = rest.rsplit_once('.') {
        if front.is_empty() || last.is_empty() || !last.bytes().all(|byte| byte.is_ascii_digit()) {
            break;
        }
        rest = front;
    }
    rest
}

/// What a symbol that has another name in the other file is recognised by: a function's instructions without their
/// operands, an object's bytes.
fn shape(side: &Side, symbol: &Symbol) -> Option<(u32, u64, Vec<u8>)> {
    const LEAST: usize = 4;
    let bytes = side.symbol_bytes(symbol);
    if symbol.name.is_empty() || bytes.len() < LEAST {
        return None;
    }
    let section = side.elf.sections.get(symbol.section as usize)?;
    let mut text = Vec::new();
    match side.elf.machine.filter(|_| symbol.is_function()) {
        Some(machine) => {
            for step in steps(machine, bytes.get(..bytes.len().min(1 << 16))?, 0) {
                text.extend(step.insn.map_or("?", |insn| insn.name).bytes());
                text.push(b' ');
            }
        }
        None => text.extend(bytes.get(..bytes.len().min(LONGEST))?),
    }
    Some((section.kind, symbol.size, text))
}

/// Reports what was added, removed, renamed, or has other attributes. `changed` are the symbols of the first file whose
/// contents have been told to differ, and so their sizes.
pub fn tell(
    a: &Side,
    b: &Side,
    sections: &Pairs,
    pairs: &Pairs,
    changed: &BTreeSet<usize>,
    report: &mut Report,
) {
    let place = |side: &Side, symbol: &Symbol| {
        let section = side.elf.sections.get(symbol.section as usize).filter(|_| symbol.has_section());
        let kind = fields::symbol_kind(u64::from(symbol.kind));
        let offset = section.and_then(|section| symbol.value.checked_sub(section.address));
        let line = offset.and_then(|offset| side.line(symbol.section as usize, offset));
        let line = line.map(|line| format!(", {line}")).unwrap_or_default();
        match section {
            Some(section) => format!("{kind} of {} bytes in {}{line}", symbol.size, brief(&section.name)),
            None => format!("{kind}, undefined or without a section"),
        }
    };
    for index in 0..a.elf.symbols.len() {
        let Some(old) = a.symbol(index) else {
            continue;
        };
        let Some(new) = pairs.of_a(index).and_then(|partner| b.symbol(partner)) else {
            report.add("symbol", &label(old), format!("removed: {}", place(a, old)), Vec::new());
            continue;
        };
        if old.name != new.name {
            if stem(&old.name) == stem(&new.name) {
                report.renumbered += 1;
            } else {
                report.add("symbol", &label(old), format!("renamed to {}", label(new)), Vec::new());
            }
        }
        let mut changes = Vec::new();
        let mut change = |what: &str, old: String, new: String| {
            if old != new {
                changes.push(format!("{what}: {old} -> {new}"));
            }
        };
        change("type", fields::symbol_kind(u64::from(old.kind)), fields::symbol_kind(u64::from(new.kind)));
        change("binding", fields::binding(u64::from(old.binding)), fields::binding(u64::from(new.binding)));
        change("visibility", old.other.to_string(), new.other.to_string());
        if !changed.contains(&index) {
            change("size", old.size.to_string(), new.size.to_string());
        }
        let section = |side: &Side, symbol: &Symbol| {
            let section = side.elf.sections.get(symbol.section as usize);
            section.map_or_else(|| symbol.section.to_string(), |it| brief(&it.name))
        };
        let expected = sections.of_a(old.section as usize);
        if expected != Some(new.section as usize)
            && (old.has_section() || new.has_section() || old.section != new.section)
        {
            changes.push(format!("section: {} -> {}", section(a, old), section(b, new)));
        }
        if let Some(by) = moved_alone(a, b, old, new) {
            count(&mut report.moved_data, by, &old.name);
        }
        if !changes.is_empty() {
            report.add("symbol", &label(old), changes.join("; "), Vec::new());
        }
    }
    for new in
        (0..b.elf.symbols.len()).filter(|&index| pairs.free_b(index)).filter_map(|index| b.symbol(index))
    {
        report.add("symbol", &label(new), format!("added: {}", place(b, new)), Vec::new());
    }
}

/// How far a symbol without contents of its own has moved; of one with contents, the comparison of these tells it.
fn moved_alone(a: &Side, b: &Side, old: &Symbol, new: &Symbol) -> Option<i64> {
    let by = new.value.wrapping_sub(old.value) as i64;
    let contents = !a.symbol_bytes(old).is_empty() && !b.symbol_bytes(new).is_empty();
    (by != 0 && !old.name.is_empty() && !contents).then_some(by)
}

/// A symbol's name; section symbols have none.
fn label(symbol: &Symbol) -> String {
    if symbol.name.is_empty() {
        format!("without a name, at {:#x}", symbol.value)
    } else {
        brief(&symbol.name)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn stems() {
        let all = ["str.1.2", "f.17", "f", "f.", ".LC0", "a.b", "1.2.3", ".5"];
        assert_eq!(all.map(super::stem), ["str", "f", "f", "f.", ".LC0", "a.b", "1", ".5"]);
    }
}
