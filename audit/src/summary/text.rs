//! The summary of a file as text for people.

use super::Summary;
use crate::code::{Code, Function};
use crate::elf::account::percent;
use crate::elf::clip;
use crate::finding::{Findings, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Findings of one check beyond this many are only counted.
const SHOWN: usize = 10;

/// Appends a formatted line; writing to a string cannot fail.
macro_rules! line {
    ($out:expr, $($rest:tt)*) => { let _ = writeln!($out, $($rest)*); };
}

pub fn text(path: &str, summary: &Summary, findings: &Findings) -> String {
    let mut out = String::new();
    head(&mut out, path, summary);
    layout(&mut out, summary);
    bytes(&mut out, summary);
    code(&mut out, summary);
    judge(&mut out, findings);
    out
}

fn head(out: &mut String, path: &str, summary: &Summary) {
    let elf = summary.elf;
    let machine = elf.machine.map_or(format!("machine {}", elf.header.machine), |m| m.name().to_string());
    line!(out, "{path}: {} bytes, {machine}, {}", elf.bytes.len(), summary.linkage.name);
    if elf.entry != 0 {
        let function = elf.function_at(elf.entry).map(|symbol| format!(" in {}", clip(&symbol.name)));
        line!(out, "entry {:#x}{}", elf.entry, function.unwrap_or_default());
    }
    if let Some(interpreter) = &summary.linkage.interpreter {
        line!(out, "runs in {}", clip(interpreter));
    }
    if !summary.linkage.needed.is_empty() {
        line!(out, "needs {}", summary.linkage.needed.join(", "));
    }
}

/// Segments or sections beyond this many are only counted.
const ROWS: usize = 100;

fn layout(out: &mut String, summary: &Summary) {
    let elf = summary.elf;
    if !elf.segments.is_empty() {
        line!(out, "\n{} segments:", elf.segments.len());
        line!(
            out,
            "  {:<14} {:>5} {:>10} {:>18} {:>10} {:>10}",
            "type",
            "flags",
            "offset",
            "address",
            "in file",
            "in memory"
        );
    }
    for segment in elf.segments.iter().take(ROWS) {
        let kind = segment.kind_name().map_or(format!("{:#x}", segment.kind), str::to_string);
        line!(
            out,
            "  {kind:<14} {:>5} {:>#10x} {:>#18x} {:>10} {:>10}",
            segment.flag_letters(),
            segment.offset,
            segment.address,
            segment.file_size,
            segment.memory_size
        );
    }
    rest(out, elf.segments.len());
    if !elf.sections.is_empty() {
        line!(out, "\n{} sections:", elf.sections.len());
        line!(
            out,
            "  {:<24} {:<14} {:>5} {:>10} {:>18} {:>10}",
            "name",
            "type",
            "flags",
            "offset",
            "address",
            "size"
        );
    }
    for section in elf.sections.iter().skip(1).take(ROWS) {
        let kind = section.kind_name().map_or(format!("{:#x}", section.kind), str::to_string);
        line!(
            out,
            "  {:<24} {kind:<14} {:>5} {:>#10x} {:>#18x} {:>10}",
            clip(&section.name),
            section.flag_letters(),
            section.offset,
            section.address,
            section.size
        );
    }
    rest(out, elf.sections.len());
}

fn rest(out: &mut String, count: usize) {
    if count > ROWS {
        line!(out, "  … and {} more", count - ROWS);
    }
}

fn bytes(out: &mut String, summary: &Summary) {
    let (size, totals) = (summary.account.size(), summary.account.totals());
    line!(out, "\nWhat the bytes are for:");
    for (kind, count) in &totals {
        line!(out, "  {:<24} {:>10}  {:>6} %", kind.name(), count, percent(*count, size));
    }
    let explained = summary.account.explained();
    line!(out, "{} % of {size} bytes explained", percent(explained, size));
}

/// Of instructions the most frequent, of indirect branches the first.
const TOP: usize = 12;

fn code(out: &mut String, summary: &Summary) {
    let Some(code) = summary.code.as_ref().filter(|code| code.machine.is_some()) else {
        return;
    };
    let instructions: u64 = code.inventory.values().sum();
    let named = code.functions.iter().filter(|function| !function.name.is_empty()).count();
    let outside: u64 =
        code.functions.iter().filter(|f| f.name.is_empty()).map(|f| f.end - f.start - f.padding).sum();
    let sum = |of: fn(&Function) -> u64| -> u64 { code.functions.iter().map(of).sum() };
    line!(out, "\nCode: {instructions} instructions, {named} functions");
    line!(
        out,
        "  bytes of instructions {}, padding {}, data {}, undecodable {}, outside of functions {outside}",
        sum(|f| f.instructions),
        sum(|f| f.padding),
        sum(|f| f.data),
        sum(|f| f.undecodable)
    );
    let mut inventory: Vec<(&str, u64)> =
        code.inventory.iter().map(|(name, count)| (*name, *count)).collect();
    inventory.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let top: Vec<String> =
        inventory.iter().take(TOP).map(|(name, count)| format!("{name} {count}")).collect();
    let more = if inventory.len() > TOP { ", …" } else { "" };
    line!(out, "  {} different ones: {}{more}", inventory.len(), top.join(", "));
    syscalls(out, code);
    indirect(out, code);
}

fn syscalls(out: &mut String, code: &Code) {
    let (can, all) = code.can();
    if code.syscalls.is_empty() {
        line!(out, "  no system calls of its own");
        return;
    }
    let ending =
        if all { "and nothing else" } else { "and what its system calls without a known number can" };
    line!(out, "  {} system calls; can: {}, {ending}", code.syscalls.len(), can.join(", "));
    let open: Vec<_> = code.syscalls.iter().filter(|call| !call.complete).collect();
    for call in open.iter().take(TOP) {
        line!(out, "    at {:#x} in {}: number not known", call.address, clip(&call.function));
    }
    if open.len() > TOP {
        line!(out, "    … and {} more", open.len() - TOP);
    }
}

fn indirect(out: &mut String, code: &Code) {
    let calls = code.indirect.iter().filter(|indirect| indirect.is_call).count();
    let tables: Vec<_> = code.indirect.iter().filter(|indirect| !indirect.targets.is_empty()).collect();
    let targets: usize = tables.iter().map(|table| table.targets.len()).sum();
    let open: Vec<_> =
        code.indirect.iter().filter(|indirect| !indirect.is_call && indirect.targets.is_empty()).collect();
    line!(
        out,
        "  {calls} indirect calls, {} jumps through tables with {targets} entries, {} other indirect jumps",
        tables.len(),
        open.len()
    );
    for jump in open.iter().take(TOP).filter(|jump| !jump.function.is_empty()) {
        line!(out, "    at {:#x} in {}", jump.address, clip(&jump.function));
    }
}

fn judge(out: &mut String, findings: &Findings) {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
    if !findings.list().is_empty() {
        line!(out, "\nFindings:");
    }
    for finding in findings.list() {
        *counts.entry(finding.severity).or_default() += 1;
        let shown = shown.entry(finding.check).or_default();
        *shown += 1;
        if *shown <= SHOWN {
            line!(out, "  {}", finding.line());
        }
    }
    for (check, count) in findings.counts() {
        if *count > SHOWN {
            line!(out, "  … {} more of {check}", count - SHOWN);
        }
    }
    let count = |severity| counts.get(&severity).copied().unwrap_or(0);
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let verdict = if errors == 0 { "clean" } else { "NOT CLEAN" };
    line!(out, "\nVerdict: {verdict}: {errors} errors, {warnings} warnings, {notes} notes\n");
}
