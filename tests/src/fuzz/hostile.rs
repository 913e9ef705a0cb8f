//! Texts written to hurt: everything that nests nested 100,000 deep, everything that has a
//! size made huge, everything that ends left open.

use super::{Case, Kind};
use crate::rng::Rng;

const DEEP: usize = 100_000;
/// What `main` returns in the hostile programs that are right C.
const ANSWER: i32 = 42;

/// All hostile files; the random ones among them come from `rng`.
pub fn cases(rng: &mut Rng) -> Vec<Case> {
    let mut list = Vec::new();
    nested_expressions(&mut list);
    nested_declarations(&mut list);
    nested_statements(&mut list);
    preprocessor(&mut list);
    sizes(&mut list);
    bytes(&mut list, rng);
    macro_text(&mut list);
    hex(&mut list);
    list
}

/// Adds a C file of which nothing is expected but a clean end.
fn c(list: &mut Vec<Case>, name: &str, text: impl Into<Vec<u8>>) {
    list.push(Case { name: format!("hostile-{name}"), kind: Kind::C, text: text.into(), exit: None });
}

/// Adds a C file that must exit with [`ANSWER`] if the compiler takes it.
fn right(list: &mut Vec<Case>, name: &str, text: impl Into<Vec<u8>>) {
    list.push(Case { name: format!("hostile-{name}"), kind: Kind::C, text: text.into(), exit: Some(ANSWER) });
}

/// `open` n times, `middle`, `close` n times.
fn nest(n: usize, open: &str, middle: &str, close: &str) -> String {
    open.repeat(n) + middle + &close.repeat(n)
}

/// Numbered copies: `$` in `pattern` becomes 0, 1, 2 …
fn numbered(n: usize, pattern: &str) -> String {
    (0..n).map(|i| pattern.replace('$', &i.to_string())).collect()
}

fn returns(expression: &str) -> String {
    format!("int main(void) {{ return {expression}; }}\n")
}

fn nested_expressions(list: &mut Vec<Case>) {
    let setup = "int a[1], x = 42, *p = &x; int f(int n) { return n; } struct s { struct s *s; int n; } t = {&t, 42};\n";
    for (name, open, middle, close, after) in [
        ("parentheses", "(", "42", ")", ""),
        ("minus", "- -", "42", "", ""),
        ("not", "!", "42", "", " + 41"),
        ("complement", "~ ~", "42", "", ""),
        ("address", "*&", "x", "", ""),
        ("casts", "(int)", "42", "", ""),
        ("cast-parentheses", "(int)(", "42", ")", ""),
        ("sizeof", "sizeof ", "x", "", " + 34"),
        ("sizeof-parentheses", "sizeof(", "x", ")", " + 34"),
        ("index", "a[", "0", "]", " + 42"),
        ("calls", "f(", "42", ")", ""),
        ("conditional-right", "0 ? 1 : ", "42", "", ""),
        ("conditional-middle", "1 ? ", "42", " : 0", ""),
        ("assignment", "x = ", "42", "", ""),
        ("plus-right", "0 + (", "42", ")", ""),
        ("and", "1 && ", "1", "", " ? 42 : 0"),
        ("or", "0 || ", "1", "", " ? 42 : 0"),
        ("shift", "", "42", " << 0", ""),
        ("equal", "1 == ", "1", "", " ? 42 : 42"),
        ("precedence", "1 + 2 * 3 << 4 < 5 == 6 & 7 ^ 8 | 9 && 1 || ", "1", "", " ? 42 : 42"),
        ("arrows", "", "t.s", "->s", "->n"),
        ("increments", "++", "x", "", ""),
        ("strings", "42 + 0 * sizeof ", "\"\"", " \"a\"", ""),
    ] {
        right(list, name, format!("{setup}{}", returns(&(nest(DEEP, open, middle, close) + after))));
    }
    right(list, "sum", returns(&format!("42{}", " + 0".repeat(DEEP))));
    right(list, "comma", format!("{setup}{}", returns(&nest(DEEP, "x, ", "42", ""))));
    right(list, "parentheses-some", returns(&nest(50, "(", "42", ")")));
    right(list, "arrows-some", format!("{setup}{}", returns(&format!("t{}.n", ".s[0]".repeat(500)))));
    right(list, "sum-of-variables", format!("{setup}{}", returns(&format!("x{}", " + x - x".repeat(5000)))));
    right(list, "or-chain", format!("{setup}{}", returns(&format!("{}x ? 42 : 0", "!x || ".repeat(2000)))));
    right(list, "comma-chain", format!("{setup}{}", returns(&format!("{}x", "a[0]++, ".repeat(20_000)))));
}

