//! The test programs: `tests/c` holds good ones, `tests/reject` bad ones.
//!
//! A good program is a file `NNN-name.c` or a folder `NNN-name/` of several C files.
//! Directives stand in comments: `// args: WORDS`, `// input: TEXT`.

use crate::exec::{Cmd, text};
use crate::host::{ORACLE, entries, files_below, lib_sources, read};

pub struct Program {
    /// `NNN-name`.
    pub name: String,
    /// Its C files.
    pub files: Vec<String>,
    args: Vec<String>,
    input: Vec<u8>,
}

/// The good programs of `folder`, in order; all, or those whose names contain one of `filter`.
pub fn programs(folder: &str, filter: &[String]) -> Result<Vec<Program>, String> {
    let mut programs = Vec::new();
    for path in entries(folder)? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !filter.is_empty() && !filter.iter().any(|f| name.contains(f.as_str())) {
            continue;
        }
        let files = if path.is_dir() { files_below(&path, "c")? } else { vec![path.display().to_string()] };
        let source = text(&read(&files[0])?);
        let args = directive(&source, "args").unwrap_or_default();
        let input = directive(&source, "input").map_or(String::new(), |line| line + "\n");
        let args = args.split_whitespace().map(str::to_string).collect();
        programs.push(Program { name, files, args, input: input.into_bytes() });
    }
    Ok(programs)
}

/// The rest of the first line that begins with `// NAME:`.
pub fn directive(source: &str, name: &str) -> Option<String> {
    let start = format!("// {name}:");
    let line = source.lines().find(|line| line.starts_with(&start))?;
    Some(line[start.len()..].trim().to_string())
}

impl Program {
    /// A program of one file, without arguments or input.
    pub fn single(name: &str, file: &str) -> Program {
        let (name, files) = (name.to_string(), vec![file.to_string()]);
        Program { name, files, args: Vec::new(), input: Vec::new() }
    }

    pub fn with_args(mut self, args: &[&str]) -> Program {
        self.args = args.iter().map(|a| a.to_string()).collect();
        self
    }

    /// Adds the program's arguments and input to the command that runs it.
    pub fn started_by(&self, command: Cmd) -> Cmd {
        command.args(&self.args).input(&self.input)
    }

    /// Compiles the program with a host's compiler for this machine.
    pub fn compile(&self, compiler: &str, options: &[&str], output: &str) -> Result<(), String> {
        let command = Cmd::new(compiler).args(ORACLE).args(options).arg("-o").arg(output);
        command.args(&self.files).arg("-lm").ok().map(|_| ())
    }
}

/// `TOOL cc` with the options and headers of the tests; the sources and libc come last.
pub fn cc(tool: &str, files: &[String], output: &str) -> Result<Cmd, String> {
    let command = Cmd::new(tool).arg("cc").args(["-I", "stage1/lib", "-o", output]);
    Ok(command.args(files).args(lib_sources()?))
}

/// `TOOL build` for `arch`.
pub fn build(tool: &str, arch: &str, files: &[String], output: &str) -> Result<Cmd, String> {
    let command = Cmd::new(tool).args(["build", "-a", arch, "-I", "stage1/lib", "-o", output]);
    Ok(command.args(files).args(lib_sources()?))
}
