//! Manipulations of a program, its map and its digests: one thing each, chosen at random.

use crate::exec::Cmd;
use crate::host::{Host, entries, read, write};
use crate::rng::Rng;
use std::fs;

/// A true program: `prog`, with `prog.map` and `prog.p1` if it was built through P1, and SHA256SUMS, in a folder.
pub struct Subject {
    pub arch: &'static str,
    pub place: String,
    pub p1: Option<String>,
    /// Whether it is one of the chain's own.
    pub large: bool,
    /// How many errors and warnings `audit elf` has for it, without the instructions and because of them.
    pub baseline: (usize, usize),
}

/// Manipulates what is in the folder, or the file of digests.
type Change = fn(&Host, &Subject, &mut Rng, &str, &str) -> Result<(), String>;

/// One kind of manipulation.
pub struct Kind {
    pub name: &'static str,
    /// Whether it needs a program built through P1.
    pub needs_p1: bool,
    pub change: Change,
}

pub const KINDS: [Kind; 12] = [
    Kind { name: "a byte flipped", needs_p1: false, change: flip },
    Kind { name: "a byte of code flipped", needs_p1: false, change: flip_code },
    Kind { name: "an instruction inserted", needs_p1: true, change: insert },
    Kind { name: "a macro definition changed", needs_p1: true, change: macros },
    Kind { name: "a symbol moved", needs_p1: false, change: symbol },
    Kind { name: "a section renamed", needs_p1: false, change: section },
    Kind { name: "the entry point moved", needs_p1: false, change: entry },
    Kind { name: "code made writable", needs_p1: false, change: writable },
    Kind { name: "bytes appended", needs_p1: false, change: append },
    Kind { name: "a map entry forged", needs_p1: true, change: map },
    Kind { name: "a digest edited", needs_p1: false, change: digest },
    Kind { name: "a byte and its digest", needs_p1: false, change: flip_and_digest },
];

/// Makes `place`/prog and its map from a P1 text with the macros of a folder.
pub fn build(host: &Host, arch: &str, p1: &str, macros: &str, place: &str) -> Result<(), String> {
    let [hex, map, prog] = ["prog.hex", "prog.map", "prog"].map(|name| format!("{place}/{name}"));
    Cmd::new(&host.seed).args(["expand", "-a", arch, "-M", macros, p1, "-o", &hex, "--map", &map]).ok()?;
    Cmd::new(&host.seed).args(["link", "-a", arch, &hex, "-o", &prog]).ok()?;
    fs::remove_file(&hex).map_err(|e| e.to_string())
}

fn number(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + count)?;
    Some(bytes.iter().rev().fold(0, |value, byte| value << 8 | usize::from(*byte)))
}

/// The file offset of the header of the first section with such a type (2: .symtab) and flags.
fn section_header(elf: &[u8], fits: impl Fn(usize, usize) -> bool) -> Option<usize> {
    let (table, count) = (number(elf, 0x28, 8)?, number(elf, 0x3c, 2)?);
    (0..count).map(|index| table + 64 * index).find(|at| {
        let (kind, flags) = (number(elf, at + 4, 4), number(elf, at + 8, 8));
        fits(kind.unwrap_or(0), flags.unwrap_or(0))
    })
}

/// Changes the program by a function of its bytes.
fn edit(place: &str, change: impl FnOnce(&mut Vec<u8>) -> Option<()>) -> Result<(), String> {
    let path = format!("{place}/prog");
    let mut bytes = read(&path)?;
    change(&mut bytes).ok_or("the program has no place for this")?;
    write(&path, bytes)
}

fn flip_at(bytes: &mut [u8], at: usize, rng: &mut Rng) -> Option<()> {
    *bytes.get_mut(at)? ^= 1 + rng.below(255) as u8;
    Some(())
}

fn flip(_: &Host, _: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    edit(place, |bytes| {
        let at = rng.below(bytes.len());
        flip_at(bytes, at, rng)
    })
}

