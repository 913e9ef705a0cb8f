//! Programs built through P1: where each byte comes from, by the builder's map and by an evaluation of our own.
//!
//! Takes a program, its map, its P1 text and the macro files. `map` reads a map as it is.

#![cfg_attr(not(test), allow(dead_code))]

pub mod map;
