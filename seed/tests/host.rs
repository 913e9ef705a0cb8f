//! Diverse compiling: stage1 as the host's C compiler made it (see `build.rs`) emits the same P1
//! text, hex and ELF for stage1's own sources as the seed.

use std::path::Path;
use std::process::Command;

/// Runs the pipeline of `tool` on stage1's sources in the root of the repository; the three artifacts.
fn artifacts(tool: &Path, dir: &Path, sources: &str) -> [Vec<u8>; 3] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::create_dir_all(dir).expect("a folder for the artifacts");
    let run = |args: &[&str], inputs: &[&str], out: &str| {
        let mut command = Command::new(tool);
        command.current_dir(&root).args(args).args(inputs).arg("-o").arg(dir.join(out));
        assert!(command.status().expect("the tool runs").success(), "{command:?}");
        std::fs::read(dir.join(out)).expect("an artifact")
    };
    let path = |name: &str| dir.join(name).display().to_string();
    let sources: Vec<&str> = sources.split_whitespace().collect();
    let p1 = run(&["cc", "-I", "stage1/lib"], &sources, "stage1.p1");
    let hex = run(&["expand", "-a", "x86_64"], &[&path("stage1.p1")], "stage1.hex");
    let elf = run(&["link", "-a", "x86_64"], &[&path("stage1.hex")], "stage1.elf");
    [p1, hex, elf]
}

#[test]
fn host_compiled_stage1_agrees_with_the_seed() {
    let out = Path::new(env!("OUT_DIR"));
    let stage1 = out.join("stage1");
    if !stage1.exists() {
        // build.rs has said why.
        eprintln!("SKIPPED: stage1 was not built by the host's C compiler");
        assert!(cc_is_missing(), "there is a C compiler, but it did not build stage1");
        return;
    }
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../stage1/SOURCES");
    let sources = std::fs::read_to_string(list).expect("the list of sources");
    let seed = artifacts(Path::new(env!("CARGO_BIN_EXE_seed")), &out.join("by-seed"), &sources);
    let host = artifacts(&stage1, &out.join("by-host"), &sources);
    for (i, name) in ["P1 text", "hex", "ELF"].iter().enumerate() {
        assert!(seed[i] == host[i], "the {name} differs");
    }
}

fn cc_is_missing() -> bool {
    Command::new("cc").arg("--version").output().is_err()
}