fn nested_declarations(list: &mut Vec<Case>) {
    let end = "int main(void) { return 42; }\n";
    for (name, open, middle, close) in [
        ("pointers", "*", "p", ""),
        ("arrays", "", "a", "[1]"),
        ("declarator-parentheses", "(", "p", ")"),
        ("pointers-to-functions", "(*", "f", ")(void)"),
        ("pointers-to-arrays", "(*", "f", ")[1]"),
        ("parameters", "f(int ", "x", ")"),
        ("braces", "x = {", "1", "}"),
    ] {
        c(list, name, format!("int {};\n{end}", nest(DEEP, open, middle, close)));
    }
    c(list, "initializer-braces", format!("int x = {};\n{end}", nest(DEEP, "{", "1", "}")));
    c(list, "open-braces", format!("int x = {}", "{".repeat(DEEP)));
    c(list, "structs", format!("{};\n{end}", nest(DEEP, "struct { ", "int x;", "} y;")));
    c(list, "anonymous-structs", format!("{};\n{end}", nest(DEEP, "struct { ", "int x;", "};")));
    c(list, "enums", nest(DEEP, "enum { A = sizeof(", "int", ") };"));
    c(list, "designators", format!("int x[1] = {{{} = 1}};\n{end}", "[0]".repeat(DEEP)));
    c(list, "const", format!("{} int x;\n{end}", "const ".repeat(DEEP)));
    c(list, "longs", format!("{} int x;\n{end}", "long ".repeat(DEEP)));
    right(list, "typedefs", format!("typedef int t0;\n{}{end}", chain(20_000, "typedef t$ t@;\n")));
    right(
        list,
        "struct-chain",
        format!("struct s0 {{ int n; }};\n{}{end}", chain(2000, "struct s@ { struct s$ s; };\n")),
    );
}

/// Copies in which `$` is i and `@` is i + 1.
fn chain(n: usize, pattern: &str) -> String {
    (0..n).map(|i| pattern.replace('$', &i.to_string()).replace('@', &(i + 1).to_string())).collect()
}

fn nested_statements(list: &mut Vec<Case>) {
    for (name, open, middle, close) in [
        ("blocks", "{", "", "}"),
        ("if", "if (1) ", ";", ""),
        ("if-else", "if (0) ; else ", ";", ""),
        ("if-blocks", "if (1) {", "", "}"),
        ("while", "while (0) ", ";", ""),
        ("for", "for (;0;) ", ";", ""),
        ("for-declarations", "for (int i = 0; i; ) ", ";", ""),
        ("do", "do ", ";", " while (0);"),
        ("switch", "switch (0) ", ";", ""),
        ("switch-blocks", "switch (0) { case 0:", ";", "}"),
        ("cases-nested", "case 1: ", ";", ""),
        ("open-blocks", "{", "", ""),
        ("semicolons", ";", "", ""),
    ] {
        let body = nest(DEEP, open, middle, close);
        c(list, name, format!("int main(void) {{ {body} return 42; }}\n"));
    }
    let labels = numbered(DEEP, "l$: ");
    c(list, "labels-chained", format!("int main(void) {{ {labels} return 42; }}\n"));
    let labels = numbered(DEEP, "l$: ;");
    right(list, "labels", format!("int main(void) {{ {labels} return 42; }}\n"));
    let gotos = chain(20_000, "l$: goto l@;\n");
    right(list, "gotos", format!("int main(void) {{ {gotos} l20000: return 42; }}\n"));
}

