//! `audit elf`: all that is known of one file, and the verdict.
//!
//! Takes files, gives text or JSON (schema `samara-audit-elf/1`, see `json`).

mod json;
mod text;

pub use json::json;

use crate::code::Code;
use crate::elf::Elf;
use crate::elf::account::Account;
use crate::elf::check::{self, Linkage};
use crate::finding::{Finding, Findings, Severity};
use crate::options::{self, Arguments, Command, Opt, Status};

pub const COMMAND: Command = Command {
    name: "elf",
    operands: "FILE...",
    count: (1, usize::MAX),
    summary: "explain and check every byte of ELF files",
    text: "Reads ELF64 files for x86-64, AArch64 and RISC-V, says what every byte of them is for, checks headers, \
        tables and machine code, and lists the system calls that the code can make. A finding of severity error \
        makes the exit status 1; warnings and notes do not.",
    options: &[
        Opt { name: "json", value: "", help: "print JSON instead of text" },
        Opt { name: "strict", value: "", help: "warnings, too, make the exit status 1" },
        Opt { name: "no-code", value: "", help: "do not look at instructions" },
    ],
    run,
};

/// All that is known of one file.
pub struct Summary<'a> {
    pub elf: &'a Elf<'a>,
    pub linkage: Linkage,
    pub account: Account,
    pub code: Option<Code>,
}

impl<'a> Summary<'a> {
    /// Examines a file, with its code if that is wanted.
    pub fn of(elf: &'a Elf<'a>, with_code: bool) -> Summary<'a> {
        let account = Account::of(elf);
        let code = with_code.then(|| crate::code::examine(elf));
        Summary { elf, linkage: Linkage::of(elf), account, code }
    }

    /// The findings of all checks, the worst first.
    pub fn findings(&self) -> Findings {
        let mut all: Vec<Finding> = self.elf.findings.list().to_vec();
        all.extend_from_slice(check::check(self.elf).list());
        all.extend_from_slice(self.account.findings.list());
        all.extend(self.code.iter().flat_map(|code| code.findings.list().iter().cloned()));
        all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let mut findings = Findings::default();
        all.into_iter().for_each(|finding| findings.add(finding));
        findings
    }
}

fn run(arguments: &Arguments) -> Result<Status, String> {
    let mut status = Status::Clean;
    let mut values = Vec::new();
    let mut trouble = Vec::new();
    for path in &arguments.operands {
        let bytes = match options::read(path) {
            Ok(bytes) => bytes,
            Err(why) => {
                trouble.push(why);
                continue;
            }
        };
        let elf = match Elf::parse(&bytes) {
            Ok(elf) => elf,
            Err(why) => {
                trouble.push(format!("{path}: {why}"));
                continue;
            }
        };
        let summary = Summary::of(&elf, !arguments.has("no-code"));
        let findings = summary.findings();
        let bound = if arguments.has("strict") { Severity::Warning } else { Severity::Error };
        if findings.worst().is_some_and(|worst| worst >= bound) {
            status = Status::Found;
        }
        if arguments.has("json") {
            values.push(json(path, &summary, &findings));
        } else {
            options::print(&text::text(path, &summary, &findings))?;
        }
    }
    if let (1, Some(value)) = (arguments.operands.len(), values.first()) {
        options::print(&value.text())?;
    } else if arguments.has("json") {
        options::print(&crate::json::Json::Array(values).text())?;
    }
    if trouble.is_empty() { Ok(status) } else { Err(trouble.join("\n")) }
}
