//! `audit-objdump [N]`: `audit disasm` finds the same instructions as binutils' objdump in the programs of the chain and
//! in N programs and libraries of this system (x86-64 or AArch64).
//!
//! Both outputs are read side by side, a line at a time. Where both see an instruction at an address, its length must be
//! the same, and its mnemonic. What one of them calls no instruction is counted: it is data among the code, through which
//! each goes in its own steps, until they meet again.

use super::program;
use crate::host::{ARCHES, Host};
use crate::options::Options;
use crate::tally::Tally;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

/// Programs of the system if nothing else is said.
const PROGRAMS: usize = 20;
const FOLDERS: [&str; 3] = ["/usr/bin", "/usr/sbin", "/usr/lib"];
/// Programs larger than this are left out: of a short run (fewer than `LONG` programs), of a long one.
const LARGEST: [u64; 2] = [400 << 10, 8 << 20];
const LONG: usize = 100;

/// What is printed before a mnemonic and is not one.
const PREFIXES: [&str; 22] = [
    "lock", "rep", "repz", "repnz", "bnd", "notrack", "xacquire", "xrelease", "data16", "addr32", "fwait",
    "cs", "ds", "es", "ss", "fs", "gs", "rex", "rex.W", "rex.B", "{vex}", "{evex}",
];

/// What objdump writes behind mnemonics of old coprocessors.
const AGES: [&str; 2] = ["(8087 only)", "(287 only)"];

/// How the two compare.
#[derive(Default, Clone)]
pub struct Agreement {
    pub instructions: u64,
    /// Of the same address and different length, with different mnemonic, with different text.
    pub lengths: u64,
    pub names: u64,
    pub texts: u64,
    /// An instruction for one of them only; and what they found while they were out of step.
    pub ours_only: u64,
    pub theirs_only: u64,
    pub beside: u64,
    /// Kinds of differences: how many, and one of them.
    pub kinds: BTreeMap<String, (u64, String)>,
}

/// One line of a listing.
#[derive(Default, Clone)]
struct Line {
    /// The number of the section in the output.
    section: u64,
    address: u64,
    /// In bytes.
    length: usize,
    text: String,
}

/// The lines of a running disassembler.
struct Lines {
    child: Child,
    reader: BufReader<ChildStdout>,
    section: u64,
    buffer: Vec<u8>,
}

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, PROGRAMS, 0)?;
    let audit = program()?;
    let tools = ARCHES.map(|arch| (tool(host, arch), format!("binutils-{arch}-linux-gnu").replace('_', "-")));
    host.need(&tools.each_ref().map(|(tool, package)| (tool.as_str(), package.as_str())))?;
    let tally = Tally::default();
    let start = Instant::now();
    let mut jobs: Vec<(String, &str)> = Vec::new();
    for arch in ARCHES {
        let names = ["stage1", "stage2-boot", "stage2/bin/samara"];
        let paths = names.map(|name| format!("build/{arch}/{name}"));
        jobs.extend(paths.into_iter().filter(|path| Path::new(path).is_file()).map(|path| (path, arch)));
    }
    if jobs.is_empty() {
        return Err("nothing of the chain is built: run 'make stage2' first".to_string());
    }
    let chain = jobs.len();
    let largest = LARGEST[usize::from(options.count >= LONG)];
    jobs.extend(system(host, options.count, largest).into_iter().map(|path| (path, host.native)));
    let total = Mutex::new(Agreement::default());
    host.each(&jobs, |(path, arch)| match compare(&audit, &tool(host, arch), &["-d"], &[], path) {
        Ok(one) => {
            let verdict = if one.lengths + one.names == 0 && one.instructions > 0 {
                Ok(())
            } else {
                Err(format!(
                    "{} lengths and {} mnemonics of {} differ{}",
                    one.lengths,
                    one.names,
                    one.instructions,
                    one.list(5)
                ))
            };
            tally.record(path, verdict);
            if let Ok(mut total) = total.lock() {
                total.add(one);
            }
        }
        Err(why) => tally.fail(path, &why),
    });
    let total = total.into_inner().map_err(|_| "a thread failed")?;
    let programs = jobs.len() - chain;
    println!(
        "audit-objdump: {chain} programs of the chain, {programs} of the system, {total}, {:.0} s",
        start.elapsed().as_secs_f64()
    );
    if total.texts > 0 {
        println!("texts that differ:{}", total.list(10));
    }
    Ok(tally)
}

/// binutils' objdump for an architecture.
pub fn tool(host: &Host, arch: &str) -> String {
    if arch == host.native { "objdump".to_string() } else { format!("{arch}-linux-gnu-objdump") }
}

