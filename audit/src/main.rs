//! `audit`: an independent verifier of ELF files and of the chain that made them.
//!
//! It shares no code with the seed, stage1 or stage2: what it says about their output it has worked out from the file
//! formats, the instruction sets' manuals and the macro language's specification. The data goes one way:
//!
//! ```text
//! bytes ─► elf ─► code (isa) ─┐
//!                 p1 (maps) ──┼─► list, diff, report
//!                 dwarf ──────┘        chain: the matrix, digests, attestation
//! ```
//!
//! Exit status: 0 nothing found (or the same), 1 something found (or different), 2 trouble: bad usage, unreadable files.

mod bytes;
mod chain;
mod code;
mod diff;
mod disasm;
mod dwarf;
mod elf;
mod finding;
mod isa;
mod json;
mod list;
mod options;
mod p1;
mod report;
mod summary;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> =
        std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    match options::run(&words) {
        Ok(status) => status.into(),
        Err(trouble) => {
            eprintln!("audit: error: {trouble}");
            options::Status::Trouble.into()
        }
    }
}
