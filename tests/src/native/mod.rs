//! The checks of stage2, the native toolchain `samara`: what its programs do, on both targets and at each
//! level, is what gcc's do.

pub mod abi;
pub mod bad;
pub mod bench;
pub mod csmith;
pub mod floats;
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
        let command = Cmd::new(&self.program).arg("cc").arg(format!("--target={target}-linux-musl"));
        let sysroot = format!("{SYSROOT}/{target}");
        let command = if target == self.native && !Path::new(&sysroot).is_dir() {
            command
        } else {
            command.arg(format!("--sysroot={sysroot}"))
        };
        command.seconds(60)
    }
}

/// gcc for a target.
pub fn gcc(target: &str) -> String {
    if target == std::env::consts::ARCH { "gcc".to_string() } else { format!("{target}-linux-gnu-gcc") }
}
