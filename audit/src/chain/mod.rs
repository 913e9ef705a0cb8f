//! The chain as a whole: digests, the matrix of entrances and artifacts, the attestation, and whether verifiers agree.
//!
//! Takes what audit/verify.sh left of each entrance, gives the table and the files of a verifier's result folder.

mod attest;
pub mod compare;
mod entrance;
mod explain;
pub mod graph;
mod matrix;
mod page;
mod report;
pub mod sha256;
pub mod sums;

use crate::options::{self, Arguments, Command, Opt, Status};
use matrix::{Matrix, Verdict};
use std::collections::BTreeMap;
use sums::Sums;

pub const MATRIX: Command = Command {
    name: "matrix",
    operands: "DIR",
    count: (1, 1),
    summary: "compare what the entrances of the chain made",
    text: "Takes a folder with one folder for each entrance to the chain, and in it the artifacts that this entrance \
           made, by their paths. Prints a table of entrances and artifacts with equal or different, what is \
           different, and the verdict; writes SHA256SUMS, report.json, report.html and provenance.intoto.json, an \
           unsigned in-toto statement. The exit status is 0 if all is equal, 1 if something differs, 2 if an entrance \
           failed or an artifact was not made.",
    options: &[
        Opt { name: "o", value: "DIR", help: "write the results there" },
        Opt { name: "sums", value: "FILE", help: "the expected digests, as sha256sum writes them" },
        Opt { name: "root", value: "DIR", help: "the checkout whose files the statement names (default: .)" },
        Opt { name: "builder", value: "URI", help: "who you are, for the statement's builder.id" },
    ],
    run,
};

fn run(arguments: &Arguments) -> Result<Status, String> {
    let folder = arguments.operands.first().map_or("", String::as_str);
    let expected = arguments.value("sums").map(read_sums).transpose()?;
    let entrances = entrance::read_all(folder, expected.as_ref())?;
    let matrix = Matrix::new(entrances, expected.as_ref());
    let differences = explain::explain(&matrix, folder)?;
    if let Some(out) = arguments.value("o") {
        std::fs::create_dir_all(out).map_err(|error| format!("{out}: {error}"))?;
        let report = report::json(&matrix, &differences, expected.as_ref()).text();
        let agreed = sums::text(&matrix.agreed());
        options::write(&format!("{out}/report.html"), page::page(&matrix, &differences).as_bytes())?;
        let statement = statement(arguments, &matrix, &[("SHA256SUMS", &agreed), ("report.json", &report)])?;
        options::write(&format!("{out}/provenance.intoto.json"), statement.as_bytes())?;
        options::write(&format!("{out}/report.json"), report.as_bytes())?;
        options::write(&format!("{out}/SHA256SUMS"), agreed.as_bytes())?;
    }
    options::print(&report::text(&matrix, &differences))?;
    Ok(match matrix.verdict() {
        Verdict::Good => Status::Clean,
        Verdict::Bad => Status::Found,
        Verdict::Fail | Verdict::Unknown => Status::Trouble,
    })
}

fn read_sums(path: &str) -> Result<Sums, String> {
    sums::parse(&options::read(path)?).map_err(|why| format!("{path}: {why}"))
}

fn statement(arguments: &Arguments, matrix: &Matrix, written: &[(&str, &String)]) -> Result<String, String> {
    let versions = matrix.entrances.iter().filter_map(|entrance| {
        let name = entrance.name.replace("emulated-", "qemu-");
        let tool = name.strip_prefix("stage1-").or(name.strip_prefix("stage2-")).unwrap_or(&name);
        Some((tool.to_string(), entrance.version.clone()?))
    });
    let digest = |(name, text): &(&str, &String)| (name.to_string(), sha256::digest(text.as_bytes()));
    let time = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            Some(text.parse().map_err(|_| format!("SOURCE_DATE_EPOCH: '{text}' is no number of seconds"))?)
        }
        Err(_) => None,
    };
    let statement = attest::Statement {
        subject: &matrix.agreed(),
        sources: &attest::sources(arguments.value("root").unwrap_or("."))?,
        byproducts: &written.iter().map(digest).collect(),
        versions: &versions.collect::<BTreeMap<_, _>>(),
        builder: arguments.value("builder").unwrap_or(attest::BUILDER),
        time,
    };
    Ok(statement.json().text())
}