/// SHF_EXECINSTR is 4.
fn flip_code(_: &Host, _: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    edit(place, |bytes| {
        let header = section_header(bytes, |_, flags| flags & 4 != 0)?;
        let at = number(bytes, header + 0x18, 8)? + rng.below(number(bytes, header + 0x20, 8)?);
        flip_at(bytes, at, rng)
    })
}

/// A `nop` behind a line of the labelled hex inside a function, linked again: everything else moves as it should.
fn insert(host: &Host, subject: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    let nop = match subject.arch {
        "x86_64" => "90",
        "aarch64" => "1f 20 03 d5",
        _ => "13 00 00 00",
    };
    let p1 = subject.p1.as_deref().ok_or("no P1 text")?;
    let hex = format!("{place}/hex");
    Cmd::new(&host.seed).args(["expand", "-a", subject.arch, p1, "-o", &hex]).ok()?;
    let old = String::from_utf8(read(&hex)?).map_err(|e| e.to_string())?;
    let mut lines: Vec<&str> = old.lines().collect();
    let functions: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.starts_with(".func ")).map(|(at, _)| at).collect();
    lines.insert(functions[rng.below(functions.len())] + 1, nop);
    write(&hex, lines.join("\n") + "\n")?;
    Cmd::new(&host.seed).args(["link", "-a", subject.arch, &hex, "-o", &format!("{place}/prog")]).ok()?;
    fs::remove_file(&hex).map_err(|e| e.to_string())
}

/// One digit of a number in the macro files; program and map are made with that, and the map names the true files.
fn macros(host: &Host, subject: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    let folder = format!("{place}/../../macros");
    fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    for file in entries("macros")? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        fs::copy(&file, format!("{folder}/{name}")).map_err(|e| e.to_string())?;
    }
    let p1 = subject.p1.as_deref().ok_or("no P1 text")?;
    let path = format!("{folder}/{}.p1", subject.arch);
    let true_text = String::from_utf8(read(&path)?).map_err(|e| e.to_string())?;
    let true_program = read(format!("{}/prog", subject.place))?;
    // Not every number is used, and not every other number can be: until the program is another.
    for _ in 0..200 {
        let mut lines: Vec<String> = true_text.lines().map(str::to_string).collect();
        let at = rng.below(lines.len());
        let code = lines[at].split(';').next().unwrap_or("").len();
        let digits: Vec<usize> = lines[at][..code]
            .char_indices()
            .filter(|(_, c)| c.is_ascii_digit())
            .map(|(index, _)| index)
            .collect();
        if digits.is_empty() {
            continue;
        }
        let digit = digits[rng.below(digits.len())];
        lines[at].replace_range(digit..digit + 1, &rng.below(10).to_string());
        write(&path, lines.join("\n") + "\n")?;
        if build(host, subject.arch, p1, &folder, place).is_ok()
            && read(format!("{place}/prog"))? != true_program
        {
            let map = String::from_utf8(read(format!("{place}/prog.map"))?).map_err(|e| e.to_string())?;
            return write(format!("{place}/prog.map"), map.replace(&format!("{folder}/"), "macros/"));
        }
    }
    Err("no change of the macros changes the program".to_string())
}

/// The value of a symbol that has one.
fn symbol(_: &Host, _: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    edit(place, |bytes| {
        let header = section_header(bytes, |kind, _| kind == 2)?;
        let (start, size) = (number(bytes, header + 0x18, 8)?, number(bytes, header + 0x20, 8)?);
        let with_value: Vec<usize> = (0..size / 24)
            .map(|index| start + 24 * index + 8)
            .filter(|at| number(bytes, *at, 8).is_some_and(|value| value != 0))
            .collect();
        let at = with_value[rng.below(with_value.len())];
        let value = number(bytes, at, 8)? as u64;
        let by = 1 + rng.below(64) as u64;
        let moved = if rng.below(2) == 0 { value.wrapping_add(by) } else { value.wrapping_sub(by) };
        bytes.get_mut(at..at + 8)?.copy_from_slice(&moved.to_le_bytes());
        Some(())
    })
}

