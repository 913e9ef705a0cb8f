//! Symbols: in their section, apart or nested, defined once (gABI, "Symbol Table").

use super::super::number::*;
use super::super::{Section, Symbol, clip};
use super::Check;
use crate::finding::{Finding, Severity};
use std::collections::HashMap;

const STB_LOCAL: u8 = 0;
const STB_GLOBAL: u8 = 1;

impl Check<'_> {
    pub(super) fn symbols(&mut self) {
        let elf = self.elf;
        let table = elf.symbol_table.and_then(|number| elf.sections.get(number));
        let Some(table) = table else {
            return self.note("symbols", "no symbol table".to_string());
        };
        if table.kind == SHT_DYNSYM {
            self.note("symbols", "only the symbols for dynamic linking are there".to_string());
        }
        self.order(table);
        for symbol in &elf.symbols {
            self.symbol(symbol);
        }
        if table.kind == SHT_SYMTAB {
            self.defined_once();
        }
        self.functions_overlap();
    }

    fn at(&mut self, severity: Severity, check: &'static str, symbol: &Symbol, text: &str) {
        let text = format!("symbol {}: {text}", clip(&symbol.name));
        self.findings.add(Finding::new(severity, check, text).at_address(symbol.value));
    }

    /// Local symbols come first; sh_info says how many they are.
    fn order(&mut self, table: &Section) {
        let locals = self.elf.symbols.iter().take_while(|symbol| symbol.binding == STB_LOCAL).count();
        let later = self.elf.symbols.iter().skip(locals).filter(|symbol| symbol.binding == STB_LOCAL).count();
        if later > 0 {
            self.error("symbol-order", format!("{later} local symbols come after the first that is not"));
        } else if table.info as usize != locals + 1 {
            let text =
                format!("sh_info is {}, but the first symbol that is not local {}", table.info, locals + 1);
            self.error("symbol-order", text);
        }
    }

    fn symbol(&mut self, symbol: &Symbol) {
        if !matches!(symbol.kind, 0..=6 | STT_GNU_IFUNC) || !matches!(symbol.binding, 0..=2 | 10) {
            let text = format!("type {} and binding {} are not known", symbol.kind, symbol.binding);
            self.at(Severity::Warning, "symbol-type", symbol, &text);
        }
        if !symbol.has_section() {
            return;
        }
        let Some(section) = self.elf.sections.get(symbol.section as usize) else {
            if !(SHN_LORESERVE..=SHN_XINDEX).contains(&symbol.section) {
                let text = format!("section {} is not there", symbol.section);
                self.at(Severity::Error, "symbol-section", symbol, &text);
            }
            return;
        };
        let code = symbol.kind == STT_FUNC && section.flags & SHF_ALLOC != 0;
        if code && symbol.size > 0 && !section.is_code() {
            let text = format!("a function in {}, which is not executable", clip(&section.name));
            self.at(Severity::Error, "symbol-section", symbol, &text);
        }
        let inside = self.elf.place_in_section(symbol, section);
        let end = inside.and_then(|inside| inside.checked_add(symbol.size));
        if end.is_some_and(|end| end <= section.size) {
            return;
        }
        // Linkers define symbols at the borders of sections, and round where nothing else tells the section.
        let marks = symbol.size == 0 && symbol.kind != STT_FUNC;
        let severity = if marks { Severity::Note } else { Severity::Error };
        let text = format!("not inside its section {}", clip(&section.name));
        self.at(severity, "symbol-range", symbol, &text);
    }

    fn defined_once(&mut self) {
        let mut seen: HashMap<&str, ()> = HashMap::new();
        let elf = self.elf;
        for symbol in elf.symbols.iter().filter(|s| s.binding == STB_GLOBAL && s.section != SHN_UNDEF) {
            if seen.insert(&symbol.name, ()).is_some() {
                self.at(Severity::Error, "symbol-twice", symbol, "defined more than once");
            }
        }
    }

    /// A function that begins inside another ends there too; and none of their own size do both begin and end apart.
    fn functions_overlap(&mut self) {
        let elf = self.elf;
        let mut functions: Vec<&Symbol> =
            elf.symbols.iter().filter(|s| s.is_function() && s.size > 0).collect();
        functions.sort_by_key(|s| (s.section, s.value, std::cmp::Reverse(s.size)));
        // The function that reaches farthest of those before.
        let mut outer: Option<&Symbol> = None;
        for symbol in functions {
            let end = symbol.value.saturating_add(symbol.size);
            let Some(before) = outer.filter(|before| before.section == symbol.section) else {
                outer = Some(symbol);
                continue;
            };
            let before_end = before.value.saturating_add(before.size);
            if symbol.value < before_end && symbol.value != before.value {
                let other = clip(&before.name);
                if end > before_end {
                    let text = format!("overlaps the function {other}");
                    self.at(Severity::Warning, "symbol-overlap", symbol, &text);
                } else {
                    self.at(Severity::Note, "symbol-nested", symbol, &format!("inside the function {other}"));
                }
            }
            if end > before_end {
                outer = Some(symbol);
            }
        }
    }
}
