//! `native`: the good programs of `tests/c` and `tests/native`, built by samara for each target at each
//! level, do what gcc's builds do.
//!
//! `tests/native` holds programs beyond Seed C: floats, bit-fields, GNU extensions.

use super::{LEVELS, Samara, TARGETS};
use crate::corpus::{Program, programs};
use crate::exec::{End, Outcome};
use crate::host::{Host, scratch};
use crate::suite::{oracle, same_outcome};
use crate::tally::Tally;

/// Seconds that a program built by gcc may run.
const PATIENCE: u64 = 60;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    let samara = Samara::find(host)?;
    let mut all = programs("tests/c", args)?;
    all.extend(programs("tests/native", args)?);
    let folder = scratch("native")?;
    let tally = Tally::default();
    host.each(&all, |program| match oracle(program, &format!("{folder}/{}", program.name), PATIENCE) {
        Ok(expected) if matches!(expected.end, End::Exit(_)) => {
            compare(host, &samara, program, &folder, &[], &TARGETS, &expected, &tally);
        }
        Ok(outcome) => tally.fail(&format!("{} gcc", program.name), &outcome.end.to_string()),
        Err(why) => tally.fail(&format!("{} gcc", program.name), &why),
    });
    Ok(tally)
}

/// Holds what samara makes of a program, at each level and with `options`, against what it must do.
#[allow(clippy::too_many_arguments)]
pub fn compare(
    host: &Host,
    samara: &Samara,
    program: &Program,
    folder: &str,
    options: &[&str],
    targets: &[&str],
    expected: &Outcome,
    tally: &Tally,
) {
    for target in targets {
        for level in LEVELS {
            let output = format!("{folder}/{}.{target}{level}", program.name);
            let command = samara
                .cc(target)
                .args([level, "-w", "-fsigned-char", "-o", &output])
                .args(options)
                .args(&program.files);
            let result = command
                .ok()
                .and_then(|_| same_outcome(&program.started_by(host.execute(target, &output)), expected));
            tally.record(&format!("{} {target} {level}", program.name), result);
        }
    }
}
