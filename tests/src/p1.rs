//! Running a P1 program on the three architectures and in the reference interpreter.

use crate::exec::{Cmd, End, text};
use crate::host::{ARCHES, Host};

pub const INTERPRETER: &str = "interpreter";
pub const MACHINES: [&str; 4] = [ARCHES[0], ARCHES[1], ARCHES[2], INTERPRETER];

/// Builds and runs `folder/NAME.p1`; gives what it wrote. It must end with status 0.
pub fn output(host: &Host, folder: &str, name: &str, machine: &str) -> Result<Vec<u8>, String> {
    let source = format!("{folder}/{name}.p1");
    let run = if machine == INTERPRETER {
        Cmd::new(&host.seed).args(["run", &source])
    } else {
        host.execute(machine, &build(host, folder, name, machine)?)
    };
    let outcome = run.seconds(900).run()?;
    match outcome.end {
        End::Exit(0) => Ok(outcome.stdout),
        end => Err(format!("{end} after {} bytes\n{}", outcome.stdout.len(), text(&outcome.stderr))),
    }
}

/// Expands and links `folder/NAME.p1`; gives the program's name.
pub fn build(host: &Host, folder: &str, name: &str, arch: &str) -> Result<String, String> {
    let source = format!("{folder}/{name}.p1");
    let [hex, program] = ["hex", "elf"].map(|ext| format!("{folder}/{name}-{arch}.{ext}"));
    let seed = |command: &str| Cmd::new(&host.seed).args([command, "-a", arch]).seconds(600);
    seed("expand").args([&source, "-o", &hex]).ok()?;
    seed("link").args([&hex, "-o", &program]).ok()?;
    Ok(program)
}
