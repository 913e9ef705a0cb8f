//! Manipulations of a program built through P1 and of what explains it: one line each, with the check that finds it.

/// A program and its explanation, as they are or changed.
#[derive(Clone)]
pub struct Files {
    pub arch: &'static str,
    pub program: Vec<u8>,
    pub map: String,
    pub p1: String,
    /// The macro file of the architecture, and runtime.p1.
    pub macros: String,
    pub runtime: String,
    /// A C file to be found in the place of the true one.
    pub root: Option<(&'static str, String)>,
}

/// A manipulation.
pub struct Case {
    pub name: &'static str,
    /// The architecture that it is about; empty if any will do.
    pub arch: &'static str,
    pub check: &'static str,
    /// Changes the files; `None` if there is nothing to change.
    pub change: fn(&mut Files) -> Option<()>,
}

const fn case(name: &'static str, check: &'static str, change: fn(&mut Files) -> Option<()>) -> Case {
    Case { name, arch: "", check, change }
}

const fn on(
    arch: &'static str,
    name: &'static str,
    check: &'static str,
    change: fn(&mut Files) -> Option<()>,
) -> Case {
    Case { name, arch, check, change }
}

pub const CASES: &[Case] = &[
    // The program
    case("first byte of text", "map-bytes", |f| f.flip(".text", |_| 0)),
    case("byte in the middle of text", "map-bytes", |f| f.flip(".text", |size| size / 2)),
    case("last byte of text", "map-bytes", |f| f.flip(".text", |size| size - 1)),
    case("first byte of rodata", "map-bytes", |f| f.flip(".rodata", |_| 0)),
    case("byte in the middle of rodata", "map-bytes", |f| f.flip(".rodata", |size| size / 2)),
    case("byte of data", "map-bytes", |f| f.flip(".data", |size| size - 1)),
    case("byte of alignment", "map-bytes", |f| {
        let lines: Vec<&str> = f.p1.lines().collect();
        let aligns = |entry: &&str| {
            let number =
                entry.split(' ').nth(3).and_then(|call| call.strip_prefix("build/")?.split_once(".p1:"));
            let number: Option<usize> = number.and_then(|(_, number)| number.parse().ok());
            let line = number.and_then(|number| lines.get(number.checked_sub(1)?));
            line.is_some_and(|line| line.starts_with("align ")) && entry.starts_with("rodata ")
        };
        let offset = f.map.lines().find(aligns)?.split(' ').nth(1)?.parse().ok()?;
        f.flip(".rodata", |_| offset)
    }),
    case("a call goes elsewhere", "map-bytes", |f| {
        let entry = f.map.lines().find(|entry| entry.contains(" call "))?;
        let offset: u64 = entry.split(' ').nth(1)?.parse().ok()?;
        f.flip(".text", |_| offset + 1)
    }),
    case("padding before text", "map-padding", |f| {
        let (offset, _) = f.section(".text")?;
        *f.program.get_mut(offset - 1)? = 0x90;
        Some(())
    }),
    case("entry point", "map-header", |f| f.add(24, 4)),
    case("e_flags", "map-header", |f| f.add(48, 1)),
    case("e_ident", "map-header", |f| f.add(15, 1)),
    case("text becomes writable", "map-header", |f| f.add(64 + 56 + 4, 2)),
    case("the stack becomes executable", "map-header", |f| f.add(64 + 3 * 56 + 4, 1)),
    case("more memory for bss", "map-header", |f| f.add(64 + 2 * 56 + 40, 1)),
    case("a symbol is moved", "map-symbol", |f| f.symbol(7, 8)),
    case("a symbol grows", "map-symbol", |f| f.symbol(900, 16)),
    case("a function becomes an object", "map-symbol", |f| f.symbol(1, 4)),
    case("a symbol changes its section", "map-symbol", |f| f.symbol(3, 6)),
    case("a symbol is renamed", "map-symbol", |f| f.flip(".strtab", |size| size / 2)),
    case("two symbols are exchanged", "map-symbol", |f| {
        let (symtab, _) = f.section(".symtab")?;
        let table = f.program.get_mut(symtab..)?;
        (24..48).for_each(|at| table.swap(at, at + 24));
        Some(())
    }),
    case("a section is renamed", "map-header", |f| f.flip(".shstrtab", |_| 2)),
    case("a section shrinks", "map-header", |f| f.section_field(2, 32)),
    case("the flags of a section", "map-header", |f| f.section_field(1, 8)),
    case("a byte at the end", "map-size", |f| {
        f.program.push(0);
        Some(())
    }),
    case("the last byte is missing", "map-size", |f| f.program.pop().map(|_| ())),
    // The map
    case("offset", "map-cover", |f| f.entry("text ", 7, 1, |word| word + "0")),
    case("size", "map-cover", |f| f.entry("text ", 7, 2, |word| word + "1")),
    case("size in bss", "map-cover", |f| f.entry("bss ", 1, 2, |word| word + "1")),
    case("P1 line", "map-line", |f| f.entry("text ", 5000, 3, |word| word + "1")),
    case("P1 file", "map-line", |f| f.entry("text ", 50, 3, |word| word.replace("stage1", "stage2"))),
    case("macro", "map-definition", |f| f.entry("text ", 60, 4, |word| word + "_")),
    case("line of the definition", "map-definition", |f| f.entry("text ", 70, 5, |word| word + "1")),
    case("file of the definition", "map-definition", |f| {
        f.entry("text ", 80, 5, |word| word.replace("macros/", "macros/../macros/"))
    }),
    case("no macro", "map-definition", |f| {
        f.entry("text ", 90, 4, |_| "-".to_string())?;
        f.entry("text ", 90, 5, |_| "-".to_string())
    }),
    case("C line", "map-source", |f| f.entry("text ", 100, 6, |word| word + "0")),
    case("C file", "map-source", |f| f.entry("rodata ", 1, 6, |word| format!("x{word}"))),
    case("no C line", "map-source", |f| f.entry("text ", 120, 6, |_| "-".to_string())),
    case("an entry is missing", "map-cover", |f| f.lines(|lines| drop(lines.remove(4321)))),
    case("the last entry is missing", "map-cover", |f| f.lines(|lines| drop(lines.pop()))),
    case("an entry stands twice", "map-cover", |f| f.lines(|lines| lines.insert(4321, lines[4321].clone()))),
    case("two neighbours are exchanged", "map-cover", |f| f.lines(|lines| lines.swap(20, 21))),
    case("a section comes too early", "map-order", |f| {
        f.lines(|lines| {
            let at = lines.iter().position(|line| line.starts_with("rodata ")).unwrap_or(0);
            let line = lines.remove(at);
            lines.insert(0, line);
        })
    }),
    case("an entry changes its section", "map-cover", |f| f.entry("text ", 6, 0, |_| "data".to_string())),
    case("an entry behind the end", "map-cover", |f| {
        f.lines(|lines| lines.push("data 99999 1 x.p1:1 - - -".to_string()))
    }),
    case("a line that is no entry", "map-syntax", |f| f.lines(|lines| lines.insert(9, "text 1".to_string()))),
    case("a line is cut", "map-syntax", |f| {
        let end = f.map.len() - 3;
        f.map.truncate(end);
        Some(())
    }),
    case("an empty map", "map-cover", |f| {
        let keep = f.map.lines().next()?.len() + 1;
        f.map.truncate(keep);
        Some(())
    }),
    case("wrong address of a section", "map-section", |f| {
        f.lines(|lines| lines.insert(0, "section text 4198400 4096 16".to_string()))
    }),
    // The macro files
    on("x86_64", "opcode of a macro", "map-bytes", |f| replace(&mut f.macros, "byte 0xE8 ", "byte 0xE9 ")),
    on("x86_64", "reference field", "map-bytes", |f| replace(&mut f.macros, "s 0:32:0", "s 0:31:0")),
    on("x86_64", "a register", "map-bytes", |f| replace(&mut f.macros, "%let t2 = 15", "%let t2 = 13")),
    case("number of a system call", "map-bytes", |f| {
        replace(&mut f.macros, "%let SYS_write = ", "%let SYS_write = 1")
    }),
    case("a line before the macros", "map-definition", |f| {
        f.macros.insert(0, '\n');
        Some(())
    }),
    case("a macro is renamed", "map-definition", |f| {
        f.macros = f.macros.replace("%macro ret\n", "%macro back\n") + "\n%macro ret\nback\n%end\n";
        Some(())
    }),
    case("a macro is missing", "map-evaluate", |f| {
        replace(&mut f.macros, "%macro call :label", "%macro call_ :label")
    }),
    case("a macro without end", "map-evaluate", |f| {
        replace(&mut f.macros, "%macro ret\n", "%macro ret\nret\n")
    }),
    case("a macro bomb", "map-evaluate", |f| {
        let mut bomb = "%macro bomb0\n%let x = 1\n%end\n".to_string();
        (1..60).for_each(|n| bomb += &format!("%macro bomb{n}\nbomb{0}\nbomb{0}\n%end\n", n - 1));
        f.macros += &(bomb + "bomb59\n");
        Some(())
    }),
    case("many macro bombs", "map-evaluate", |f| {
        let mut bomb = "%macro bomb0\n%let x = 1\n%end\n".to_string();
        (1..19).for_each(|n| bomb += &format!("%macro bomb{n}\nbomb{0}\nbomb{0}\n%end\n", n - 1));
        f.macros += &(bomb + &"bomb18\n".repeat(100_000));
        Some(())
    }),
    case("the runtime does more", "map-bytes", |f| {
        replace(&mut f.runtime, "func _start\n", "func _start\nli t0, 1\n")
    }),
    // The P1 text
    case("an immediate", "map-bytes", |f| replace(&mut f.p1, "\nli a1, 3\n", "\nli a1, 2\n")),
    case("a string", "map-bytes", |f| replace(&mut f.p1, "ascii \"the expr", "ascii \"The expr")),
    case("a comment more", "map-line", |f| replace(&mut f.p1, "%unit\n", "; nothing\n%unit\n")),
    case("a C line in the text", "map-source", |f| replace(&mut f.p1, "%at 12\n", "%at 13\n")),
    case("a C file in the text", "map-source", |f| replace(&mut f.p1, "cc/ast.c\"", "cc/AST.c\"")),
    case("a function is renamed", "map-symbol", |f| {
        f.p1 = f.p1.replace("ast_clear", "ast_clean");
        Some(())
    }),
    case("an end is missing", "map-evaluate", |f| replace(&mut f.p1, "\nret\nend\n", "\nret\n")),
    case("a label is missing", "map-link", |f| replace(&mut f.p1, "\n:.2\n", "\n")),
    case("a string grows", "map-size", |f| replace(&mut f.p1, "zero 1\n", "zero 9999\n")),
    case("no _start", "map-link", |f| {
        f.runtime = f.runtime.replace("_start", "_begin");
        Some(())
    }),
    // The C files
    case("a C file that is too short", "map-source", |f| {
        f.root = Some(("stage1/cc/ast.c", "one line\n".to_string()));
        Some(())
    }),
];

/// Replaces what occurs first.
fn replace(text: &mut String, from: &str, to: &str) -> Option<()> {
    text.contains(from).then(|| *text = text.replacen(from, to, 1))
}

/// Changes a byte, chosen by `at`; gives where it is.
pub fn flip(bytes: &mut [u8], at: u64, bit: u64) -> u64 {
    let at = at % bytes.len().max(1) as u64;
    if let Some(byte) = bytes.get_mut(at as usize) {
        *byte ^= 1 << (bit % 8);
    }
    at
}

fn number(bytes: &[u8], at: usize, size: usize) -> Option<u64> {
    Some(bytes.get(at..at + size)?.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)))
}

