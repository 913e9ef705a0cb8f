//! The operands of A64 system instructions: Arm ARM C5.

use super::operand::{Special, bits, pick};

/// Conditions of the tables on system instructions.
pub fn condition(_: &str) -> Option<fn(u32) -> bool> {
    None
}

const BARRIERS: [&str; 16] = [
    "", "oshld", "oshst", "osh", "", "nshld", "nshst", "nsh", "", "ishld", "ishst", "ish", "", "ld", "st",
    "sy",
];

pub fn operand(special: Special, word: u32) -> String {
    match special {
        Special::Barrier => named_or_hex(&BARRIERS, bits(word, 8, 4)),
        Special::Nxs => {
            format!("{}nxs", pick(&["osh", "nsh", "ish", "sy"], bits(word, 10, 2))).replace("synxs", "synxs")
        }
        Special::Prefetch => prefetch(bits(word, 0, 5)),
        Special::Cn => format!("C{}", bits(word, 12, 4)),
        Special::Cm => format!("C{}", bits(word, 8, 4)),
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
    format!(
        "{}l{}{}",
        pick(&["pld", "pli", "pst"], kind),
        level + 1,
        if stream == 1 { "strm" } else { "keep" }
    )
}

fn system_register(word: u32) -> String {
    let (op0, op1) = (bits(word, 19, 2), bits(word, 16, 3));
    format!("s{op0}_{op1}_c{}_c{}_{}", bits(word, 12, 4), bits(word, 8, 4), bits(word, 5, 3))
}
