//! `arith`: exhaustive tables of arithmetic.
//!
//! Every binary, unary and assignment operator on every pair of integer types at their edge
//! values, as C programs that run in all executions of the suite. The operands are two
//! variables (`vars`), a variable and a constant (`mixed`), two constants that the compiler
//! folds (`folded`), one operand (`unary`), and numbers of the preprocessor (`if`). What C
//! leaves undefined is left out, except for what `-fwrapv` defines. A line of output is a
//! hash over all values of one operator on one pair of types, and the last of these values.

mod types;

use crate::corpus::Program;
use crate::host::{ARCHES, Host, scratch, write};
use crate::suite::five_ways;
use crate::tally::Tally;
use std::fmt::Write;
use types::{TYPES, Type, common, evaluate, literal};

const BINARY: [&str; 18] =
    ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "<", "<=", ">", ">=", "==", "!=", "&&", "||"];
const ASSIGNING: [&str; 10] = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"];
/// Operators whose result steers a branch.
const BRANCHING: [&str; 8] = ["<", "<=", ">", ">=", "==", "!=", "&&", "||"];

const START: &str = "#include <stdio.h>

static unsigned long hash, last;

static void mix(unsigned long v) {
    hash = (hash ^ v) * 0x9e3779b97f4a7c15UL;
    hash ^= hash >> 29;
    last = v;
}

static void show(const char *what) {
    printf(\"%s %lx %lx\\n\", what, hash, last);
    hash = 0;
}
";

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need_oracle()?;
    let folder = scratch("arith")?;
    let mut sources = vec![("unary".to_string(), unary()), ("if".to_string(), conditions())];
    for t in &TYPES {
        sources.push((format!("vars-{}", t.id), vars(t)));
        sources.push((format!("mixed-{}", t.id), mixed(t)));
        sources.push((format!("folded-{}", t.id), folded(t)));
    }
    sources.retain(|s| args.is_empty() || args.iter().any(|a| s.0.contains(a.as_str())));
    let mut programs = Vec::new();
    for (name, source) in &sources {
        let file = format!("{folder}/{name}.c");
        write(&file, source)?;
        programs.push(Program::single(name, &file));
    }
    let tally = Tally::default();
    host.each(&programs, |program| five_ways(host, program, &folder, &ARCHES, &tally));
    Ok(tally)
}

/// The arrays of edge values of all types.
fn values() -> String {
    let mut out = String::new();
    for t in &TYPES {
        let list: Vec<String> = t.edges().into_iter().map(|v| t.constant(v)).collect();
        let _ = writeln!(out, "static const {} v_{}[] = {{{}}};", t.c, t.id, list.join(", "));
    }
    out
}

fn count(t: &Type) -> usize {
    t.edges().len()
}

/// A C condition under which `x OP y` is defined; `x` and `y` are C expressions.
fn guard(op: &str, tx: &Type, x: &str, ty: &Type, y: &str) -> Option<String> {
    match op {
        "/" | "%" => {
            let t = common(tx, ty);
            let overflows = format!("({c}){x} == {min} && {y} == -1", c = t.c, min = literal(t.min()));
            Some(if t.signed { format!("{y} != 0 && !({overflows})") } else { format!("{y} != 0") })
        }
        "<<" | ">>" => Some(format!("(unsigned long){y} < {}", tx.promoted().bits)),
        _ => None,
    }
}

/// `statement`, run only where the operator is defined.
fn guarded(guard: Option<String>, statement: &str) -> String {
    guard.map_or(statement.to_string(), |g| format!("if ({g}) {statement}"))
}