impl Files {
    /// Where the header of a section is in the file, and where the section is and how long.
    fn header(&self, name: &str) -> Option<(usize, usize, usize)> {
        let table = number(&self.program, 40, 8)? as usize;
        let headers = (0..8).map(|index| table + 64 * index);
        let names = number(&self.program, table + 64 * 7 + 24, 8)? as usize;
        headers
            .filter(|&at| {
                let name_at = names + number(&self.program, at, 4).unwrap_or(0) as usize;
                let wanted = format!("{name}\0");
                self.program.get(name_at..name_at + wanted.len()) == Some(wanted.as_bytes())
            })
            .find_map(|at| {
                let place = |field| number(&self.program, at + field, 8);
                Some((at, place(24)? as usize, place(32)? as usize))
            })
    }

    pub fn section(&self, name: &str) -> Option<(usize, usize)> {
        self.header(name).map(|(_, offset, size)| (offset, size))
    }

    /// Changes the byte of a section that `at` chooses by the section's size.
    fn flip(&mut self, section: &str, at: impl Fn(u64) -> u64) -> Option<()> {
        let (offset, size) = self.section(section)?;
        *self.program.get_mut(offset + at(size as u64) as usize)? ^= 0x41;
        Some(())
    }

    /// Adds to a byte of the file.
    fn add(&mut self, at: usize, value: u8) -> Option<()> {
        let byte = self.program.get_mut(at)?;
        *byte = byte.wrapping_add(value);
        Some(())
    }

