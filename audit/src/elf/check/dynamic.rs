//! What a program needs from others at run time: its interpreter and its libraries (gABI, "Dynamic Linking").

use super::super::number::*;
use super::super::{Elf, clip};
use super::Check;
use crate::bytes::{self, u64_at};

/// How a program is linked.
pub struct Linkage {
    /// `relocatable`, `static`, `static, position-independent`, `dynamic`, `library`.
    pub name: &'static str,
    /// The dynamic linker that it asks the kernel for.
    pub interpreter: Option<String>,
    /// The libraries that it names.
    pub needed: Vec<String>,
}

const DT_NULL: u64 = 0;
const DT_NEEDED: u64 = 1;
const DT_STRTAB: u64 = 5;
const DT_STRSZ: u64 = 10;
/// More libraries than this are not listed.
const MOST: usize = 1000;

impl Linkage {
    pub fn of(elf: &Elf) -> Linkage {
        let interpreter = elf.segments.iter().find(|s| s.kind == PT_INTERP).map(|segment| {
            let bytes = bytes::slice(elf.bytes, segment.offset, segment.file_size.min(4096)).unwrap_or(&[]);
            bytes::printable(bytes.strip_suffix(&[0]).unwrap_or(bytes))
        });
        let dynamic = elf.segments.iter().any(|s| s.kind == PT_DYNAMIC);
        let name = match (elf.kind, dynamic, &interpreter) {
            (ET_REL, _, _) => "relocatable",
            (_, _, Some(_)) => "dynamic",
            (ET_DYN, true, None) if elf.entry != 0 => "static, position-independent, or a library",
            (ET_DYN, _, None) => "library",
            _ => "static",
        };
        Linkage { name, interpreter, needed: needed(elf) }
    }
}

/// The entries of the dynamic section, up to its end mark.
fn entries<'a>(elf: &'a Elf) -> impl Iterator<Item = (u64, u64)> + 'a {
    let segment = elf.segments.iter().find(|s| s.kind == PT_DYNAMIC);
    let bytes = segment.and_then(|s| bytes::slice(elf.bytes, s.offset, s.file_size)).unwrap_or(&[]);
    let pairs = bytes.chunks_exact(16).filter_map(|entry| Some((u64_at(entry, 0)?, u64_at(entry, 8)?)));
    pairs.take_while(|(tag, _)| *tag != DT_NULL)
}

fn needed(elf: &Elf) -> Vec<String> {
    let value = |wanted| entries(elf).find(|(tag, _)| *tag == wanted).map(|(_, value)| value);
    let (Some(at), Some(size)) = (value(DT_STRTAB), value(DT_STRSZ)) else {
        return Vec::new();
    };
    let names = elf.bytes_at(at, size).unwrap_or(&[]);
    let wanted = entries(elf).filter(|(tag, _)| *tag == DT_NEEDED).take(MOST);
    let name = |(_, at): (u64, u64)| {
        let rest = names.get(usize::try_from(at).ok()?..)?;
        let name: Vec<u8> = rest.iter().copied().take(256).take_while(|&byte| byte != 0).collect();
        Some(clip(&bytes::printable(&name)))
    };
    wanted.filter_map(name).collect()
}

impl Check<'_> {
    pub(super) fn dynamic(&mut self) {
        let elf = self.elf;
        let interpreters = elf.segments.iter().filter(|s| s.kind == PT_INTERP).count();
        let dynamic = elf.segments.iter().any(|s| s.kind == PT_DYNAMIC);
        if interpreters > 1 {
            self.error("dynamic", format!("{interpreters} interpreters"));
        }
        if interpreters > 0 && !dynamic {
            self.error("dynamic", "an interpreter, but no dynamic section".to_string());
        }
        if interpreters == 0 && dynamic && elf.kind == ET_EXEC {
            self.warning("dynamic", "a program without an interpreter has a dynamic section".to_string());
        }
        if let Some(segment) = elf.segments.iter().find(|s| s.kind == PT_INTERP) {
            let bytes = bytes::slice(elf.bytes, segment.offset, segment.file_size).unwrap_or(&[]);
            if bytes.len() < 2 || bytes.iter().position(|&byte| byte == 0) != Some(bytes.len() - 1) {
                self.error(
                    "dynamic",
                    "the interpreter's name does not end with its first zero byte".to_string(),
                );
            }
        }
        let linkage = Linkage::of(elf);
        if let Some(interpreter) = linkage.interpreter {
            self.note("dynamic", format!("runs in {}", clip(&interpreter)));
        }
        if !linkage.needed.is_empty() {
            self.note("dynamic", format!("needs {}", linkage.needed.join(", ")));
        }
    }
}
