//! `abi [N] [--seed S]`: generated callers and callees, one built by samara and the other by gcc, in both
//! directions and at each level, understand each other.
//!
//! A pair is a function with random parameters (scalars, structs, unions, arrays in structs, homogeneous
//! floating aggregates, long double, some variadic) and a random result, and its call. The callee hashes what
//! arrives, the caller what comes back; the output must be that of gcc with gcc. samara links all of them.

use super::{LEVELS, Samara, TARGETS, gcc};
use crate::exec::{Cmd, text};
use crate::host::{Host, scratch, write};
use crate::options::Options;
use crate::rng::Rng;
use crate::tally::Tally;

const PAIRS: usize = 200;
const SEED: u64 = 2026;
/// Pairs of one program.
const BATCH: usize = 20;

const SCALARS: [&str; 16] = [
    "char",
    "signed char",
    "unsigned char",
    "short",
    "unsigned short",
    "int",
    "unsigned",
    "long",
    "unsigned long",
    "long long",
    "_Bool",
    "void *",
    "float",
    "double",
    "float",
    "long double",
];
/// What variadic functions can fetch: nothing that promotion changes.
const PROMOTED: [&str; 6] = ["int", "unsigned", "long", "double", "long double", "void *"];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, PAIRS, SEED)?;
    let samara = Samara::find(host)?;
    let folder = scratch("abi")?;
    let batches: Vec<usize> = (0..options.count.div_ceil(BATCH)).collect();
    let tally = Tally::default();
    host.each(&batches, |batch| {
        let base = format!("{folder}/{batch}");
        let program = Generator::new(options.seed + *batch as u64).program();
        if let Err(why) = program.write(&base) {
            tally.fail(&base, &why);
            return;
        }
        for target in TARGETS {
            for level in LEVELS {
                let test = format!("abi {batch} {target} {level}");
                if let Err(why) = both_ways(host, &samara, target, level, &base, &test, &tally) {
                    tally.fail(&test, &why);
                }
            }
        }
    });
    Ok(tally)
}

fn both_ways(
    host: &Host,
    samara: &Samara,
    target: &str,
    level: &str,
    base: &str,
    test: &str,
    tally: &Tally,
) -> Result<(), String> {
    let object = |part: &str, who: &str| format!("{base}.{part}.{target}{level}.{who}.o");
    for part in ["caller", "callee"] {
        let source = format!("{base}.{part}.c");
        let options = ["-w", "-O1", "-fno-stack-protector", "-fsigned-char", "-c", &source, "-o"];
        Cmd::new(gcc(target)).args(options).arg(object(part, "gcc")).ok()?;
        let ours = samara.cc(target).args(["-w", "-fsigned-char", level, "-c", &source, "-o"]);
        ours.arg(object(part, "samara")).ok()?;
    }
    let link = |caller: &str, callee: &str| -> Result<String, String> {
        let output = format!("{base}.{target}{level}.{caller}.{callee}");
        let objects = [object("caller", caller), object("callee", callee)];
        samara.cc(target).arg("-o").arg(&output).args(objects).ok()?;
        Ok(text(&host.execute(target, &output).ok()?.stdout))
    };
    let expected = link("gcc", "gcc")?;
    for (caller, callee) in [("samara", "gcc"), ("gcc", "samara"), ("samara", "samara")] {
        let result = link(caller, callee).and_then(|got| difference(&expected, &got));
        tally.record(&format!("{test} {caller} calls {callee}"), result);
    }
    Ok(())
}

fn difference(expected: &str, got: &str) -> Result<(), String> {
    match expected.lines().zip(got.lines()).find(|(a, b)| a != b) {
        Some((a, b)) => Err(format!("'{b}' instead of '{a}'")),
        None if expected.len() == got.len() => Ok(()),
        None => Err("the output has another length".to_string()),
    }
}

/// The three files of a program.
struct Program {
    types: String,
    caller: String,
    callee: String,
}

impl Program {
    fn write(&self, base: &str) -> Result<(), String> {
        let file = base.rsplit('/').next().unwrap_or(base);
        let include = format!("#include \"{file}.types.h\"\n");
        write(format!("{base}.types.h"), &self.types)?;
        write(format!("{base}.caller.c"), format!("{include}{}", self.caller))?;
        write(format!("{base}.callee.c"), format!("{include}{}", self.callee))
    }
}

/// A type with functions `fill_TAG` and `hash_TAG` for its values.
#[derive(Clone)]
struct Kind {
    name: String,
    tag: String,
}

struct Generator {
    rng: Rng,
    types: String,
    kinds: Vec<Kind>,
    structs: usize,
}

const PRELUDE: &str = "typedef unsigned long Hash;
int printf(const char *, ...);
static Hash mix(Hash h, Hash v) { return (h ^ v) * 1099511628211ul + (h >> 29); }
extern Hash seen;
";

impl Generator {
    fn new(seed: u64) -> Generator {
        let mut generator =
            Generator { rng: Rng::new(seed), types: PRELUDE.to_string(), kinds: Vec::new(), structs: 0 };
        for (number, name) in SCALARS.iter().enumerate() {
            generator.scalar(name, &format!("s{number}"));
        }
        generator
    }

    fn scalar(&mut self, name: &str, tag: &str) {
        let value = match name {
            "float" | "double" | "long double" => "(double)(long)(seed % 4096) / 8".to_string(),
            "_Bool" => "seed & 1".to_string(),
            "void *" => "(void *)seed".to_string(),
            _ => format!("({name})seed"),
        };
        let back = match name {
            "float" | "double" | "long double" => "(Hash)(long)((double)*p * 8)",
            _ => "(Hash)*p",
        };
        self.types += &format!(
            "static void fill_{tag}({name} *p, Hash seed) {{ *p = {value}; }}\n\
             static Hash hash_{tag}({name} *p, Hash h) {{ return mix(h, {back}); }}\n"
        );
        self.kinds.push(Kind { name: name.to_string(), tag: tag.to_string() });
    }