/// Functions over all values of two variables, for each right type.
fn vars(a: &Type) -> String {
    let mut out = format!("{START}\n{}", values());
    for b in &TYPES {
        let _ = writeln!(
            out,
            "\nstatic void with_{}(void) {{\n    {} x;\n    {} y;\n    int i, j;",
            b.id, a.c, b.c
        );
        let mut table = |what: &str, op: &str, statement: &str| {
            let body = guarded(guard(op, a, "x", b, "y"), statement);
            let pair = format!("x = v_{}[i], y = v_{}[j];", a.id, b.id);
            let loops = format!("for (i = 0; i < {}; i++) for (j = 0; j < {}; j++)", count(a), count(b));
            let _ = writeln!(out, "    {loops} {{ {pair} {body} }}");
            let _ = writeln!(out, "    show(\"{} {what} {}\");", a.id, b.id);
        };
        for op in BINARY {
            table(op, op, &format!("mix(x {op} y);"));
            let kind = format!("(x {op} y)");
            table(
                &format!("type of {op}"),
                op,
                &format!("mix(sizeof {kind} * 2 + ((1 ? -1 : {kind}) < 0));"),
            );
        }
        for op in ASSIGNING {
            table(&format!("{op}="), op, &format!("{{ mix(x {op}= y); mix(x); }}"));
        }
        for op in BRANCHING {
            table(&format!("if {op}"), op, &format!("{{ if (x {op} y) mix(i); else mix(j); }}"));
            table(&format!("if not {op}"), op, &format!("if (!(x {op} y)) mix(i * 100 + j);"));
        }
        table("=", "=", "{ mix(x = y); mix(x); }");
        table("?:", "?:", "{ mix(i & 1 ? x : y); mix((1 ? -1 : i ? x : y) < 0); }");
        table(",", ",", "mix((x, y));");
        out.push_str("}\n");
    }
    out + &main_calls("with_")
}

/// `main` calls the function of each type.
fn main_calls(prefix: &str) -> String {
    let calls: String = TYPES.iter().map(|t| format!("    {prefix}{}();\n", t.id)).collect();
    format!("\nint main(void) {{\n{calls}    return 0;\n}}\n")
}

/// A variable of type `a` with each constant of each type, on either side.
fn mixed(a: &Type) -> String {
    let mut out = format!("{START}\n{}", values());
    for b in &TYPES {
        let _ = writeln!(out, "\nstatic void with_{}(void) {{\n    {} x;\n    int i;", b.id, a.c);
        for op in BINARY {
            let mut body = String::new();
            for v in b.edges() {
                let c = b.constant(v);
                let right_defined =
                    !["<<", ">>"].contains(&op) || (0..a.promoted().bits as i128).contains(&v);
                if right_defined && !(["/", "%"].contains(&op) && v == 0) {
                    let statement = format!("mix(x {op} {c}); ");
                    body += &guarded(guard(op, a, "x", b, &c).filter(|_| v == -1), &statement);
                }
                body += &guarded(guard(op, b, &c, a, "x"), &format!("mix({c} {op} x); "));
                if BRANCHING.contains(&op) {
                    let _ = write!(body, "if (x {op} {c}) mix(i); if (!({c} {op} x)) mix(-i); ");
                }
            }
            let _ = writeln!(out, "    for (i = 0; i < {}; i++) {{ x = v_{}[i]; {body}}}", count(a), a.id);
            let _ = writeln!(out, "    show(\"{} {op} constant {}\");", a.id, b.id);
        }
        for op in ASSIGNING {
            let mut body = String::new();
            for v in b.edges() {
                if evaluate(op, a, 0, b, v).is_some() && v != -1 {
                    let _ = write!(body, "x = v_{}[i]; mix(x {op}= {}); mix(x); ", a.id, b.constant(v));
                }
            }
            let _ = writeln!(out, "    for (i = 0; i < {}; i++) {{ {body}}}", count(a));
            let _ = writeln!(out, "    show(\"{} {op}= constant {}\");", a.id, b.id);
        }
        out.push_str("}\n");
    }
    out + &main_calls("with_")
}

/// Initializers of two constants each, which the compiler must fold.
fn folded(a: &Type) -> String {
    let mut out = START.to_string();
    for b in &TYPES {
        let mut shows = String::new();
        for (i, op) in BINARY.into_iter().enumerate() {
            let mut list = String::new();
            for x in a.few_edges() {
                for y in b.few_edges() {
                    if evaluate(op, a, x, b, y).is_some() {
                        let _ = write!(list, "{} {op} {}, ", a.constant(x), b.constant(y));
                    }
                }
            }
            let _ = writeln!(out, "static const unsigned long {}_{i}[] = {{{list}}};", b.id);
            let name = format!("{}_{i}", b.id);
            let _ = writeln!(shows, "    for (i = 0; i < sizeof {name} / 8; i++) mix({name}[i]);");
            let _ = writeln!(shows, "    show(\"{} {op} {}\");", a.id, b.id);
        }
        let _ = writeln!(out, "\nstatic void with_{}(void) {{\n    unsigned long i;\n{shows}}}\n", b.id);
    }
    out + &main_calls("with_")
}

