//! `audit-list`: the listing of every artifact of the chain is hex0 source of exactly that file.
//!
//! `hex0` below is all that it takes to make a program out of its listing: an assembler that knows digits, blanks and
//! comments. That sed and xxd can do the same is tried, too.

use crate::exec::{Cmd, End, text};
use crate::host::{ARCHES, Host, installed, read, scratch, write};
use crate::tally::Tally;
use std::path::Path;

/// hex0: two hexadecimal digits are a byte; white space means nothing; '#' or ';' begins a comment up to the end of
/// the line. Nothing else is allowed.
fn hex0(source: &[u8]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut high = None;
    let mut comment = false;
    for &c in source {
        let digit = match c {
            b'\n' => {
                comment = false;
                continue;
            }
            _ if comment => continue,
            b'#' | b';' => {
                comment = true;
                continue;
            }
            b' ' | b'\t' => continue,
            b'0'..=b'9' => c - b'0',
            b'a'..=b'f' => c - b'a' + 10,
            b'A'..=b'F' => c - b'A' + 10,
            _ => return Err(format!("'{}' outside of a comment", c.escape_ascii())),
        };
        match high.take() {
            None => high = Some(digit),
            Some(high) => bytes.push(high << 4 | digit),
        }
    }
    if high.is_some() { Err("a digit is left over".to_string()) } else { Ok(bytes) }
}

/// A file to list: its map, if it has one, and what its listing must say.
struct Case {
    file: String,
    map: Option<String>,
    words: Vec<String>,
}

pub fn run(host: &Host, _: &[String]) -> Result<Tally, String> {
    host.need_stage1()?;
    let audit = super::program()?;
    let folder = scratch("audit-list")?;
    let tally = Tally::default();
    let mut cases = chain()?;
    match objects(host, &folder) {
        Ok(objects) => cases.extend(objects),
        Err(why) => tally.skip("objects", &why),
    }
    host.each(&cases, |case| tally.record(&case.file, listed(&audit, case, &folder)));

    tally.record("digits", digits());
    for program in [host.native, "gcc"] {
        if installed("addr2line") && Path::new(&format!("{folder}/{program}.o")).is_file() {
            tally.record(&format!("lines of {program}.o"), lines(&audit, &format!("{folder}/{program}.o")));
        }
    }
    for (name, file) in refused(&folder)? {
        let outcome = Cmd::new(&audit).args(["list", &file]).run()?;
        let refused = outcome.end == End::Exit(2) && outcome.stdout.is_empty();
        let result =
            if refused { Ok(()) } else { Err(format!("{}: {}", outcome.end, text(&outcome.stderr))) };
        tally.record(name, result);
    }
    Ok(tally)
}

/// What make stage1 and make stage2 build.
fn chain() -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for arch in ARCHES {
        // The listing tells the C line and the P1 line with their text.
        let line = "stage1/cc/ast.c:11          void ast_clear(Ast *ast) {";
        let words = ["ast_clear: function, global", line, "enter .frame", "_start: function", "e_entry"];
        cases.push(Case {
            file: format!("build/{arch}/stage1"),
            map: Some(format!("build/{arch}/stage1.map")),
            words: words.map(str::to_string).to_vec(),
        });
        for file in [format!("build/{arch}/stage2-boot"), format!("build/{arch}/stage2/bin/samara")] {
            if Path::new(&file).is_file() {
                let words = vec!["main: function, global".to_string(), "section headers".to_string()];
                cases.push(Case { file, map: None, words });
            }
        }
    }
    Ok(cases)
}

/// Objects with relocations and debugging information: of samara for both machines, and of gcc.
fn objects(host: &Host, folder: &str) -> Result<Vec<Case>, String> {
    let source = format!("{folder}/object.c");
    let program = "extern int puts(const char *);\nstatic int twice(int x) {\n    return x + x;\n}\n\
                   int (*table[2])(int) = {twice, 0};\nint main(int argc, char **argv) {\n    puts(\"a text\");\n    \
                   return table[0](argc);\n}\n";
    write(&source, program)?;
    let samara = format!("build/{}/stage2/bin/samara", host.native);
    if !Path::new(&samara).is_file() {
        return Err("samara is missing: run 'make stage2' first".to_string());
    }
    let mut cases = Vec::new();
    let mut add = |name: &str, command: Cmd| {
        let file = format!("{folder}/{name}.o");
        command.args(["-g", "-c", &source, "-o", &file]).ok()?;
        let words = ["twice: function, local", "object.c:3", "return x + x;", "{puts", "a text"];
        cases.push(Case { file, map: None, words: words.map(str::to_string).to_vec() });
        Ok::<(), String>(())
    };
    add("x86_64", Cmd::new(&samara).arg("--target=x86_64-linux-musl"))?;
    add("aarch64", Cmd::new(&samara).arg("--target=aarch64-linux-musl"))?;
    add("gcc", Cmd::new("gcc"))?;
    Ok(cases)
}

