//! Source files, places in them, and the one way in which errors are shown.
//!
//! Every phase (compiler, expander, linker) adds the text it reads to [`Sources`] and
//! names places by [`Loc`]. A failing phase returns a [`Diag`]; `main` renders it.
//! Nothing here prints or exits.

use std::io::Read;

use std::rc::Rc;

/// A place: an offset into the concatenation of all source texts. 0 is "nowhere".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Loc(pub u32);

/// An error in the input: where and what.
#[derive(Debug)]
pub struct Diag {
    pub loc: Loc,
    pub msg: String,
}

pub type Res<T> = Result<T, Diag>;

/// The error `msg` at `loc`.
pub fn err<T>(loc: Loc, msg: impl Into<String>) -> Res<T> {
    Err(Diag { loc, msg: msg.into() })
}

/// The error `msg` at `loc` if `bad`.
pub fn refuse(bad: bool, loc: Loc, msg: &str) -> Res<()> {
    if bad { err(loc, msg) } else { Ok(()) }
}

/// An error without a place: options, files that cannot be read.
pub fn fail<T>(msg: impl Into<String>) -> Res<T> {
    err(Loc(0), msg)
}

/// A text from the input as messages show it: printable, of bounded length.
pub fn show(text: &[u8]) -> String {
    let mut out = String::new();
    for &c in &text[..text.len().min(SHOWN_NAME)] {
        out.push(if matches!(c, 0x20..0x7f) { c as char } else { '?' });
    }
    if text.len() > SHOWN_NAME {
        out.push_str("...");
    }
    out
}

/// A `#line` directive: from `loc` on, lines count from `line` in the file `name`.
struct Mark {
    loc: Loc,
    line: u32,
    name: Rc<str>,
}

struct Source {
    name: Rc<str>,
    base: u32,
    text: Rc<[u8]>,
    /// Offsets at which lines begin.
    lines: Vec<u32>,
    marks: Vec<Mark>,
}

/// All source texts of one run.
#[derive(Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// The texts of one run together stay below this many bytes.
const MAX_TOTAL: usize = 1 << 30;

/// At most this many bytes of a source line are shown, from this far left of the caret.
const SHOWN: usize = 160;
const SHOWN_LEFT: usize = 100;

/// At most this many bytes of a name.
const SHOWN_NAME: usize = 80;

/// The contents of a file; `None` if it cannot be read or has 1 GiB or more.
pub fn read_file(path: &str) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    let file = std::fs::File::open(path).ok()?;
    // A device may never end.
    let size = file.take(MAX_TOTAL as u64).read_to_end(&mut text).ok()?;
    if size < MAX_TOTAL { Some(text) } else { None }
}

impl Source {
    fn line_index(&self, loc: Loc) -> usize {
        self.lines.partition_point(|&l| l <= loc.0 - self.base) - 1
    }
}

impl Sources {
    fn index(&self, loc: Loc) -> usize {
        self.files.partition_point(|f| f.base <= loc.0) - 1
    }

    fn find_source(&self, loc: Loc) -> &Source {
        &self.files[self.index(loc)]
    }

    /// Adds a text and returns the place of its first byte.
    pub fn add(&mut self, name: &str, text: Vec<u8>) -> Res<Loc> {
        let base = match self.files.last() {
            Some(last) => last.base as usize + last.text.len() + 1,
            None => 1,
        };
        if base + text.len() >= MAX_TOTAL {
            return fail(format!("{name}: the sources are larger than 1 GiB"));
        }
        let mut lines = vec![0];
        for (i, &c) in text.iter().enumerate() {
            if c == b'\n' {
                lines.push(i as u32 + 1);
            }
        }
        let base = base as u32;
        self.files.push(Source { name: name.into(), base, text: text.into(), lines, marks: Vec::new() });
        Ok(Loc(base))
    }

    /// Reads a file and adds it.
    pub fn load(&mut self, path: &str) -> Res<Loc> {
        match read_file(path) {
            Some(text) => self.add(path, text),
            None => fail(format!("cannot read '{path}'")),
        }
    }

    /// The text of the file that contains `loc`.
    pub fn text(&self, loc: Loc) -> &[u8] {
        &self.find_source(loc).text
    }

    /// The same, to be kept while further files are added.
    pub fn share(&self, loc: Loc) -> Rc<[u8]> {
        Rc::clone(&self.find_source(loc).text)
    }

    /// The place of the first byte of the file that contains `loc`.
    pub fn start(&self, loc: Loc) -> Loc {
        Loc(self.find_source(loc).base)
    }

    /// Records a `#line` directive that takes effect at `loc`; `name` of `None` keeps the file's.
    pub fn mark(&mut self, loc: Loc, line: u32, name: Option<&str>) {
        let i = self.index(loc);
        let file = &mut self.files[i];
        let before = file.marks.partition_point(|m| m.loc.0 < loc.0);
        file.marks.truncate(before);
        let name = match name {
            Some(name) => name.into(),
            None => Rc::clone(file.marks.last().map_or(&file.name, |m| &m.name)),
        };
        file.marks.push(Mark { loc, line, name });
    }

    /// File name and line of `loc` as `#line` directives have them.
    pub fn position(&self, loc: Loc) -> (&str, u32) {
        let file = self.find_source(loc);
        let line = file.line_index(loc);
        let i = file.marks.partition_point(|m| m.loc.0 <= loc.0);
        if i == 0 {
            return (&file.name, line as u32 + 1);
        }
        let mark = &file.marks[i - 1];
        let since = (line - file.line_index(mark.loc)) as u32;
        (&mark.name, mark.line.wrapping_add(since))
    }

    /// The text of a diagnostic: `file:line:col: error: …`, the line and a caret.
    pub fn render(&self, diag: &Diag) -> Vec<u8> {
        if diag.loc == Loc(0) {
            return format!("error: {}\n", diag.msg).into_bytes();
        }
        let (name, line) = self.position(diag.loc);
        let file = self.find_source(diag.loc);
        let start = file.lines[file.line_index(diag.loc)] as usize;
        let col = (diag.loc.0 - file.base) as usize - start;
        let text = &file.text[start..];
        let len = text.iter().position(|&c| c == b'\n').unwrap_or(text.len());
        let from = if col < SHOWN { 0 } else { col - SHOWN_LEFT };
        let to = len.min(from + SHOWN);
        let mut out = format!("{name}:{line}:{}: error: {}\n{line:5} | ", col + 1, diag.msg).into_bytes();
        for &c in &text[from..to.max(from)] {
            out.push(match c {
                b'\t' => b' ',
                0..0x20 | 0x7f => b'?',
                _ => c,
            });
        }
        out.extend_from_slice(b"\n      | ");
        out.resize(out.len() + (col - from), b' ');
        out.extend_from_slice(b"^\n");
        out
    }
}
