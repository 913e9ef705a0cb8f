//! `stats`: the trust table, and the budgets of size.
//!
//! A line of code is one that is neither blank nor comment nor unit test.

use crate::host::Host;
use crate::source::{size, sources};
use crate::tally::Tally;
use std::fs;

/// A layer: its name, its files or folders without those of other layers, and the lines it may
/// have (0: no budget). The aim is 5,000 lines for the seed and 7,500 for stage1; until they are
/// reached the budgets hold what there is, so that it only shrinks.
struct Layer {
    name: &'static str,
    folders: &'static [&'static str],
    without: &'static [&'static str],
    budget: usize,
}

const LAYERS: &[Layer] = &[
    Layer {
        name: "seed, without interpreter",
        folders: &["seed"],
        without: &["seed/src/run/", "seed/tests/", "seed/build.rs"],
        budget: 6900,
    },
    Layer { name: "macros, x86_64", folders: &["macros/x86_64.p1"], without: &[], budget: 400 },
    Layer { name: "macros, aarch64", folders: &["macros/aarch64.p1"], without: &[], budget: 400 },
    Layer { name: "macros, riscv64", folders: &["macros/riscv64.p1"], without: &[], budget: 400 },
    Layer { name: "macros, portable", folders: &["macros/portable.p1"], without: &[], budget: 0 },
    Layer { name: "macros, runtime", folders: &["macros/runtime.p1"], without: &[], budget: 0 },
    Layer { name: "stage1 with its libc", folders: &["stage1"], without: &[], budget: 10300 },
    Layer { name: "– tools", folders: &["stage1"], without: &["stage1/lib/"], budget: 0 },
    Layer { name: "– of these, the interpreter", folders: &["stage1/run"], without: &[], budget: 0 },
    Layer { name: "– libc", folders: &["stage1/lib"], without: &[], budget: 0 },
    Layer {
        name: "stage2, samara",
        folders: &["stage2"],
        without: &["stage2/rt/", "stage2/include/"],
        budget: 0,
    },
    Layer {
        name: "– front end, builder",
        folders: &["stage2/front", "stage2/build"],
        without: &[],
        budget: 0,
    },
    Layer { name: "– IR, optimizer", folders: &["stage2/ir", "stage2/opt"], without: &[], budget: 0 },
    Layer {
        name: "– targets and allocators",
        folders: &["stage2/target"],
        without: &["stage2/target/x86_64/", "stage2/target/aarch64/"],
        budget: 0,
    },
    Layer { name: "– x86-64", folders: &["stage2/target/x86_64"], without: &[], budget: 0 },
    Layer { name: "– AArch64", folders: &["stage2/target/aarch64"], without: &[], budget: 0 },
    Layer { name: "– objects, linker", folders: &["stage2/obj", "stage2/link"], without: &[], budget: 0 },
    Layer {
        name: "stage2, headers and run time",
        folders: &["stage2/rt", "stage2/include"],
        without: &[],
        budget: 0,
    },
    Layer {
        name: "interpreter (a check)",
        folders: &["seed/src/run", "macros/interp.p1"],
        without: &[],
        budget: 0,
    },
    Layer { name: "audit (a check)", folders: &["audit/src"], without: &[], budget: 0 },
];

/// What comparable roots of trust need, in lines, as their authors count.
const OTHERS: [(&str, usize); 2] =
    [("boot2, hex seed to tcc (amd64)", 21_468), ("live-bootstrap, hex seed to tcc", 30_813)];

pub fn run(_: &Host, _: &[String]) -> Result<Tally, String> {
    let tally = Tally::default();
    println!("| layer | lines | bytes |\n|---|---:|---:|");
    for layer in LAYERS {
        let (lines, bytes) = measure(layer)?;
        println!("| {} | {} | {} |", layer.name, grouped(lines), grouped(bytes));
        if layer.budget > 0 {
            let small = lines < layer.budget;
            let why = format!("{lines} lines, to stay under {}", layer.budget);
            tally.record(layer.name, if small { Ok(()) } else { Err(why) });
        }
    }
    for (name, lines) in OTHERS {
        println!("| for comparison: {name} | {} | |", grouped(lines));
    }
    for arch in crate::host::ARCHES {
        // The program is there only once the chain has run.
        if let Ok(file) = fs::metadata(format!("build/{arch}/stage1")) {
            println!("| the program stage1, {arch} | | {} |", grouped(file.len() as usize));
        }
        if let Ok(file) = fs::metadata(format!("build/{arch}/stage2/bin/samara")) {
            println!("| the program samara, {arch} | | {} |", grouped(file.len() as usize));
        }
    }
    Ok(tally)
}

fn measure(layer: &Layer) -> Result<(usize, usize), String> {
    let mut files = sources(layer.folders)?;
    files.retain(|f| !layer.without.iter().any(|w| f.starts_with(w)) && !f.ends_with("/tests.rs"));
    size(&files)
}

/// 12,345
fn grouped(n: usize) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", grouped(n / 1000), n % 1000) }
}