fn listed(audit: &str, case: &Case, folder: &str) -> Result<(), String> {
    let listing = format!("{folder}/{}.hex0", case.file.replace('/', "-"));
    Cmd::new(audit).args(["list", &case.file]).args(&case.map).args(["-o", &listing]).ok()?;
    let source = read(&listing)?;
    let file = read(&case.file)?;
    if hex0(&source)? != file {
        return Err("the listing makes another file".to_string());
    }
    let lines = text(&source);
    if let Some(line) = lines.lines().find(|line| line.ends_with(' ') || line.contains('\t')) {
        return Err(format!("blanks at the end, or a tab: {line}"));
    }
    if let Some(word) = case.words.iter().find(|word| !lines.contains(word.as_str())) {
        return Err(format!("the listing does not say: {word}"));
    }
    if let Some(line) = lines.lines().find(|line| line.contains("unexplained")) {
        return Err(format!("the listing says: {line}"));
    }
    if installed("xxd") {
        let made = format!("{listing}.bin");
        let script = format!("sed 's/[#;].*//' {listing} | xxd -r -p >{made}");
        Cmd::new("sh").args(["-c", &script]).ok()?;
        if read(&made)? != file {
            return Err("sed and xxd make another file".to_string());
        }
    }
    // The same without a file of its own.
    let piped = Cmd::new(audit).args(["list", &case.file]).args(&case.map).ok()?;
    if piped.stdout != source { Err("standard output has another listing".to_string()) } else { Ok(()) }
}

/// Every address at which a source line begins has the line that addr2line gives.
fn lines(audit: &str, object: &str) -> Result<(), String> {
    let rows = text(&Cmd::new(audit).args(["map", object, "--lines"]).ok()?.stdout);
    // Rows without a line number are none to addr2line; the last row of a function is its end.
    let rows: Vec<(&str, &str)> = rows.lines().filter_map(|row| row.split_once(' ')).collect();
    if rows.len() < 4 {
        return Err(format!("only {} rows", rows.len()));
    }
    let addresses: Vec<&str> = rows.iter().map(|row| row.0).collect();
    let told = Cmd::new("addr2line").args(["-s", "-e", object]).args(&addresses).ok()?.stdout;
    let told = text(&told);
    for ((address, mine), other) in rows.iter().zip(told.lines()) {
        let other = other.split(' ').next().unwrap_or("");
        if *mine != other {
            return Err(format!("{address}: {mine}, addr2line says {other}"));
        }
    }
    Ok(())
}

/// The assembler itself.
fn digits() -> Result<(), String> {
    let good = hex0(b"# 11\n0aB C\t;22\n3 # \x80\n\nfF 0")?;
    if good != [0x0a, 0xbc, 0x3f, 0xf0] {
        return Err(format!("{good:x?}"));
    }
    match (hex0(b"1"), hex0(b"1g"), hex0(b"x")) {
        (Err(_), Err(_), Err(_)) => Ok(()),
        _ => Err("what is no hex0 was taken".to_string()),
    }
}

/// Files that are refused.
fn refused(folder: &str) -> Result<Vec<(&'static str, String)>, String> {
    let text_file = format!("{folder}/text");
    write(&text_file, "no ELF file\n")?;
    let archive = format!("{folder}/lib.a");
    write(&archive, "!<arch>\n")?;
    let empty = format!("{folder}/empty");
    write(&empty, "")?;
    Ok(vec![
        ("a text", text_file),
        ("an archive", archive),
        ("an empty file", empty),
        ("a folder", "tests".to_string()),
        ("a file that is not there", "build/no-such-file".to_string()),
    ])
}
