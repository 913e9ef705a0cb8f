//! Follows constants and addresses through registers, from instruction to instruction.

use super::text::Text;
use crate::isa::{Effect, Flow, Insn, Machine, Reg};

/// What a register holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// Not known.
    Any,
    /// What a register held when the function was entered.
    Entry(Reg),
    Constant(u64),
}

/// What all registers hold.
#[derive(Clone, PartialEq, Eq)]
pub struct State([Value; 32]);

impl State {
    /// Nothing is known.
    pub fn unknown() -> State {
        State([Value::Any; 32])
    }

    /// At the begin of a function.
    pub fn entry() -> State {
        let mut values = [Value::Any; 32];
        for (number, value) in values.iter_mut().enumerate() {
            *value = Value::Entry(number as Reg);
        }
        State(values)
    }

    /// What an instruction reads: RISC-V's x0 is always zero.
    fn read(&self, machine: Machine, register: Reg) -> Value {
        match (machine, register) {
            (Machine::Riscv64, 0) => Value::Constant(0),
            _ => self.get(register),
        }
    }

    pub fn get(&self, register: Reg) -> Value {
        self.0.get(usize::from(register)).copied().unwrap_or(Value::Any)
    }

    /// The constant that a register holds.
    pub fn constant(&self, register: Reg) -> Option<u64> {
        match self.get(register) {
            Value::Constant(value) => Some(value),
            _ => None,
        }
    }

    fn set(&mut self, register: Reg, value: Value) {
        if let Some(place) = self.0.get_mut(usize::from(register)) {
            *place = value;
        }
    }

    /// What is known if control comes with this state or with `other`; whether that is less.
    pub fn join(&mut self, other: &State) -> bool {
        let mut changed = false;
        for (value, other) in self.0.iter_mut().zip(&other.0) {
            if *value != *other && *value != Value::Any {
                *value = Value::Any;
                changed = true;
            }
        }
        changed
    }

    /// Goes over one instruction; gives the constant that it has made, if it has.
    pub fn step(&mut self, machine: Machine, insn: &Insn) -> Option<u64> {
        let made = match insn.effect {
            Effect::None => None,
            Effect::Set { to, value } => Some((to, Value::Constant(value))),
            Effect::Copy { to, from } => Some((to, self.read(machine, from))),
            Effect::Add { to, from, value } => match self.read(machine, from) {
                Value::Constant(base) => Some((to, Value::Constant(base.wrapping_add_signed(value)))),
                same if value == 0 => Some((to, same)),
                _ => Some((to, Value::Any)),
            },
            Effect::Insert { to, value, shift } => match self.get(to) {
                Value::Constant(base) => {
                    let mask = 0xffff_u64.checked_shl(shift.into()).unwrap_or(0);
                    let bits = u64::from(value).checked_shl(shift.into()).unwrap_or(0);
                    Some((to, Value::Constant(base & !mask | bits)))
                }
                _ => Some((to, Value::Any)),
            },
            Effect::Writes(mask) => {
                for number in 0..32 {
                    if mask >> number & 1 != 0 {
                        self.set(number, Value::Any);
                    }
                }
                None
            }
        };
        let mut constant = None;
        if let Some((to, value)) = made {
            self.set(to, value);
            constant = self.constant(to).filter(|_| !matches!(insn.effect, Effect::Copy { .. }));
        }
        match insn.flow {
            // A function may change every register: that is all that can be relied on without its convention.
            Flow::Call(_) | Flow::IndirectCall => *self = State::unknown(),
            Flow::Syscall => self.after_syscall(machine),
            _ => {}
        }
        constant
    }

    /// Linux changes the register of the result, and on x86-64 rcx and r11.
    fn after_syscall(&mut self, machine: Machine) {
        let changed: &[Reg] = match machine {
            Machine::X86_64 => &[0, 1, 11],
            Machine::Aarch64 => &[0],
            Machine::Riscv64 => &[10],
        };
        changed.iter().for_each(|&register| self.set(register, Value::Any));
    }
}

/// RISC-V's far jumps and calls are pairs of auipc and jalr (RV64I 2.5.1): with the first known, the second is direct.
pub fn resolve(text: &Text, state: &State, place: u64, insn: Insn) -> Insn {
    const JALR: u32 = 0x67;
    let indirect = matches!(insn.flow, Flow::IndirectJump | Flow::IndirectCall);
    if text.machine != Machine::Riscv64 || !indirect {
        return insn;
    }
    let word = crate::bytes::u32_at(text.bytes, place).filter(|word| word & 0x7f == JALR);
    let base = word.and_then(|word| state.constant((word >> 15 & 31) as Reg));
    let (Some(word), Some(base)) = (word, base) else {
        return insn;
    };
    let target = base.wrapping_add_signed(i64::from(word as i32 >> 20)) & !1;
    let flow = if insn.flow == Flow::IndirectCall { Flow::Call(target) } else { Flow::Jump(target) };
    Insn { flow, ..insn }
}

/// Whether an instruction never goes on to the next.
pub fn ends(flow: Flow) -> bool {
    matches!(flow, Flow::Jump(_) | Flow::IndirectJump | Flow::Return | Flow::Stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insn(effect: Effect) -> Insn {
        Insn { length: 4, name: "", flow: Flow::Next, effect, memory: None }
    }

    #[test]
    fn follows_constants() {
        let mut state = State::entry();
        let machine = Machine::Aarch64;
        assert_eq!(state.get(3), Value::Entry(3));
        state.step(machine, &insn(Effect::Set { to: 1, value: 0x2_0000 }));
        state.step(machine, &insn(Effect::Insert { to: 1, value: 5, shift: 32 }));
        state.step(machine, &insn(Effect::Copy { to: 2, from: 1 }));
        state.step(machine, &insn(Effect::Add { to: 2, from: 2, value: -1 }));
        assert_eq!(state.constant(2), Some(0x5_0001_ffff));
        let mut other = State::entry();
        assert!(other.join(&state));
        assert_eq!(other.get(1), Value::Any);
        assert_eq!(other.get(3), Value::Entry(3));
        state.step(machine, &Insn { flow: Flow::Call(0), ..insn(Effect::None) });
        assert_eq!(state.get(3), Value::Any);
    }
}
