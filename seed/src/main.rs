//! The command line: each command is the pipeline up to the point it names.
//!
//! C text → `cc` → P1 text → `expand` → labelled hex → `link` → ELF. The phases keep the
//! texts in memory; this file alone reads options and writes files.

mod cc;

mod diag;
mod expand;
mod intern;
mod link;
mod options;
mod output;
mod run;
mod sum;
use diag::{Res, Sources, fail};
use expand::Expanded;
use link::Arch;
use options::Options;
use output::Output;
use std::io::Write;
use std::process::exit;

/// An internal fault: the program itself is wrong.
const FAULT: i32 = 70;

/// The phases recurse no deeper than their limits on nesting allow.
const STACK: usize = 256 << 20;

fn print(text: &str) -> Res<i32> {
    let mut out = std::io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(0),
        Err(_) => fail("cannot write standard output"),
    }
}

/// Expands a program between the macros and the runtime of `arch`. The C files are compiled
/// together, and come before the P1 files.
fn expand_program(
    src: &mut Sources,
    opts: &Options,
    arch: Arch,
    c_files: &[String],
    p1_files: &[String],
) -> Res<Expanded> {
    let dir = &opts.macros;
    let mut files =
        vec![src.load(&format!("{dir}/{}.p1", arch.name))?, src.load(&format!("{dir}/portable.p1"))?];
    if !c_files.is_empty() {
        let text = compile(src, opts, c_files)?;
        files.push(src.add(&format!("{}.p1", opts.out), text)?);
    }
    for file in p1_files {
        files.push(src.load(file)?);
    }
    files.push(src.load(&format!("{dir}/runtime.p1"))?);
    expand::expand(src, &files, opts.map.is_some())
}

fn compile(src: &mut Sources, opts: &Options, files: &[String]) -> Res<Vec<u8>> {
    let cc_opts = cc::Options { include_dirs: opts.include_dirs.clone(), defines: opts.defines.clone() };
    cc::compile(src, files, &cc_opts)
}

fn build(src: &mut Sources, opts: &Options) -> Res<i32> {
    let expanded = expand_program(src, opts, opts.arch, &opts.files, &[])?;
    let hex = src.add(&format!("{}.hex", opts.out), expanded.hex)?;
    let image = link::link_hex(src, hex, opts.arch)?;
    let mut outputs = vec![Output::program(&opts.out, image.file)];
    if let Some(map) = &opts.map {
        let mut text = Vec::new();
        for (name, place) in link::SECTIONS.iter().zip(&image.places) {
            let line = format!("section {name} {} {} {}\n", place.address, place.offset, place.size);
            text.extend_from_slice(line.as_bytes());
        }
        text.extend_from_slice(&expanded.map);
        outputs.push(Output::text(map, text));
    }
    output::write(&outputs)
}

fn run_program(src: &mut Sources, opts: &Options) -> Res<i32> {
    let (c_files, p1_files): (Vec<_>, Vec<_>) = opts.files.iter().cloned().partition(|f| f.ends_with(".c"));
    let expanded = expand_program(src, opts, link::INTERP, &c_files, &p1_files)?;
    let hex = src.add(&format!("{}.hex", opts.out), expanded.hex)?;
    let image = link::link_hex(src, hex, link::INTERP)?;
    let argv: Vec<String> = opts.files[..1].iter().chain(&opts.args).cloned().collect();
    run::run(&image, &argv, opts.count)
}

fn sum(opts: &Options) -> Res<i32> {
    for file in &opts.files {
        match diag::read_file(file) {
            Some(text) => print(&sum::line(&sum::digest(text), file))?,
            None => return fail(format!("cannot read '{file}'")),
        };
    }
    Ok(0)
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        let _ = std::io::stderr().write_all(format!("internal fault: {place}\n").as_bytes());
        exit(FAULT);
    }));
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        let mut src = Sources::default();
        match command(&mut src) {
            Ok(status) => exit(status),
            Err(diag) => {
                let _ = std::io::stderr().write_all(&src.render(&diag));
                exit(1);
            }
        }
    });
    match worker {
        Ok(thread) => drop(thread.join()),
        Err(_) => eprintln!("error: cannot start"),
    }
    exit(1);
}

/// Runs the command that the arguments name; gives the exit status.
fn command(src: &mut Sources) -> Res<i32> {
    let mut args = Vec::new();
    for arg in std::env::args_os().skip(1) {
        match arg.into_string() {
            Ok(arg) => args.push(arg),
            Err(_) => return fail("an argument is not UTF-8"),
        }
    }
    let opts = match options::parse(&args)? {
        options::Parsed::Run(opts) => opts,
        options::Parsed::Text(text) => return print(&text),
    };
    match opts.command {
        "cc" => {
            let text = compile(src, &opts, &opts.files)?;
            output::write(&[Output::text(&opts.out, text)])
        }
        "expand" => {
            let expanded = expand_program(src, &opts, opts.arch, &[], &opts.files)?;
            let mut outputs = vec![Output::text(&opts.out, expanded.hex)];
            if let Some(map) = &opts.map {
                outputs.push(Output::text(map, expanded.map));
            }
            output::write(&outputs)
        }
        "link" => {
            let [file] = &opts.files[..] else {
                return fail("'link' takes one file");
            };
            let hex = src.load(file)?;
            let image = link::link_hex(src, hex, opts.arch)?;
            output::write(&[Output::program(&opts.out, image.file)])
        }
        "build" => build(src, &opts),
        "run" => run_program(src, &opts),
        _ => sum(&opts),
    }
}
