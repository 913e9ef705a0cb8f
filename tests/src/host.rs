//! The machine and the checkout: where things are, which tools there are, what runs here.

use crate::exec::Cmd;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

/// The architectures that code is made for.
pub const ARCHES: [&str; 3] = ["x86_64", "aarch64", "riscv64"];

/// Options that make gcc and clang agree with Seed C where C leaves a choice.
pub const ORACLE: [&str; 5] = ["-std=gnu11", "-fsigned-char", "-fwrapv", "-fno-strict-aliasing", "-w"];

pub struct Host {
    /// The seed, as a path from the checkout's root (the working directory).
    pub seed: String,
    /// The architecture this machine runs without emulation.
    pub native: &'static str,
    pub jobs: usize,
}

impl Host {
    /// Looks around; the working directory must be the root of the checkout. The variables
    /// SEED and STAGE1 may name other programs than the ones that `make` builds.
    pub fn find() -> Result<Host, String> {
        if !Path::new("tests/c").is_dir() || !Path::new("macros").is_dir() {
            return Err("run this from the root of the checkout".to_string());
        }
        let seed = std::env::var("SEED").unwrap_or("target/release/seed".to_string());
        let arch = std::env::consts::ARCH;
        let native = ARCHES.into_iter().find(|a| *a == arch);
        let native = native.ok_or(format!("Samara makes no code for {arch}"))?;
        let jobs = thread::available_parallelism().map_or(1, |n| n.get());
        Ok(Host { seed, native, jobs })
    }

    /// stage1 for this machine, if it has been built.
    pub fn stage1(&self) -> Option<String> {
        let path = std::env::var("STAGE1").unwrap_or(format!("build/{}/stage1", self.native));
        Path::new(&path).is_file().then_some(path)
    }

    pub fn need_seed(&self) -> Result<(), String> {
        let exists = Path::new(&self.seed).is_file();
        if exists { Ok(()) } else { Err(format!("'{}' is missing: run 'make seed' first", self.seed)) }
    }

    /// stage1, next to the seed; or the error that one is missing.
    pub fn need_stage1(&self) -> Result<String, String> {
        self.need_seed()?;
        self.stage1().ok_or("stage1 is missing: run 'make stage1' first".to_string())
    }

    /// Requires programs, each given with the Debian package that has it.
    pub fn need(&self, tools: &[(&str, &str)]) -> Result<(), String> {
        let missing: Vec<_> = tools.iter().filter(|t| !installed(t.0)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let names: Vec<_> = missing.iter().map(|t| t.0).collect();
        let packages: Vec<_> = missing.iter().map(|t| t.1).collect();
        Err(format!("missing: {} (apt-get install {})", names.join(", "), packages.join(" ")))
    }

    /// Requires the seed, gcc, and what runs the programs of the other architectures.
    pub fn need_oracle(&self) -> Result<(), String> {
        self.need_seed()?;
        let mut tools = vec![("gcc".to_string(), "gcc")];
        for arch in ARCHES.into_iter().filter(|a| *a != self.native) {
            tools.push((emulator(arch), "qemu-user-static"));
        }
        let tools: Vec<_> = tools.iter().map(|(tool, package)| (tool.as_str(), *package)).collect();
        self.need(&tools)
    }

    /// The command that runs `program`, made for `arch`, on this machine.
    pub fn execute(&self, arch: &str, program: &str) -> Cmd {
        if arch == self.native { Cmd::new(program) } else { Cmd::new(emulator(arch)).arg(program) }
    }

    /// Calls `job` for each item, on all cores.
    pub fn each<T: Sync>(&self, items: &[T], job: impl Fn(&T) + Sync) {
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..self.jobs {
                scope.spawn(|| {
                    while let Some(item) = items.get(next.fetch_add(1, Relaxed)) {
                        job(item);
                    }
                });
            }
        });
    }
}

/// The program that runs those of another architecture.
pub fn emulator(arch: &str) -> String {
    format!("qemu-{arch}-static")
}

/// Whether a program is on the PATH.
pub fn installed(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(tool).is_file())
}

/// An empty folder for the files of one check.
pub fn scratch(name: &str) -> Result<String, String> {
    let path = format!("build/tests/{name}");
    if Path::new(&path).exists() {
        fs::remove_dir_all(&path).map_err(|e| format!("cannot empty {path}: {e}"))?;
    }
    fs::create_dir_all(&path).map_err(|e| format!("cannot make {path}: {e}"))?;
    Ok(path)
}

pub fn read(path: impl AsRef<Path>) -> Result<Vec<u8>, String> {
    let path = path.as_ref();
    fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

pub fn write(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Result<(), String> {
    let path = path.as_ref();
    fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// The entries of a folder, sorted by name.
pub fn entries(folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, String> {
    let folder = folder.as_ref();
    let read = fs::read_dir(folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = read.flatten().map(|e| e.path()).collect();
    paths.sort();
    Ok(paths)
}

/// All files below a folder whose names end in `.ext`, sorted.
pub fn files_below(folder: impl AsRef<Path>, ext: &str) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(files_below(&path, ext)?);
        } else if path.extension().is_some_and(|e| e == ext) {
            files.push(path.display().to_string());
        }
    }
    Ok(files)
}

/// The C sources of stage1's libc, which test programs are linked with.
pub fn lib_sources() -> Result<Vec<String>, String> {
    let all = files_below("stage1/lib", "c")?;
    if all.is_empty() { Err("stage1/lib holds no C files".to_string()) } else { Ok(all) }
}
