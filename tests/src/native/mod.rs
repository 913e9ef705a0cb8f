//! The checks of stage2, the native toolchain `samara`: what its programs do, on both targets and at each
//! level, is what gcc's do.

pub mod abi;
pub mod bad;
pub mod bench;
pub mod csmith;
pub mod ddc;
pub mod determinism;
pub mod floats;
pub mod reject;
pub mod suite;
pub mod tests2;
pub mod unit;
pub mod worst;

use crate::exec::Cmd;
use crate::host::{Host, emulator};
use std::path::Path;

/// The targets, by the names of `--target=`.
pub const TARGETS: [&str; 2] = ["x86_64", "aarch64"];
pub const LEVELS: [&str; 2] = ["-O0", "-O1"];

/// Where `tests/musl.sh` leaves musl for a target that is not the host's.
const SYSROOT: &str = "build/sysroot";

/// The toolchain that is tested: the one in the variable SAMARA, or stage2 as `make stage2` leaves it.
pub struct Samara {
    program: String,
    native: &'static str,
}

impl Samara {
    pub fn find(host: &Host) -> Result<Samara, String> {
        let program = Samara::program(host)?;
        host.need(&[
            ("gcc", "gcc"),
            ("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"),
        ])?;
        if host.native != "riscv64" {
            let other = if host.native == "x86_64" { "aarch64" } else { "x86_64" };
            host.need(&[(&emulator(other), "qemu-user-static")])?;
        }
        Cmd::new("tests/musl.sh").args(TARGETS).ok()?;
        Ok(Samara { program, native: host.native })
    }

    /// The path of the executable.
    pub fn program(host: &Host) -> Result<String, String> {
        let built = format!("build/{}/stage2/bin/samara", host.native);
        let program = std::env::var("SAMARA").unwrap_or(built);
        let exists = Path::new(&program).is_file();
        if exists { Ok(program) } else { Err(format!("'{program}' is missing: run 'make stage2' first")) }
    }

    /// `samara` for a target, with what finds its libc.
    pub fn cc(&self, target: &str) -> Cmd {
        let words = self.words(target, Path::new(""));
        Cmd::new(&words[0]).args(&words[1..]).seconds(60)
    }

    /// The same as words, with paths below `root`.
    pub fn words(&self, target: &str, root: &Path) -> Vec<String> {
        let below = |path: &str| root.join(path).display().to_string();
        let mut words = vec![below(&self.program), "cc".to_string(), format!("--target={target}-linux-musl")];
        let sysroot = format!("{SYSROOT}/{target}");
        if target != self.native || Path::new(&sysroot).is_dir() {
            words.push(format!("--sysroot={}", below(&sysroot)));
        }
        words
    }
}

/// gcc for a target.
pub fn gcc(target: &str) -> String {
    if target == std::env::consts::ARCH { "gcc".to_string() } else { format!("{target}-linux-gnu-gcc") }
}