fn preprocessor(list: &mut Vec<Case>) {
    let end = "\nint main(void) { return 42; }\n";
    for (name, open, middle, close) in [
        ("if-nested", "#if 1\n", "", "#endif\n"),
        ("ifdef-skipped", "#ifdef X\n", "", "#endif\n"),
        ("if-open", "#if 1\n", "", ""),
        ("elif", "", "#if 0\n", "#elif 0\n"),
        ("else", "#if 0\n#else\n", "", "#endif\n"),
        ("if-lines", "#\n", "", ""),
    ] {
        c(list, &format!("pp-{name}"), nest(DEEP, open, middle, close) + end);
    }
    for (name, open, middle, close) in [
        ("parentheses", "(", "1", ")"),
        ("unary", "- ", "1", ""),
        ("not", "!", "1", ""),
        ("conditional", "0 ? 1 : ", "1", ""),
        ("conditional-middle", "1 ? ", "1", " : 0"),
        ("sum", "1 + ", "1", ""),
        ("or", "0 || ", "1", ""),
        ("defined", "defined ", "X", ""),
    ] {
        c(
            list,
            &format!("pp-condition-{name}"),
            format!("#if {}\n#endif{end}", nest(DEEP, open, middle, close)),
        );
    }
    c(list, "pp-include-self", "#include \"hostile-pp-include-self.c\"\n");
    c(list, "pp-include-missing", "#include <no/such/file.h>\n");
    c(list, "pp-include-folder", "#include \"../fuzz\"\n");
    let bomb = format!("#define B0 + 1\n{}int x = 0 B40;{end}", chain(40, "#define B@ B$ B$\n"));
    c(list, "pp-bomb", bomb);
    let arguments = format!("#define F0(x) x x\n{}F40(y){end}", chain(40, "#define F@(x) F$(x) F$(x)\n"));
    c(list, "pp-bomb-arguments", arguments);
    c(list, "pp-bomb-in-arguments", format!("#define D(x) x x\n{};{end}", nest(60, "D(", "y", ")")));
    c(list, "pp-calls-nested", format!("#define F(x) (x)\n{}", returns(&nest(DEEP, "F(", "42", ")"))));
    right(list, "pp-calls-some", format!("#define F(x) (x)\n{}", returns(&nest(30, "F(", "42", ")"))));
    c(list, "pp-chain", format!("#define M0 42\n{}{}", chain(DEEP, "#define M@ M$\n"), returns("M100000")));
    c(
        list,
        "pp-mutual",
        "#define A B\n#define B A\n#define F(x) G(x)\n#define G(x) F(x)\nint A = F(G(B));\n",
    );
    let paste = format!("#define CAT(a, b) a##b\nint {};{end}", nest(500, "CAT(", "x", ", y)"));
    c(list, "pp-paste-nested", paste);
    c(list, "pp-parameters", format!("#define F({}x) x\nint y = F(1);{end}", numbered(DEEP, "p$, ")));
    right(list, "pp-arguments", format!("#define F(...) 42\nint y = F({}1);{end}", "1, ".repeat(DEEP)));
    c(list, "pp-argument-long", format!("#define S(x) #x\nchar *s = S({});{end}", "word ".repeat(DEEP)));
    c(list, "pp-body-long", format!("#define L {}\nint x = L 1;{end}", "1 + ".repeat(DEEP)));
    c(list, "pp-hashes", format!("#define H {}\nint x = 1 H;{end}", "# ".repeat(DEEP)));
    right(list, "pp-defines", numbered(DEEP, "#define N$ $\n") + end);
    right(list, "pp-redefines", "#define N 1\n#undef N\n".repeat(DEEP) + end);
    right(list, "pp-lines", "#line 5 \"x.c\"\n".repeat(DEEP) + end);
    c(list, "pp-line-overflow", format!("#line 99999999999999999999\n{end}"));
    c(list, "pp-line-negative", format!("#line -1\n{end}"));
    c(list, "pp-error-long", format!("#error {}\n", "very ".repeat(DEEP)));
    for (name, text) in [
        ("define", "#define"),
        ("define-open", "#define F("),
        ("define-splice", "#define X \\"),
        ("call-open", "#define F(x) x\nint y = F(1"),
        ("call-name", "#define F(x) x\nint y = F"),
        ("include", "#include"),
        ("include-open", "#include \"x"),
        ("include-angle", "#include <x"),
        ("include-long", &format!("#include \"{}\"", "x".repeat(DEEP))),
        ("if", "#if"),
        ("if-open", "#if ("),
        ("line", "#line"),
        ("undef", "#undef"),
        ("hash", "#"),
        ("directive-in-call", "#define F(x) x\nint y = F(\n#define Z\n1);\n"),
    ] {
        c(list, &format!("pp-end-{name}"), text);
    }
}