    fn symbol(&mut self, index: usize, field: usize) -> Option<()> {
        let (symtab, _) = self.section(".symtab")?;
        self.add(symtab + 24 * index + field, 1)
    }

    fn section_field(&mut self, index: usize, field: usize) -> Option<()> {
        let table = number(&self.program, 40, 8)? as usize;
        self.add(table + 64 * index + field, 1)
    }

    /// Changes one word of the n-th entry that begins with `start`.
    fn entry(&mut self, start: &str, nth: usize, word: usize, change: fn(String) -> String) -> Option<()> {
        let mut seen = 0;
        let mut done = None;
        self.lines(|lines| {
            for line in lines.iter_mut().filter(|line| line.starts_with(start)) {
                seen += 1;
                if seen == nth {
                    let words = line.split(' ').map(str::to_string).enumerate();
                    let words = words.map(|(at, text)| if at == word { change(text) } else { text });
                    *line = words.collect::<Vec<_>>().join(" ");
                    done = Some(());
                }
            }
        })?;
        done
    }

    fn lines(&mut self, change: impl FnOnce(&mut Vec<String>)) -> Option<()> {
        let mut lines: Vec<String> = self.map.lines().map(str::to_string).collect();
        change(&mut lines);
        self.map = lines.join("\n") + "\n";
        Some(())
    }
}