/// `count` programs and libraries of the system for this machine: of all in the order of their paths each k-th.
fn system(host: &Host, count: usize, largest: u64) -> Vec<String> {
    let machine = if host.native == "x86_64" { 62 } else { 183 };
    let mut all = Vec::new();
    let libraries = format!("/usr/lib/{}-linux-gnu", host.native);
    for folder in FOLDERS {
        let is_library = folder == "/usr/lib";
        let folder = if is_library { &libraries } else { folder };
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let regular = entry.metadata().is_ok_and(|data| data.is_file() && data.len() <= largest);
            let name = path.to_string_lossy().into_owned();
            if regular && (!is_library || name.contains(".so")) && is_program(&path, machine) {
                all.push(name);
            }
        }
    }
    all.sort();
    let step = (all.len() / count.max(1)).max(1);
    all.into_iter().step_by(step).take(count).collect()
}

/// Whether the file is an ELF64 executable or shared object for the machine.
fn is_program(path: &Path, machine: u16) -> bool {
    let mut head = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok()
        && head.starts_with(b"\x7fELF\x02\x01")
        && matches!(head[16], 2 | 3)
        && u16::from_le_bytes([head[18], head[19]]) == machine
}

/// Runs both on a file; the options are for objdump and for audit.
pub fn compare(
    audit: &str,
    objdump: &str,
    theirs: &[&str],
    ours: &[&str],
    path: &str,
) -> Result<Agreement, String> {
    let bare = ours.contains(&"--raw");
    let mut ours = Lines::of(Command::new(audit).arg("disasm").args(ours).arg(path))?;
    let mut theirs =
        Lines::of(Command::new(objdump).args(["-w", "-z", "-M", "intel"]).args(theirs).arg(path))?;
    // Bare instructions are a section for objdump.
    ours.section += u64::from(bare);
    let mut agreement = Agreement::default();
    let (mut a, mut b) = (ours.next()?, theirs.next()?);
    while let (Some(our), Some(their)) = (&a, &b) {
        match (our.section, our.address).cmp(&(their.section, their.address)) {
            Ordering::Equal => {
                // Between bare instructions are nops, which would make the shares look better.
                if !bare || their.text != "nop" {
                    agreement.one(our, their);
                }
                (a, b) = (ours.next()?, theirs.next()?);
            }
            Ordering::Less => {
                agreement.beside += 1;
                a = ours.next()?;
            }
            Ordering::Greater => {
                agreement.beside += 1;
                b = theirs.next()?;
            }
        }
    }
    if a.is_some() || b.is_some() {
        return Err("one of the listings ends before the other".to_string());
    }
    ours.end()?;
    theirs.end()?;
    Ok(agreement)
}

impl Lines {
    fn of(command: &mut Command) -> Result<Lines, String> {
        let command =
            command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|e| format!("cannot run {command:?}: {e}"))?;
        let stdout = child.stdout.take().ok_or("no output")?;
        Ok(Lines { child, reader: BufReader::with_capacity(1 << 16, stdout), section: 0, buffer: Vec::new() })
    }

    /// The next instruction: `ADDRESS: BYTES TEXT`; sections are counted on the way.
    fn next(&mut self) -> Result<Option<Line>, String> {
        loop {
            self.buffer.clear();
            if self.reader.read_until(b'\n', &mut self.buffer).map_err(|e| e.to_string())? == 0 {
                return Ok(None);
            }
            let line = String::from_utf8_lossy(&self.buffer);
            let line = line.trim_end();
            let Some((address, rest)) = line.trim_start().split_once(':') else { continue };
            let Ok(address) = u64::from_str_radix(address, 16) else {
                let heads = line.starts_with("Disassembly of section ") || line.starts_with("section ");
                self.section += u64::from(heads && line.ends_with(':'));
                continue;
            };
            let Some((bytes, text)) = columns(rest) else { continue };
            let digits = bytes.bytes().filter(u8::is_ascii_hexdigit).count();
            return Ok(Some(Line { section: self.section, address, length: digits / 2, text: plain(text) }));
        }
    }

    fn end(mut self) -> Result<(), String> {
        let status = self.child.wait().map_err(|e| e.to_string())?;
        if status.success() { Ok(()) } else { Err(format!("a disassembler ended with {status}")) }
    }
}

/// objdump puts tabulators between bytes and text, audit two blanks.
fn columns(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim_start();
    match rest.split_once('\t') {
        Some((bytes, text)) => Some((bytes, text)),
        None => rest.split_once("  ").or(Some((rest, ""))),
    }
}

