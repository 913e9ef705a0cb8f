//! `audit-diff`: for pairs of files that differ in one known way, `audit diff` names it, and nothing that is not so.
//!
//! The pairs are stage1 for three machines with bytes changed in known places, stage1 built again with one statement
//! more, and small programs built by samara from two sources.

use crate::exec::{Cmd, End, text};
use crate::host::{ARCHES, Host, read, scratch, write};
use crate::rng::Rng;
use crate::source::sources;
use crate::tally::Tally;
use std::fs;
use std::path::Path;

/// Bytes changed in functions, one at a time.
const FLIPS: usize = 45;
/// Bytes changed anywhere.
const ANYWHERE: usize = 120;

/// An ELF file, as far as the edits need it.
#[derive(Clone)]
struct File {
    bytes: Vec<u8>,
}

/// A place in a file, with its size.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    size: usize,
}

impl File {
    fn number(&self, at: usize, size: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at + size)?;
        Some(bytes.iter().rev().fold(0, |value, &byte| value << 8 | usize::from(byte)))
    }

    fn put(&mut self, at: usize, bytes: &[u8]) -> Option<()> {
        self.bytes.get_mut(at..at + bytes.len())?.copy_from_slice(bytes);
        Some(())
    }

    fn flip(&mut self, at: usize, bits: u8) -> Option<()> {
        *self.bytes.get_mut(at)? ^= bits;
        Some(())
    }

    /// Where the header of a section is, by its number.
    fn header(&self, number: usize) -> Option<usize> {
        (number < self.number(0x3c, 2)?).then_some(self.number(0x28, 8)? + 64 * number)
    }

    fn name(&self, table: usize, at: usize) -> Option<String> {
        let names = self.number(table + 0x18, 8)?;
        let rest = self.bytes.get(names + at..)?;
        Some(text(rest.split(|&byte| byte == 0).next()?))
    }

    fn section_header(&self, name: &str) -> Option<usize> {
        let names = self.header(self.number(0x3e, 2)?)?;
        let mut headers = (0..).map_while(|number| self.header(number));
        headers.find(|&header| {
            self.number(header, 4).and_then(|at| self.name(names, at)).as_deref() == Some(name)
        })
    }

    fn section(&self, name: &str) -> Option<Place> {
        let header = self.section_header(name)?;
        Some(Place { at: self.number(header + 0x18, 8)?, size: self.number(header + 0x20, 8)? })
    }

    /// All symbols: the name, and where the entry is.
    fn symbols(&self) -> Option<Vec<(String, usize)>> {
        let table = self.section(".symtab")?;
        let names = self.section_header(".strtab")?;
        let entries = (table.at..table.at + table.size).step_by(24);
        entries.map(|at| Some((self.name(names, self.number(at, 4)?)?, at))).collect()
    }

    fn symbol(&self, name: &str) -> Option<usize> {
        self.symbols()?.into_iter().find(|symbol| symbol.0 == name).map(|symbol| symbol.1)
    }

    /// Where the contents of a symbol are.
    fn contents(&self, name: &str) -> Option<Place> {
        self.contents_of(self.symbol(name)?)
    }

    fn contents_of(&self, symbol: usize) -> Option<Place> {
        let header = self.header(self.number(symbol + 6, 2)?)?;
        let inside = self.number(symbol + 8, 8)?.checked_sub(self.number(header + 0x10, 8)?)?;
        Some(Place { at: self.number(header + 0x18, 8)? + inside, size: self.number(symbol + 16, 8)? })
    }

    /// Where the first bytes of this text are.
    fn find(&self, what: &[u8]) -> Option<usize> {
        self.bytes.windows(what.len()).position(|window| window == what)
    }
}

/// An edit and the words that must be said of it.
struct Case {
    name: &'static str,
    edit: fn(&mut File) -> Option<()>,
    words: &'static [&'static str],
}

