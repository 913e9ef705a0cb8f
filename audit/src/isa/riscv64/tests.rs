//! Encodings that are easy to get wrong.

use super::super::{Effect, Flow, Insn, Memory, Undecodable};
use super::{decode, decoder, text};

const ADDRESS: u64 = 0x1_0000;

fn at(word: u32) -> Insn {
    decode(&word.to_le_bytes(), ADDRESS).unwrap()
}

#[test]
fn every_line_of_the_tables_can_be_read() {
    assert_eq!(decoder().table.trouble, None);
}

#[test]
fn immediates_of_short_instructions() {
    for (word, expected) in [
        (0x7179, "add sp,sp,-48"),
        (0x1101, "add sp,sp,-32"),
        (0x0808, "add a0,sp,16"),
        (0x4501, "li a0,0"),
        (0x77fd, "lui a5,0xfffff"),
        (0xe406, "sd ra,8(sp)"),
        (0x60a2, "ld ra,8(sp)"),
        (0x852e, "mv a0,a1"),
        (0x8082, "ret"),
        (0x0000, "unimp"),
        (0xdffd, "beqz a5,0xfffe"),
        (0xbffd, "j 0xfffe"),
    ] {
        assert_eq!(text(&u32::to_le_bytes(word), ADDRESS), expected);
        assert_eq!(at(word).length, 2);
    }
    assert_eq!(at(0x7179).effect, Effect::Add { to: 2, from: 2, value: -48 });
    assert_eq!(at(0x0808).effect, Effect::Add { to: 10, from: 2, value: 16 });
    assert_eq!(at(0x77fd).effect, Effect::Set { to: 15, value: (-4096i64) as u64 });
    assert_eq!(at(0x852e).effect, Effect::Copy { to: 10, from: 11 });
    assert_eq!(at(0xe406).memory, Some(Memory::Based { base: 2, offset: 8 }));
}

#[test]
fn constants_can_be_followed() {
    assert_eq!(at(0x0400_0893).effect, Effect::Set { to: 17, value: 64 });
    assert_eq!(at(0x0000_1517).effect, Effect::Set { to: 10, value: ADDRESS + 0x1000 });
    assert_eq!(at(0x8000_05b7).effect, Effect::Set { to: 11, value: 0xffff_ffff_8000_0000 });
    assert_eq!(at(0x0005_8513).effect, Effect::Copy { to: 10, from: 11 });
    assert_eq!(at(0x0000_0013).effect, Effect::None);
}

#[test]
fn jumps_by_the_calling_convention() {
    assert_eq!(at(0x0080_00ef).flow, Flow::Call(ADDRESS + 8));
    assert_eq!(at(0x0080_006f).flow, Flow::Jump(ADDRESS + 8));
    assert_eq!(at(0xfe05_0ee3).flow, Flow::Branch(ADDRESS - 4));
    assert_eq!(at(0x0d80_80e7).flow, Flow::IndirectCall);
    assert_eq!(at(0x0000_8067).flow, Flow::Return);
    assert_eq!(at(0x0005_0067).flow, Flow::IndirectJump);
    assert_eq!(at(0x8502).flow, Flow::IndirectJump);
    assert_eq!(at(0x9502).flow, Flow::IndirectCall);
    assert_eq!(at(0x0000_0073).flow, Flow::Syscall);
    assert_eq!(at(0x0010_0073).flow, Flow::Stop);
    assert_eq!(at(0x9002).flow, Flow::Stop);
}

#[test]
fn no_instruction() {
    assert_eq!(decode(&[0x13, 0, 0], 0), Err(Undecodable::Truncated));
    assert_eq!(decode(&[0x1f, 0, 0, 0, 0, 0], 0), Err(Undecodable::Invalid));
    assert_eq!(decode(&[1], 0), Err(Undecodable::Truncated));
}
