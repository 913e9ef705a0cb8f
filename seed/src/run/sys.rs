//! The system calls of the interpreter: those that macros/interp.p1 numbers, done by std.
//! What a call gives is what Linux gives, an error as -errno.

use super::exec::{Machine, Regs, Stop};
use super::memory::Memory;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

const UNLINKAT: u64 = 35;
const FCHMODAT: u64 = 53;
const OPENAT: u64 = 56;
const CLOSE: u64 = 57;
const LSEEK: u64 = 62;
const READ: u64 = 63;
const WRITE: u64 = 64;
const EXIT_GROUP: u64 = 94;
const BRK: u64 = 214;
const RENAMEAT2: u64 = 276;

const ENOENT: i32 = 2;
const EIO: i32 = 5;
const EBADF: i32 = 9;
const EFAULT: i32 = 14;
const EINVAL: i32 = 22;
const ENAMETOOLONG: i32 = 36;
const ENOSYS: i32 = 38;

const AT_FDCWD: i32 = -100;
const O_ACCMODE: i32 = 3;
/// A path with its final zero is at most this long.
const PATH_MAX: usize = 4096;

/// A system call changes these registers: a1 to a3, t0 to t2. Nothing may use their values.
const CHANGED: std::ops::Range<usize> = 1..7;
const GARBAGE: u64 = 0xbad0_bad0_bad0_bad0;

/// The open files by descriptor.
pub struct Files {
    pub open: Vec<Option<File>>,
}

/// A result, or errno.
type Call = Result<u64, i32>;

fn number(error: std::io::Error) -> i32 {
    error.raw_os_error().unwrap_or(EIO)
}

fn done(result: std::io::Result<()>) -> Call {
    result.map(|()| 0).map_err(number)
}

/// The path at `address`, which is relative to the current directory.
fn path(memory: &Memory, dir: i32, address: u64) -> Result<&Path, i32> {
    let bytes = memory.bytes_from(address).ok_or(EFAULT)?;
    let bytes = &bytes[..bytes.len().min(PATH_MAX)];
    let Some(len) = bytes.iter().position(|&c| c == 0) else {
        return Err(if bytes.len() == PATH_MAX { ENAMETOOLONG } else { EFAULT });
    };
    if len == 0 {
        return Err(ENOENT);
    }
    if dir != AT_FDCWD && bytes[0] != b'/' {
        return Err(EBADF);
    }
    Ok(Path::new(OsStr::from_bytes(&bytes[..len])))
}

impl Files {
    /// Standard input, output and error, unbuffered.
    pub fn standard() -> Files {
        let standard = [
            std::io::stdin().as_fd().try_clone_to_owned(),
            std::io::stdout().as_fd().try_clone_to_owned(),
            std::io::stderr().as_fd().try_clone_to_owned(),
        ];
        Files { open: standard.into_iter().map(|fd| fd.ok().map(File::from)).collect() }
    }

    fn get(&mut self, fd: i32) -> Result<&mut File, i32> {
        self.open.get_mut(fd as u32 as usize).and_then(|file| file.as_mut()).ok_or(EBADF)
    }

    fn open(&mut self, path: &Path, flags: i32, mode: u32) -> Call {
        let mut options = OpenOptions::new();
        match flags & O_ACCMODE {
            0 => options.read(true),
            1 => options.write(true),
            2 => options.read(true).write(true),
            _ => return Err(EINVAL),
        };
        let file = options.custom_flags(flags).mode(mode).open(path).map_err(number)?;
        let fd = self.open.iter().position(|file| file.is_none()).unwrap_or(self.open.len());
        if fd == self.open.len() {
            self.open.push(None);
        }
        self.open[fd] = Some(file);
        Ok(fd as u64)
    }

    fn close(&mut self, fd: i32) -> Call {
        self.get(fd)?;
        self.open[fd as usize] = None;
        Ok(0)
    }

    fn seek(&mut self, fd: i32, offset: u64, whence: i32) -> Call {
        let to = match whence {
            0 => SeekFrom::Start(offset),
            1 => SeekFrom::Current(offset as i64),
            2 => SeekFrom::End(offset as i64),
            _ => return Err(EINVAL),
        };
        self.get(fd)?.seek(to).map_err(number)
    }

    fn read(&mut self, fd: i32, memory: &mut Memory, address: u64, size: u64) -> Call {
        let file = self.get(fd)?;
        let bytes = if size == 0 { Some(&mut [][..]) } else { memory.bytes_mut(address, size) };
        file.read(bytes.ok_or(EFAULT)?).map(|n| n as u64).map_err(number)
    }

    fn write(&mut self, fd: i32, memory: &Memory, address: u64, size: u64) -> Call {
        let file = self.get(fd)?;
        let bytes = if size == 0 {
            Some(&[][..])
        } else {
            memory.bytes_from(address).and_then(|rest| rest.get(..size as usize))
        };
        file.write(bytes.ok_or(EFAULT)?).map(|n| n as u64).map_err(number)
    }
}

impl Machine {
    /// The number is in t0, the arguments are in a0 to a3, t1 and t2.
    #[inline(never)]
    pub fn system_call(&mut self, r: &mut Regs) -> Result<(), Stop> {
        let [a0, a1, a2, a3, number, t1] = [r[0], r[1], r[2], r[3], r[4], r[5]];
        let (memory, files) = (&mut self.memory, &mut self.files);
        // Linux looks at the lower half of what has the type int.
        let (fd, int2) = (a0 as i32, a2 as i32);
        let result = match number {
            UNLINKAT => path(memory, fd, a1)
                .and_then(|path| if int2 == 0 { done(fs::remove_file(path)) } else { Err(EINVAL) }),
            FCHMODAT => path(memory, fd, a1)
                .and_then(|path| done(fs::set_permissions(path, Permissions::from_mode(a2 as u32)))),
            OPENAT => path(memory, fd, a1).and_then(|path| files.open(path, int2, a3 as u32)),
            CLOSE => files.close(fd),
            LSEEK => files.seek(fd, a1, int2),
            READ => files.read(fd, memory, a1, a2),
            WRITE => files.write(fd, memory, a1, a2),
            EXIT_GROUP => return Err(Stop::Exit(fd & 0xff)),
            BRK => Ok(memory.set_break(a0)),
            RENAMEAT2 => path(memory, fd, a1).and_then(|from| {
                let to = path(memory, int2, a3)?;
                if t1 as u32 == 0 { done(fs::rename(from, to)) } else { Err(EINVAL) }
            }),
            _ => Err(ENOSYS),
        };
        r[CHANGED].fill(GARBAGE);
        r[0] = result.unwrap_or_else(|errno| (errno as u64).wrapping_neg());
        Ok(())
    }
}
