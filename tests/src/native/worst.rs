//! Programs at the limits: what nests as deep as real programs never do must compile, what nests deeper or grows
//! without end must be refused.

use super::bad::{Case, Want};

/// This deep must compile.
const DEEP: usize = 10_000;
/// Nobody needs this.
const TOO_DEEP: usize = 200_000;

pub fn cases() -> Vec<Case> {
    let mut list = Vec::new();
    nested(&mut list);
    growing(&mut list);
    large(&mut list);
    constants(&mut list);
    list
}

fn add(list: &mut Vec<Case>, name: &str, want: Want, text: String) {
    list.push(Case { name: format!("worst-{name}"), text: text.into_bytes(), want, folder: ".".to_string() });
}

fn nest(n: usize, open: &str, middle: &str, close: &str) -> String {
    open.repeat(n) + middle + &close.repeat(n)
}

/// Numbered copies: `$` in `pattern` becomes 0, 1, 2 …, `@` the number after it.
fn numbered(n: usize, pattern: &str) -> String {
    (0..n).map(|i| pattern.replace('$', &i.to_string()).replace('@', &(i + 1).to_string())).collect()
}

fn returns(expression: &str) -> String {
    format!(
        "int a[1], x = 42, *p = &x;\nint f(int n) {{ return n; }}\nint main(void) {{ return {expression}; }}\n"
    )
}

