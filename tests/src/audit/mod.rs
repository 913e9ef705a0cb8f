//! Checks of `audit`, the verifier: what it says of good files, of manipulated ones, and of hostile ones.

pub mod diff;
pub mod elf;
pub mod fuzz;
pub mod list;
mod manipulate;
pub mod map;
pub mod map_fuzz;
mod mutate;
pub mod objdump;
pub mod opcodes;
mod tamper;
pub mod thompson;
pub mod trials;
pub mod words;

use std::path::Path;

/// The program under test; the variable AUDIT may name another than the one that `make` builds.
pub fn program() -> Result<String, String> {
    let path = std::env::var("AUDIT").unwrap_or("target/release/audit".to_string());
    let exists = Path::new(&path).is_file();
    if exists { Ok(path) } else { Err(format!("'{path}' is missing: run 'make tests' first")) }
}

/// The programs of the chain that have been built.
pub fn artifacts() -> Vec<String> {
    let mut found = Vec::new();
    for arch in crate::host::ARCHES {
        for name in ["stage1", "stage2-boot", "stage2/bin/samara"] {
            let path = format!("build/{arch}/{name}");
            if Path::new(&path).is_file() {
                found.push(path);
            }
        }
    }
    found
}
