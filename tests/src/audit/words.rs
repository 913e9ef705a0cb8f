//! `audit-words [N] [--seed S]`: random words are the same instructions for `audit disasm` as for binutils' objdump.
//!
//! Each set has N words of one group of encodings. Both tools must agree on which are instructions and what they are
//! called, and in the operands, those of SVE aside. A set's words are random but for the bits that choose the group.

use super::program;
use crate::exec::{Cmd, text};
use crate::host::{Host, scratch, write};
use crate::options::Options;
use crate::rng::Rng;
use crate::tally::Tally;
use std::collections::BTreeMap;

const WORDS: usize = 100_000;
const SEED: u64 = 4;

/// Words of one kind.
struct Set {
    name: &'static str,
    machine: &'static str,
    /// Whether operands are compared, too.
    full: bool,
    /// Makes four bytes.
    word: fn(&mut Rng) -> u32,
}

/// AArch64: the groups by bits 28–25 (Arm ARM C4.1). RISC-V: the major opcodes, and pairs of short instructions.
const SETS: &[Set] = &[
    Set { name: "immediate", machine: "aarch64", full: true, word: |rng| group(rng, &[8, 9]) },
    Set { name: "branches", machine: "aarch64", full: true, word: |rng| group(rng, &[10, 11]) },
    Set { name: "loads", machine: "aarch64", full: true, word: |rng| group(rng, &[4, 6, 12, 14]) },
    Set { name: "register", machine: "aarch64", full: true, word: |rng| group(rng, &[5, 13]) },
    Set { name: "float", machine: "aarch64", full: true, word: |rng| group(rng, &[7, 15]) },
    Set {
        name: "system",
        machine: "aarch64",
        full: true,
        word: |rng| 0xd500_0000 | rng.next() as u32 & 0x3f_ffff,
    },
    Set { name: "SVE", machine: "aarch64", full: false, word: |rng| group(rng, &[2]) },
    Set { name: "SME", machine: "aarch64", full: false, word: |rng| group(rng, &[0, 1, 3]) },
    Set { name: "opcodes", machine: "riscv64", full: true, word: |rng| opcode(rng) },
    Set { name: "short", machine: "riscv64", full: true, word: |rng| short(rng) | short(rng) << 16 },
];

fn group(rng: &mut Rng, groups: &[u32]) -> u32 {
    rng.next() as u32 & !(15 << 25) | groups[rng.below(groups.len())] << 25
}

/// A word of 32 bits: bits 1 and 0 are set, 4 to 2 are not all.
fn opcode(rng: &mut Rng) -> u32 {
    rng.next() as u32 & !0x1f | (rng.below(7) as u32) << 2 | 3
}

fn short(rng: &mut Rng) -> u32 {
    let half = rng.next() as u32 & 0xffff;
    if half & 3 == 3 { half - 1 } else { half }
}

/// How two lists of instructions compare.
#[derive(Default)]
struct Agreement {
    words: usize,
    validity: usize,
    names: usize,
    texts: usize,
    /// The first that differ.
    examples: Vec<String>,
}

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, WORDS, SEED)?;
    let audit = program()?;
    host.need(&[
        ("aarch64-linux-gnu-objdump", "binutils-aarch64-linux-gnu"),
        ("riscv64-linux-gnu-objdump", "binutils-riscv64-linux-gnu"),
    ])?;
    let folder = scratch("audit-words")?;
    let tally = Tally::default();
    host.each(SETS, |set| {
        let file = format!("{folder}/{}-{}", set.machine, set.name);
        tally.record(&file, one(&audit, set, &file, &options));
    });
    Ok(tally)
}

fn one(audit: &str, set: &Set, file: &str, options: &Options) -> Result<(), String> {
    let mut rng = Rng::new(options.seed);
    let bytes: Vec<u8> = (0..options.count).flat_map(|_| (set.word)(&mut rng).to_le_bytes()).collect();
    write(file, &bytes)?;
    let ours = Cmd::new(audit).args(["disasm", "--raw", set.machine, file]).ok()?;
    let arch = if set.machine == "riscv64" { "riscv:rv64" } else { set.machine };
    let theirs = Cmd::new(format!("{}-linux-gnu-objdump", set.machine))
        .args(["-D", "-z", "-b", "binary", "-m", arch, file])
        .ok()?;
    let ours = lines(&text(&ours.stdout), "  ");
    let agreement = compare(&ours, &lines(&text(&theirs.stdout), "\t"));
    let Agreement { words, validity, names, texts, examples } = agreement;
    let share = 100.0 * (words - validity - names - texts) as f64 / words.max(1) as f64;
    let figures = format!("{validity} differ in validity, {names} in name, {share:.3} % are the same text");
    println!("{} {}: {words} instructions, {figures}", set.machine, set.name);
    let wrong = validity + names > 0 || words < options.count || set.full && texts > 0;
    if wrong { Err(format!("{figures}\n{}", examples.join("\n"))) } else { Ok(()) }
}

/// The instructions of a listing `ADDRESS: BYTES TEXT` by address; the text comes after `gap`.
fn lines(listing: &str, gap: &str) -> BTreeMap<u64, String> {
    let mut found = BTreeMap::new();
    for line in listing.lines() {
        let Some((address, rest)) = line.trim_start().split_once(':') else { continue };
        let Ok(address) = u64::from_str_radix(address, 16) else { continue };
        let rest = rest.trim_start();
        let shown = rest.split_once(gap).map_or("", |(_, shown)| shown);
        found.insert(address, plain(shown));
    }
    found
}

/// The text of an instruction without comments and symbols, with one blank after the mnemonic, `(bad)` for data.
fn plain(shown: &str) -> String {
    let mut shown = shown;
    for comment in ["//", " #", "\t#", ";", "<"] {
        // `#` of an immediate follows a comma or a mnemonic and is no comment.
        let cut =
            if comment.ends_with('#') { shown.find(&format!("{comment} ")) } else { shown.find(comment) };
        shown = cut.and_then(|at| shown.get(..at)).unwrap_or(shown);
    }
    let words: Vec<&str> = shown.split_whitespace().collect();
    if words.first().is_some_and(|word| word.starts_with('.')) {
        "(bad)".to_string()
    } else {
        words.join(" ")
    }
}

fn compare(ours: &BTreeMap<u64, String>, theirs: &BTreeMap<u64, String>) -> Agreement {
    let mut agreement = Agreement::default();
    for (address, theirs) in theirs {
        let ours = ours.get(address).map_or("nothing", String::as_str);
        let name = |text: &str| text.split(' ').next().unwrap_or_default().to_string();
        agreement.words += 1;
        if ours == theirs {
            continue;
        }
        if (ours == "(bad)") != (theirs == "(bad)") {
            agreement.validity += 1;
        } else if name(ours) != name(theirs) {
            agreement.names += 1;
        } else {
            agreement.texts += 1;
        }
        if agreement.examples.len() < 8 {
            agreement.examples.push(format!("{address:x}: {ours} | {theirs}"));
        }
    }
    agreement
}
