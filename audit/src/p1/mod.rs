//! Programs built through P1: where each byte comes from, by the builder's map and by an evaluation of our own.
//!
//! Takes a program, its map, its P1 text and the macro files. `map` reads a map as it is, for who wants to show it; the
//! rest works the whole program out again from the macro definitions, and holds program and map against that:
//!
//! ```text
//! macro files, P1 text ─► lex ─► eval (expr) ─► assembly ─► image ─┐
//!                                            program, map ─► check ─┴─► explain
//! ```

mod assembly;
mod check;
pub mod command;
mod eval;
mod explain;
mod expr;
mod image;
mod lex;
pub mod map;
mod names;