const fn case(name: &'static str, edit: fn(&mut File) -> Option<()>, words: &'static [&'static str]) -> Case {
    Case { name, edit, words }
}

const CASES: &[Case] = &[
    // Headers
    case("entry point", |f| f.flip(0x18, 1), &["header ELF: e_entry differs", "_start"]),
    case("byte order of the ABI", |f| f.flip(7, 3), &["e_ident[EI_OSABI]", "System V", "GNU"]),
    case("padding of the header", |f| f.flip(12, 0x80), &["e_ident[EI_PAD]"]),
    case("flags of the machine", |f| f.flip(0x30, 4), &["e_flags"]),
    case("size of the header", |f| f.flip(0x34, 1), &["e_ehsize"]),
    case(
        "flags of a segment",
        |f| f.flip(64 + 2 * 56 + 4, 1),
        &["segment program header 2: p_flags differs", "read, write, execute"],
    ),
    case("physical address", |f| f.flip(64 + 56 + 0x18, 1), &["program header 1: p_paddr differs"]),
    case("executable stack", |f| f.flip(64 + 3 * 56 + 4, 1), &["program header 3: p_flags"]),
    // Sections
    case(
        "section made writable",
        |f| f.flip(f.section_header(".rodata")? + 8, 1),
        &["section .rodata: sh_flags differs", "writable"],
    ),
    case("alignment", |f| f.flip(f.section_header(".data")? + 0x30, 64), &["section .data: sh_addralign"]),
    case(
        "section renamed",
        |f| {
            let names = f.section(".shstrtab")?.at;
            let at = names + f.number(f.section_header(".data")?, 4)?;
            f.put(at, b".dats")
        },
        &["section .data: renamed to .dats"],
    ),
    case("size of .bss", |f| f.flip(f.section_header(".bss")? + 0x21, 1), &["section .bss: sh_size differs"]),
    // Symbols
    case(
        "symbol renamed",
        |f| {
            let at = f.section(".strtab")?.at + f.number(f.symbol("ast_clear")?, 4)?;
            f.put(at, b"ast_cleax")
        },
        &["symbol ast_clear: renamed to ast_cleax"],
    ),
    case(
        "symbol moved",
        |f| {
            let at = f.symbol("ast_add")? + 8;
            f.flip(at, 4)
        },
        &["function ast_add: "],
    ),
    case(
        "object without bytes moved",
        |f| f.flip(f.symbol("environ")? + 8, 8),
        &["objects only moved", "environ"],
    ),
    case("size of a symbol", |f| f.flip(f.symbol("ast_clear")? + 16, 4), &["ast_clear", "function"]),
    case(
        "type of a symbol",
        |f| f.flip(f.symbol("main")? + 4, 3),
        &["symbol main: type: function -> object"],
    ),
    case(
        "binding of a symbol",
        |f| f.flip(f.symbol("main")? + 4, 0x30),
        &["symbol main: binding: global -> weak"],
    ),
    case("visibility of a symbol", |f| f.flip(f.symbol("main")? + 5, 2), &["symbol main: visibility"]),
    case("section of a symbol", |f| f.flip(f.symbol("main")? + 6, 1), &["main", "section: .text -> .data"]),
    case(
        "order of symbols",
        |f| {
            let at = f.section(".symtab")?.at;
            let first = f.bytes.get(at + 24..at + 48)?.to_vec();
            let second = f.bytes.get(at + 48..at + 72)?.to_vec();
            f.put(at + 24, &second)?;
            f.put(at + 48, &first)
        },
        &["section .symtab: ", "bytes differ"],
    ),
    // Code
    case(
        "byte of a function",
        |f| f.flip(f.contents("ast_clear")?.at + 9, 4),
        &["function ast_clear: changed", "@@ stage1/cc/ast.c:1"],
    ),
    case(
        "function emptied",
        |f| {
            let place = f.contents("ast_get")?;
            f.put(place.at, &vec![0; place.size])
        },
        &["function ast_get: changed"],
    ),
    case(
        "two functions exchanged",
        |f| {
            let (a, b) = (f.symbol("ast_get")? + 8, f.symbol("ast_clear")? + 8);
            let (x, y) = (f.bytes.get(a..a + 16)?.to_vec(), f.bytes.get(b..b + 16)?.to_vec());
            f.put(a, &y)?;
            f.put(b, &x)
        },
        &["ast_get", "ast_clear", "function"],
    ),
    // Data
    case(
        "string",
        |f| f.put(f.find(b"the expression is too complex")?, b"THE"),
        &["data str.", "3 bytes differ", "\"the expression i\"", "\"THE expression i\""],
    ),
    case(
        "object",
        |f| f.flip(f.contents("streams.33")?.at + 4, 2),
        &["data streams.33: 1 bytes differ", "offset 0x4"],
    ),
    case(
        "padding between segments",
        |f| {
            let place = f.section(".text")?;
            f.flip(place.at + place.size + 2, 0x90)
        },
        &["padding at file offset", "1 bytes differ, the first at offset 0x2"],
    ),
    case(
        "bytes behind the end",
        |f| {
            f.bytes.extend(b"more");
            Some(())
        },
        &["bytes at ", "added: 4 bytes", "\"more\""],
    ),
];

pub fn run(host: &Host, _: &[String]) -> Result<Tally, String> {
    host.need_stage1()?;
    let audit = super::program()?;
    let folder = scratch("audit-diff")?;
    let tally = Tally::default();
    let arches: Vec<(usize, &str)> = ARCHES.into_iter().enumerate().collect();
    let mut originals = Vec::new();
    for arch in ARCHES {
        originals.push(File { bytes: read(format!("build/{arch}/stage1"))? });
    }
    // Every edit on one of the machines, in turn.
    host.each(&Vec::from_iter(0..CASES.len()), |&index| {
        let (Some(case), Some(original)) = (CASES.get(index), originals.get(index % originals.len())) else {
            return;
        };
        let pair = Pair {
            audit: &audit,
            arch: ARCHES[index % ARCHES.len()],
            place: format!("{folder}/case-{index}"),
        };
        let mut file = original.clone();
        let made = (case.edit)(&mut file).ok_or("there is nothing to change".to_string());
        tally.record(case.name, made.and_then(|()| pair.says(&file, case.words)));
    });
    host.each(&Vec::from_iter(0..FLIPS), |&index| {
        let Some(original) = originals.get(index % originals.len()) else { return };
        let pair = Pair {
            audit: &audit,
            arch: ARCHES[index % ARCHES.len()],
            place: format!("{folder}/flip-{index}"),
        };
        tally.record("byte of a function", pair.function(original, index as u64));
    });
    host.each(&Vec::from_iter(0..ANYWHERE), |&index| {
        let Some(original) = originals.get(index % originals.len()) else { return };
        let pair = Pair {
            audit: &audit,
            arch: ARCHES[index % ARCHES.len()],
            place: format!("{folder}/any-{index}"),
        };
        tally.record("byte anywhere", pair.anywhere(original, index as u64));
    });
    host.each(&arches, |&(_, arch)| {
        tally.record(&format!("one statement more, {arch}"), statement(host, &audit, arch, &folder));
    });
    for (index, program) in PROGRAMS.iter().enumerate() {
        for machine in ["x86_64", "aarch64"] {
            let name = format!("{}, {machine}", program.name);
            tally.record(
                &name,
                programs(host, &audit, program, machine, &format!("{folder}/program-{index}-{machine}")),
            );
        }
    }
    command_line(&audit, &folder, &tally)?;
    Ok(tally)
}

/// stage1 of a machine and a manipulated copy of it.
struct Pair<'a> {
    audit: &'a str,
    arch: &'a str,
    place: String,
}

