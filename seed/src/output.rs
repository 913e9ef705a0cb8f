//! Writes files so that none is ever seen half written: under a temporary name first.

use crate::diag::{Res, fail};

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

pub struct Output<'a> {
    name: &'a str,
    bytes: Vec<u8>,
    program: bool,
}

impl<'a> Output<'a> {
    pub fn text(name: &'a str, bytes: Vec<u8>) -> Self {
        Output { name, bytes, program: false }
    }

    /// A file that may be executed, whatever the umask.
    pub fn program(name: &'a str, bytes: Vec<u8>) -> Self {
        Output { name, bytes, program: true }
    }

    /// Devices are written to directly: they cannot be replaced.
    fn is_device(&self) -> bool {
        self.name.starts_with("/dev/")
    }

    fn temporary(&self) -> String {
        if self.is_device() { self.name.to_string() } else { format!("{}.samara-tmp", self.name) }
    }

    fn fill(&self) -> std::io::Result<()> {
        let name = self.temporary();
        fs::write(&name, &self.bytes)?;
        if self.program && !self.is_device() {
            fs::set_permissions(&name, Permissions::from_mode(0o755))?;
        }
        Ok(())
    }

    fn rename_to_name(&self) -> std::io::Result<()> {
        if self.is_device() { Ok(()) } else { fs::rename(self.temporary(), self.name) }
    }
}

/// Writes all of `outputs`, or none. Gives the exit status.
pub fn write(outputs: &[Output]) -> Res<i32> {
    for steps in [Output::fill, Output::rename_to_name] {
        for output in outputs {
            if steps(output).is_err() {
                for output in outputs.iter().filter(|o| !o.is_device()) {
                    let _ = fs::remove_file(output.temporary());
                }
                return fail(format!("cannot write '{}'", output.name));
            }
        }
    }
    Ok(0)
}
