//! `floats [N] [--seed S]`: floating constants, converted by samara and by gcc, are the same bits.
//!
//! Each literal is written as float, double and long double, decimal and hexadecimal; long double is the
//! x87 format on x86-64 and binary128 on AArch64. The objects' data is compared.

use super::{Samara, TARGETS, gcc};
use crate::exec::Cmd;
use crate::host::{Host, read, scratch, write};
use crate::options::Options;
use crate::rng::Rng;
use crate::tally::Tally;

const LITERALS: usize = 10_000;
const SEED: u64 = 2026;
/// Literals of one file.
const BATCH: usize = 2_000;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, LITERALS, SEED)?;
    let samara = Samara::find(host)?;
    let folder = scratch("floats")?;
    let batches: Vec<usize> = (0..options.count.div_ceil(BATCH)).collect();
    let tally = Tally::default();
    host.each(&batches, |batch| {
        let mut rng = Rng::new(options.seed + *batch as u64);
        let literals: Vec<String> = (0..BATCH).map(|_| literal(&mut rng)).collect();
        for target in TARGETS {
            let name = format!("{folder}/{batch}.{target}");
            tally.record(&name, same(&samara, target, &name, &literals));
        }
    });
    Ok(tally)
}

/// Compiles the literals with both compilers and compares the bytes of the section that holds them.
fn same(samara: &Samara, target: &str, name: &str, literals: &[String]) -> Result<(), String> {
    let mut source = String::new();
    for (kind, suffix) in [("float", "f"), ("double", ""), ("long double", "L")] {
        source +=
            &format!("{kind} {}[] __attribute__((section(\"values\"))) = {{\n", kind.replace(' ', "_") + "s");
        for literal in literals {
            source += &format!("{literal}{suffix},\n");
        }
        source += "};\n";
    }
    write(format!("{name}.c"), source)?;
    let file = format!("{name}.c");
    Cmd::new(gcc(target)).args(["-w", "-c", &file, "-o", &format!("{name}.gcc.o")]).ok()?;
    samara.cc(target).args(["-w", "-c", &file, "-o", &format!("{name}.samara.o")]).ok()?;
    let ours = section(&format!("{name}.samara.o"))?;
    let theirs = section(&format!("{name}.gcc.o"))?;
    match ours.iter().zip(&theirs).position(|(a, b)| a != b) {
        None if ours.len() == theirs.len() => Ok(()),
        None => Err(format!("{} bytes instead of {}", ours.len(), theirs.len())),
        Some(at) => Err(format!("byte {at}: literal '{}'", literals[index(at, literals.len())])),
    }
}

/// The literal that the byte at `at` of the section belongs to.
fn index(at: usize, count: usize) -> usize {
    let (floats, doubles) = (4 * count, 8 * count);
    if at < floats {
        at / 4
    } else if at < floats + doubles {
        (at - floats) / 8
    } else {
        ((at - floats - doubles) / 16).min(count - 1)
    }
}

fn section(object: &str) -> Result<Vec<u8>, String> {
    let bytes = format!("{object}.bin");
    Cmd::new("objcopy")
        .args(["-I", "elf64-little", "-O", "binary", "--only-section=values"])
        .args([object, &bytes])
        .ok()?;
    read(&bytes)
}

/// A constant that is likely to be hard: long, near the limits of a format, or halfway between two values.
fn literal(rng: &mut Rng) -> String {
    match rng.below(8) {
        0 => format!("{}.{}", rng.below(1000), rng.below(100_000)),
        1 => format!("{}e{}", digits(rng, 40), rng.below(700) as i64 - 380),
        2 => format!("{}.{}e{}", rng.below(10), digits(rng, 25), rng.below(90) as i64 - 50),
        3 => {
            format!("0x{:x}.{:x}p{}", rng.next() >> rng.below(64), rng.next() >> rng.below(64), exponent(rng))
        }
        4 => format!(
            "0x1.{:013x}{}p{}",
            rng.next() >> 12,
            ["8", "80000000000000001", "7fffffffff"][rng.below(3)],
            exponent(rng)
        ),
        5 => {
            let value = f64::from_bits(rng.next() & 0x7fef_ffff_ffff_ffff);
            format!("{value:e}")
        }
        6 => {
            let value = f32::from_bits(rng.next() as u32 & 0x7f7f_ffff);
            format!("{value:.60e}")
        }
        _ => format!("{}e{}", digits(rng, 12), rng.below(9900) as i64 - 4960),
    }
}

fn exponent(rng: &mut Rng) -> i64 {
    match rng.below(3) {
        0 => rng.below(300) as i64 - 170,
        1 => rng.below(2200) as i64 - 1120,
        _ => rng.below(33_000) as i64 - 16_520,
    }
}

fn digits(rng: &mut Rng, most: usize) -> String {
    let count = 1 + rng.below(most);
    (0..count).map(|_| char::from(b'0' + rng.below(10) as u8)).collect()
}
