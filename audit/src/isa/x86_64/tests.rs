//! Byte sequences whose lengths, effects or text are easy to get wrong.

use super::super::{Effect, Flow, Memory, Undecodable};
use super::{decode, text};

const AT: u64 = 0x40_1000;

fn effect(bytes: &[u8]) -> Effect {
    let insn = decode(bytes, AT).expect("an instruction");
    assert_eq!(usize::from(insn.length), bytes.len());
    insn.effect
}

#[test]
fn constants() {
    let set = |to, value| Effect::Set { to, value };
    assert_eq!(effect(&[0xb8, 0x3c, 0, 0, 0]), set(0, 60));
    assert_eq!(effect(&[0xb8, 0xff, 0xff, 0xff, 0xff]), set(0, 0xffff_ffff));
    assert_eq!(effect(&[0x48, 0xc7, 0xc0, 0xff, 0xff, 0xff, 0xff]), set(0, u64::MAX));
    assert_eq!(effect(&[0x49, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8]), set(8, 0x0807_0605_0403_0201));
    assert_eq!(effect(&[0x31, 0xff]), set(7, 0));
    assert_eq!(effect(&[0x4d, 0x29, 0xc9]), set(9, 0));
    assert_eq!(effect(&[0x48, 0x8d, 0x05, 0x10, 0, 0, 0]), set(0, AT + 7 + 0x10));
    // 16 and 8 bits leave the rest as it was.
    assert_eq!(effect(&[0x66, 0xb8, 1, 0]), Effect::Writes(1));
    assert_eq!(effect(&[0xb4, 1]), Effect::Writes(1));
    assert_eq!(effect(&[0x40, 0xb4, 1]), Effect::Writes(1 << 4));
}

#[test]
fn copies_and_sums() {
    assert_eq!(effect(&[0x48, 0x89, 0xc7]), Effect::Copy { to: 7, from: 0 });
    assert_eq!(effect(&[0x4c, 0x8b, 0xc7]), Effect::Copy { to: 8, from: 7 });
    assert_eq!(effect(&[0x89, 0xc7]), Effect::Writes(1 << 7));
    assert_eq!(effect(&[0x48, 0x83, 0xec, 0x80]), Effect::Add { to: 4, from: 4, value: 128 });
    assert_eq!(effect(&[0x48, 0x8d, 0x7d, 0xf8]), Effect::Add { to: 7, from: 5, value: -8 });
    assert_eq!(effect(&[0x48, 0x8d, 0x04, 0x88]), Effect::Writes(1));
    assert_eq!(effect(&[0x41, 0x54]), Effect::Add { to: 4, from: 4, value: -8 });
    assert_eq!(effect(&[0x41, 0x5c]), Effect::Writes(1 << 4 | 1 << 12));
    assert_eq!(effect(&[0x48, 0x3b, 0x07]), Effect::None);
    assert_eq!(effect(&[0x88, 0x07]), Effect::None);
    assert_eq!(effect(&[0xf7, 0xf1]), Effect::Writes(1 | 1 << 2));
    assert_eq!(effect(&[0x0f, 0x05]), Effect::Writes(1 | 1 << 1 | 1 << 11));
    assert_eq!(effect(&[0x0f, 0xb1, 0x0f]), Effect::Writes(1));
    assert_eq!(effect(&[0x0f, 0x58, 0xc1]), Effect::None);
    assert_eq!(effect(&[0x48, 0x87, 0xd1]), Effect::Writes(1 << 1 | 1 << 2));
}

#[test]
fn ways() {
    let flow = |bytes: &[u8]| decode(bytes, AT).expect("an instruction").flow;
    assert_eq!(flow(&[0xeb, 0xfe]), Flow::Jump(AT));
    assert_eq!(flow(&[0xe8, 0xfb, 0xff, 0xff, 0xff]), Flow::Call(AT));
    assert_eq!(flow(&[0x0f, 0x84, 0, 1, 0, 0]), Flow::Branch(AT + 0x106));
    assert_eq!(flow(&[0xff, 0xe0]), Flow::IndirectJump);
    assert_eq!(flow(&[0xff, 0x15, 0, 0, 0, 0]), Flow::IndirectCall);
    assert_eq!(flow(&[0xf3, 0xc3]), Flow::Return);
    assert_eq!(flow(&[0x0f, 0x05]), Flow::Syscall);
    assert_eq!(flow(&[0x0f, 0x0b]), Flow::Stop);
    // Intel's and AMD's processors differ in what 66 means to a near branch.
    assert_eq!(decode(&[0x66, 0xe9, 0, 0, 0, 0], AT), Err(Undecodable::Invalid));
    assert_eq!(flow(&[0x66, 0x48, 0xe9, 0, 0, 0, 0]), Flow::Jump(AT + 7));
}

#[test]
fn places() {
    let memory = |bytes: &[u8]| decode(bytes, AT).expect("an instruction").memory;
    assert_eq!(memory(&[0x8b, 0x05, 0, 1, 0, 0]), Some(Memory::Absolute { address: AT + 0x106 }));
    assert_eq!(memory(&[0x8b, 0x04, 0x25, 0, 1, 0, 0]), Some(Memory::Absolute { address: 0x100 }));
    assert_eq!(memory(&[0x64, 0x8b, 0x04, 0x25, 0, 1, 0, 0]), None);
    assert_eq!(memory(&[0x8b, 0x45, 0xfc]), Some(Memory::Based { base: 5, offset: -4 }));
    assert_eq!(memory(&[0x41, 0x8b, 0x04, 0x24]), Some(Memory::Based { base: 12, offset: 0 }));
    assert_eq!(memory(&[0x8b, 0x04, 0x88]), None);
    // An immediate behind the displacement counts for what rip is.
    assert_eq!(memory(&[0xc6, 0x05, 0, 0, 0, 0, 1]), Some(Memory::Absolute { address: AT + 7 }));
}

#[test]
fn ends() {
    assert_eq!(decode(&[], AT), Err(Undecodable::Truncated));
    assert_eq!(decode(&[0x48], AT), Err(Undecodable::Truncated));
    assert_eq!(decode(&[0x48, 0x8b, 0x05, 0, 0, 0], AT), Err(Undecodable::Truncated));
    assert_eq!(decode(&[0x66; 20], AT), Err(Undecodable::Invalid));
    assert_eq!(decode(&[0x06], AT), Err(Undecodable::Invalid));
    assert_eq!(text(&[0x06], AT), "(bad)");
    for length in 0..15 {
        let bytes = [0x66, 0x66, 0x66, 0x66, 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0, 0];
        assert_eq!(decode(&bytes[..length], AT).is_ok(), length >= 14);
    }
}