impl Pair<'_> {
    /// What is said of the original and `file`; the exit status must be 1.
    fn diff(&self, file: &File) -> Result<String, String> {
        write(&self.place, &file.bytes)?;
        let original = format!("build/{}/stage1", self.arch);
        let map = format!("{original}.map");
        let outcome = Cmd::new(self.audit)
            .args(["diff", &original, &self.place, "--map-a", &map, "--map-b", &map])
            .seconds(20)
            .run()?;
        fs::remove_file(&self.place).map_err(|error| error.to_string())?;
        match outcome.end {
            End::Exit(1) => Ok(text(&outcome.stdout)),
            end => Err(format!("{end}: {}{}", text(&outcome.stdout), text(&outcome.stderr))),
        }
    }

    fn says(&self, file: &File, words: &[&str]) -> Result<(), String> {
        let said = self.diff(file)?;
        match words.iter().find(|word| !said.contains(**word)) {
            Some(word) => Err(format!("{}: not said: {word}\n{said}", self.arch)),
            None => Ok(()),
        }
    }

    /// A byte of a function chosen at random is changed: the function is named, and no other.
    fn function(&self, original: &File, seed: u64) -> Result<(), String> {
        let mut rng = Rng::new(seed);
        let symbols = original.symbols().ok_or("no symbols")?;
        let is_function = |at: usize| original.number(at + 4, 1).is_some_and(|info| info & 15 == 2);
        let functions: Vec<&(String, usize)> =
            symbols.iter().filter(|symbol| is_function(symbol.1)).collect();
        let (name, symbol) = functions[rng.below(functions.len())];
        let place = original.contents_of(*symbol).ok_or("no contents")?;
        let mut file = original.clone();
        file.flip(place.at + rng.below(place.size), 1 << rng.below(8)).ok_or("outside of the file")?;
        let said = self.diff(&file)?;
        let named: Vec<&str> = said.lines().filter(|line| line.starts_with("function ")).collect();
        let expected = format!("function {name}: changed");
        if named.len() == 1 && named[0].starts_with(&expected) {
            Ok(())
        } else {
            Err(format!("{}: not said alone: {expected}\n{said}", self.arch))
        }
    }

    /// A byte chosen at random is changed: it is told in some way, never as if nothing were different.
    fn anywhere(&self, original: &File, seed: u64) -> Result<(), String> {
        let mut rng = Rng::new(1000 + seed);
        let mut file = original.clone();
        let at = rng.below(file.bytes.len());
        file.flip(at, 1 << rng.below(8)).ok_or("outside of the file")?;
        let said = self.diff(&file)?;
        let told =
            said.lines().count() >= 2 && (!said.contains("nothing but") || said.contains("only moved"));
        if told { Ok(()) } else { Err(format!("{} at {at:#x}:\n{said}", self.arch)) }
    }
}

