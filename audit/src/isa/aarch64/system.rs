//! The operands of A64 system instructions: Arm ARM C5.

use super::operand::{Special, bits, pick};
use super::system_names;
use std::sync::OnceLock;

/// Names by op0, op1, CRn, CRm and op2, in order.
type Names = Vec<(u32, &'static str)>;

fn parse(text: &'static str) -> Names {
    let mut names = Names::new();
    for line in text.lines() {
        let Some((place, listed)) = line.split_once('|') else { continue };
        let numbers: Vec<u32> = place.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let &[op0, op1, n, m] = numbers.as_slice() else { continue };
        for (op2, name) in (0..8).zip(listed.split_whitespace()) {
            if name != "-" {
                names.push((op0 << 14 | op1 << 11 | n << 7 | m << 3 | op2, name));
            }
        }
    }
    names.sort_unstable();
    names
}

fn find(names: &Names, word: u32) -> Option<&'static str> {
    let index = names.binary_search_by_key(&bits(word, 5, 16), |entry| entry.0).ok()?;
    names.get(index).map(|entry| entry.1)
}

/// The instruction and name of a system operation, and whether it has a register.
fn operation(word: u32) -> Option<(&'static str, &'static str, bool)> {
    static NAMES: OnceLock<Names> = OnceLock::new();
    let (instruction, name) =
        find(NAMES.get_or_init(|| parse(system_names::OPERATIONS)), word)?.split_once('.')?;
    Some(match name.strip_suffix('!') {
        Some(name) => (instruction, name, false),
        None => (instruction, name, true),
    })
}

fn is_operation(word: u32, instruction: &str, register: bool) -> bool {
    operation(word).is_some_and(|found| found.0 == instruction && found.2 == register)
}

/// Conditions of the tables on system instructions.
pub fn condition(word: &str) -> Option<fn(u32) -> bool> {
    Some(match word {
        "at" => |word| is_operation(word, "at", true),
        "cfp" => |word| is_operation(word, "cfp", true),
        "cpp" => |word| is_operation(word, "cpp", true),
        "dc" => |word| is_operation(word, "dc", true),
        "dvp" => |word| is_operation(word, "dvp", true),
        "ic" => |word| is_operation(word, "ic", true),
        "ic0" => |word| is_operation(word, "ic", false),
        "tlbi" => |word| is_operation(word, "tlbi", true),
        "tlbi0" => |word| is_operation(word, "tlbi", false),
        "state" => |word| {
            let wide = matches!(state(word), "daifset" | "daifclr");
            !state(word).is_empty() && (wide || bits(word, 8, 4) < 2)
        },
        _ => return None,
    })
}

/// The field of the processor's state that `msr` of an immediate sets.
fn state(word: u32) -> &'static str {
    match (bits(word, 16, 3), bits(word, 5, 3)) {
        (0, 3) => "uao",
        (0, 4) => "pan",
        (0, 5) => "spsel",
        (1, 0) => "allint",
        (3, 1) => "ssbs",
        (3, 2) => "dit",
        (3, 4) => "tco",
        (3, 6) => "daifset",
        (3, 7) => "daifclr",
        _ => "",
    }
}

const BARRIERS: [&str; 16] = [
    "", "oshld", "oshst", "osh", "", "nshld", "nshst", "nsh", "", "ishld", "ishst", "ish", "", "ld", "st",
    "sy",
];

/// The text of a system instruction's operand.
pub fn operand(special: Special, word: u32) -> String {
    match special {
        Special::Barrier => named_or_hex(&BARRIERS, bits(word, 8, 4)),
        Special::Nxs => pick(&["oshnxs", "nshnxs", "ishnxs", "synxs"], bits(word, 10, 2)).to_string(),
        Special::Prefetch => prefetch(bits(word, 0, 5)),
        Special::Pstate => state(word).to_string(),
        Special::Cn => format!("C{}", bits(word, 12, 4)),
        Special::Cm => format!("C{}", bits(word, 8, 4)),
        Special::SysOp => operation(word).map_or(String::new(), |found| found.1.to_string()),
        Special::SysReg => system_register(word),
        _ => String::new(),
    }
}

fn named_or_hex(names: &[&str], number: u32) -> String {
    match pick(names, number) {
        "" => format!("#{number:#04x}"),
        name => name.to_string(),
    }
}

fn prefetch(number: u32) -> String {
    let (kind, level, stream) = (number >> 3, number >> 1 & 3, number & 1);
    if kind > 2 || level > 2 {
        return format!("#{number:#04x}");
    }
    let policy = if stream == 1 { "strm" } else { "keep" };
    format!("{}l{}{policy}", pick(&["pld", "pli", "pst"], kind), level + 1)
}

fn system_register(word: u32) -> String {
    static NAMES: OnceLock<Names> = OnceLock::new();
    let reads = bits(word, 21, 1) == 1;
    match find(NAMES.get_or_init(|| parse(system_names::REGISTERS)), word) {
        Some(name) => {
            let (read, write) = name.split_once('/').unwrap_or((name, name));
            if reads { read } else { write }.to_string()
        }
        None => format!(
            "s{}_{}_c{}_c{}_{}",
            bits(word, 19, 2),
            bits(word, 16, 3),
            bits(word, 12, 4),
            bits(word, 8, 4),
            bits(word, 5, 3)
        ),
    }
}
