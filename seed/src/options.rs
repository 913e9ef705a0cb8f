//! Commands and their options: one table that parses them and makes the help.

use crate::diag::{Res, fail};

use crate::link::{ARCHS, Arch};

struct Command {
    name: &'static str,
    operands: &'static str,
    /// The keys of the options it takes.
    options: &'static str,
    /// The keys of those it cannot do without.
    required: &'static str,
    about: &'static str,
}

const COMMANDS: [Command; 6] = [
    entry("cc", "FILE.c...", "IDo", "o", "compile Seed C to P1 macro text"),
    entry("expand", "IN.p1...", "aMom", "ao", "expand macro text to labelled hex"),
    entry("link", "IN.hex", "ao", "ao", "make an ELF program from labelled hex"),
    entry("build", "FILE.c...", "aIDMom", "ao", "all of these in memory"),
    entry(
        "run",
        "FILE.c|FILE.p1... [--] [ARGS...]",
        "IDMc",
        "",
        "run a program in the P1 reference interpreter",
    ),
    entry("sum", "FILE...", "", "", "print SHA-256 sums"),
];

/// Whether this operand of `run` is part of the program.
fn is_source(arg: &str) -> bool {
    !arg.starts_with('-') && (arg.ends_with(".c") || arg.ends_with(".p1"))
}

struct Opt {
    key: char,
    name: &'static str,
    /// Empty if the option takes no value.
    value: &'static str,
    about: &'static str,
}

const OPTIONS: [Opt; 7] = [
    Opt { key: 'a', name: "-a", value: "ARCH", about: "x86_64, aarch64, riscv64, or interp" },
    Opt { key: 'I', name: "-I", value: "DIR", about: "look for included files in DIR" },
    Opt { key: 'D', name: "-D", value: "NAME[=V]", about: "define NAME as V, or as 1" },
    Opt { key: 'M', name: "-M", value: "DIR", about: "folder of the macro files (default: macros)" },
    Opt { key: 'o', name: "-o", value: "FILE", about: "write FILE" },
    Opt { key: 'm', name: "--map", value: "FILE", about: "write where each byte comes from" },
    Opt { key: 'c', name: "--count", value: "", about: "print how many operations ran" },
];

#[derive(Default)]
pub struct Options {
    pub command: &'static str,
    pub include_dirs: Vec<String>,
    pub defines: Vec<(String, String)>,
    pub macros: String,
    pub arch: Arch,
    /// The output; of `run`, the name that its texts go by.
    pub out: String,
    pub map: Option<String>,
    pub count: bool,
    /// The operands; of `run`, the sources of the program.
    pub files: Vec<String>,
    /// The arguments of the program that is run.
    pub args: Vec<String>,
}

pub enum Parsed {
    Run(Options),
    /// Help or version, to be printed.
    Text(String),
}

const fn entry(
    name: &'static str,
    operands: &'static str,
    options: &'static str,
    required: &'static str,
    about: &'static str,
) -> Command {
    Command { name, operands, options, required, about }
}

impl Opt {
    /// Whether `arg` is this option, perhaps with its value attached.
    fn matches(&self, arg: &str) -> bool {
        let Some(rest) = arg.strip_prefix(self.name) else {
            return false;
        };
        rest.is_empty() || (!self.value.is_empty() && (!self.name.starts_with("--") || rest.starts_with('=')))
    }
}

impl Options {
    fn set(&mut self, key: char, value: String) -> Res<()> {
        match key {
            'I' => self.include_dirs.push(value),
            'D' => match value.split_once('=') {
                Some((name, value)) => self.defines.push((name.to_string(), value.to_string())),
                None => self.defines.push((value, "1".to_string())),
            },
            'M' => self.macros = value,
            'o' => self.out = value,
            'm' => self.map = Some(value),
            'c' => self.count = true,
            _ => match ARCHS.iter().find(|a| a.name == value) {
                Some(arch) => self.arch = *arch,
                None => return fail(format!("unknown architecture '{value}'")),
            },
        }
        Ok(())
    }
}

