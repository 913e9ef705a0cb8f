//! The summary of a file as JSON.
//!
//! An object with the members `schema` ("samara-audit-elf/1"), `file`, `size`, `machine`, `type` (e_type), `entry`,
//! `linkage` (`kind`, `interpreter`, `needed`), `segments`, `sections`, `ranges` (what each byte is for, in the order
//! of the file: `start`, `end`, `kind`, `name`, `section`), `totals` (bytes of each kind), `explained` (bytes),
//! `percent`, `code` (null with --no-code; see `code_json`), `findings`, `counts` (by check), and `verdict`
//! ("clean" or "found").

use super::Summary;
use crate::elf::account::percent;
use crate::elf::clip;
use crate::finding::{Finding, Findings, Severity};
use crate::json::Json;

fn optional(value: Option<impl Into<Json>>) -> Json {
    value.map_or(Json::Null, Into::into)
}

/// All that `audit elf --json` says of one file.
pub fn json(path: &str, summary: &Summary, findings: &Findings) -> Json {
    let elf = summary.elf;
    let account = &summary.account;
    let clean = findings.worst() != Some(Severity::Error);
    let totals = account.totals();
    let counts = findings.counts().iter().map(|(check, count)| (*check, Json::from(*count)));
    Json::object([
        ("schema", Json::from("samara-audit-elf/1")),
        ("file", path.into()),
        ("size", elf.bytes.len().into()),
        ("machine", optional(elf.machine.map(|machine| machine.name()))),
        ("type", u64::from(elf.kind).into()),
        ("entry", elf.entry.into()),
        ("linkage", linkage(summary)),
        ("segments", segments(summary)),
        ("sections", sections(summary)),
        ("ranges", ranges(summary)),
        ("totals", Json::object(totals.iter().map(|(kind, count)| (kind.name(), Json::from(*count))))),
        ("explained", account.explained().into()),
        ("percent", percent(account.explained(), account.size()).into()),
        ("code", summary.code.as_ref().map_or(Json::Null, crate::code::json)),
        ("findings", Json::array(findings.list().iter().map(Finding::json))),
        ("counts", Json::object(counts)),
        ("verdict", if clean { "clean" } else { "found" }.into()),
    ])
}

fn linkage(summary: &Summary) -> Json {
    let linkage = &summary.linkage;
    Json::object([
        ("kind", Json::from(linkage.name)),
        ("interpreter", optional(linkage.interpreter.as_deref())),
        ("needed", Json::array(linkage.needed.iter().map(|name| name.as_str().into()))),
    ])
}

fn segments(summary: &Summary) -> Json {
    Json::array(summary.elf.segments.iter().map(|segment| {
        Json::object([
            ("type", u64::from(segment.kind).into()),
            ("type_name", optional(segment.kind_name())),
            ("flags", segment.flag_letters().into()),
            ("offset", segment.offset.into()),
            ("address", segment.address.into()),
            ("file_size", segment.file_size.into()),
            ("memory_size", segment.memory_size.into()),
            ("align", segment.align.into()),
        ])
    }))
}

fn sections(summary: &Summary) -> Json {
    Json::array(summary.elf.sections.iter().map(|section| {
        Json::object([
            ("name", section.name.as_str().into()),
            ("type", u64::from(section.kind).into()),
            ("type_name", optional(section.kind_name())),
            ("flags", section.flags.into()),
            ("address", section.address.into()),
            ("offset", section.offset.into()),
            ("size", section.size.into()),
            ("align", section.align.into()),
        ])
    }))
}

fn ranges(summary: &Summary) -> Json {
    Json::array(summary.account.ranges.iter().map(|range| {
        Json::object([
            ("start", range.start.into()),
            ("end", range.end.into()),
            ("kind", range.kind.name().into()),
            ("name", clip(&range.name).into()),
            ("section", optional(range.section)),
        ])
    }))
}
