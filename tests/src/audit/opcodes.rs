//! `audit-opcodes [N] [--seed S]`: random operands for each row of the x86-64 opcode tables have the same length and
//! mnemonic for `audit disasm` as for binutils' objdump.
//!
//! Of each row of audit/src/isa/x86_64/tables/ N instructions are made: what the row demands, the rest random. Also as many
//! random bytes behind each opcode of each map, so that what the tables lack is noticed.

use super::objdump::{Agreement, compare, tool};
use super::program;
use crate::exec::text;
use crate::host::{Host, read, scratch, write};
use crate::options::Options;
use crate::rng::Rng;
use crate::tally::Tally;

const CASES: usize = 40;
const SEED: u64 = 1;
/// Each case has so many bytes: 16 for the instruction, then `nop`, so that both disassemblers are in step at the next.
const SLOT: usize = 32;

/// A table and how its opcodes are reached.
struct Map {
    file: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Legacy(&'static [u8]),
    Vex(u8),
    Evex(u8),
    Xop(u8),
    Now,
}

const MAPS: &[Map] = &[
    Map { file: "one-byte", kind: Kind::Legacy(&[]) },
    Map { file: "x87", kind: Kind::Legacy(&[]) },
    Map { file: "0f", kind: Kind::Legacy(&[0x0f]) },
    Map { file: "0f38", kind: Kind::Legacy(&[0x0f, 0x38]) },
    Map { file: "0f3a", kind: Kind::Legacy(&[0x0f, 0x3a]) },
    Map { file: "3dnow", kind: Kind::Now },
    Map { file: "vex-0f", kind: Kind::Vex(1) },
    Map { file: "vex-0f38", kind: Kind::Vex(2) },
    Map { file: "vex-0f3a", kind: Kind::Vex(3) },
    Map { file: "evex-0f", kind: Kind::Evex(1) },
    Map { file: "evex-0f38", kind: Kind::Evex(2) },
    Map { file: "evex-0f3a", kind: Kind::Evex(3) },
    Map { file: "evex-map5", kind: Kind::Evex(5) },
    Map { file: "evex-map6", kind: Kind::Evex(6) },
    Map { file: "xop-8", kind: Kind::Xop(8) },
    Map { file: "xop-9", kind: Kind::Xop(9) },
    Map { file: "xop-a", kind: Kind::Xop(10) },
];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, CASES, SEED)?;
    let audit = program()?;
    let objdump = tool(host, "x86_64");
    host.need(&[(&objdump, "binutils-x86-64-linux-gnu")])?;
    let folder = scratch("audit-opcodes")?;
    let tally = Tally::default();
    host.each(MAPS, |map| {
        let result = one(map, &options, &folder, &audit, &objdump);
        let result = result.and_then(|agreement| {
            println!("{}: {agreement}", map.file);
            let wrong = agreement.lengths + agreement.names > 0 || agreement.instructions == 0;
            if wrong { Err(agreement.list(20)) } else { Ok(()) }
        });
        tally.record(map.file, result);
    });
    Ok(tally)
}

fn one(map: &Map, options: &Options, folder: &str, audit: &str, objdump: &str) -> Result<Agreement, String> {
    let table = text(&read(format!("audit/src/isa/x86_64/tables/{}.txt", map.file))?);
    let mut rng = Rng::new(options.seed);
    let mut bytes = Vec::new();
    let mut add = |rng: &mut Rng, line: &str| {
        let mut case = case(rng, map.kind, line);
        case.resize_with(16, || odd(rng));
        case.resize(SLOT, 0x90);
        bytes.extend(case);
    };
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        for _ in 0..options.count {
            add(&mut rng, line);
        }
    }
    let opcodes = if map.file == "x87" { 0xd8..0xe0 } else { 0..0x100 };
    for opcode in opcodes {
        for _ in 0..options.count {
            add(&mut rng, &format!("{opcode:02x}"));
        }
    }
    let path = format!("{folder}/{}", map.file);
    write(&path, &bytes)?;
    compare(audit, objdump, &["-D", "-b", "binary", "-m", "i386:x86-64"], &["--raw", "x86_64"], &path)
}

/// A byte, often one of those that mean something as ModRM or SIB or displacement.
fn odd(rng: &mut Rng) -> u8 {
    const ODD: [u8; 8] = [0, 0x04, 0x05, 0x24, 0x25, 0x7f, 0x80, 0xff];
    if rng.below(4) == 0 { ODD[rng.below(8)] } else { rng.next() as u8 }
}