/// The text without symbols, `0x` and what objdump remarks; `(bad)` for what is no instruction.
fn plain(text: &str) -> String {
    let text = text.split("//").next().unwrap_or_default();
    let text = text.split('<').next().unwrap_or_default();
    let text = AGES.iter().find_map(|age| text.strip_suffix(age)).unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.replace("0x", ""));
    }
    let prefixes_only = out != "fwait" && out.split(' ').all(is_prefix);
    // objdump writes what it takes for invalid in many ways: all have `bad`; data begins with a point.
    if prefixes_only || out.contains("(bad)") || out.contains("bad}") || out.starts_with('.') {
        out = "(bad)".to_string();
    }
    out
}

fn is_prefix(word: &str) -> bool {
    PREFIXES.contains(&word) || word.starts_with("rex.")
}

/// For RISC-V objdump remarks addresses, which audit does not.
fn without_remark<'a>(our: &Line, their: &'a Line) -> &'a str {
    if our.text.contains(" # ") { &their.text } else { their.text.split(" # ").next().unwrap_or_default() }
}

/// Where the names differ for a reason. objdump takes the predicates 2 and 3 of pclmulqdq for 10 and 11 (hexadecimal), which
/// they are not (SDM vol. 2, PCLMULQDQ); prefetchit0 and -1 are hints among the nops, the row of which does not tell them.
fn same_name(our: &str, their: &str) -> bool {
    let product = their.ends_with("pclmullqhqdq") || their.ends_with("pclmulhqhqdq");
    our == their || our.ends_with("pclmulqdq") && product || our == "nop" && their.starts_with("prefetchit")
}

/// The mnemonic.
fn name(text: &str) -> &str {
    text.split(' ').find(|word| !is_prefix(word)).unwrap_or(text)
}

impl Agreement {
    /// Compares two lines of the same address.
    fn one(&mut self, our: &Line, their: &Line) {
        let kind = match (our.text == "(bad)", their.text == "(bad)") {
            (true, true) => return,
            (true, false) => {
                self.theirs_only += 1;
                format!("only objdump: {}", name(&their.text))
            }
            (false, true) => {
                self.ours_only += 1;
                format!("only audit: {}", name(&our.text))
            }
            (false, false) => {
                self.instructions += 1;
                if our.length != their.length {
                    self.lengths += 1;
                    format!("length: {}", name(&their.text))
                } else if !same_name(name(&our.text), name(&their.text)) {
                    self.names += 1;
                    format!("mnemonic: {} {}", name(&our.text), name(&their.text))
                } else if our.text != without_remark(our, their) {
                    self.texts += 1;
                    format!("text: {}", name(&our.text))
                } else {
                    return;
                }
            }
        };
        let example = || format!("{:x}: {} | {}", our.address, our.text, their.text);
        self.kinds.entry(kind).or_insert_with(|| (0, example())).0 += 1;
    }

    pub fn add(&mut self, other: Agreement) {
        self.instructions += other.instructions;
        self.lengths += other.lengths;
        self.names += other.names;
        self.texts += other.texts;
        self.ours_only += other.ours_only;
        self.theirs_only += other.theirs_only;
        self.beside += other.beside;
        for (kind, (count, example)) in other.kinds {
            self.kinds.entry(kind).or_insert_with(|| (0, example)).0 += count;
        }
    }

    /// The differences, the worst and most frequent first, one a line.
    pub fn list(&self, most: usize) -> String {
        let mut kinds: Vec<_> = self.kinds.iter().collect();
        let minor = |kind: &str| !kind.starts_with("length") && !kind.starts_with("mnemonic");
        kinds.sort_by_key(|(kind, (count, _))| (minor(kind), std::cmp::Reverse(*count)));
        kinds
            .iter()
            .take(most)
            .map(|(kind, (count, example))| format!("\n  {count} × {kind} ({example})"))
            .collect()
    }
}

impl std::fmt::Display for Agreement {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |count: u64| 100.0 - 100.0 * count as f64 / self.instructions.max(1) as f64;
        write!(f, "{} instructions, {} of different length, ", self.instructions, self.lengths)?;
        write!(f, "{:.4} % the same mnemonic, ", share(self.lengths + self.names))?;
        write!(f, "{:.4} % the same text, ", share(self.lengths + self.names + self.texts))?;
        write!(f, "instructions for audit only {}, for objdump only {}, ", self.ours_only, self.theirs_only)?;
        write!(f, "{} out of step in data", self.beside)
    }
}
