//! `audit diff`: where two ELF files differ, in terms of a person.
//!
//! Takes two files and, for those built through P1, their maps. Code that only moved, because something before it grew,
//! is counted and not shown; what is really different is named: fields of headers, sections, symbols, functions with
//! their instructions and source lines, objects with their bytes. That the files are identical is said only of files
//! whose bytes are.

mod code;
mod edit;
mod pairs;
mod parts;
mod report;
mod side;

use crate::elf::Elf;
use crate::json::Json;
use crate::list;
use crate::options::{self, Arguments, Command, Opt, Status};
use side::Side;

pub const COMMAND: Command = Command {
    name: "diff",
    operands: "A B",
    count: (2, 2),
    summary: "tell where two files differ",
    text: "Tells where two ELF files differ: fields of headers; sections and symbols added, removed, renamed, resized; \
           functions with the source line and the instructions on both sides; objects with their bytes. Functions and \
           objects in which nothing but addresses differs are counted. Exit status: 0 identical, 1 different, 2 trouble.",
    options: &[
        Opt { name: "map-a", value: "A.map", help: "the map of A" },
        Opt { name: "map-b", value: "B.map", help: "the map of B" },
        Opt { name: "limit", value: "N", help: "show at most N places (50)" },
        Opt { name: "json", value: "", help: "write JSON" },
    ],
    run,
};

/// Where two files differ, as lines of text; `None` if one is no ELF file.
pub fn lines(a: &[u8], b: &[u8], limit: usize) -> Option<Vec<String>> {
    let (elf_a, elf_b) = (Elf::parse(a).ok()?, Elf::parse(b).ok()?);
    let report = parts::compare(&Side::new(&elf_a, None), &Side::new(&elf_b, None), limit);
    Some(report.text().lines().map(str::to_string).collect())
}

fn run(arguments: &Arguments) -> Result<Status, String> {
    const LIMIT: usize = 50;
    let limit = match arguments.value("limit") {
        None => LIMIT,
        Some(text) => text.parse().map_err(|_| format!("--limit: '{text}' is no number"))?,
    };
    let [path_a, path_b] = arguments.operands.as_slice() else {
        return Err("two files are needed".to_string());
    };
    let (bytes_a, bytes_b) = (options::read(path_a)?, options::read(path_b)?);
    let same = bytes_a == bytes_b;
    let json = arguments.has("json");
    if same {
        let members =
            [("a", path_a.as_str().into()), ("b", path_b.as_str().into()), ("same", Json::from(true))];
        let schema = [("schema", Json::from("samara-audit-diff/1"))];
        let text = match json {
            true => Json::object(schema.into_iter().chain(members)).text(),
            false => format!("{path_a} and {path_b} are identical\n"),
        };
        return options::print(&text);
    }
    let (elf_a, elf_b) = (list::parse(path_a, &bytes_a)?, list::parse(path_b, &bytes_b)?);
    let map_a = arguments.value("map-a").map(options::read).transpose()?;
    let map_b = arguments.value("map-b").map(options::read).transpose()?;
    let a = Side::new(&elf_a, map_a.as_deref());
    let b = Side::new(&elf_b, map_b.as_deref());
    let report = parts::compare(&a, &b, limit);
    let text = match json {
        true => report.json(path_a, path_b).text(),
        false => format!("{path_a} and {path_b} differ\n{}", report.text()),
    };
    options::print(&text)?;
    Ok(Status::Found)
}
