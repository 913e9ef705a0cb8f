//! The annotated listing of a file.

pub mod parts;
pub mod walk;