fn sizes(list: &mut Vec<Case>) {
    let end = "int main(void) { return 42; }\n";
    for (name, text) in [
        ("array-tera", "char a[1099511627776];"),
        ("array-max", "char a[9223372036854775807];"),
        ("array-overflow", "int a[0x4000000000000000];"),
        ("array-wraps", "int a[0x100000000][0x100000000];"),
        ("array-negative", "int a[-5];"),
        ("array-unsigned", "int a[18446744073709551615u];"),
        ("array-giga", "char a[3000000000u];"),
        ("data-tera", "char a[] = {[1099511627775] = 1};"),
        ("data-giga", "char a[1000000000] = {1};"),
        ("data-gigas", "char a[600000000] = {1}, b[600000000] = {1};"),
        ("struct-giga", "struct s { char a[0x7fffffff], b[0x7fffffff]; } s[0x7fffffff];"),
        ("enum-max", "enum { A = 0x7fffffffffffffff, B };"),
        ("shift", "int a[1 << 100];"),
        ("divide", "int a[1 / 0], b[1 % 0];"),
        ("divide-overflow", "long x = (-9223372036854775807L - 1) / -1;"),
    ] {
        c(list, &format!("size-{name}"), format!("{text}\n{end}"));
    }
    c(list, "size-frame-giga", "int main(void) { char a[2000000000]; a[0] = 42; return a[0]; }\n");
    c(list, "size-frame-tera", "int main(void) { char a[1000000000000]; a[0] = 42; return a[0]; }\n");
    let main = |body: &str| format!("int main(void) {{ {body} }}\n");
    right(list, "many-globals", numbered(DEEP, "int g$;\n") + end);
    right(list, "many-functions", numbered(20_000, "int f$(int n) { return n + $; }\n") + end);
    right(list, "many-locals", main(&(numbered(20_000, "int l$ = $;\n") + "return 42;")));
    right(
        list,
        "many-cases",
        main(&format!("switch (5) {{ {} }} return 42;", numbered(20_000, "case $: ;"))),
    );
    c(list, "many-cases-chained", main(&format!("switch (5) {{ {} ; }}", numbered(20_000, "case $: "))));
    let sparse = numbered(20_000, "case $000007: break;\n");
    right(list, "many-cases-sparse", main(&format!("switch (5L) {{ {sparse} }} return 42;")));
    c(list, "many-cases-equal", main(&format!("switch (5) {{ {} }} return 42;", "case 1: ".repeat(20_000))));
    right(list, "many-members", format!("struct s {{ {} }};\n{end}", numbered(DEEP, "int m$; ")));
    right(list, "many-enumerators", format!("enum {{ {} }};\n{end}", numbered(DEEP, "E$, ")));
    right(list, "many-elements", format!("int a[] = {{ {} }};\n{end}", numbered(DEEP, "$, ")));
    right(list, "many-strings", format!("char *a[] = {{ {} }};\n{end}", numbered(DEEP, "\"s$\", ")));
    let parameters = numbered(2000, "int p$, ") + "int last";
    let arguments = numbered(2000, "$, ") + "42";
    right(
        list,
        "many-arguments",
        format!("int f({parameters}) {{ return last; }} {}", returns(&format!("f({arguments})"))),
    );
    right(list, "many-declarators", format!("int {} x;\n{end}", numbered(DEEP, "d$, ")));
    right(list, "many-declarations", "extern int x;\n".repeat(DEEP) + end);
    right(
        list,
        "many-statements",
        main(&("x = x + 1;\n".repeat(20_000).replacen("x =", "int x = 0; x =", 1) + "return 42;")),
    );
    let name = "n".repeat(1_000_000);
    right(list, "long-name", format!("int {name} = 42; int main(void) {{ return {name}; }}\n"));
    right(list, "long-string", format!("char *s = \"{}\";\n{end}", "s".repeat(1_000_000)));
    c(list, "long-number", format!("int x = {};\n{end}", "9".repeat(1_000_000)));
    c(list, "long-suffix", format!("int x = 1{};\n{end}", "u".repeat(1_000_000)));
    c(list, "long-character", format!("int x = '{}';\n{end}", "c".repeat(1_000_000)));
    right(list, "long-comment", format!("/*{}*/{end}", "*".repeat(1_000_000)));
    right(list, "long-blank", " ".repeat(1_000_000) + end);
    right(list, "long-line", "extern int x; ".repeat(70_000) + end);
    right(list, "long-splices", "\\\n".repeat(DEEP) + end);
    right(list, "long-splice-in-name", format!("in{}t main(void) {{ return 42; }}\n", "\\\n".repeat(DEEP)));
}