    /// A new struct or union; small ones and those of equal floats are the interesting ones.
    fn aggregate(&mut self) -> Kind {
        let tag = format!("a{}", self.structs);
        self.structs += 1;
        let is_union = self.rng.below(6) == 0;
        let floats = self.rng.below(3) == 0;
        let count = 1 + self.rng.below(if floats { 4 } else { 5 });
        let uniform = [12, 13, 15][self.rng.below(3)];
        let mut members = String::new();
        let (mut fill, mut hash) = (String::new(), String::new());
        for i in 0..count {
            let kind = if floats {
                self.kinds[uniform].clone()
            } else {
                let choice = self.rng.below(self.kinds.len());
                self.kinds[choice].clone()
            };
            let length = if self.rng.below(4) == 0 { 1 + self.rng.below(4) } else { 0 };
            let (name, inner) = (&kind.name, &kind.tag);
            if length == 0 {
                members += &format!("{name} m{i}; ");
            } else {
                members += &format!("{name} m{i}[{length}]; ");
            }
            if is_union && i > 0 {
                continue;
            }
            for k in 0..length.max(1) {
                let place = if length == 0 { format!("m{i}") } else { format!("m{i}[{k}]") };
                fill += &format!("fill_{inner}(&p->{place}, mix(seed, {})); ", 7 * i + k);
                hash += &format!("h = hash_{inner}(&p->{place}, h); ");
            }
        }
        let name = format!("{} {tag}", if is_union { "union" } else { "struct" });
        self.types += &format!(
            "{name} {{ {members}}};\n\
             static void fill_{tag}({name} *p, Hash seed) {{ {fill}}}\n\
             static Hash hash_{tag}({name} *p, Hash h) {{ {hash}return h; }}\n"
        );
        let kind = Kind { name, tag };
        self.kinds.push(kind.clone());
        kind
    }

    fn kind(&mut self) -> Kind {
        if self.rng.below(3) == 0 {
            return self.aggregate();
        }
        let choice = self.rng.below(self.kinds.len());
        self.kinds[choice].clone()
    }

    /// A kind that may stand for `...`.
    fn extra(&mut self) -> Kind {
        let aggregates: Vec<Kind> = self.kinds.iter().filter(|k| k.tag.starts_with('a')).cloned().collect();
        if !aggregates.is_empty() && self.rng.below(3) == 0 {
            return aggregates[self.rng.below(aggregates.len())].clone();
        }
        let name = PROMOTED[self.rng.below(PROMOTED.len())];
        self.kinds.iter().find(|k| k.name == name).cloned().unwrap_or_else(|| self.kinds[5].clone())
    }

    fn program(mut self) -> Program {
        let mut caller = "Hash seen;\nint main(void) {\n".to_string();
        let mut callee = "#include <stdarg.h>\n".to_string();
        for number in 0..BATCH {
            self.pair(number, &mut caller, &mut callee);
        }
        caller += "    return 0;\n}\n";
        Program { types: self.types, caller, callee }
    }

    fn pair(&mut self, number: usize, caller: &mut String, callee: &mut String) {
        let named: Vec<Kind> = (0..1 + self.rng.below(9)).map(|_| self.kind()).collect();
        let variadic = self.rng.below(4) == 0;
        let extra: Vec<Kind> =
            (0..if variadic { 1 + self.rng.below(8) } else { 0 }).map(|_| self.extra()).collect();
        let result = (self.rng.below(6) != 0).then(|| self.kind());
        let result_name = result.as_ref().map_or("void", |k| k.name.as_str());
        let mut params: Vec<String> =
            named.iter().enumerate().map(|(i, k)| format!("{} p{i}", k.name)).collect();
        if variadic {
            params.push("...".to_string());
        }
        let prototype = format!("{result_name} f{number}({})", params.join(", "));
        self.types += &format!("{prototype};\n");

        *callee += &format!("{prototype} {{\n    Hash h = {number};\n");
        for (i, kind) in named.iter().enumerate() {
            *callee += &format!("    h = hash_{}(&p{i}, h);\n", kind.tag);
        }
        if variadic {
            *callee += &format!("    va_list ap;\n    va_start(ap, p{});\n", named.len() - 1);
            for kind in &extra {
                let (name, tag) = (&kind.name, &kind.tag);
                *callee += &format!("    {{ {name} v = va_arg(ap, {name}); h = hash_{tag}(&v, h); }}\n");
            }
            *callee += "    va_end(ap);\n";
        }
        *callee += "    seen = h;\n";
        if let Some(kind) = &result {
            *callee += &format!("    {} r;\n    fill_{}(&r, h);\n    return r;\n", kind.name, kind.tag);
        }
        *callee += "}\n";

        *caller += "    {\n";
        for (i, kind) in named.iter().chain(&extra).enumerate() {
            *caller += &format!(
                "        {} v{i};\n        fill_{}(&v{i}, {}ul);\n",
                kind.name,
                kind.tag,
                self.rng.next()
            );
        }
        let passed: Vec<String> = (0..named.len() + extra.len()).map(|i| format!("v{i}")).collect();
        let call = format!("f{number}({})", passed.join(", "));
        match &result {
            Some(kind) => {
                *caller += &format!(
                    "        {} r = {call};\n        Hash h = hash_{}(&r, 1);\n",
                    kind.name, kind.tag
                );
            }
            None => *caller += &format!("        {call};\n        Hash h = 0;\n"),
        }
        *caller += &format!("        printf(\"f{number} %lx %lx\\n\", seen, h);\n    }}\n");
    }
}
