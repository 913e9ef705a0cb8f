//! `native-csmith`: random programs of csmith, without restrictions but for what samara refuses.
//!
//! Every program runs on the host's target at each level, each fourth on the other target, too; every
//! third has floats. The same `--seed` always gives the same programs.

use super::suite::compare;
use super::{Samara, TARGETS};
use crate::corpus::Program;
use crate::csmith::{generate, remove};
use crate::exec::{Cmd, End};
use crate::host::{Host, scratch};
use crate::options::Options;
use crate::tally::Tally;

const PROGRAMS: usize = 40;
const SEED: u64 = 2026;
/// Seconds that a program built by gcc may take; one that takes longer is replaced.
const PATIENCE: u64 = 3;
const STRIDE: u64 = 1_000_000;
const ATTEMPTS: u64 = 50;
const INCLUDE: &str = "/usr/include/csmith";

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let options = Options::read(args, PROGRAMS, SEED)?;
    let samara = Samara::find(host)?;
    host.need(&[("csmith", "csmith libcsmith-dev")])?;
    let folder = scratch("native-csmith")?;
    // The headers of csmith need nothing of a libc but what they declare by <...>.
    Cmd::new("cp").arg("-r").arg(INCLUDE).arg(format!("{folder}/csmith")).ok()?;
    let seeds: Vec<u64> = (options.seed..options.seed + options.count as u64).collect();
    let tally = Tally::default();
    host.each(&seeds, |seed| {
        let own = Tally::default();
        if let Err(why) = test(host, &samara, *seed, &folder, &own) {
            own.fail(&format!("csmith {seed}"), &why);
        }
        tally.add(&own);
    });
    Ok(tally)
}

fn test(host: &Host, samara: &Samara, first: u64, folder: &str, tally: &Tally) -> Result<(), String> {
    let extra: &[&str] = if first.is_multiple_of(3) { &["--quiet", "--float"] } else { &["--quiet"] };
    for attempt in 0..ATTEMPTS {
        let seed = first + attempt * STRIDE;
        let name = seed.to_string();
        let program = Program::single(&name, &format!("{folder}/{name}.c")).with_args(&["1"]);
        if !generate(folder, &format!("{name}.c"), seed, extra)? {
            continue;
        }
        let binary = format!("{folder}/{name}.gcc");
        let build = Cmd::new("gcc").args(["-w", "-O1", "-fwrapv", "-fno-strict-aliasing", "-I"]);
        build.arg(format!("{folder}/csmith")).args(["-o", &binary]).args(&program.files).ok()?;
        let expected = program.started_by(Cmd::new(&binary)).seconds(PATIENCE).run()?;
        if expected.end != End::Exit(0) {
            remove(folder, &name)?;
            continue;
        }
        let targets: &[&str] = if first.is_multiple_of(4) { &TARGETS } else { &TARGETS[..1] };
        let include = format!("-I{folder}/csmith");
        compare(host, samara, &program, folder, &[&include], targets, &expected, tally);
        return if tally.clean() { remove(folder, &name) } else { Ok(()) };
    }
    Err("csmith makes no program that ends soon".to_string())
}