fn bytes(list: &mut Vec<Case>, rng: &mut Rng) {
    let end = "int main(void) { return 42; }";
    right(list, "no-newline", end);
    right(list, "carriage-returns", "int x;\r\nint main(void)\r\n{ return 42; }\r\n");
    for (name, text) in [
        ("empty", ""),
        ("newline", "\n"),
        ("backslash", "\\"),
        ("comment-open", "/*"),
        ("comment-almost", "/*/"),
        ("line-comment", "//"),
        ("string-open", "char *s = \""),
        ("string-backslash", "char *s = \"\\"),
        ("string-newline", "char *s = \"a\nb\";"),
        ("character-open", "int x = '"),
        ("character-backslash", "int x = '\\"),
        ("hex-open", "int x = '\\x"),
        ("parenthesis-open", "int main(void) { return ("),
        ("block-open", "int main(void) {"),
        ("struct-open", "struct s {"),
        ("enum-open", "enum e {"),
        ("parameter-open", "int f("),
        ("declarator-open", "int ("),
        ("index-open", "int a["),
        ("type-only", "int"),
        ("typedef-only", "typedef"),
        ("initializer-open", "int x ="),
        ("designator-open", "int a[] = {[0"),
        ("case-open", "int main(void) { switch (1) { case"),
        ("for-open", "int main(void) { for (;"),
        ("do-open", "int main(void) { do ; while ("),
        ("sizeof-open", "int x = sizeof("),
        ("braces-closed", "}}}}"),
        ("trigraph", "int main(void) ??< return 42; ??>"),
    ] {
        c(list, &format!("end-{name}"), text);
    }
    for (name, text) in [
        ("nul", b"int x;\0int y;\n".to_vec()),
        ("nul-in-string", b"char *s = \"a\0b\";\n".to_vec()),
        ("nul-in-comment", b"/* \0 */ int x; // \0\n".to_vec()),
        ("nul-in-skipped", b"#if 0\n\0\n#endif\n".to_vec()),
        ("nul-last", b"int x;\0".to_vec()),
        ("nuls", vec![0; DEEP]),
        ("bad-utf8", b"int \xff\xfe; char *s = \"\xc3\x28\";\n".to_vec()),
        ("utf8-name", "int é = 1;\n".as_bytes().to_vec()),
        ("byte-order-mark", b"\xef\xbb\xbfint x;\n".to_vec()),
        ("utf16", b"i\0n\0t\0 \0x\0;\0".to_vec()),
        ("controls", (1..=255).collect()),
        ("escape-in-error", b"int x = \x1b[31m@;\n".to_vec()),
        ("lone-returns", b"int x;\rint y;\r@\r".to_vec()),
    ] {
        c(list, &format!("bytes-{name}"), text);
    }
    for i in 0..50 {
        let random: Vec<u8> = (0..4096).map(|_| rng.next() as u8).collect();
        c(list, &format!("random-bytes-{i}"), random);
        let printable: Vec<u8> = (0..4096).map(|_| b' ' + (rng.next() % 95) as u8).collect();
        c(list, &format!("random-text-{i}"), printable);
    }
}

