//! The command line: one table of commands and options, which also makes `--help` and the man page.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

/// How a command ended; the exit status of cmp and diff.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Nothing found, or the same.
    Clean = 0,
    /// Something found, or different.
    Found = 1,
    /// Bad usage, or a file that cannot be read or written.
    Trouble = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status as u8)
    }
}

/// What a command is given: its operands in order and its options by name (without dashes; "" if it takes no value).
pub struct Arguments {
    pub operands: Vec<String>,
    pub options: BTreeMap<&'static str, String>,
}

impl Arguments {
    /// Whether an option was given.
    pub fn has(&self, name: &str) -> bool {
        self.options.contains_key(name)
    }

    /// The value of an option, if it was given.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }
}

/// One option of a command: `--name` or `--name VALUE` / `--name=VALUE`; a name of one letter has one dash.
pub struct Opt {
    pub name: &'static str,
    /// What the value is called in the help; empty if there is none.
    pub value: &'static str,
    pub help: &'static str,
}

/// One command.
pub struct Command {
    pub name: &'static str,
    /// The operands as the help shows them: `FILE`, `A B`, `PROG [PROG.map]`.
    pub operands: &'static str,
    /// How many operands there must be, at least and at most.
    pub count: (usize, usize),
    pub summary: &'static str,
    /// What it does, for the man page.
    pub text: &'static str,
    pub options: &'static [Opt],
    pub run: fn(&Arguments) -> Result<Status, String>,
}

/// All commands, in the order of the help. Each lives in the module that it is about.
const COMMANDS: &[&Command] = &[
    &crate::summary::COMMAND,
    &crate::disasm::COMMAND,
    &crate::p1::command::MAP,
    &crate::list::COMMAND,
    &crate::diff::COMMAND,
    &crate::report::COMMAND,
    &crate::chain::MATRIX,
    &crate::chain::compare::COMMAND,
];

/// Runs the command line (without the program's name).
pub fn run(words: &[String]) -> Result<Status, String> {
    let Some((name, rest)) = words.split_first() else {
        return Err("no command; try --help".to_string());
    };
    match name.as_str() {
        "--help" | "-h" | "help" => print(&help()),
        "--help=man" => print(&manual()),
        "--version" => print(&format!("audit {}\n", env!("CARGO_PKG_VERSION"))),
        _ => {
            let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
                return Err(format!("no command '{name}'; try --help"));
            };
            if rest.iter().any(|word| word == "--help") {
                return print(&usage(command));
            }
            (command.run)(&parse(command, rest)?)
        }
    }
}

/// Writes text to standard output; a closed pipe is not an error.
pub fn print(text: &str) -> Result<Status, String> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("standard output: {error}"))
        }
        _ => Ok(Status::Clean),
    }
}

/// Reads a whole file.
pub fn read(path: &str) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{path}: {error}"))
}

/// Writes a whole file under a temporary name and renames it, so that no part of a file is ever seen.
pub fn write(path: &str, bytes: &[u8]) -> Result<(), String> {
    write_by(path, |sink| sink.write_all(bytes))
}

/// The same with what `fill` writes piece by piece.
pub fn write_by(path: &str, fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), String> {
    let temporary = format!("{path}.tmp{}", std::process::id());
    let done = std::fs::File::create(&temporary).and_then(|file| {
        let mut sink = std::io::BufWriter::with_capacity(1 << 16, file);
        fill(&mut sink)?;
        sink.flush()?;
        std::fs::rename(&temporary, path)
    });
    done.map_err(|error| {
        let _ = std::fs::remove_file(&temporary);
        format!("{path}: {error}")
    })
}

fn parse(command: &Command, words: &[String]) -> Result<Arguments, String> {
    let mut arguments = Arguments { operands: Vec::new(), options: BTreeMap::new() };
    let mut words = words.iter();
    let mut only_operands = false;
    while let Some(word) = words.next() {
        if only_operands || !word.starts_with('-') || word == "-" {
            arguments.operands.push(word.clone());
            continue;
        }
        if word == "--" {
            only_operands = true;
            continue;
        }
        let (name, given) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_string())),
            None => (word.as_str(), None),
        };
        let option = command.options.iter().find(|option| dashed(option) == name);
        let option = option.ok_or_else(|| format!("{}: no option '{name}'; try --help", command.name))?;
        let value = match (option.value.is_empty(), given) {
            (true, None) => String::new(),
            (true, Some(_)) => return Err(format!("{name} takes no value")),
            (false, Some(value)) => value,
            (false, None) => words.next().cloned().ok_or_else(|| format!("{name} needs {}", option.value))?,
        };
        arguments.options.insert(option.name, value);
    }
    let (least, most) = command.count;
    if arguments.operands.len() < least || arguments.operands.len() > most {
        return Err(format!("usage: audit {} {}", command.name, command.operands));
    }
    Ok(arguments)
}

fn dashed(option: &Opt) -> String {
    format!("{}{}", if option.name.len() == 1 { "-" } else { "--" }, option.name)
}

fn with_value(option: &Opt) -> String {
    let space = if option.value.is_empty() { "" } else { " " };
    format!("{}{space}{}", dashed(option), option.value)
}

fn help() -> String {
    let mut text = "Explains and checks every byte of ELF files.\n\nUsage: audit COMMAND …\n\n".to_string();
    for command in COMMANDS {
        text += &format!("  {:<10} {:<28} {}\n", command.name, command.operands, command.summary);
    }
    text += "\naudit COMMAND --help tells more.\n";
    text += "Exit status: 0 nothing found or the same, 1 something found or different, 2 trouble.\n";
    text
}

fn usage(command: &Command) -> String {
    let mut text = format!("Usage: audit {} {}\n\n{}\n", command.name, command.operands, command.text);
    for option in command.options {
        text += &format!("  {:<24} {}\n", with_value(option), option.help);
    }
    text
}

/// The man page, in man(7)'s macros.
fn manual() -> String {
    let escape = |text: &str| text.replace('\\', "\\e").replace('-', "\\-").replace('…', "...");
    let mut text = ".TH AUDIT 1\n.SH NAME\naudit \\- explain and check every byte of ELF files\n".to_string();
    text += ".SH SYNOPSIS\n";
    for command in COMMANDS {
        text += &format!(".B audit {}\n{}\n.br\n", command.name, escape(command.operands));
    }
    text += ".SH COMMANDS\n";
    for command in COMMANDS {
        text += &format!(".SS {} {}\n{}\n", command.name, escape(command.operands), escape(command.text));
        for option in command.options {
            text += &format!(".TP\n.B {}\n{}\n", escape(&with_value(option)), escape(option.help));
        }
    }
    text += ".SH EXIT STATUS\n0 nothing found or the same, 1 something found or different, 2 trouble.\n";
    text
}