/// stage1 with one statement more in a function: that function is named; the others only moved.
fn statement(host: &Host, audit: &str, arch: &str, folder: &str) -> Result<(), String> {
    let place = format!("{folder}/statement-{arch}");
    let list = text(&read("stage1/SOURCES")?);
    let mut files = Vec::new();
    for file in sources(&["stage1"])? {
        let copy = format!("{place}/{file}");
        fs::create_dir_all(Path::new(&copy).parent().unwrap_or(Path::new("."))).map_err(|e| e.to_string())?;
        fs::copy(&file, &copy).map_err(|error| format!("{file}: {error}"))?;
    }
    let changed = format!("{place}/stage1/cc/ast.c");
    let source = text(&read(&changed)?);
    let more =
        source.replacen("    ast->count = 0;\n", "    ast->count = 0;\n    ast->room = ast->room * 3;\n", 1);
    write(&changed, more)?;
    files.extend(list.split_whitespace().map(|file| format!("{place}/{file}")));
    let (program, map) = (format!("{place}/stage1.new"), format!("{place}/stage1.map"));
    let include = format!("{place}/stage1/lib");
    Cmd::new(&host.seed)
        .args(["build", "-a", arch, "-I", &include])
        .args(&files)
        .args(["-o", &program, "--map", &map])
        .ok()?;
    let original = format!("build/{arch}/stage1");
    let outcome = Cmd::new(audit)
        .args(["diff", &original, &program, "--map-a", &format!("{original}.map"), "--map-b", &map])
        .run()?;
    let said = text(&outcome.stdout);
    let functions = said.lines().filter(|line| line.starts_with("function ")).count();
    let moved =
        said.lines().find_map(|line| line.strip_prefix("summary: ")?.split_once(" functions only moved"));
    let moved: usize = moved.and_then(|(count, _)| count.parse().ok()).unwrap_or(0);
    let words =
        ["function ast_clear: changed", "stage1/cc/ast.c:13", "segment program header 1: p_filesz, p_memsz"];
    match words.iter().find(|word| !said.contains(**word)) {
        None if functions == 1 && moved > 500 && outcome.end == End::Exit(1) => Ok(()),
        missing => Err(format!("{functions} functions, {moved} moved, not said: {missing:?}\n{said}")),
    }
}

/// Two sources of a small program, and what is said of what samara makes of them.
struct Programs {
    name: &'static str,
    from: &'static str,
    to: &'static str,
    words: &'static [&'static str],
    /// How many functions are told to be changed.
    functions: usize,
}

const SOURCE: &str = r#"
static const char *const names[] = {"one", "two", "three"};
int limit = 40;
static int counter;
int first(int x) {
    return x + limit;
}
int second(int x) {
    counter += x;
    return first(x) * 3;
}
static int pick(int x) {
    switch (x) {
    case 0: return second(1);
    case 1: return first(2) + 5;
    case 2: return names[2][0];
    case 3: return counter;
    case 4: return 99;
    case 5: return second(x) - 1;
    default: return 0;
    }
}
int last(int x) {
    return pick(x) + names[x & 1][0] + second(7);
}
void _start(void) {
    for (;;)
        last(limit);
}
"#;

