//! The test harness: one subcommand for each way in which the toolchain is checked.
//!
//! Every subcommand ends with the line `name: N passed, N failed`. `all` runs those of
//! `make test`, `soak` the long ones, and both end with a plain `N passed, N failed`. The
//! exit status is 0 only if nothing failed. `tests/README.md` tells how to add a test.

mod arith;
mod audit;
mod bench;
mod corpus;
mod csmith;
mod ddc;
mod determinism;
mod encodings;
mod exec;
mod fuzz;
mod host;
mod libc;
mod native;
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
    Check { name: "libc", about: "stage1/lib and the host's libc agree [THOUSANDS]", run: libc::run },
    Check { name: "csmith", about: "random programs [N] [--seed S]", run: csmith::run },
    Check { name: "fuzz", about: "bad input [N] [--seed S]", run: fuzz::run },
    Check { name: "parity", about: "seed and stage1 agree [NAME…]", run: parity::run },
    Check { name: "encodings", about: "P1 operations and their machine code [--full]", run: encodings::run },
    Check { name: "runtime", about: "the P1 runtime and the limits of the macro files", run: runtime::run },
    Check { name: "arith", about: "tables of arithmetic [NAME…]", run: arith::run },
    Check { name: "ddc", about: "stage1 built by the host's C compilers [NAME…]", run: ddc::run },
    Check { name: "determinism", about: "the same bytes in every environment", run: determinism::run },
    Check { name: "unit", about: "the parts of stage2 [PART…]", run: native::unit::run },
    Check { name: "native", about: "good programs built by samara [NAME…]", run: native::suite::run },
    Check { name: "bad", about: "bad input for samara [N] [--seed S]", run: native::bad::run },
    Check {
        name: "native-csmith",
        about: "random programs built by samara [N] [--seed S]",
        run: native::csmith::run,
    },
    Check {
        name: "bench-native", about: "speed of samara and of its code [NAME…]", run: native::bench::run
    },
    Check {
        name: "native-ddc",
        about: "stage2 built by the host's C compilers [NAME…]",
        run: native::ddc::run,
    },
    Check {
        name: "native-determinism",
        about: "samara's bytes in every environment",
        run: native::determinism::run,
    },
    Check { name: "audit-elf", about: "audit explains the chain's programs", run: audit::elf::run },
    Check { name: "audit-fuzz", about: "bad files for audit [N] [--seed S]", run: audit::fuzz::run },
    Check { name: "tests2", about: "tcc's own tests built by samara [NAME…]", run: native::tests2::run },
    Check {
        name: "abi",
        about: "calls between samara's and gcc's code [N] [--seed S]",
        run: native::abi::run,
    },
    Check {
        name: "reject-native",
        about: "bad programs are refused by samara [NAME…]",
        run: native::reject::run,
    },
    Check { name: "floats", about: "floating constants [N] [--seed S]", run: native::floats::run },
    Check { name: "audit-list", about: "listings are source of the same files", run: audit::list::run },
    Check { name: "audit-diff", about: "what is different is named", run: audit::diff::run },
    Check {
        name: "audit-map",
        about: "programs built through P1 are explained [N] [--seed S]",
        run: audit::map::run,
    },
    Check {
        name: "audit-fuzz-map",
        about: "bad maps, programs and texts [N] [--seed S]",
        run: audit::map_fuzz::run,
    },
    Check {
        name: "audit-objdump",
        about: "programs are the same instructions for objdump [N]",
        run: audit::objdump::run,
    },
    Check {
        name: "audit-opcodes",
        about: "so are random operands of all opcodes [N] [--seed S]",
        run: audit::opcodes::run,
    },
    Check {
        name: "audit-words",
        about: "random words are what objdump says [N] [--seed S]",
        run: audit::words::run,
    },
    Check {
        name: "audit-tamper",
        about: "manipulated programs are noticed [N] [--seed S]",
        run: audit::trials::run,
    },
    Check {
        name: "audit-thompson",
        about: "a compiler with a back door is noticed",
        run: audit::thompson::run,
    },
    Check { name: "bench", about: "speed and memory [NAME…]", run: bench::run },
    Check { name: "stats", about: "the trust table", run: stats::run },
    Check { name: "tidy", about: "how the code is written", run: tidy::run },
    Check { name: "oracle", about: "the test programs are fair [NAME…]", run: oracle::run },
];

/// What `make test` runs: checks and their arguments.
const ALL: &[(&str, &[&str])] = &[
    ("tidy", &[]),
    ("stats", &[]),
    ("encodings", &[]),
    ("runtime", &[]),
    ("libc", &["1"]),
    ("reject", &[]),
    ("suite", &[]),
    ("arith", &[]),
    ("csmith", &["100"]),
    ("fuzz", &["2000"]),
    ("parity", &[]),
    ("ddc", &[]),
    ("determinism", &[]),
    ("unit", &[]),
    ("native", &[]),
    ("reject-native", &[]),
    ("tests2", &[]),
    ("native-csmith", &["24"]),
    ("abi", &["100"]),
    ("floats", &["6000"]),
    ("bad", &["300"]),
    ("native-ddc", &[]),
    ("native-determinism", &[]),
    ("audit-list", &[]),
    ("audit-diff", &[]),
    ("audit-elf", &[]),
    ("audit-fuzz", &["300"]),
    ("audit-map", &[]),
    ("audit-fuzz-map", &["600"]),
    ("audit-words", &[]),
    ("audit-tamper", &["156"]),
    ("audit-objdump", &[]),
    ("audit-opcodes", &[]),
];

/// What `make soak` runs.
const SOAK: &[(&str, &[&str])] = &[
    ("oracle", &[]),
    ("encodings", &["--full"]),
    ("libc", &["100"]),
    ("csmith", &["1000", "--seed", "10000"]),
    ("fuzz", &["10000", "--seed", "10000"]),
    ("native-csmith", &["1000", "--seed", "10000"]),
    ("abi", &["1000", "--seed", "10000"]),
    ("floats", &["100000", "--seed", "10000"]),
    ("bad", &["3000", "--seed", "10000"]),
    ("audit-map", &["600", "--seed", "10000"]),
    ("audit-fuzz-map", &["20000", "--seed", "10000"]),
    ("audit-words", &["2000000", "--seed", "10000"]),
    ("audit-fuzz", &["20000", "--seed", "10000"]),
    ("audit-tamper", &["2400", "--seed", "10000"]),
    ("audit-thompson", &[]),
    ("audit-objdump", &["250"]),
    ("audit-opcodes", &["2000", "--seed", "10000"]),
];

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
    match name.as_str() {
        "all" => return several(&host, ALL),
        "soak" => return several(&host, SOAK),
        _ => {}
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

/// Runs several checks; the last line counts what they found together.
fn several(host: &Host, names: &[(&str, &[&str])]) -> ExitCode {
    let total = Tally::default();
    for (name, args) in names {
        let args: Vec<String> = args.iter().map(|a| a.to_string()).collect();
        if let Some(check) = CHECKS.iter().find(|c| c.name == *name) {
            total.add(&report(host, check, &args));
        }
    }
    println!("{total}");
    finish(&total)
}

fn finish(tally: &Tally) -> ExitCode {
    if tally.clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    eprintln!("usage: samara-tests all | soak | CHECK [OPTIONS]\n");
    for check in CHECKS {
        eprintln!("  {:<12} {}", check.name, check.about);
    }
    ExitCode::FAILURE
}
