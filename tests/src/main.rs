//! The test harness: one subcommand for each way in which the toolchain is checked.
//!
//! Every subcommand ends with the line `name: N passed, N failed`; `all` runs those that
//! `make test` needs and ends with a plain `N passed, N failed`. The exit status is 0
//! only if nothing failed. How to add a test is told in `tests/README.md`.

mod arith;
mod corpus;
mod csmith;
mod ddc;
mod determinism;
mod encodings;
mod exec;
mod fuzz;
mod host;
mod options;
mod oracle;
mod p1;
mod parity;
mod reject;
mod rng;
mod runtime;
mod source;
mod stats;
mod suite;
mod tally;
mod tidy;

use host::Host;
use std::process::ExitCode;
use tally::Tally;

/// A subcommand: its name, what it does, and its code.
struct Check {
    name: &'static str,
    about: &'static str,
    run: fn(&Host, &[String]) -> Result<Tally, String>,
}

const CHECKS: &[Check] = &[
    Check { name: "suite", about: "good programs in five executions [NAME…]", run: suite::run },
    Check { name: "reject", about: "bad programs are refused [NAME…]", run: reject::run },
    Check { name: "csmith", about: "random programs [N] [--seed S]", run: csmith::run },
    Check { name: "fuzz", about: "bad input [N] [--seed S]", run: fuzz::run },
    Check { name: "parity", about: "seed and stage1 agree [NAME…]", run: parity::run },
    Check { name: "encodings", about: "P1 operations and their machine code [--full]", run: encodings::run },
    Check { name: "runtime", about: "the P1 runtime and the limits of the macro files", run: runtime::run },
    Check { name: "arith", about: "tables of arithmetic [NAME…]", run: arith::run },
    Check { name: "ddc", about: "stage1 built by the host's C compilers [NAME…]", run: ddc::run },
    Check { name: "determinism", about: "the same bytes in every environment", run: determinism::run },
    Check { name: "stats", about: "the trust table", run: stats::run },
    Check { name: "tidy", about: "how the code is written", run: tidy::run },
    Check { name: "oracle", about: "the test programs are fair [NAME…]", run: oracle::run },
];

/// What `all` runs, in this order.
const ALL: &[&str] = &["encodings", "runtime", "suite", "reject", "arith", "parity"];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(name) = args.first() else {
        return usage();
    };
    let host = match Host::find() {
        Ok(host) => host,
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::FAILURE;
        }
    };
    if name == "all" {
        return all(&host);
    }
    match CHECKS.iter().find(|c| c.name == name) {
        Some(check) => finish(&report(&host, check, &args[1..])),
        None => usage(),
    }
}

/// Runs one check and prints its closing line.
fn report(host: &Host, check: &Check, args: &[String]) -> Tally {
    let tally = (check.run)(host, args).unwrap_or_else(|message| {
        let tally = Tally::default();
        tally.fail(check.name, &message);
        tally
    });
    println!("{}: {tally}", check.name);
    tally
}

fn all(host: &Host) -> ExitCode {
    let total = Tally::default();
    for check in CHECKS.iter().filter(|c| ALL.contains(&c.name)) {
        total.add(&report(host, check, &[]));
    }
    println!("{total}");
    finish(&total)
}

fn finish(tally: &Tally) -> ExitCode {
    if tally.clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    eprintln!("usage: samara-tests all | CHECK [OPTIONS]\n");
    for check in CHECKS {
        eprintln!("  {:<12} {}", check.name, check.about);
    }
    ExitCode::FAILURE
}