/// Operators of one operand, and every way in which a value changes its type.
fn unary() -> String {
    let mut out = format!("{START}\n{}", values());
    for t in &TYPES {
        let _ = writeln!(
            out,
            "static {c} global_{i};\nstatic {c} pass_{i}({c} v) {{ return v; }}",
            c = t.c,
            i = t.id
        );
        let _ = writeln!(out, "static {c} cut_{i}(long v) {{ return v; }}", c = t.c, i = t.id);
    }
    for a in &TYPES {
        let _ = writeln!(out, "\nstatic void of_{}(void) {{\n    {} x;\n    int i;", a.id, a.c);
        let mut table = |what: &str, statement: &str| {
            let _ = writeln!(
                out,
                "    for (i = 0; i < {n}; i++) {{ x = v_{id}[i]; {statement} }}\n    show(\"{what} {id}\");",
                n = count(a),
                id = a.id
            );
        };
        for op in ["+", "-", "~", "!", "!!", "- -", "-~", "~-"] {
            table(
                op,
                &format!("mix({op}x); mix(sizeof({op}x)); mix((1 ? -1 : {op}x) < 0); if ({op}x) mix(i);"),
            );
        }
        table("++", "mix(++x); mix(x); mix(x++); mix(x); mix(sizeof x++);");
        table("--", "mix(--x); mix(x); mix(x--); mix(x); mix(sizeof --x);");
        table("truth", "if (x) mix(1); if (!x) mix(2); while (x) { mix(3); break; } mix(x ? 4 : 5);");
        table("switch", "switch (x) { case 0: mix(1); break; case 1: mix(2); break; case -1: mix(3); }");
        for b in &TYPES {
            let (c, id) = (b.c, b.id);
            table(
                &format!("to {id} from"),
                &format!(
                    "{c} y = x, z[2] = {{x, x}}, *p = z; struct {{ char pad; {c} m; }} s = {{1, x}}; \
                     mix(({c})x); mix(y); mix(z[1]); mix(s.m); mix(pass_{id}(x)); mix(cut_{id}(x)); \
                     global_{id} = x; mix(global_{id}); *p++ = x; *p = x; mix(z[0]); mix(s.m = x); \
                     mix(({c})(x + 1)); mix(({c})-x); mix((x, y)); mix(y == x);"
                ),
            );
        }
        out.push_str("}\n");
    }
    out + &main_calls("of_")
}

/// `#if` with every operator on intmax_t and uintmax_t (C11 6.10.1p4).
fn conditions() -> String {
    let (signed, unsigned) = (&TYPES[8], &TYPES[9]);
    let mut out = format!("{START}\nint main(void) {{\n");
    for (a, b) in [(signed, signed), (signed, unsigned), (unsigned, signed), (unsigned, unsigned)] {
        for op in BINARY {
            for x in a.few_edges() {
                for y in b.few_edges() {
                    let Some(value) = evaluate(op, a, x, b, y) else { continue };
                    let (x, y) = (number(a, x), number(b, y));
                    let _ = writeln!(out, "#if ({x} {op} {y}) == {}\n    mix(1);", literal(value));
                    let _ =
                        writeln!(out, "#elif ({x} {op} {y}) < 0\n    mix(2);\n#else\n    mix(3);\n#endif");
                }
            }
            let _ = writeln!(out, "    show(\"{} {op} {}\");", a.id, b.id);
        }
    }
    out + "    return 0;\n}\n"
}

/// A value as a preprocessing number of its type.
fn number(t: &Type, v: i128) -> String {
    if t.signed { literal(v) } else { format!("{v}UL") }
}
