//! What the linker makes of hex: bytes, references, symbols, segments, and its errors.

use crate::diag::Sources;
use crate::link::{ARCHS, Image, link_hex};

fn run(text: &str) -> Result<Image, String> {
    let mut src = Sources::default();
    let start = src.add("t", text.as_bytes().to_vec()).unwrap();
    link_hex(&mut src, start, ARCHS[0]).map_err(|diag| {
        let text = String::from_utf8_lossy(&src.render(&diag)).to_string();
        text.lines().next().unwrap_or("").to_string()
    })
}

fn image(text: &str) -> Image {
    run(text).unwrap_or_else(|message| panic!("{message}"))
}

/// The bytes of section `i`.
fn section(text: &str, i: usize) -> Vec<u8> {
    let image = image(text);
    let place = image.places[i];
    image.file[place.offset as usize..][..place.size as usize].to_vec()
}

#[track_caller]
fn fails(text: &str, message: &str) {
    match run(text) {
        Ok(_) => panic!("no error for {text:?}"),
        Err(found) => assert_eq!(found, message),
    }
}

fn word(file: &[u8], at: usize, size: usize) -> u64 {
    file[at..at + size].iter().rev().fold(0, |sum, &b| sum << 8 | b as u64)
}

#[test]
fn bytes_space_and_comments() {
    let text = "# a comment\n  :_start\n 01 aB # two\n.align 8\n.zero 2\nff\n\n";
    assert_eq!(section(text, 0), [1, 0xab, 0, 0, 0, 0, 0, 0, 0, 0, 0xff]);
    fails(":_start\n1", "t:2:1: error: a byte of two hexadecimal digits is expected");
    fails(":_start\n0g", "t:2:1: error: a byte of two hexadecimal digits is expected");
    fails(":_start\n.align 3", "t:2:8: error: an alignment is a power of two up to 4096");
    fails(":_start\n.align 0", "t:2:8: error: an alignment is a power of two up to 4096");
    fails(":_start\n.align 8192", "t:2:8: error: an alignment is a power of two up to 4096");
    fails(":_start\n.zero -1", "t:2:7: error: a number below 2^64 is expected");
    fails(":_start\n.zero 1 2", "t:2:9: error: unexpected text at the end of the line");
    fails(":_start\n.section what", "t:2:10: error: a section is text, rodata, data or bss");
    fails(":_start\n.section bss\n00", "t:3:1: error: the section bss holds nothing but zeros");
}

#[test]
fn labels() {
    fails("00", "error: the program has no label '_start'");
    fails(":_start\n:_start", "t:2:1: error: label '_start' is defined twice");
    fails(":_start\n.func _start", "t:2:7: error: label '_start' is defined twice");
    fails(":", "t:1:1: error: a name is expected");
    // Local names belong to their function, or to the text between two.
    image(":_start\n:.a\n.func f\n:.a\n.end\n:.a\n");
    fails(":_start\n.func f\n:.a\n:.a\n.end", "t:4:1: error: label '.a' is defined twice");
}

#[test]
fn references_find_their_labels() {
    let field = ".field r 4 pc s 0:32:0\n.field a 8 abs n 0:64:0\n";
    let text = format!("{field}:_start\n!r x -4 0 90\n.func f\n!r .l 0 0\n:.l\n.end\n:x\n!a x 1 0\n");
    let bytes = section(&text, 0);
    assert_eq!(word(&bytes, 0, 4) as i32, 9 - 4);
    assert_eq!(word(&bytes, 5, 4), 4);
    assert_eq!(word(&bytes, 9, 8), image(&text).places[0].address + 9 + 1);
    let reference = |line: &str| format!("{field}:_start\n{line}");
    fails(&reference("!r y 0 0"), "t:4:1: error: undefined label 'y'");
    fails(&reference("!z _start 0 0"), "t:4:1: error: unknown field 'z'");
    fails(&reference("!r _start 0"), "t:4:12: error: a number below 2^64 is expected");
    fails(&reference("!r _start +1 0"), "t:4:11: error: a number below 2^64 is expected");
    fails(&format!("{field}:_start\n.func f\n:.l\n.end\n!r .l 0 0"), "t:7:1: error: undefined label '.l'");
}