/// The bytes of an instruction as the row demands it, as far as it does; without displacement and immediates.
fn case(rng: &mut Rng, kind: Kind, line: &str) -> Vec<u8> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    // The value of the group of conditions that `words` names; if it names none, any.
    let pick = |rng: &mut Rng, names: &[&str]| -> u8 {
        let named: Vec<u8> = (0..names.len() as u8).filter(|&i| has(names[usize::from(i)])).collect();
        if named.is_empty() { rng.below(names.len()) as u8 } else { named[rng.below(named.len())] }
    };
    let opcode = words.first().and_then(|word| u8::from_str_radix(word, 16).ok()).unwrap_or(0);
    let names_prefix = ["np", "66", "f3", "f2"].iter().any(|word| has(word));
    let pp = if names_prefix || !matches!(kind, Kind::Legacy(_) | Kind::Now) {
        pick(rng, &["np", "66", "f3", "f2"])
    } else {
        [0, 0, 0, 1, 2, 3][rng.below(6)]
    };
    let w = if has("o64") { 1 } else { pick(rng, &["w0", "w1"]) };
    let l = pick(rng, &["l0", "l1", "l2"]);
    let mode = if has("mem") || !has("reg") && rng.below(2) == 0 { rng.below(3) as u8 } else { 3 };
    let reg = pick(rng, &["/0", "/1", "/2", "/3", "/4", "/5", "/6", "/7"]);
    let rm = pick(rng, &["+0", "+1", "+2", "+3", "+4", "+5", "+6", "+7"]);
    let modrm = mode << 6 | reg << 3 | rm;
    // What VEX and EVEX say inverted: registers and vvvv, which often must be 1111.
    let vvvv = if rng.below(3) > 0 { 0x78 } else { (rng.next() as u8 & 15) << 3 };
    let registers = if rng.below(2) == 0 { 0xe0 } else { rng.next() as u8 & 0xe0 };
    let mut bytes = Vec::new();
    match kind {
        Kind::Legacy(_) | Kind::Now => {
            if has("wait") {
                bytes.push(0x9b);
            }
            let other = [0x67, 0x64, 0x65, 0xf0, 0x2e, 0x3e];
            if rng.below(4) == 0 {
                bytes.push(other[rng.below(other.len())]);
            }
            if has("a32") {
                bytes.push(0x67);
            }
            if has("o16") || has("d66") || !has("o32") && !has("o64") && !names_prefix && rng.below(4) == 0 {
                bytes.push(0x66);
            }
            match pp {
                1 if !has("o32") => bytes.push(0x66),
                2 => bytes.push(0xf3),
                3 => bytes.push(0xf2),
                _ => {}
            }
            let rex_w = if has("o16") || has("o32") { 0 } else { w };
            let rex = 0x40 | rex_w << 3 | rng.next() as u8 & 7 | u8::from(has("xb"));
            if rex & 8 != 0 || has("xb") || rng.below(3) == 0 {
                bytes.push(rex);
            }
            match kind {
                Kind::Legacy(escape) => bytes.extend([escape, &[opcode, modrm]].concat()),
                _ => bytes.extend([0x0f, 0x0f, modrm | 0xc0, opcode]),
            }
        }
        Kind::Vex(map) => {
            let last = w << 7 | vvvv | (l & 1) << 2 | pp;
            if map == 1 && w == 0 && rng.below(2) == 0 {
                bytes.extend([0xc5, registers & 0x80 | last & 0x7f, opcode, modrm]);
            } else {
                bytes.extend([0xc4, registers | map, last, opcode, modrm]);
            }
        }
        Kind::Xop(map) => {
            bytes.extend([0x8f, registers | map, w << 7 | vvvv | (l & 1) << 2 | pp, opcode, modrm])
        }
        Kind::Evex(map) => {
            let high = if rng.below(2) == 0 { 0x10 } else { rng.next() as u8 & 0x10 };
            let detail = [0, 0, 0, 0x10][rng.below(4)];
            let mask = [0, 1, 0x81, 7][rng.below(4)];
            let last = l << 5 | detail | [8, 8, 0][rng.below(3)] | mask;
            bytes.extend([0x62, registers | high | map, w << 7 | vvvv | 4 | pp, last, opcode, modrm]);
        }
    }
    bytes
}
