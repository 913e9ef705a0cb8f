//! The C compiler: Seed C (docs/SEED-C.md) to P1 (docs/P1.md).
//!
//! Data flows one way: `lex` → `pp` → `parse_*` → `codegen` → `vstack` → `emit`. Each function is
//! generated as soon as it has been parsed, and its tree forgotten.

mod ast;
mod build;
mod codegen;
mod codegen_data;
mod codegen_expr;
mod codegen_switch;
mod emit;
mod fold;
mod lex;
mod literal;
mod macros;
mod parse;
mod parse_decl;
mod parse_expr;
mod parse_init;
mod parse_stmt;
mod parse_type;
mod pp;
mod ppexpr;
mod scope;
mod token;
mod types;
mod vstack;

use crate::diag::{Res, Sources};
use crate::intern::Interner;

/// What `-I` and `-D` say.
#[derive(Default)]
pub struct Options {
    pub include_dirs: Vec<String>,
    pub defines: Vec<(String, String)>,
}

/// Compiles C files to the P1 text of one program.
pub fn compile(src: &mut Sources, files: &[String], opts: &Options) -> Res<Vec<u8>> {
    let mut names = Interner::default();
    token::intern_words(&mut names);
    let mut stack = vstack::VStack::default();
    for file in files {
        let pp = pp::Pp::new(src, &mut names, opts, file)?;
        let mut parser = parse::Parser::new(pp)?;
        stack.begin_unit();
        let mut more = true;
        while more {
            more = parser.external()?;
            codegen_data::items(&mut parser, &mut stack);
        }
    }
    Ok(stack.emit.out.into_bytes())
}
