//! Counting and telling what passed and what failed.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The results of one check; shared by the threads that run it.
#[derive(Default)]
pub struct Tally {
    passed: AtomicUsize,
    failed: AtomicUsize,
    skipped: AtomicUsize,
}

/// Failures beyond this many are counted, not shown.
const SHOWN: usize = 50;
/// Bytes shown of the reason of one failure.
const REASON: usize = 4000;

impl Tally {
    pub fn pass(&self) {
        self.passed.fetch_add(1, Relaxed);
    }

    /// Counts a failure and says which test failed and why.
    pub fn fail(&self, test: &str, why: &str) {
        if self.failed.fetch_add(1, Relaxed) < SHOWN {
            let end = why.floor_char_boundary(REASON);
            println!("FAIL {test}: {}", why[..end].trim_end());
        }
    }

    /// Counts a test that this machine cannot run and says why.
    pub fn skip(&self, test: &str, why: &str) {
        self.skipped.fetch_add(1, Relaxed);
        println!("SKIP {test}: {why}");
    }

    pub fn record(&self, test: &str, result: Result<(), String>) {
        match result {
            Ok(()) => self.pass(),
            Err(why) => self.fail(test, &why),
        }
    }

    pub fn add(&self, other: &Tally) {
        self.passed.fetch_add(other.passed.load(Relaxed), Relaxed);
        self.failed.fetch_add(other.failed.load(Relaxed), Relaxed);
        self.skipped.fetch_add(other.skipped.load(Relaxed), Relaxed);
    }

    /// Nothing failed, and something was tested.
    pub fn clean(&self) -> bool {
        self.failed.load(Relaxed) == 0 && self.passed.load(Relaxed) > 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed.load(Relaxed), self.failed.load(Relaxed))?;
        match self.skipped.load(Relaxed) {
            0 => Ok(()),
            n => write!(f, ", {n} skipped"),
        }
    }
}
