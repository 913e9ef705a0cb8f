//! Generated input: C and P1 texts of many equal parts, each part of one shape.
//!
//! Every shape asks one table or list of the tools to grow: a step whose time grows faster
//! than the text would show.

pub struct Shape {
    pub name: &'static str,
    /// The text with n parts.
    pub text: fn(usize) -> String,
    /// Parts of the smaller text.
    pub parts: usize,
}

/// Numbered copies: `#` in `pattern` becomes 0, 1, 2 …, `@` the number after it.
fn copies(n: usize, pattern: &str) -> String {
    let mut out = String::with_capacity(n * (pattern.len() + 8));
    for i in 0..n {
        for c in pattern.chars() {
            match c {
                '#' => out += &i.to_string(),
                '@' => out += &(i + 1).to_string(),
                c => out.push(c),
            }
        }
    }
    out
}

const MAIN: &str = "int main(void) { return 0; }\n";

fn in_main(body: &str) -> String {
    format!("int main(void) {{\nint x = 1;\n{body}return x;\n}}\n")
}

/// The bodies of ordinary programs: every statement, many operators.
fn mixed(n: usize) -> String {
    let function = "/* Function number #. */
struct node# { struct node# *next; int key; char name[16]; };
static int table#[8] = {1, 2, 3, 4, 5, 6, 7, #};

static int work#(struct node# *list, int n, unsigned char c)
{
    int sum = n * 3 + c, i;
    for (i = 0; i < 8 && list; i++) {
        if (list->key > table#[i] || (c & 7) == 3)
            sum += list->key << 2 | table#[(i + n) % 8];
        else
            sum -= list->name[i] ? list->name[i] : n / (i + 1);
        list = list->next;
    }
    switch (sum % 5) {
    case 0: return sum + #;
    case 1: sum ^= 0x55; break;
    case 3: while (sum > 100) sum /= 2;
    default: sum = -sum;
    }
    return sum >= 0 ? sum : ~sum;
}

";
    copies(n, function) + MAIN
}

/// Macros, each used once.
fn macros(n: usize) -> String {
    let uses: String = (0..n).map(|i| format!("x += M{i}(x);\n")).collect();
    (0..n).map(|i| format!("#define M{i}(a) (a + {i})\n")).collect::<String>() + &in_main(&uses)
}

pub const C: [Shape; 20] = [
    Shape { name: "mixed", parts: 1000, text: mixed },
    Shape {
        name: "functions",
        parts: 20_000,
        text: |n| copies(n, "int f#(int a) { return a + #; }\n") + MAIN,
    },
    Shape {
        name: "calls",
        parts: 12_500,
        text: |n| {
            copies(n, "int f#(int);\n")
                + &in_main(&copies(n, "x += f#(x);\n"))
                + &copies(n, "int f#(int a) { return a; }\n")
        },
    },
    Shape { name: "globals", parts: 25_000, text: |n| copies(n, "int g# = #;\nlong *p#;\n") + MAIN },
    Shape { name: "statements", parts: 25_000, text: |n| in_main(&copies(n, "x = x * 3 + #;\n")) },
    Shape { name: "locals", parts: 25_000, text: |n| in_main(&copies(n, "int l# = x;\nx += l#;\n")) },
    Shape {
        name: "blocks",
        parts: 20_000,
        text: |n| in_main(&copies(n, "{ int y = x; if (y) { int z = y; x = z; } }\n")),
    },
    Shape {
        name: "labels",
        parts: 20_000,
        text: |n| in_main(&(copies(n, "l#: if (x) goto l@;\n") + &format!("l{n}:;\n"))),
    },
    Shape {
        name: "cases",
        parts: 25_000,
        text: |n| in_main(&format!("switch (x) {{\n{}}}\n", copies(n, "case #: x += #; break;\n"))),
    },
    Shape {
        name: "sparse cases",
        parts: 25_000,
        text: |n| in_main(&format!("switch (x) {{\n{}}}\n", copies(n, "case #13: x += #; break;\n"))),
    },
    Shape {
        name: "strings",
        parts: 25_000,
        text: |n| format!("const char *s[] = {{\n{}}};\n{MAIN}", copies(n, "\"string number #\",\n")),
    },
    Shape {
        name: "same strings",
        parts: 37_500,
        text: |n| format!("const char *s[] = {{\n{}}};\n{MAIN}", copies(n, "\"the same string\",\n")),
    },
    Shape {
        name: "elements",
        parts: 100_000,
        text: |n| format!("int a[] = {{\n{}}};\n{MAIN}", copies(n, "#,\n")),
    },
    Shape {
        name: "designators",
        parts: 37_500,
        text: |n| format!("int a[] = {{\n{}}};\n{MAIN}", copies(n, "[#] = #,\n")),
    },
    Shape {
        name: "enumerators",
        parts: 50_000,
        text: |n| format!("enum {{\n{}}};\n{MAIN}", copies(n, "E#,\n")),
    },
    Shape {
        name: "members",
        parts: 20_000,
        text: |n| {
            format!("struct s {{\n{}}} s;\n{}", copies(n, "int m#;\n"), in_main(&copies(n, "x += s.m#;\n")))
        },
    },
    Shape {
        name: "types",
        parts: 15_000,
        text: |n| copies(n, "typedef struct s# { struct s# *p; int n; } t#;\nt# v#;\n") + MAIN,
    },
    Shape { name: "macros", parts: 20_000, text: macros },
    Shape {
        name: "long sums",
        parts: 500,
        text: |n| in_main(&format!("x = x{};\n", " + x".repeat(200)).repeat(n)),
    },
    Shape {
        name: "comments",
        parts: 25_000,
        text: |n| copies(n, "/* A comment of one line, #. */ // and another\n\n") + MAIN,
    },
];

pub const P1: [Shape; 5] = [
    Shape { name: "P1 macros", parts: 25_000, text: |n| copies(n, "%macro m# a\nbyte a\n%end\n") },
    Shape { name: "P1 constants", parts: 37_500, text: |n| copies(n, "%let x# = #\nquad x#\n") },
    Shape {
        name: "P1 labels",
        parts: 20_000,
        text: |n| format!("func f\n{}:.l{n}\nret\nend\n", copies(n, ":.l#\nb .l@\n")),
    },
    Shape {
        name: "P1 functions",
        parts: 10_000,
        text: |n| copies(n, "func f#\nenter 16\nmov a0, a1\ncall f#\nleave 16\nret\nend\n"),
    },
    Shape { name: "P1 bytes", parts: 100_000, text: |n| copies(n, "byte # & 255\n") },
];