fn macro_text(list: &mut Vec<Case>) {
    let deep = |name: &str, open: &str, middle: &str, close: &str| {
        (name.to_string(), nest(DEEP, open, middle, close))
    };
    let mut texts = vec![
        deep("if", "%if 1\n", "", "%end\n"),
        deep("if-open", "%if 1\n", "", ""),
        deep("macros", "%macro m\n", "", "%end\n"),
        deep("scopes", "%open t\n", "", "%close t\n"),
        deep("funcs", "func f\n", "", "end\n"),
        deep("objects", "object o\n", "", "end\n"),
        ("parentheses".to_string(), format!("byte {}\n", nest(DEEP, "(", "1", ")"))),
        ("unary".to_string(), format!("byte {}\n", nest(DEEP, "-", "1", ""))),
        ("sum".to_string(), format!("byte {}\n", nest(DEEP, "1 + ", "1", ""))),
        ("conditional".to_string(), format!("byte {}\n", nest(DEEP, "0 ? 1 : ", "1", ""))),
        ("lets".to_string(), numbered(DEEP, "%let x$ = $\n")),
        ("many-macros".to_string(), numbered(DEEP, "%macro m$ a\nbyte a\n%end\n")),
        ("many-labels".to_string(), numbered(DEEP, ":l$\n")),
        ("many-units".to_string(), "%unit\n".repeat(DEEP)),
        ("many-bytes".to_string(), format!("byte {}1\n", "1, ".repeat(DEEP))),
        (
            "bomb".to_string(),
            format!("%macro b0\nbyte 1\n%end\n{}b40\n", chain(40, "%macro b@\nb$\nb$\n%end\n")),
        ),
        ("long-name".to_string(), format!(":{}\n", "n".repeat(1_000_000))),
        ("long-string".to_string(), format!("ascii \"{}\"\n", "n".repeat(1_000_000))),
        ("long-line".to_string(), " ".repeat(1_000_000)),
    ];
    for (name, text) in [
        ("recursion", "%macro r\nr\n%end\nr\n"),
        ("recursion-mutual", "%macro a\nb\n%end\n%macro b\na\n%end\na\n"),
        ("recursion-counted", "%macro r n\n%if n\nr n - 1\nr n - 1\n%end\n%end\nr 60\n"),
        ("zero-tera", "section data\nzero 1099511627776\n"),
        ("zero-negative", "zero 0 - 5\n"),
        ("bss-tera", "section bss\nzero 1099511627776\n"),
        ("align-three", "align 3\n"),
        ("align-huge", "align 1 << 40\n"),
        ("align-zero", "align 0\n"),
        ("divide", "byte 1 / 0\n"),
        ("divide-overflow", "quad (1 << 63) / (0 - 1)\n"),
        ("remainder-overflow", "quad (1 << 63) % (0 - 1)\n"),
        ("shift", "quad 1 << 64\n"),
        ("shift-negative", "quad 1 << (0 - 1)\n"),
        ("number", "quad 99999999999999999999999\n"),
        ("string-open", "ascii \"abc\n"),
        ("string-escape", "ascii \"\\q\"\n"),
        ("macro-open", "%macro m\nbyte 1\n"),
        ("end-alone", "%end\n"),
        ("else-alone", "%else\n"),
        ("close-alone", "%close t\n"),
        ("scope-alone", "b t^x\n"),
        ("label-twice", ":x\n:x\n"),
        ("macro-twice", "%macro m\n%end\n%macro m\n%end\n"),
        ("too-many", "%macro m a\n%end\nm 1, 2\n"),
        ("too-few", "%macro m a\n%end\nm\n"),
        ("unknown", "nonsense 1, 2\n"),
        ("unknown-name", "byte x\n"),
        ("section", "section nowhere\n"),
        ("func-open", "func f\n"),
        ("end-extra", "end\n"),
        ("bytes-in-bss", "section bss\nbyte 1\n"),
        ("ref", "ref no, x, 0, 0\n"),
        ("field", "%field f 9 abs s 0:8:0\n"),
        ("field-wide", "%field f 4 abs s 0:64:40\n"),
        ("error", "%error \"stop\"\n"),
        ("nul", "byte 1\0\n"),
        ("paste", "%macro m a\n:a##b##1\n%end\nm x\n"),
        ("no-newline", "byte 1"),
        ("empty", ""),
    ] {
        texts.push((name.to_string(), text.to_string()));
    }
    for (name, text) in texts {
        list.push(Case {
            name: format!("hostile-p1-{name}"),
            kind: Kind::P1,
            text: text.into_bytes(),
            exit: None,
        });
    }
}

