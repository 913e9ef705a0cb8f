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

/// The text as objdump writes it.
#[test]
fn texts() {
    for (bytes, expected) in [
        (&[0x66, 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0][..], "data16 cs nop WORD PTR [rax+rax*1+0x0]"),
        (&[0xf3, 0x0f, 0x1e, 0xfa], "endbr64"),
        (&[0xf3, 0x48, 0xab], "rep stos QWORD PTR es:[rdi],rax"),
        (&[0x64, 0x48, 0x8b, 0x04, 0x25, 0x28, 0, 0, 0], "mov rax,QWORD PTR fs:0x28"),
        (&[0x8b, 0x04, 0x65, 0, 0, 0, 0], "mov eax,DWORD PTR [riz*2+0x0]"),
        (&[0x48, 0x8b, 0x05, 0x10, 0, 0, 0], "mov rax,QWORD PTR [rip+0x10]        # 0x401017"),
        (&[0x3e, 0xff, 0xe0], "notrack jmp rax"),
        (&[0xf0, 0x48, 0x0f, 0xb1, 0x0f], "lock cmpxchg QWORD PTR [rdi],rcx"),
        (&[0x48, 0x90], "rex.W nop"),
        (&[0x41, 0x90], "xchg r8d,eax"),
        (&[0x40, 0x8a, 0xc4], "mov al,spl"),
        (&[0x8a, 0xc4], "mov al,ah"),
        (&[0x9b, 0xd9, 0x38], "fstcw WORD PTR [rax]"),
        (&[0x9b], "fwait"),
        (&[0x0f, 0xc2, 0xc1, 0x01], "cmpltps xmm0,xmm1"),
        (&[0x0f, 0x0f, 0xc1, 0x9e], "pfadd mm0,mm1"),
        (&[0xc5, 0xfb, 0x10, 0x01], "vmovsd xmm0,QWORD PTR [rcx]"),
        (&[0xc4, 0xe2, 0xe1, 0x90, 0x04, 0x11], "vpgatherdq xmm0,QWORD PTR [rcx+xmm2*1],xmm3"),
        // EVEX: a displacement of one byte counts vectors; with a broadcast, elements.
        (&[0x62, 0xf1, 0x7c, 0x48, 0x58, 0x40, 1], "vaddps zmm0,zmm0,ZMMWORD PTR [rax+0x40]"),
        (&[0x62, 0xf1, 0x7c, 0x59, 0x58, 0x40, 1], "vaddps zmm0{k1},zmm0,DWORD BCST [rax+0x4]"),
        (&[0x62, 0xf1, 0x7c, 0x38, 0x58, 0xc1], "vaddps zmm0,zmm0,zmm1{rd-sae}"),
        (&[0x62, 0xf1, 0x7c, 0x08, 0x58, 0xc1], "{evex} vaddps xmm0,xmm0,xmm1"),
    ] {
        assert_eq!(text(bytes, AT), expected, "{bytes:x?}");
    }
}

/// What is no instruction by the manual, though some disassemblers take it for one.
#[test]
fn refused() {
    for bytes in [
        // A prefix behind REX; REX before VEX; 66 before a near call; VEX.vvvv without meaning.
        &[0x48, 0x66, 0x90][..],
        &[0x48, 0xc5, 0xf8, 0x58, 0xc1],
        &[0x66, 0xe8, 0, 0, 0, 0],
        &[0xc5, 0x80, 0x28, 0xc1],
        // EVEX: zeroing without a mask; a broadcast that there is not; a gather without a mask.
        &[0x62, 0xf1, 0x7c, 0xc8, 0x58, 0xc1],
        &[0x62, 0xf1, 0x7c, 0x58, 0x28, 0x00],
        &[0x62, 0xf2, 0x7d, 0x48, 0x92, 0x04, 0x11],
    ] {
        let long = [bytes, &[0; 15]].concat();
        assert_eq!(decode(&long, AT), Err(Undecodable::Invalid), "{bytes:x?}");
    }
}
