//! The summary of a file as text for people.

use super::Summary;
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

fn code(out: &mut String, summary: &Summary) {
    let Some(code) = &summary.code else {
        return;
    };
    let instructions: u64 = code.inventory.values().sum();
    let named = code.functions.iter().filter(|function| !function.name.is_empty()).count();
    line!(out, "\nCode: {instructions} instructions in {named} functions");
    let mut inventory: Vec<(&str, u64)> =
        code.inventory.iter().map(|(name, count)| (*name, *count)).collect();
    inventory.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let top: Vec<String> = inventory.iter().take(12).map(|(name, count)| format!("{name} {count}")).collect();
    line!(
        out,
        "  {} different ones: {}{}",
        inventory.len(),
        top.join(", "),
        if inventory.len() > 12 { ", …" } else { "" }
    );
    let _ = (code.indirect.len(), &code.syscalls);
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