const PROGRAMS: &[Programs] = &[
    Programs {
        name: "a constant",
        from: "return first(2) + 5;",
        to: "return first(2) + 6;",
        words: &["function pick: changed", "new.c:15"],
        functions: 1,
    },
    Programs {
        name: "a statement more",
        from: "    return x + limit;",
        to: "    limit ^= x; return x + limit;",
        words: &["function first: changed", "functions only moved", "new.c:6"],
        functions: 1,
    },
    Programs {
        name: "another callee",
        from: "return pick(x) + names[x & 1][0] + second(7);",
        to: "return pick(x) + names[x & 1][0] + first(7);",
        words: &["function last: changed"],
        functions: 1,
    },
    Programs {
        name: "a function more",
        from: "int second(int x) {",
        to: "int extra(int x) {\n    return x * x - 1;\n}\nint second(int x) {",
        words: &["symbol extra: added: function of ", "functions only moved"],
        functions: 0,
    },
    Programs {
        name: "a function renamed",
        from: "second(",
        to: "zweite(",
        words: &["symbol second: renamed to zweite"],
        functions: 0,
    },
    Programs {
        name: "a variable's value",
        from: "limit = 40",
        to: "limit = 41",
        words: &["data limit: 1 bytes differ"],
        functions: 0,
    },
    Programs {
        name: "a string of the same length",
        from: "\"two\"",
        to: "\"TWO\"",
        words: &["two", "TWO"],
        functions: 0,
    },
    Programs {
        name: "a variable more",
        from: "int limit = 40;",
        to: "int before = 3;\nint limit = 40;\n",
        words: &["symbol before: added: object of 4 bytes"],
        functions: 0,
    },
    Programs {
        name: "a static function made global",
        from: "static int pick",
        to: "int pick",
        words: &["symbol pick: binding: local -> global"],
        functions: 0,
    },
];

fn programs(host: &Host, audit: &str, case: &Programs, machine: &str, place: &str) -> Result<(), String> {
    let samara = format!("build/{}/stage2/bin/samara", host.native);
    if !Path::new(&samara).is_file() {
        return Err("samara is missing: run 'make stage2' first".to_string());
    }
    fs::create_dir_all(place).map_err(|error| error.to_string())?;
    let changed = SOURCE.replace(case.from, case.to);
    if changed == SOURCE {
        return Err("the sources are the same".to_string());
    }
    let target = format!("--target={machine}-linux-musl");
    for (name, source) in [("old", SOURCE), ("new", &changed)] {
        let (c, program) = (format!("{place}/{name}.c"), format!("{place}/{name}"));
        write(&c, source)?;
        Cmd::new(&samara).args([&target, "-O0", "-g", "-static", "-nostdlib", &c, "-o", &program]).ok()?;
    }
    let (old, new) = (format!("{place}/old"), format!("{place}/new"));
    let outcome = Cmd::new(audit).args(["diff", &old, &new]).run()?;
    let said = text(&outcome.stdout);
    let functions = said.lines().filter(|line| line.starts_with("function ")).count();
    match case.words.iter().find(|word| !said.contains(**word)) {
        None if functions == case.functions && outcome.end == End::Exit(1) => Ok(()),
        missing => {
            Err(format!("{functions} functions, not said: {missing:?}\n{said}{}", text(&outcome.stderr)))
        }
    }
}

/// Options, exit statuses, files that are no ELF files.
fn command_line(audit: &str, folder: &str, tally: &Tally) -> Result<(), String> {
    let (a, b) = ("build/x86_64/stage1", "build/aarch64/stage1");
    let copy = format!("{folder}/copy");
    fs::copy(a, &copy).map_err(|error| error.to_string())?;
    let no_elf = format!("{folder}/text");
    write(&no_elf, "no ELF file\n")?;
    let cases: &[(&str, &[&str], i32, &[&str])] = &[
        ("identical", &[a, &copy], 0, &["are identical"]),
        ("identical, JSON", &[a, &copy, "--json"], 0, &["\"same\": true"]),
        ("another machine", &[a, b], 1, &["e_machine", "summary: "]),
        (
            "another machine, JSON",
            &[a, b, "--json"],
            1,
            &["\"same\": false", "\"kind\": \"header\"", "\"counts\": {"],
        ),
        ("a limit", &[a, b, "--limit", "1"], 1, &["more places; --limit shows them"]),
        ("no ELF file", &[a, &no_elf], 2, &[]),
        ("a file that is not there", &[a, "build/no-such-file"], 2, &[]),
        ("one file", &[a], 2, &[]),
        ("a bad limit", &[a, b, "--limit", "x"], 2, &[]),
    ];
    for (name, words, status, expected) in cases {
        let outcome = Cmd::new(audit).arg("diff").args(*words).seconds(20).run()?;
        let said = text(&outcome.stdout);
        let missing = expected.iter().find(|word| !said.contains(**word));
        let good = outcome.end == End::Exit(*status) && missing.is_none();
        tally.record(
            name,
            if good { Ok(()) } else { Err(format!("{}, not said: {missing:?}\n{said}", outcome.end)) },
        );
    }
    Ok(())
}
