//! The macro expander: P1 text to labelled hex (`docs/MACRO.md`, `docs/HEX.md`).
//!
//! A line is parsed to code and run, then forgotten; the bodies of macros are kept. The
//! expander knows no machine and no addresses: labels stay names for the linker.

mod emit;
mod expand;
mod expr;
mod lex;
mod parse;

use crate::diag::{Loc, Res, Sources};

pub struct Expanded {
    pub hex: Vec<u8>,
    /// Where the bytes come from, if that was asked for.
    pub map: Vec<u8>,
}

/// Expands the texts that begin at `files`, in this order, as one program.
pub fn expand(src: &mut Sources, files: &[Loc], want_map: bool) -> Res<Expanded> {
    let mut expander = expand::Expander::new(src, want_map);
    for &start in files {
        expander.file(start)?;
    }
    expander.finish()
}
