//! `ddc`: diverse double-compiling.
//!
//! Every C compiler that is installed builds stage1's sources against the host's libc. Each
//! stage1 made so must write the same P1 text and the same ELF files for stage1's own sources
//! as the seed does. A compiler that inserted something would have to insert the same as all
//! others.

use crate::exec::Cmd;
use crate::host::{ARCHES, Host, installed, scratch};
use crate::parity::{all_stage1_sources, same_files};
use crate::tally::Tally;

/// Compilers and their options; a compiler's Debian package has its name.
const COMPILERS: [(&str, &[&str]); 5] = [
    ("gcc", &["-std=c11", "-O1", "-w"]),
    ("clang", &["-std=c11", "-O1", "-w"]),
    ("tcc", &["-w"]),
    ("pcc", &["-w"]),
    // chibicc has no __builtin_va_list, which stdio.h of stage1/lib names.
    ("chibicc", &["-D__builtin_va_list=void *"]),
];

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need_seed()?;
    let folder = scratch("ddc")?;
    let sources = all_stage1_sources()?;
    outputs(&host.seed, &sources, &format!("{folder}/seed"))?;
    let tally = Tally::default();
    let chosen = |name: &str| args.is_empty() || args.iter().any(|a| a == name);
    host.each(&COMPILERS, |(compiler, options)| {
        if !chosen(compiler) {
            return;
        }
        if !installed(compiler) {
            return tally.skip(compiler, &format!("apt-get install {compiler}"));
        }
        let base = format!("{folder}/{compiler}");
        match compile(compiler, options, &sources, &base).and_then(|()| outputs(&base, &sources, &base)) {
            Err(why) => tally.fail(compiler, &why),
            Ok(()) => {
                for ending in endings() {
                    let same = same_files(&format!("{folder}/seed{ending}"), &format!("{base}{ending}"));
                    tally.record(&format!("{compiler} {ending}"), same);
                }
            }
        }
    });
    Ok(tally)
}

/// Builds stage1 with a host's compiler; the host's libc takes the place of stage1/lib.
fn compile(compiler: &str, options: &[&str], sources: &[String], output: &str) -> Result<(), String> {
    let tools = sources.iter().filter(|s| !s.starts_with("stage1/lib/"));
    let command = Cmd::new(compiler).args(options).args(["-Istage1/lib", "-o", output]).args(tools);
    command.seconds(300).ok().map(|_| ())
}

/// Lets a stage1, or the seed, build stage1: its P1 text, and an ELF file for each architecture.
fn outputs(tool: &str, sources: &[String], base: &str) -> Result<(), String> {
    let cc = Cmd::new(tool).args(["cc", "-I", "stage1/lib", "-o", &format!("{base}.p1")]);
    cc.args(sources).seconds(600).ok()?;
    for arch in ARCHES {
        let build =
            Cmd::new(tool).args(["build", "-a", arch, "-I", "stage1/lib", "-o", &format!("{base}.{arch}")]);
        build.args(sources).seconds(600).ok()?;
    }
    Ok(())
}

fn endings() -> Vec<String> {
    let mut endings: Vec<String> = ARCHES.iter().map(|arch| format!(".{arch}")).collect();
    endings.push(".p1".to_string());
    endings
}
