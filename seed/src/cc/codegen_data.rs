//! What the parser has left in `items`: functions, through `codegen`, and the data of objects.

use super::codegen::Gen;
use super::parse::{Datum, Item, Parser, Value};
use super::scope::{SymKind, Symbol};
use super::types::Types;
use super::vstack::VStack;
use crate::intern::Interner;

/// Generates all items and empties the list.
pub fn items(parser: &mut Parser, stack: &mut VStack) {
    for sym in &parser.scopes.symbols[stack.labels.len()..] {
        stack.labels.push(label(sym, parser.pp.names));
    }
    for item in std::mem::take(&mut parser.items) {
        match item {
            Item::Function { sym, params, body, loc } => {
                let mut generator = Gen::new(parser, stack);
                generator.function(sym, &params, body, loc);
                parser.unique = generator.unique;
            }
            Item::Object { sym, data } => {
                object(&parser.types, &parser.scopes.symbols, stack, sym, &data);
            }
        }
    }
}

/// The P1 label of a symbol: its name; with `$` if it is internal to its file.
fn label(sym: &Symbol, names: &Interner) -> String {
    let mark = if sym.internal { "$" } else { "" };
    let number = if sym.number > 0 { format!(".{}", sym.number) } else { String::new() };
    format!("{mark}{}{number}", names.text(sym.name))
}

/// Writes an object: constants and strings go to `rodata`, what has no initial value to `bss`.
fn object(types: &Types, symbols: &[Symbol], stack: &mut VStack, sym: u32, data: &[Datum]) {
    let s = &symbols[sym as usize];
    let size = types.size(s.ty);
    let section = if data.is_empty() {
        "bss"
    } else if types.is_const(s.ty) || s.kind == SymKind::String {
        "rodata"
    } else {
        "data"
    };
    let emit = &mut stack.emit;
    emit.object(section, types.get(s.ty).align.max(1), &stack.labels[sym as usize]);
    let mut end = 0;
    for datum in data {
        if datum.offset > end {
            emit.zero(datum.offset - end);
        }
        end = datum.offset + datum.size;
        match &datum.value {
            Value::Int(value) => emit.data(datum.size, *value),
            Value::Address(target, offset) => {
                emit.address(&stack.labels[*target as usize], *offset);
            }
            Value::Text(text) => {
                let length = datum.size.min(text.len() as u64);
                emit.text(&text[..length as usize]);
                if length < datum.size {
                    emit.zero(datum.size - length);
                }
            }
        }
    }
    if end < size {
        emit.zero(size - end);
    }
    emit.end_object();
    emit.flush();
}