impl Command {
    fn command_help(&self) -> String {
        let mut text = format!("usage: seed {} [OPTIONS] {}\n\n{}\n", self.name, self.operands, self.about);
        if !self.options.is_empty() {
            text.push_str("\noptions:\n");
        }
        for opt in OPTIONS.iter().filter(|o| self.options.contains(o.key)) {
            let usage = format!("{} {}", opt.name, opt.value);
            text.push_str(&format!("  {usage:<16} {}\n", opt.about));
        }
        text
    }
}

fn help() -> String {
    let mut text = String::from("usage: seed COMMAND [OPTIONS] FILES\n\ncommands:\n");
    for command in &COMMANDS {
        text.push_str(&format!("  {:<8} {}\n", command.name, command.about));
    }
    text.push_str(
        "\n'seed COMMAND --help' lists a command's options; 'seed --version' prints the version.\n",
    );
    text
}

/// Reads the arguments behind the program's name.
pub fn parse(args: &[String]) -> Res<Parsed> {
    let Some(first) = args.first() else {
        return fail("a command is missing; see 'seed --help'");
    };
    match &first[..] {
        "--help" | "-h" | "help" => return Ok(Parsed::Text(help())),
        "--version" => {
            return Ok(Parsed::Text(concat!("seed ", env!("CARGO_PKG_VERSION"), "\n").to_string()));
        }
        _ => {}
    }
    let Some(command) = COMMANDS.iter().find(|c| c.name == first) else {
        return fail(format!("unknown command '{first}'; see 'seed --help'"));
    };
    let mut opts = Options { command: command.name, macros: "macros".to_string(), ..Options::default() };
    let mut seen = String::new();
    let mut i = 1;
    let mut only_operands = false;
    while i < args.len() {
        let arg = &args[i];
        i += 1;
        if command.name == "run" && !opts.files.is_empty() && !is_source(arg) {
            // What follows the sources of a program belongs to it.
            opts.args = args[i - (arg != "--") as usize..].to_vec();
            break;
        }
        if only_operands || !arg.starts_with('-') || arg == "-" {
            if command.name == "run" && !is_source(arg) {
                return fail(format!("cannot run '{arg}', whose name does not end in .c or .p1"));
            }
            opts.files.push(arg.clone());
            continue;
        }
        if arg == "--" {
            only_operands = true;
            continue;
        }
        if arg == "--help" {
            return Ok(Parsed::Text(command.command_help()));
        }
        let Some(opt) = OPTIONS.iter().find(|o| command.options.contains(o.key) && o.matches(arg)) else {
            return fail(format!("'{}' has no option '{arg}'", command.name));
        };
        seen.push(opt.key);
        let mut value = String::new();
        if arg.len() > opt.name.len() {
            // -ofile, --map=file
            value = arg[opt.name.len()..].to_string();
            if opt.name.starts_with("--") {
                value.remove(0);
            }
        } else if !opt.value.is_empty() {
            if i == args.len() {
                return fail(format!("option '{}' needs a value", opt.name));
            }
            value = args[i].clone();
            i += 1;
        }
        opts.set(opt.key, value)?;
    }
    for key in command.required.chars() {
        if !seen.contains(key) {
            return fail(format!("'{}' needs the option '-{key}'", command.name));
        }
    }
    if opts.files.is_empty() {
        return fail(format!("'{}' needs a file", command.name));
    }
    for out in std::iter::once(&opts.out).chain(&opts.map) {
        if opts.files.contains(out) {
            return fail(format!("'{out}' is both input and output"));
        }
    }
    if opts.map.as_ref() == Some(&opts.out) {
        return fail("the map and the output have the same name");
    }
    if command.name == "run" {
        opts.out = opts.files[0].clone();
    }
    Ok(Parsed::Run(opts))
}
