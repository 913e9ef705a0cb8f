//! Names of control and status registers: The RISC-V Instruction Set Manual, volume II, chapter 2.

pub const NAMES: [(u16, &str); 3] = [(0x001, "fflags"), (0x002, "frm"), (0x003, "fcsr")];

pub fn name(number: u32) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| u32::from(*known) == number).map(|(_, name)| *name)
}
