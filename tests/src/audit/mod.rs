//! Checks of `audit`, the verifier: what it says of good files, of manipulated ones, and of hostile ones.

pub mod map;
pub mod map_fuzz;
mod tamper;
pub mod words;

use std::path::Path;

/// The program under test; the variable AUDIT may name another than the one that `make` builds.
pub fn program() -> Result<String, String> {
    let path = std::env::var("AUDIT").unwrap_or("target/release/audit".to_string());
    let exists = Path::new(&path).is_file();
    if exists { Ok(path) } else { Err(format!("'{path}' is missing: run 'make tests' first")) }
}
