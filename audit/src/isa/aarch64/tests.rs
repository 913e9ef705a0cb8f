//! Encodings that are easy to get wrong; the expected texts are what the manual's rules for disassembly give.

use super::super::{Effect, Flow, Memory, Undecodable};
use super::{decode, decoder, text};

const ADDRESS: u64 = 0x40_0000;

fn shown(word: u32) -> String {
    text(&word.to_le_bytes(), ADDRESS)
}

fn effect(word: u32) -> Effect {
    decode(&word.to_le_bytes(), ADDRESS).unwrap().effect
}

#[test]
fn every_line_of_the_tables_can_be_read() {
    assert_eq!(decoder().table.trouble, None);
}

#[test]
fn aliases_are_preferred() {
    for (word, expected) in [
        (0x9100_03fd, "mov x29, sp"),
        (0xaa13_03e0, "mov x0, x19"),
        (0x2a20_03e1, "mvn w1, w0"),
        (0xeb02_003f, "cmp x1, x2"),
        (0x4b02_03e1, "neg w1, w2"),
        (0x9a9f_17e0, "cset x0, eq"),
        (0x5a80_a000, "cinv w0, w0, lt"),
        (0x9b02_7c20, "mul x0, x1, x2"),
        (0xd37e_f420, "lsl x0, x1, #2"),
        (0x9340_7c20, "sxtw x0, w1"),
        (0x53_031c20, "ubfx w0, w1, #3, #5"),
        (0xb360_0fe0, "bfc x0, #32, #4"),
        (0x1393_7e73, "ror w19, w19, #31"),
        (0xd65f_03c0, "ret"),
        (0xd503_237f, "pacibsp"),
        (0xd4_200020, "brk #0x1"),
    ] {
        assert_eq!(shown(word), expected);
    }
}

#[test]
fn logical_immediates() {
    assert_eq!(shown(0xb200_e7e0), "mov x0, #0x3333333333333333");
    assert_eq!(shown(0xb240_0be0), "orr x0, xzr, #0x7");
    assert_eq!(effect(0xb240_0be0), Effect::Set { to: 0, value: 7 });
    assert_eq!(shown(0x1200_1c20), "and w0, w1, #0xff");
    assert_eq!(shown(0xf240_003f), "tst x1, #0x1");
    // N with 32 bits, and all ones, are reserved.
    assert_eq!(decode(&0x1240_0020u32.to_le_bytes(), 0), Err(Undecodable::Invalid));
    assert_eq!(decode(&0x9240_fc20u32.to_le_bytes(), 0), Err(Undecodable::Invalid));
}

#[test]
fn constants_can_be_followed() {
    assert_eq!(effect(0xd280_0808), Effect::Set { to: 8, value: 64 });
    assert_eq!(effect(0x1280_0000), Effect::Set { to: 0, value: 0xffff_ffff });
    assert_eq!(effect(0xf2c0_0021), Effect::Insert { to: 1, value: 1, shift: 32 });
    assert_eq!(effect(0xaa01_03e2), Effect::Copy { to: 2, from: 1 });
    assert_eq!(effect(0x2a01_03e2), Effect::Writes(1 << 2));
    assert_eq!(effect(0xaa1f_03e2), Effect::Set { to: 2, value: 0 });
    assert_eq!(effect(0xd100_83ff), Effect::Add { to: 31, from: 31, value: -32 });
    assert_eq!(effect(0x9140_0420), Effect::Add { to: 0, from: 1, value: 0x1000 });
    assert_eq!(effect(0xb0ff_fea0), Effect::Set { to: 0, value: 0x3d_5000 });
    assert_eq!(effect(0xf100_001f), Effect::None);
}

#[test]
fn loads_and_stores() {
    let insn = decode(&0xa9bf_7bfdu32.to_le_bytes(), ADDRESS).unwrap();
    assert_eq!(shown(0xa9bf_7bfd), "stp x29, x30, [sp, #-16]!");
    assert_eq!(insn.effect, Effect::Writes(1 << 31));
    assert_eq!(insn.memory, Some(Memory::Based { base: 31, offset: -16 }));
    let insn = decode(&0xa8c1_7bfdu32.to_le_bytes(), ADDRESS).unwrap();
    assert_eq!(shown(0xa8c1_7bfd), "ldp x29, x30, [sp], #16");
    assert_eq!(insn.effect, Effect::Writes(1 << 31 | 1 << 30 | 1 << 29));
    assert_eq!(insn.memory, Some(Memory::Based { base: 31, offset: 0 }));
    assert_eq!(shown(0x3862_7820), "ldrb w0, [x1, x2, lsl #0]");
    assert_eq!(decode(&0xf862_7820u32.to_le_bytes(), ADDRESS).unwrap().memory, None);
    let literal = decode(&0x5800_0040u32.to_le_bytes(), ADDRESS).unwrap();
    assert_eq!(literal.memory, Some(Memory::Absolute { address: ADDRESS + 8 }));
    assert_eq!(shown(0xb8e1_0062), "ldaddal w1, w2, [x3]");
    assert_eq!(shown(0xb821_007f), "stadd w1, [x3]");
}

#[test]
fn control_flow() {
    let flow = |word: u32| decode(&word.to_le_bytes(), ADDRESS).unwrap().flow;
    assert_eq!(flow(0x17ff_ffff), Flow::Jump(ADDRESS - 4));
    assert_eq!(flow(0x9400_0002), Flow::Call(ADDRESS + 8));
    assert_eq!(flow(0x5400_0041), Flow::Branch(ADDRESS + 8));
    assert_eq!(flow(0x3618_0001), Flow::Branch(ADDRESS));
    assert_eq!(flow(0xd63f_0100), Flow::IndirectCall);
    assert_eq!(flow(0xd61f_0100), Flow::IndirectJump);
    assert_eq!(flow(0xd65f_0bff), Flow::Return);
    assert_eq!(flow(0xd400_0001), Flow::Syscall);
    assert_eq!(flow(0x0000_0000), Flow::Stop);
}

#[test]
fn vectors() {
    for (word, expected) in [
        (0x6f00_e41e, "movi v30.2d, #0x0"),
        (0x1e2e_1000, "fmov s0, #1.000000000000000000e+00"),
        (0x4e08_3c20, "mov x0, v1.d[0]"),
        (0x4c40_2020, "ld1 {v0.16b-v3.16b}, [x1]"),
        (0x0f0c_a420, "sshll v0.8h, v1.8b, #4"),
        (0x5e18_0420, "mov d0, v1.d[1]"),
        (0x6f00_0420, "mvni v0.4s, #0x1"),
    ] {
        assert_eq!(shown(word), expected);
    }
}

#[test]
fn no_instruction() {
    assert_eq!(decode(&[0, 0, 0], 0), Err(Undecodable::Truncated));
    assert_eq!(decode(&[0xff; 4], 0), Err(Undecodable::Invalid));
    assert_eq!(text(&[0xff; 4], 0), "(bad)");
}
