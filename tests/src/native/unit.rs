//! `unit`: the drivers in `tests/unit` that test one part of stage2 each.
//!
//! Each has a `run.sh`, started from the root of the checkout, which builds the part with the host's gcc
//! and prints `N passed, N failed`; it is told by its exit status.

use crate::exec::{Cmd, End, text};
use crate::host::{Host, entries};
use crate::tally::Tally;

pub fn run(host: &Host, args: &[String]) -> Result<Tally, String> {
    host.need(&[("gcc", "gcc"), ("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu libc6-dev-arm64-cross")])?;
    let parts: Vec<_> = entries("tests/unit")?
        .into_iter()
        .filter(|path| path.join("run.sh").is_file())
        .map(|path| path.display().to_string())
        .filter(|path| args.is_empty() || args.iter().any(|a| path.ends_with(a.as_str())))
        .collect();
    let tally = Tally::default();
    host.each(&parts, |part| {
        tally.record(part, one(part));
    });
    Ok(tally)
}

fn one(part: &str) -> Result<(), String> {
    let outcome = Cmd::new("sh").args(["-c", &format!("{part}/run.sh 2>&1")]).seconds(600).run()?;
    let output = text(&outcome.stdout);
    println!("{part}: {}", output.lines().last().unwrap_or(""));
    if outcome.end == End::Exit(0) { Ok(()) } else { Err(output) }
}