/// A letter of the name of a section.
fn section(_: &Host, _: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    edit(place, |bytes| {
        let table = number(bytes, 0x28, 8)? + 64 * number(bytes, 0x3e, 2)?;
        let (start, size) = (number(bytes, table + 0x18, 8)?, number(bytes, table + 0x20, 8)?);
        let letters: Vec<usize> = (start..start + size)
            .filter(|at| bytes.get(*at).is_some_and(|byte| byte.is_ascii_lowercase()))
            .collect();
        let at = letters[rng.below(letters.len())];
        let letter = b'a' + rng.below(26) as u8;
        let old = bytes.get_mut(at)?;
        *old = if *old == letter { b'_' } else { letter };
        Some(())
    })
}

fn entry(_: &Host, _: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    edit(place, |bytes| {
        let value = number(bytes, 0x18, 8)? as u64 + 1 + rng.below(256) as u64;
        bytes.get_mut(0x18..0x20)?.copy_from_slice(&value.to_le_bytes());
        Some(())
    })
}

/// PF_W is 2, PF_X 1.
fn writable(_: &Host, _: &Subject, _: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    edit(place, |bytes| {
        let (table, count) = (number(bytes, 0x20, 8)?, number(bytes, 0x38, 2)?);
        let code = (0..count)
            .map(|index| table + 56 * index)
            .find(|at| bytes.get(at + 4).is_some_and(|f| f & 1 != 0));
        *bytes.get_mut(code? + 4)? |= 2;
        Some(())
    })
}

fn append(_: &Host, _: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    edit(place, |bytes| {
        bytes.extend((0..1 + rng.below(64)).map(|_| rng.below(256) as u8));
        Some(())
    })
}

/// One word of one line of the map: a number, or a name taken from another line.
fn map(_: &Host, _: &Subject, rng: &mut Rng, place: &str, _: &str) -> Result<(), String> {
    let path = format!("{place}/prog.map");
    let text = String::from_utf8(read(&path)?).map_err(|e| e.to_string())?;
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    loop {
        let (at, from) = (rng.below(lines.len()), rng.below(lines.len()));
        let other: Vec<&str> = lines[from].split(' ').collect();
        let mut words: Vec<String> = lines[at].split(' ').map(str::to_string).collect();
        let word = rng.below(words.len());
        let (name, number) = match words[word].rsplit_once(':') {
            Some((name, number)) => (format!("{name}:"), number.parse::<u64>().ok()),
            None => (String::new(), words[word].parse().ok()),
        };
        words[word] = match (number, other.get(word)) {
            (Some(number), _) => format!("{name}{}", number + 1 + rng.below(9) as u64),
            (None, Some(other)) => other.to_string(),
            (None, None) => continue,
        };
        let line = words.join(" ");
        if line != lines[at] {
            lines[at] = line;
            return write(&path, lines.join("\n") + "\n");
        }
    }
}

/// A digit of SHA256SUMS.
fn digest(_: &Host, _: &Subject, rng: &mut Rng, _: &str, sums: &str) -> Result<(), String> {
    let mut text = String::from_utf8(read(sums)?).map_err(|e| e.to_string())?;
    let line = rng.below(text.lines().count());
    let start: usize = text.lines().take(line).map(|line| line.len() + 1).sum();
    let at = start + rng.below(64);
    let old = text[at..at + 1].to_string();
    let new = format!("{:x}", rng.below(16));
    text.replace_range(at..at + 1, if new == old { if old == "0" { "1" } else { "0" } } else { &new });
    write(sums, text)
}

/// As one who can change both would do it.
fn flip_and_digest(
    host: &Host,
    subject: &Subject,
    rng: &mut Rng,
    place: &str,
    sums: &str,
) -> Result<(), String> {
    flip(host, subject, rng, place, sums)?;
    let made = Cmd::new("sh").args(["-c", "sha256sum prog*"]).folder(place).ok()?;
    write(sums, made.stdout)
}
