//! The macro expander: P1 text to labelled hex (`docs/MACRO.md`, `docs/HEX.md`).
//!
//! A line is read as tokens, run and forgotten; the tokens of macros are kept. The expander
//! knows no machine and no addresses: labels stay names for the linker.

mod emit;
mod exec;
mod expr;
mod lex;
mod read;
#[cfg(test)]
mod tests;

use crate::diag::{Loc, Res, Sources};

pub struct Expanded {
    pub hex: Vec<u8>,
    /// Where the bytes come from, if that was asked for.
    pub map: Vec<u8>,
}

/// Expands the texts that begin at `files`, in this order, as one program.
pub fn expand(src: &mut Sources, files: &[Loc], want_map: bool) -> Res<Expanded> {
    let mut ex = exec::Expander::default();
    std::mem::swap(src, &mut ex.src);
    ex.out.want_map = want_map;
    let result = ex.files(files);
    std::mem::swap(src, &mut ex.src);
    result?;
    Ok(Expanded { hex: ex.out.hex, map: ex.out.map })
}