/// Each form at DEEP levels, where it must compile, and at TOO_DEEP.
fn nested(list: &mut Vec<Case>) {
    for (name, open, middle, close, after) in [
        ("parentheses", "(", "x", ")", ""),
        ("minus", "- - ", "x", "", ""),
        ("complement", "~ ~", "x", "", ""),
        ("casts", "(int)", "x", "", ""),
        ("address", "*&", "x", "", ""),
        ("index", "a[", "0", "]", " + 42"),
        ("calls", "f(", "x", ")", ""),
        ("conditional-right", "a[0] ? 1 : ", "x", "", ""),
        ("conditional-middle", "x ? ", "42", " : 0", ""),
        ("conditional-parentheses", "(x ? ", "42", " : 0)", ""),
        ("assignment", "x = ", "42", "", ""),
        ("comma", "(a[0], ", "x", ")", ""),
        ("sum-left", "(", "x", " + 0)", ""),
        ("sum-right", "(0 + ", "x", ")", ""),
        ("long-left", "(", "x", " - a[0])", ""),
        ("long-right", "(a[0] + ", "x", ")", ""),
        ("and", "(x && ", "1", ")", " ? 42 : 0"),
        ("or", "(a[0] || ", "1", ")", " ? 42 : 0"),
        ("not", "!!", "x", "", " + 41"),
        ("sizeof", "sizeof ", "x", "", " + 34"),
        ("generic", "_Generic(x, int: ", "x", ")", ""),
        ("choose", "__builtin_choose_expr(1, ", "x", ", 0)", ""),
        ("statements", "({ ", "x", "; })", ""),
    ] {
        let text = returns(&(nest(DEEP, open, middle, close) + after));
        add(list, &format!("{name}-deep"), Want::Exit(42), text);
        let text = returns(&(nest(TOO_DEEP, open, middle, close) + after));
        add(list, &format!("{name}-too-deep"), Want::End, text);
    }
    for (name, open, middle, close) in [
        ("blocks", "{", "", "}"),
        ("if", "if (x) ", ";", ""),
        ("if-else", "if (a[0]) ; else ", ";", ""),
        ("while", "while (a[0]) ", ";", ""),
        ("for", "for (;a[0];) ", ";", ""),
        ("for-blocks", "for (int i = 0; i < a[0]; i++) {", ";", "}"),
        ("do", "do ", ";", " while (a[0]);"),
        ("do-blocks", "do {", "", "} while (a[0]);"),
        ("switch", "switch (x) { case 1:", ";", "}"),
    ] {
        for (n, kind, want) in [(DEEP, "deep", Want::Exit(42)), (TOO_DEEP, "too-deep", Want::End)] {
            let body = nest(n, open, middle, close);
            let text = format!("int a[1], x = 42;\nint main(void) {{ {body} return x; }}\n");
            add(list, &format!("{name}-{kind}"), want, text);
        }
    }
    for (name, open, middle, close) in [
        ("pointers", "extern int ", "*", "x;"),
        ("declarator-parentheses", "(", "x", ")"),
        ("arrays", "x", "[1]", ""),
        ("pointers-to-functions", "(*", "f", ")(void)"),
        ("function-results", "f(", "", ")"),
    ] {
        for (n, kind, want) in [(DEEP, "deep", Want::Accept), (TOO_DEEP, "too-deep", Want::End)] {
            let text = match name {
                "pointers" => format!("{open}{}{close}\n", middle.repeat(n)),
                "arrays" => format!("int {open}{};\n", middle.repeat(n)),
                "function-results" => format!("int {};\n", nest(n, "f(int ", "x", ")")),
                _ => format!("int {};\n", nest(n, open, middle, close)),
            };
            add(list, &format!("{name}-{kind}"), want, text);
        }
    }
    for (n, kind, want) in [(DEEP, "deep", Want::Accept), (TOO_DEEP, "too-deep", Want::End)] {
        add(
            list,
            &format!("structs-{kind}"),
            want,
            format!("{};\n", nest(n, "struct { ", "int x;", " } y;")),
        );
        add(list, &format!("pp-if-{kind}"), want, nest(n, "#if 1\n", "int x;\n", "#endif\n"));
        add(
            list,
            &format!("pp-skipped-{kind}"),
            want,
            "#if 0\n".to_string() + &nest(n, "#if 1\n", "int x;\n", "#endif\n") + "#endif\n",
        );
        add(list, &format!("pp-condition-{kind}"), want, format!("#if {}\n#endif\n", nest(n, "(", "1", ")")));
        add(
            list,
            &format!("pp-calls-{kind}"),
            Want::End,
            format!("#define F(x) (x)\nint x = {};\n", nest(n, "F(", "1", ")")),
        );
        add(
            list,
            &format!("scalar-braces-{kind}"),
            Want::End,
            format!("int x = {};\n", nest(n, "{", "1", "}")),
        );
        add(
            list,
            &format!("arrays-in-arrays-{kind}"),
            Want::End,
            format!("int x{} = {};\n", "[1]".repeat(n), nest(n, "{", "1", "}")),
        );
        add(list, &format!("attributes-{kind}"), want, format!("{} int x;\n", "__attribute__(())".repeat(n)));
        add(list, &format!("typeof-{kind}"), want, format!("{} x;\n", nest(n, "__typeof__(", "int", ")")));
        add(
            list,
            &format!("alignas-{kind}"),
            Want::End,
            format!("{} int x;\n", nest(n, "_Alignas(_Alignof(", "int", "))")),
        );
        add(
            list,
            &format!("compound-{kind}"),
            Want::End,
            format!("int x = sizeof {};\n", nest(n, "(int[]){ sizeof ", "1", "}")),
        );
    }
}

