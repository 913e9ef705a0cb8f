//! What each statement, operator, scope and limit of the macro language gives.

use crate::diag::Sources;
use crate::expand::{Expanded, expand};

fn run(text: &str) -> Result<Expanded, String> {
    let mut src = Sources::default();
    let start = src.add("t", text.as_bytes().to_vec()).unwrap();
    expand(&mut src, &[start], true).map_err(|diag| {
        let text = String::from_utf8_lossy(&src.render(&diag)).to_string();
        text.lines().next().unwrap_or("").to_string()
    })
}

/// The hex text.
fn hex(text: &str) -> String {
    String::from_utf8(run(text).unwrap_or_else(|message| panic!("{message}")).hex).unwrap()
}

fn map(text: &str) -> String {
    String::from_utf8(run(text).unwrap_or_else(|message| panic!("{message}")).map).unwrap()
}

#[track_caller]
fn fails(text: &str, message: &str) {
    match run(text) {
        Ok(_) => panic!("no error for {text:?}"),
        Err(found) => assert_eq!(found, format!("t:{message}")),
    }
}

/// The value of an expression, as a signed number.
#[track_caller]
fn value(expr: &str) -> i64 {
    let text = hex(&format!("quad {expr}"));
    let bytes = text.split_whitespace().map(|b| u8::from_str_radix(b, 16).unwrap());
    bytes.rev().fold(0u64, |sum, b| sum << 8 | b as u64) as i64
}

#[test]
fn data_is_little_endian_and_one_line_per_line() {
    assert_eq!(
        hex("byte 1, 0x102, -1\nhalf 1\nword 0x12345678\nquad -2"),
        "\
01 02 ff\n01 00\n78 56 34 12\nfe ff ff ff ff ff ff ff\n"
    );
}

#[test]
fn strings_have_escapes() {
    assert_eq!(hex("ascii \"a;\\n\\t\\\\\\\"\\x7F\" ; comment"), "61 3b 0a 09 5c 22 7f\n");
    assert_eq!(hex("ascii \"\""), "");
    fails("ascii \"a", "1:7: error: unterminated string");
    fails("ascii \"a\n\"", "1:7: error: unterminated string");
    fails("ascii \"\\q\"", "1:8: error: unknown escape in a string");
    fails("ascii \"\\x1g\"", "1:8: error: unknown escape in a string");
    fails("ascii 1", "1:7: error: a string is expected");
}

#[test]
fn sections_symbols_and_space() {
    assert_eq!(
        hex("section text\nfunc f\nsection bss\nobject .o\nzero 3\nalign 16\nend\nsection text\nend\n:x"),
        ".func f\n.section bss\n.object .o\n.zero 3\n.align 16\n.end\n.section text\n.end\n:x\n"
    );
}

#[test]
fn references() {
    assert_eq!(
        hex("%field f 4  pc s 0:32:0 ; comment\nref f, x, -4, -1\nbyte 1\n"),
        "\
.field f 4  pc s 0:32:0\n!f x -4 ffffffffffffffff\n01\n"
    );
    fails("ref f, x, 0, 0", "1:5: error: unknown field 'f'");
    fails("%field f x", "1:10: error: a field is declared once, with a size");
    fails("%field f 1 x\n%field f 1 x", "2:10: error: a field is declared once, with a size");
    fails("%field f 1 x\nref f, x, 0", "2:12: error: ',' is expected");
}

#[test]
fn expressions_have_the_precedences_of_c() {
    assert_eq!(value("1 + 2 * 3"), 7);
    assert_eq!(value("(1 + 2) * 3"), 9);
    assert_eq!(value("10 - 3 - 2"), 5);
    assert_eq!(value("1 | 2 ^ 3 & 1"), 1 | 2 ^ 3 & 1);
    assert_eq!(value("1 << 2 + 1"), 8);
    assert_eq!(value("1 < 2 == 1"), 1);
    assert_eq!(value("4 & 6 == 6"), 4 & 1);
    assert_eq!(value("- 2 * - 3"), 6);
    assert_eq!(value("~0 & 0xff"), 255);
    assert_eq!(value("!5 + !0"), 1);
    assert_eq!(value("0 ? 1 : 2 ? 3 : 4"), 3);
    assert_eq!(value("1 || 0 && 0"), 1);
}

#[test]
fn arithmetic_wraps_at_64_bits() {
    assert_eq!(value("0xffffffffffffffff + 2"), 1);
    assert_eq!(value("0x8000000000000000 - 1"), i64::MAX);
    assert_eq!(value("0x4000000000000000 * 4"), 0);
    assert_eq!(value("-0x8000000000000000 / -1"), i64::MIN);
    assert_eq!(value("-0x8000000000000000 % -1"), 0);
    assert_eq!(value("-7 / 2"), -3);
    assert_eq!(value("-7 % 2"), -1);
    assert_eq!(value("-1 >> 63"), -1);
    assert_eq!(value("-1 >>> 63"), 1);
    assert_eq!(value("1 << 63"), i64::MIN);
    assert_eq!(value("18446744073709551615"), -1);
    fails("byte 18446744073709551616", "1:6: error: malformed number, or 2^64 or more");
    fails("byte 0x", "1:6: error: malformed number, or 2^64 or more");
    fails("byte 1x", "1:6: error: malformed number, or 2^64 or more");
    fails("byte 1 / 0", "1:8: error: division by zero");
    fails("byte 1 << 64", "1:8: error: a shift count is not between 0 and 63");
    fails("byte 1 >> -1", "1:8: error: a shift count is not between 0 and 63");
}

