//! Builds stage1's C sources with the host's C compiler, for the diverse-compiling check in
//! `tests/host.rs`: that stage1 must emit what the seed emits. Nothing of it enters the seed. Without a C
//! compiler the build goes on with a warning, and the check is skipped.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let root = Path::new("..");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../stage1");
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap_or_default()).join("stage1");
    let _ = std::fs::remove_file(&out);
    let Ok(sources) = std::fs::read_to_string(root.join("stage1/SOURCES")) else {
        println!("cargo:warning=stage1/SOURCES is missing: not building stage1 with the host's C compiler");
        return;
    };
    let compiler = match cc::Build::new().opt_level(1).warnings(false).try_get_compiler() {
        Ok(compiler) => compiler,
        Err(_) => {
            println!("cargo:warning=no C compiler: the check of stage1 as the host compiles it is skipped");
            return;
        }
    };
    let mut command: Command = compiler.to_command();
    command.arg("-I").arg(root.join("stage1/lib")).arg("-fsigned-char").arg("-o").arg(&out);
    // The host's own C library takes the place of stage1's.
    for source in sources.split_whitespace().filter(|s| !s.starts_with("stage1/lib/")) {
        command.arg(root.join(source));
    }
    match command.status() {
        Ok(status) if status.success() => {}
        _ => println!("cargo:warning=the host's C compiler does not compile stage1: its check will fail"),
    }
}