/// Texts that would grow without end.
fn growing(list: &mut Vec<Case>) {
    let bomb = format!("#define B0 + 1\n{}int x = 0 B40;\n", numbered(40, "#define B@ B$ B$\n"));
    add(list, "macro-bomb", Want::Refuse, bomb);
    let bomb = format!("#define B0(x) x x\n{}B40(int y;)\n", numbered(40, "#define B@(x) B$(x) B$(x)\n"));
    add(list, "macro-bomb-arguments", Want::Refuse, bomb);
    let bomb = format!("#define B0(x) #x\n{}char *s = B40(a);\n", numbered(40, "#define B@(x) B$(x x)\n"));
    add(list, "macro-bomb-strings", Want::End, bomb);
    let bomb = format!("#define B0 1\n{}#if B40\n#endif\n", numbered(40, "#define B@ B$ + B$\n"));
    add(list, "macro-bomb-condition", Want::Refuse, bomb);
    let bomb = format!("#define E\n#define B0 E\n{}int x = B40 1;\n", numbered(40, "#define B@ B$ B$\n"));
    add(list, "macro-bomb-empty", Want::Refuse, bomb);
    let chain = numbered(100_000, "#define M@ M$\n");
    add(
        list,
        "macro-chain",
        Want::Exit(42),
        format!("#define M0 42\n{chain}int main(void) {{ return M100000; }}\n"),
    );
    add(list, "include-self", Want::Refuse, "#include \"worst-include-self.c\"\n".to_string());
    add(list, "include-self-twice", Want::Refuse, "#include __FILE__\n#include __FILE__\n".to_string());
    add(list, "include-folder", Want::Refuse, "#include \".\"\n".to_string());
    let types = numbered(64, "struct s@ { struct s$ a[16]; };\n");
    add(list, "size-overflow", Want::Refuse, format!("struct s0 {{ int x; }};\n{types}struct s64 s;\n"));
    let doubled = numbered(40, "struct s@ { struct s$ a, b; };\n");
    add(
        list,
        "struct-doubled",
        Want::End,
        format!(
            "struct s0 {{ int x; }};\n{doubled}int f(struct s40 *p) {{ return p->a.b.a.b.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.x; }}\nstruct s30 g(struct s30 s) {{ return s; }}\n"
        ),
    );
    let types = numbered(30, "typedef void f@(f$ *, f$ *);\n");
    add(
        list,
        "types-doubled",
        Want::End,
        format!("typedef void f0(int);\n{types}f30 *a; int b = a;\nextern f30 g; extern f30 g;\n"),
    );
    let same = types.replace(" f", " g").replace("(f", "(g");
    let types = format!("typedef void f0(int);\ntypedef void g0(int);\n{types}{same}");
    let compared = format!("{types}extern f30 h; extern g30 h; extern f30 h; f30 *p = (g30 *)0;\n");
    add(list, "types-compared", Want::Accept, compared);
    add(
        list,
        "initializer-doubled",
        Want::End,
        format!(
            "struct s0 {{ int x; }};\n{doubled}struct s30 s = {{1}};\nint main(void) {{ struct s25 t = {{1}}; return t.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.x; }}\n"
        ),
    );
}