#[test]
fn fields_split_and_check_the_value() {
    // The parts of an AArch64 adr: two low bits, nineteen high ones.
    let split = ".field f 4 pc s 0:2:29 2:19:5\n:_start\n!f _start 7 1000001f";
    assert_eq!(word(&section(split, 0), 0, 4), 0x1000001f | 3 << 29 | 1 << 5);
    // A 1 in the base inverts a bit.
    assert_eq!(section(".field f 1 pc n 0:4:0\n:_start\n!f _start 5 a4", 0), [0xa1]);
    let check = |kind: &str, parts: &str, addend: &str| {
        run(&format!(".field f 2 pc {kind} {parts}\n:_start\n!f _start {addend} 0")).is_ok()
    };
    assert!(check("s", "0:8:0", "127") && !check("s", "0:8:0", "128"));
    assert!(check("s", "0:8:0", "-128") && !check("s", "0:8:0", "-129"));
    assert!(check("u", "0:8:0", "255") && !check("u", "0:8:0", "256") && !check("u", "0:8:0", "-1"));
    assert!(check("n", "0:8:0", "-70000") && check("s", "2:8:0", "508") && !check("s", "2:8:0", "3"));
    let declare = |line: &str| format!(".field f {line}\n:_start\n00");
    fails(&declare("9 pc s 0:1:0"), "t:1:1: error: a field has 1 to 8 bytes, abs or pc, and s, u or n");
    fails(&declare("1 pc s 0:9:0"), "t:1:1: error: a field has 1 to 16 parts, in its bytes");
    fails(&declare("1 pc s"), "t:1:1: error: a field has 1 to 16 parts, in its bytes");
    fails(&declare("8 pc s 1:64:0"), "t:1:17: error: a part of a field is LO:WIDTH:AT, in 64 bits");
    fails(&declare("8 pc s 1:0:0"), "t:1:17: error: a part of a field is LO:WIDTH:AT, in 64 bits");
    fails(&declare("8 pc s 1:2"), "t:1:17: error: a part of a field is LO:WIDTH:AT, in 64 bits");
    fails(&declare("8 pc s 1:2:3:4"), "t:1:17: error: a part of a field is LO:WIDTH:AT, in 64 bits");
}

#[test]
fn symbols_nest_once() {
    image(".func _start\n.object .o\n.end\n.end\n");
    fails(".func _start", "t:1:1: error: this symbol has no .end");
    fails(".func _start\n.func f", "t:2:1: error: this symbol begins inside another");
    fails(".object _start\n.object f", "t:2:1: error: this symbol begins inside another");
    fails(".end", "t:1:1: error: there is no symbol to end");
}

#[test]
fn segments_have_pages_of_their_own() {
    let text =
        ".func _start\n00\n.end\n.section rodata\n01\n.section data\n.align 64\n02\n.section bss\n.zero 9\n";
    let image = image(text);
    let [text, rodata, data, bss] = image.places;
    assert_eq!((text.size, rodata.size, data.size, bss.size), (1, 1, 1, 9));
    for place in image.places {
        assert_eq!(place.address, 0x400000 + place.offset);
    }
    assert!(rodata.offset < 0x1000 && text.offset == 0x1000 && data.offset == 0x2000);
    assert_eq!(bss.address % 16, 0);
    assert_eq!(image.entry, text.address);
    let headers = word(&image.file, 56, 2) as usize;
    assert_eq!(headers, 4);
    let flags: Vec<u64> = (0..headers).map(|i| word(&image.file, 64 + 56 * i + 4, 4)).collect();
    assert_eq!(flags, [4, 5, 6, 6]);
}

#[test]
fn bss_alone_gets_data() {
    let image = image(":_start\n00\n.section bss\n.zero 1\n");
    assert_eq!(image.places[2].size, 16);
}

#[test]
fn limits() {
    fails(":_start\n.zero 268435457", "t:2:7: error: text, rodata and data are larger than 256 MiB");
    fails(
        ":_start\n.zero 18446744073709551615",
        "t:2:7: error: text, rodata and data are larger than 256 MiB",
    );
    fails(":_start\n.section bss\n.zero 2147483649", "t:3:7: error: the section bss is larger than 2 GiB");
}