#[test]
fn only_what_is_needed_is_evaluated() {
    assert_eq!(value("1 || 1 / 0"), 1);
    assert_eq!(value("0 && 1 / 0"), 0);
    assert_eq!(value("1 ? 2 : 1 / 0"), 2);
    assert_eq!(value("0 ? nothing : 2"), 2);
    assert_eq!(value("0 && (1 || 1 / 0) ? 3 : 4"), 4);
    fails("byte 1 && 1 / 0", "1:13: error: division by zero");
    fails("byte nothing", "1:6: error: 'nothing' is not a constant");
}

#[test]
fn malformed_expressions() {
    fails("byte", "1:5: error: an expression is expected");
    fails("byte (1", "1:8: error: ')' is expected");
    fails("byte 1 ? 2", "1:11: error: ':' is expected");
    fails("byte 1 2", "1:8: error: unexpected text at the end of the line");
    fails("byte 1 = 2", "1:8: error: unexpected text at the end of the line");
    fails("byte #", "1:6: error: unexpected character");
    fails("byte $", "1:6: error: a name is expected after '$', '.' or '@'");
    fails("byte @x", "1:6: error: a name with '@' stands outside a macro");
    fails("byte t^x", "1:6: error: no scope 't' is open");
    assert_eq!(value("6 ^ 3"), 5);
}

#[test]
fn constants_and_their_scopes() {
    assert_eq!(hex("%let a = 1\n%let a = a + 1\nbyte a"), "02\n");
    assert_eq!(hex("func f\n%let .a = 1\nbyte .a\nend"), ".func f\n01\n.end\n");
    fails("func f\n%let .a = 1\nend\nbyte .a", "4:6: error: 'a' is not a constant");
    fails("%let $a = 1\n%unit\nbyte $a", "3:6: error: 'a' is not a constant");
    fails("%let a 1", "1:8: error: '=' is expected");
    assert_eq!(hex("%macro m n\n%let @x = n\n%if n\nm n - 1\n%end\nbyte @x\n%end\nm 2"), "00 01 02\n");
}

#[test]
fn names_are_written_with_their_scopes() {
    assert_eq!(hex(":a\n:$a\n%unit\n:$a\n:.1"), ":a\n:a.0\n:a.1\n:.1\n");
    assert_eq!(
        hex("%macro m\n:@a\n%end\nm\nm\nfunc f\nm\nend\nm"),
        "\
:.a@1\n:.a@2\n.func f\n:.a@1\n.end\n:.a@1\n"
    );
    assert_eq!(
        hex("%open t\n:t^a\n%open u\n%open t\n:t^a\n:u^a\n%close t\n:t^a\n%close u\n%close t"),
        ":.a^1\n:.a^3\n:.a^2\n:.a^1\n"
    );
}

#[test]
fn expansions_in_progress_keep_their_numbers() {
    let text = "%macro l\n:@a\n%end\n%macro m\n:@a\nfunc f\nl\n:@a\nend\nl\n:@a\n%end\nl\nm";
    assert_eq!(hex(text), ":.a@1\n:.a@2\n.func f\n:.a@3\n:.a@2\n.end\n:.a@3\n:.a@2\n");
}

#[test]
fn macros_take_numbers_and_labels() {
    assert_eq!(hex("%macro m x, :l\nbyte x\n:l\nbyte x * 2\n%end\nm 1 + 2, .here"), "03\n:.here\n06\n");
    // A label belongs to the caller, whatever the body calls its own.
    assert_eq!(hex("%macro n :l\n:@x\n:l\n%end\n%macro m\n:@x\nn @x\n%end\nm"), ":.x@1\n:.x@2\n:.x@1\n");
    // A label parameter is the constant of that name, and may name a macro.
    assert_eq!(
        hex("%let c = 5\n%macro m :l\nbyte l\n%end\n%macro n :l, :x\nl x\n%end\nm c\nn m, c"),
        "05\n05\n"
    );
    fails("%macro m a, b\n%end\nm 1", "3:4: error: the macro takes more arguments");
    fails("%macro m a, b\n%end\nm 1, 2, 3", "3:7: error: the macro takes fewer arguments");
    fails("%macro m\n%end\nm 1", "3:3: error: the macro takes fewer arguments");
    fails("%macro m a\n%end\nm", "3:2: error: an expression is expected");
    fails("%macro m :l\n%end\nm 1", "3:3: error: a name is expected");
    fails("m 1", "1:1: error: unknown macro 'm'");
    fails("$m 1", "1:1: error: a name without a sigil is expected");
}