/// What is large without being long.
fn large(list: &mut Vec<Case>) {
    for (name, text) in [
        ("sparse", "int a[] = { [500000000] = 1 };"),
        ("sparse-max", "char a[] = { [0x7ffffffffffffffe] = 1 };"),
        ("sparse-overflow", "int a[] = { [0x7fffffffffffffff] = 1 };"),
        ("range", "int a[] = { [0 ... 500000000] = 1 };"),
        ("range-max", "int a[] = { [0 ... 0x7fffffffffffffff] = 1 };"),
        ("range-many", "int a[1000][1000][1000] = { [0 ... 999] = { [0 ... 999] = { [0 ... 999] = 1 } } };"),
        ("local-sparse", "int f(int i) { int a[] = { [300000000] = 1 }; return a[i]; }"),
        ("local-range", "int f(int i) { int a[] = { [0 ... 300000000] = i }; return a[i]; }"),
        ("local-huge", "int f(int i) { char a[0x7fffffffffff]; return a[i]; }"),
        ("local-many-huge", "int f(int i) { char a[0x7ffffff0], b[0x7ffffff0]; return a[i] + b[i]; }"),
        ("common-huge", "char a[0x7fffffffffffffff];"),
        ("zero-huge", "static char a[0x7fffffffffff] = {0}; char *p = a;"),
        ("alignment", "_Alignas(1 << 30) char c;"),
        ("alignment-attribute", "char c __attribute__((aligned(1 << 28)));"),
        ("alignment-local", "char *f(void); int g(void) { _Alignas(1 << 20) char c[9]; return c == f(); }"),
        ("aligned-many", "struct { _Alignas(1 << 28) char a; char b; } x[9] = {{1}};"),
        ("fields", "struct { int a : 31; int : 0; long b : 63; } s[1 << 20] = { [(1 << 20) - 1] = {1, 2} };"),
        ("case-range", "int f(long i) { switch (i) { case 0 ... 0x7fffffffffffffff: return 1; } return 0; }"),
        (
            "case-ranges",
            "int f(long i) { switch (i) { case 0 ... 1000000000: return 1; case 2000000000 ... 4000000000: return 2; } return 0; }",
        ),
        (
            "case-sparse",
            "int f(long i) { switch (i) { case -0x7fffffffffffffff: return 1; case 0x7fffffffffffffff: return 2; case 0: return 3; case 1: return 4; case 2: return 5; case 3: return 6; } return 0; }",
        ),
        (
            "struct-result",
            "struct s { char a[1 << 30]; }; struct s f(struct s a) { struct s b = a; return b; }",
        ),
        ("struct-copy", "struct s { char a[1 << 30]; } x, y; void f(void) { x = y; }"),
        ("string-array", "char s[1 << 30] = \"x\"; char t[] = { \"abc\" };"),
        ("vla", "int f(int n) { int a[n][n][n]; return sizeof a + sizeof(int[n]); }"),
        (
            "offset",
            "struct s { char a[1 << 30][1 << 30]; }; long f(struct s *p, long i) { return p->a[i][i] + p[5].a[7][8]; }",
        ),
        ("common-line", "#line 2147483647 \"x\"\nint x = ;\n"),
    ] {
        add(list, &format!("large-{name}"), Want::End, format!("{text}\n"));
    }
    let statements = "x = x * 3 + y; y ^= x >> 3; if (x > y) x -= y; else y++;\n".repeat(5000);
    add(
        list,
        "long-function",
        Want::Accept,
        format!("int f(int x, int y) {{ {statements} return x + y; }}\n"),
    );
    let live = numbered(2000, "int v$ = g($);\n") + "return " + &numbered(2000, "v$ + ") + "0;";
    add(list, "many-live", Want::Accept, format!("int g(int);\nint f(void) {{ {live} }}\n"));
    let labels = numbered(3000, "l$: if (g($)) goto l@;\n");
    add(
        list,
        "many-gotos",
        Want::Accept,
        format!("int g(int);\nint f(void) {{ {labels} l3000: return 0; }}\n"),
    );
    let tangled = numbered(1500, "l$: if (g($)) goto *t[g(@)];\n");
    let table = numbered(1500, "&&l$, ");
    add(
        list,
        "computed-gotos",
        Want::Accept,
        format!("int g(int);\nint f(void) {{ static void *t[] = {{ {table} }}; {tangled} return 0; }}\n"),
    );
    let loops = nest(200, "for (i = 0; i < n; i++) ", "s += i * n;", "");
    add(list, "nested-loops", Want::Accept, format!("int f(int n) {{ int i, s = 0; {loops} return s; }}\n"));
    let chains = numbered(500, "static int f@(int x) { return f$(x) + f$(x + 1); }\n");
    add(
        list,
        "inlining",
        Want::Accept,
        format!("static int f0(int x) {{ return x; }}\n{chains}int main(void) {{ return f500(1); }}\n"),
    );
    let asms = "__asm__ volatile (\"\" : \"+r\"(x));".repeat(1000);
    add(list, "many-asms", Want::End, format!("int f(int x) {{ {asms} return x; }}\n"));
    let locals = numbered(5000, "{ int a[4]; g(a); }\n");
    add(list, "many-arrays", Want::Accept, format!("void g(int *);\nvoid f(void) {{ {locals} }}\n"));
    let arms = numbered(5000, "else if (x == $) y = g(y + $);\n");
    add(
        list,
        "many-ifs",
        Want::Accept,
        format!("int g(int);\nint f(int x, int y) {{ if (x < 0) return 1;\n{arms} return y; }}\n"),
    );
}

