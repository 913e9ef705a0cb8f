//! The report as plain text and as JSON (schema `samara-audit-report/1`, described in docs/AUDIT.md).

use super::model::{Class, Model};
use crate::elf::account::percent;
use crate::finding::Finding;
use crate::json::Json;
use std::fmt::Write;

/// The text.
pub fn text(model: &Model) -> String {
    let mut out = String::new();
    let _ =
        writeln!(out, "{}: {} bytes, {}\nSHA-256 {}", model.name, model.size, model.machine(), model.digest);
    let _ = writeln!(
        out,
        "verdict: {}; {} % of the bytes explained",
        model.verdict(),
        percent(model.explained, model.size)
    );
    let _ = writeln!(out, "\nbytes by kind");
    for (class, size) in classes(model) {
        let _ = writeln!(out, "  {:<28} {size:>10}  {:>6} %", class.title(), percent(size, model.size));
    }
    let _ = writeln!(out, "\nsystem calls");
    for call in &model.code.syscalls {
        let names: Vec<String> = call.numbers.iter().map(|&number| model.call_name(number)).collect();
        let rest = if call.complete { "" } else { " and what is not constant" };
        let _ = writeln!(out, "  {:#x} {}: {}{rest}", call.address, call.function, names.join(", "));
    }
    let _ = writeln!(out, "\nfunctions: address, bytes, name, source");
    for (index, function) in model.code.functions.iter().enumerate() {
        let size = function.end.saturating_sub(function.start);
        let _ = writeln!(
            out,
            "  {:#x} {size:>7} {} {}",
            function.start,
            model.function_name(index),
            source(model, index)
        );
    }
    let _ = writeln!(out, "\nfindings: {}", model.findings.list().len());
    for finding in model.findings.list() {
        let _ = writeln!(out, "  {}", finding.line());
    }
    out
}

/// The JSON.
pub fn json(model: &Model) -> Json {
    let functions = model.code.functions.iter().enumerate().map(|(index, function)| {
        Json::object([
            ("name", Json::from(&*function.name)),
            ("address", Json::from(function.start)),
            ("offset", Json::from(function.offset)),
            ("size", Json::from(function.end.saturating_sub(function.start))),
            ("source", Json::from(source(model, index))),
        ])
    });
    let calls = model.code.syscalls.iter().map(|call| {
        let numbers = call.numbers.iter().map(|&number| {
            Json::object([("number", Json::from(number)), ("name", Json::from(model.call_name(number)))])
        });
        Json::object([
            ("address", Json::from(call.address)),
            ("function", Json::from(&*call.function)),
            ("calls", Json::array(numbers)),
            ("complete", Json::from(call.complete)),
        ])
    });
    let pieces = model.pieces.iter().map(|piece| {
        Json::object([
            ("start", Json::from(piece.start)),
            ("end", Json::from(piece.end)),
            ("class", Json::from(piece.class.name())),
            ("name", Json::from(&*piece.name)),
        ])
    });
    let inventory = model.code.inventory.iter().map(|(&name, &count)| (name, Json::from(count)));
    Json::object([
        ("schema", Json::from("samara-audit-report/1")),
        ("file", Json::from(model.name.as_str())),
        ("size", Json::from(model.size)),
        ("sha256", Json::from(model.digest.as_str())),
        ("machine", Json::from(model.machine())),
        ("verdict", Json::from(model.verdict())),
        ("explained", Json::from(model.explained)),
        (
            "bytes",
            Json::object(classes(model).into_iter().map(|(class, size)| (class.name(), Json::from(size)))),
        ),
        ("syscalls", Json::array(calls)),
        ("indirect", Json::from(model.code.indirect.len())),
        ("instructions", Json::object(inventory)),
        ("functions", Json::array(functions)),
        ("ranges", Json::array(pieces)),
        ("findings", Json::array(model.findings.list().iter().map(Finding::json))),
    ])
}

/// How many bytes each class has.
fn classes(model: &Model) -> Vec<(Class, u64)> {
    let size = |class| {
        model.pieces.iter().filter(|piece| piece.class == class).map(|piece| piece.end - piece.start).sum()
    };
    Class::ALL.into_iter().map(|class| (class, size(class))).collect()
}

/// `FILE:LINE` of a function, or nothing.
fn source(model: &Model, index: usize) -> String {
    match model.sources.get(index) {
        Some((file, line)) if !file.is_empty() => format!("{file}:{line}"),
        _ => String::new(),
    }
}