fn hex(list: &mut Vec<Case>) {
    let start = ".func _start\n90\n.end\n";
    let mut texts = vec![
        ("objects".to_string(), nest(DEEP, ".object o\n", "", ".end\n")),
        ("many-labels".to_string(), numbered(DEEP, ":l$\n")),
        ("many-funcs".to_string(), numbered(DEEP, ".func f$\n90\n.end\n")),
        ("many-fields".to_string(), numbered(DEEP, ".field f$ 4 pc s 0:32:0\n")),
        ("many-parts".to_string(), format!(".field f 8 abs n {}\n", "0:1:0 ".repeat(DEEP))),
        ("many-bytes".to_string(), "90 ".repeat(1_000_000)),
        ("long-name".to_string(), format!(":{}\n", "n".repeat(1_000_000))),
        ("long-comment".to_string(), format!("#{}\n", "n".repeat(1_000_000))),
    ];
    for (name, text) in [
        ("zero-tera", ".section data\n.zero 1099511627776\n"),
        ("zero-max", ".section data\n.zero 9223372036854775807\n.zero 9223372036854775807\n"),
        ("bss-tera", ".section bss\n.zero 1099511627776\n"),
        ("bss-max", ".section bss\n.zero 18446744073709551615\n.zero 18446744073709551615\n"),
        ("zero-text", ".zero x\n"),
        ("align-three", ".align 3\n"),
        ("align-huge", ".align 1099511627776\n"),
        ("align-zero", ".align 0\n"),
        ("digit", "9\n"),
        ("digits", "999\n"),
        ("letters", "zz\n"),
        ("undefined", ".field f 8 abs n 0:64:0\n!f nowhere 0 0\n"),
        ("no-field", "!f _start 0 0\n"),
        ("field-twice", ".field f 8 abs n 0:64:0\n.field f 8 abs n 0:64:0\n"),
        ("field-size", ".field f 9 abs n 0:64:0\n"),
        ("field-zero", ".field f 0 abs n 0:0:0\n"),
        ("field-wide", ".field f 4 abs n 0:64:40\n"),
        ("field-huge", ".field f 4 abs n 4294967295:4294967295:4294967295\n"),
        ("field-mode", ".field f 4 what n 0:32:0\n"),
        ("field-check", ".field f 4 abs q 0:32:0\n"),
        ("field-empty", ".field f 4 abs n\n"),
        ("range", ".field f 1 abs s 0:8:0\n!f _start 0 0\n"),
        ("addend", ".field f 8 abs n 0:64:0\n!f _start 99999999999999999999 0\n"),
        ("base", ".field f 1 abs n 0:8:0\n!f _start 0 fffffffffffffffff\n"),
        ("reference-short", ".field f 1 abs n 0:8:0\n!f _start\n"),
        ("label-twice", ":x\n:x\n"),
        ("label-empty", ":\n"),
        ("label-is-func", ":_start\n"),
        ("section", ".section nowhere\n"),
        ("func-open", ".func f\n"),
        ("end-extra", ".end\n"),
        ("bytes-in-bss", ".section bss\n90\n"),
        ("directive", ".nonsense\n"),
        ("nul", "90\0 90\n"),
    ] {
        texts.push((name.to_string(), text.to_string()));
    }
    for (name, text) in texts {
        let text = format!("{start}{text}").into_bytes();
        list.push(Case { name: format!("hostile-hex-{name}"), kind: Kind::Hex, text, exit: None });
    }
    for (name, text) in
        [("empty", ""), ("no-start", ".func main\n90\n.end\n"), ("no-newline", ".func _start\n90\n.end")]
    {
        let text = text.as_bytes().to_vec();
        list.push(Case { name: format!("hostile-hex-{name}"), kind: Kind::Hex, text, exit: None });
    }
}