/// Constant expressions without a value.
fn constants(list: &mut Vec<Case>) {
    for (name, text, want) in [
        ("divide", "int x = 1 / 0;", Want::Refuse),
        ("remainder", "int x = 1 % 0;", Want::Refuse),
        ("divide-size", "int a[1 / 0];", Want::Refuse),
        ("divide-case", "int f(int x) { switch (x) { case 1 / 0: return 1; } return 0; }", Want::Refuse),
        ("divide-enum", "enum { A = 1 / 0 };", Want::Refuse),
        ("divide-field", "struct s { int x : 1 / 0; };", Want::Refuse),
        ("divide-assert", "_Static_assert(1 / 0, \"\");", Want::Refuse),
        ("divide-condition", "#if 1 / 0\n#endif", Want::Refuse),
        ("remainder-condition", "#if 1 % 0\n#endif", Want::Refuse),
        ("divide-skipped", "#if 0 && 1 / 0\n#endif\nint x = 0 ? 1 / 0 : 2;", Want::Accept),
        ("divide-code", "int f(void) { return 1 / 0; }", Want::Accept),
        ("divide-code-long", "long f(long x) { return x / 0 + x % 0; }", Want::Accept),
        ("divide-overflow", "long f(void) { return (-0x7fffffffffffffffL - 1) / -1; }", Want::Accept),
        ("remainder-overflow", "long f(void) { return (-0x7fffffffffffffffL - 1) % -1; }", Want::Accept),
        ("divide-overflow-static", "long x = (-0x7fffffffffffffffL - 1) / -1;", Want::End),
        ("divide-overflow-condition", "#if (-0x7fffffffffffffff - 1) / -1\n#endif", Want::End),
        ("remainder-overflow-condition", "#if (-0x7fffffffffffffff - 1) % -1\n#endif", Want::End),
        ("divide-float", "double x = 1.0 / 0, y = 0.0 / 0.0; float z = 1.0f / 0.0f;", Want::Accept),
        ("float-to-int", "int x = (int)1e300, y = (int)(0.0 / 0.0);", Want::End),
        ("shift", "int x = 1 << 100, y = 1 << -1; int f(void) { return 1 << 100 | 1 >> -5; }", Want::End),
        ("shift-condition", "#if 1 << 100 || 1 >> -1\n#endif", Want::End),
        (
            "float-huge",
            "double x = 1e999999999999999999999, y = 0x1p-99999999999999999999; int z;",
            Want::End,
        ),
        (
            "address-arithmetic",
            "char a; char *p = &a + 0x7fffffffffffffff; char *q = &a - 0x7fffffffffffffff;",
            Want::End,
        ),
        ("address-difference", "char a, b; long d = &a - &b;", Want::Refuse),
        ("pointer-to-nothing", "struct s; struct s *p; int f(void) { return p[1] == p[2]; }", Want::Refuse),
        ("void-value", "void f(void); int g(void) { return f() + 1; }", Want::Refuse),
        ("self-size", "int x[sizeof x];", Want::Refuse),
        ("self-struct", "struct s { struct s s; };", Want::Refuse),
        ("self-typedef", "typedef t t;", Want::Refuse),
        ("self-init", "int x = x;", Want::Refuse),
        ("self-alias", "int f(void) __attribute__((alias(\"f\")));", Want::End),
        (
            "mutual-alias",
            "int f(void) __attribute__((alias(\"g\"))); int g(void) __attribute__((alias(\"f\")));",
            Want::End,
        ),
    ] {
        add(list, &format!("constant-{name}"), want, format!("{text}\n"));
    }
}
