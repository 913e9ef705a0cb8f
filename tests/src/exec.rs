//! Child processes with limits on time, memory and output.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A command to run: program and arguments, then what limits it.
#[derive(Clone)]
pub struct Cmd {
    words: Vec<OsString>,
    folder: Option<OsString>,
    input: Vec<u8>,
    seconds: u64,
    memory: Option<u64>,
}

/// How a process ended.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum End {
    Exit(i32),
    Signal(i32),
    Timeout,
}

pub struct Outcome {
    pub end: End,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

/// More output than this on one stream is cut off (the writer gets SIGPIPE).
const MAX_OUTPUT: u64 = 256 << 20;

impl Cmd {
    pub fn new(program: impl AsRef<OsStr>) -> Cmd {
        let words = vec![program.as_ref().to_os_string()];
        Cmd { words, folder: None, input: Vec::new(), seconds: 120, memory: None }
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Cmd {
        self.words.push(arg.as_ref().to_os_string());
        self
    }

    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Cmd {
        self.words.extend(args.into_iter().map(|a| a.as_ref().to_os_string()));
        self
    }

    pub fn folder(mut self, folder: impl AsRef<Path>) -> Cmd {
        self.folder = Some(folder.as_ref().as_os_str().to_os_string());
        self
    }

    pub fn input(mut self, input: &[u8]) -> Cmd {
        self.input = input.to_vec();
        self
    }

    /// Wall-clock limit; 120 s if not set.
    pub fn seconds(mut self, seconds: u64) -> Cmd {
        self.seconds = seconds;
        self
    }

    /// Limit of the address space in bytes.
    pub fn memory(mut self, bytes: u64) -> Cmd {
        self.memory = Some(bytes);
        self
    }

    pub fn run(&self) -> Result<Outcome, String> {
        let mut command = match self.memory {
            None => Command::new(&self.words[0]),
            Some(bytes) => {
                let mut c = Command::new("prlimit");
                c.arg(format!("--as={bytes}")).arg("--core=0").arg("--").arg(&self.words[0]);
                c
            }
        };
        command.args(&self.words[1..]).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.stdin(if self.input.is_empty() { Stdio::null() } else { Stdio::piped() });
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        let mut child = command.spawn().map_err(|e| format!("cannot run {self}: {e}"))?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        thread::scope(|scope| {
            if let Some(mut pipe) = stdin {
                // A child that does not read its input is no error.
                scope.spawn(move || pipe.write_all(&self.input).ok());
            }
            let out = scope.spawn(move || drain(stdout));
            let err = scope.spawn(move || drain(stderr));
            let end = wait(&mut child, Duration::from_secs(self.seconds));
            let stdout = out.join().map_err(|_| "reader failed")?;
            let stderr = err.join().map_err(|_| "reader failed")?;
            Ok(Outcome { end: end.map_err(|e| format!("{self}: {e}"))?, stdout, stderr })
        })
    }

    /// Runs the command and requires status 0.
    pub fn ok(&self) -> Result<Outcome, String> {
        let outcome = self.run()?;
        match outcome.end {
            End::Exit(0) => Ok(outcome),
            end => Err(format!("{self}: {end}\n{}", text(&outcome.stderr))),
        }
    }
}

impl fmt::Display for Cmd {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let words: Vec<_> = self.words.iter().map(|w| w.to_string_lossy()).collect();
        f.write_str(&words.join(" "))
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            End::Exit(status) => write!(f, "exit status {status}"),
            End::Signal(signal) => write!(f, "killed by signal {signal}"),
            End::Timeout => f.write_str("timeout"),
        }
    }
}

fn drain(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // What arrived before a read error is what there is.
        pipe.take(MAX_OUTPUT).read_to_end(&mut bytes).ok();
    }
    bytes
}

/// Waits with a growing pause between looks, so that short processes cost little.
fn wait(child: &mut Child, limit: Duration) -> std::io::Result<End> {
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(match status.code() {
                Some(code) => End::Exit(code),
                None => End::Signal(status.signal().unwrap_or(0)),
            });
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(End::Timeout);
        }
        thread::sleep(pause);
        pause = (pause * 3 / 2).min(Duration::from_millis(20));
    }
}

/// Bytes as text for a message.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