#[test]
fn definitions() {
    fails("%macro m\n%end\n%macro m\n%end", "3:8: error: macro 'm' is defined twice");
    fails("%macro m a, a\n%end", "1:14: error: a macro has at most 64 parameters of different names");
    fails("%macro m\n%macro n\n%end\n%end\nm", "5:1: error: macros are defined at top level (in macro m)");
    fails("%macro m", "1:1: error: this has no %end");
    fails("%macro m\n%else\n%end", "2:1: error: there is no %if for this");
    fails("%end", "1:1: error: there is no %if for this");
    fails("%what", "1:1: error: unknown macro '%what'");
    assert_eq!(hex("%if 1\n%macro m\nbyte 1\n%end\nm\n%end\nm"), "01\n01\n");
}

#[test]
fn names_are_joined() {
    assert_eq!(
        hex("%macro m :l, n\n:l##_##n##7\n%end\nm a, 3\nm $b, -1"),
        "\
:a_37\n:b_184467440737095516157.0\n"
    );
    assert_eq!(hex("%let ab = 1\n%macro m :x\nbyte x##b\n%end\nm a"), "01\n");
    fails("%macro m n\nbyte n##x\n%end\nm 1", "4:1: error: a name is expected (in macro m)");
    let long = format!("byte a##{}", "b".repeat(256));
    fails(&long, "1:9: error: a joined name is longer than 256 bytes");
}

#[test]
fn conditions() {
    let text =
        |n| format!("%let n = {n}\n%if n == 1\nbyte 1\n%elif n == 2\nbyte 2\n%else\nbyte 3\n%end\nbyte 9");
    assert_eq!(hex(&text(1)), "01\n09\n");
    assert_eq!(hex(&text(2)), "02\n09\n");
    assert_eq!(hex(&text(3)), "03\n09\n");
    assert_eq!(hex("%if 0\n%if 1\nbyte 1\n%end\n%elif 0\nnonsense )\n%end\nbyte 2"), "02\n");
    fails("%if 1", "1:1: error: this has no %end");
    fails("%if 1\n%else\n%elif 1\n%end", "3:1: error: there is no %if for this");
    fails("%if 1 2\n%end", "1:7: error: unexpected text at the end of the line");
    fails("%if 0 2\n%end", "1:7: error: unexpected text at the end of the line");
}

#[test]
fn scopes_nest() {
    fails("%open a\n%close b", "2:8: error: the innermost scope is not 'b'");
    fails("%close b", "1:8: error: the innermost scope is not 'b'");
    fails("%open a", "1:1: error: scope 'a' is still open");
    fails("func f\n%open a\nend", "3:4: error: scope 'a' is still open");
}

#[test]
fn errors_in_macros_are_shown_at_the_source_line() {
    let text = "%macro n\nbyte 1 / 0\n%end\n%macro m\nn\n%end\n\n  m";
    fails(text, "8:3: error: division by zero (in macro n)");
    fails("%error \"no {} way\"", "1:1: error: no {} way");
    let name = "x".repeat(100);
    fails(&name, &format!("1:1: error: unknown macro '{}...'", "x".repeat(80)));
}

#[test]
fn limits() {
    let calls = |n| format!("%macro r x\n%if x\nr x - 1\n%end\n%end\nr {n}");
    assert_eq!(hex(&calls(199)), "");
    fails(&calls(200), "6:1: error: calls are nested more than 200 deep (in macro r)");
    let parens = |n| format!("byte {}1{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(hex(&parens(200)), "01\n");
    fails(&parens(201), "1:206: error: operators and parentheses are nested more than 200 deep");
    fails(
        &format!("byte {}", "!".repeat(1000)),
        "1:206: error: operators and parentheses are nested more than 200 deep",
    );
    let ifs = |n| format!("{}{}", "%if 1\n".repeat(n), "%end\n".repeat(n));
    assert_eq!(hex(&ifs(200)), "");
    fails(&ifs(201), "201:1: error: conditions are nested more than 200 deep");
    fails(&"%open t\n".repeat(201), "201:8: error: scopes are nested more than 200 deep");
    let twice = "%macro r x\n%if x\nr x - 1\nr x - 1\n%end\n%end\nr 60";
    fails(twice, "7:1: error: one line runs more than 1000000 statements (in macro r)");
}

#[test]
fn the_map_names_line_macro_and_c_line() {
    let text = "%macro n\nbyte 1\n%end\n%macro m\nn\nbyte 2, 3\n%end\n\
        m\n%file \"a.c\"\n%at 7\nbyte 4\nzero 3\nalign 4\nsection bss\nzero 5\n%unit\nzero 1";
    assert_eq!(
        map(text),
        "\
text 0 1 t:8 n t:1 -\ntext 1 2 t:8 m t:4 -\ntext 3 1 t:11 - - a.c:7\ntext 4 3 t:12 - - a.c:7\n\
text 7 1 t:13 - - a.c:7\nbss 0 5 t:15 - - a.c:7\nbss 5 1 t:17 - - -\n"
    );
}
