//! What each operation means, on edge values; faults; system calls; a whole C program.
//! Programs go through the macros of `macros/interp.p1`, so that these are tested as well.

use super::*;
use crate::cc;
use crate::diag::Sources;
use crate::{expand, link};
use std::fs::File;

const MIN: u64 = 1 << 63;
const MAX: u64 = MIN - 1;
const ALL: u64 = u64::MAX;

const MACROS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../macros");

fn image(files: &[&str], name: &str, text: &str) -> Image {
    let mut src = Sources::default();
    let starts: Res<Vec<_>> = files.iter().map(|file| src.load(&format!("{MACROS}/{file}.p1"))).collect();
    let mut starts = starts.unwrap();
    starts.push(src.add(name, text.as_bytes().to_vec()).unwrap());
    let expanded = expand::expand(&mut src, &starts, false)
        .unwrap_or_else(|diag| panic!("{}", String::from_utf8_lossy(&src.render(&diag))));
    let hex = src.add("hex", expanded.hex).unwrap();
    link::link_hex(&mut src, hex, link::INTERP).unwrap()
}

/// The end of a program without runtime, and the words that it left in the object `out`,
/// which must be the first of data.
fn execute(text: &str, words: usize) -> (Image, Machine, End, Vec<u64>) {
    let image = image(&["interp", "portable"], "test.p1", &format!("%unit\n{text}"));
    let mut machine = Machine::new(&image).unwrap();
    let sp = start_stack(&mut machine.memory, &[b"test".to_vec()], &[]);
    let end = machine.run(image.entry, sp);
    let out = image.places[link::DATA].address;
    let word = |i| u64::from_le_bytes(machine.memory.load(out + 8 * i).unwrap());
    let words = (0..words as u64).map(word).collect();
    (image, machine, end, words)
}

const EXIT: &str = "li a0, 7\nli t0, SYS_exit_group\nsyscall\n";

/// Runs a piece of code for each case, and compares what it leaves in a0.
fn check(cases: &[(String, u64)]) {
    let mut text = String::from("section data\nobject out\n");
    text.push_str(&format!(
        "zero {}\nend\nobject scratch\nzero 16\nend\nsection text\nfunc _start\n",
        8 * cases.len()
    ));
    for (i, (code, _)) in cases.iter().enumerate() {
        text.push_str(&format!("{code}\nla t2, out, {}\nst8 a0, t2, 0\n", 8 * i));
    }
    text.push_str(EXIT);
    let (_, _, end, words) = execute(&format!("{text}end\n"), cases.len());
    assert_eq!(end.stop, Stop::Exit(7));
    for ((code, expected), word) in cases.iter().zip(words) {
        assert_eq!(word, *expected, "{code}");
    }
}

#[test]
fn arithmetic() {
    #[rustfmt::skip]
    let cases = [
        ("add", ALL, 2, 1), ("add", MAX, 1, MIN), ("sub", 0, 1, ALL), ("sub", MIN, 1, MAX),
        ("mul", ALL, ALL, 1), ("mul", 1 << 32, 1 << 32, 0), ("mul", MAX, 2, ALL - 1),
        ("div", 7, 2, 3), ("div", -7i64 as u64, 2, -3i64 as u64), ("div", 7, -2i64 as u64, -3i64 as u64),
        ("div", MIN, 1, MIN), ("rem", 7, 2, 1), ("rem", -7i64 as u64, 2, ALL), ("rem", 7, -2i64 as u64, 1),
        ("divu", ALL, 2, MAX), ("divu", MIN, ALL, 0), ("remu", ALL, 16, 15), ("remu", MIN, ALL, MIN),
        ("and", 12, 10, 8), ("or", 12, 10, 14), ("xor", 12, 10, 6),
        ("shl", 1, 63, MIN), ("shl", 3, 64, 3), ("shl", 3, 65, 6), ("shl", 1, ALL, MIN),
        ("shr", MIN, 63, 1), ("shr", MIN, 64, MIN), ("sar", MIN, 63, ALL), ("sar", MIN, 65, 3 << 62),
        ("seq", 5, 5, 1), ("seq", 5, 5 + (1 << 32), 0), ("sne", 5, 5, 0), ("sne", MIN, 0, 1),
        ("slt", MIN, MAX, 1), ("slt", 0, 0, 0), ("slt", 1, ALL, 0),
        ("sle", MIN, MAX, 1), ("sle", 0, 0, 1), ("sle", 1, ALL, 0),
        ("sltu", MIN, MAX, 0), ("sltu", 0, 0, 0), ("sltu", 1, ALL, 1),
        ("sleu", MIN, MAX, 0), ("sleu", 0, 0, 1), ("sleu", 1, ALL, 1),
    ];
    let code = |(op, a, b, expected)| (format!("li a1, {a:#x}\nli a2, {b:#x}\n{op} a0, a1, a2"), expected);
    check(&cases.map(code));
}

#[test]
fn immediates() {
    #[rustfmt::skip]
    let cases = [
        ("addi", ALL, 2, 1), ("addi", 1, -2, ALL), ("addi", 0, i64::MIN, MIN), ("andi", ALL, -16, ALL - 15),
        ("andi", ALL, i64::MAX, MAX), ("ori", 1, i64::MIN, MIN | 1), ("xori", 5, -1, !5),
        ("shli", 1, 63, MIN), ("shli", 5, 0, 5), ("shri", MIN, 63, 1), ("shri", ALL, 0, ALL),
        ("sari", MIN, 63, ALL), ("sari", MAX, 62, 1),
    ];
    let code = |(op, a, imm, expected)| (format!("li a1, {a:#x}\n{op} a0, a1, {imm}"), expected);
    check(&cases.map(code));
}

#[test]
fn one_operand() {
    #[rustfmt::skip]
    let cases = [
        ("mov", MIN, MIN), ("neg", 1, ALL), ("neg", MIN, MIN), ("com", 0, ALL), ("com", MAX, MIN),
        ("sx1", 0x17f, 0x7f), ("sx1", 0x80, ALL - 0x7f), ("sx2", 0x18000, ALL - 0x7fff), ("sx2", 0x17fff, 0x7fff),
        ("sx4", 0x80000000, ALL << 31), ("sx4", 1 << 32 | 5, 5),
        ("zx1", ALL, 0xff), ("zx2", ALL, 0xffff), ("zx4", ALL, 0xffffffff),
    ];
    check(&cases.map(|(op, a, expected)| (format!("li a1, {a:#x}\n{op} a0, a1"), expected)));
}

#[test]
fn loads_and_stores() {
    let store = "la a1, scratch, -16\nli a2, 0x8081828384858687\nst8 a2, a1, 16\nli a3, 0";
    #[rustfmt::skip]
    let cases = [
        ("lds1 a0, a1, 16", ALL - 0x78), ("lds2 a0, a1, 17", ALL - 0x7a79), ("lds4 a0, a1, 19", ALL - 0x7e7d7c7b),
        ("ldu1 a0, a1, 16", 0x87), ("ldu2 a0, a1, 17", 0x8586), ("ldu4 a0, a1, 19", 0x81828384),
        ("ld8 a0, a1, 16", 0x8081828384858687), ("st1 a3, a1, 17\nld8 a0, a1, 16", 0x8081828384850087),
        ("st2 a3, a1, 17\nld8 a0, a1, 16", 0x8081828384000087),
        ("st4 a3, a1, 17\nld8 a0, a1, 16", 0x8081820000000087),
        // Text and rodata can be read.
        ("la a1, _start, 16\nldu1 a0, a1, -16", 1),
    ];
    check(&cases.map(|(code, expected)| (format!("{store}\n{code}"), expected)));
}

#[test]
fn branches() {
    #[rustfmt::skip]
    let cases = [
        ("bz a1,", 0, 9, 1), ("bz a1,", MIN, 9, 0), ("bnz a1,", 0, 9, 0), ("bnz a1,", MIN, 9, 1),
        ("beq a1, a2,", MIN, MIN, 1), ("beq a1, a2,", MIN, 0, 0), ("bne a1, a2,", 1, 1, 0), ("bne a1, a2,", 1, 2, 1),
        ("blt a1, a2,", MIN, MAX, 1), ("blt a1, a2,", 1, 1, 0), ("ble a1, a2,", 1, 1, 1), ("ble a1, a2,", 1, ALL, 0),
        ("bltu a1, a2,", MIN, MAX, 0), ("bltu a1, a2,", 1, ALL, 1), ("bleu a1, a2,", 1, 1, 1), ("bleu a1, a2,", ALL, 1, 0),
        ("b", 0, 0, 1), ("la a3, .jr, 0\njr a3\n:.jr\nb", 0, 0, 1),
    ];
    let mut codes = Vec::new();
    for (i, (op, a, b, expected)) in cases.into_iter().enumerate() {
        let code = format!("li a1, {a:#x}\nli a2, {b:#x}\nli a0, 1\n{op} .to{i}\nli a0, 0\n:.to{i}");
        codes.push((code, expected));
    }
    check(&codes);
}

#[test]
fn calls_and_frames() {
    let program = "section data\nobject out\nzero 32\nend\nobject pointer\naddr four, 0\nend
        section text
        func _start
            la s0, out, 0
            mov s1, sp
            call outer
            sub a0, sp, s1
            st8 a0, s0, 24
            li a0, 7\nli t0, SYS_exit_group\nsyscall
        end
        func outer
            enter 32
            li a0, 1
            call plus_two
            st8 a0, s0, 0
            la a1, pointer, 0
            ld8 a1, a1, 0
            callr a1
            st8 a0, s0, 8
            leave 32
            tail last
        end
        func plus_two
            addi a0, a0, 2
            ret
        end
        func last
            li a0, 5
            st8 a0, s0, 16
            la a0, plus_two, 0
            tailr a0
        end
        func four
            enter 16
            li a0, 4
            leave 16
            ret
        end";
    let (_, _, end, words) = execute(&program.replace("sub a0, sp, s1", "mov a0, sp\nsub a0, a0, s1"), 4);
    assert_eq!((end.stop, words), (Stop::Exit(7), vec![3, 4, 5, 0]));
}

/// The frame is where docs/P1.md says, and the stack as Linux leaves it.
#[test]
fn stack_layout() {
    let program = "section data\nobject out\nzero 40\nend\nsection text
        func _start
            la s0, out, 0
            ld8 a0, sp, 0
            st8 a0, s0, 0
            ld8 a0, sp, 8
            ldu1 a0, a0, 0
            st8 a0, s0, 8
            ld8 a0, sp, 16
            ld8 a1, sp, 24
            or a0, a0, a1
            st8 a0, s0, 16
            mov s1, sp
            call callee
        :.back
            la a1, .back, 0
            sub a0, a0, a1
            st8 a0, s0, 24
            andi a0, s1, 15
            st8 a0, s0, 32
            li a0, 7\nli t0, SYS_exit_group\nsyscall
        end
        func callee
            enter 48
            mov a2, sp
            addi a2, a2, 64
            sub a2, a2, s1
            ld8 a0, sp, 56
            add a0, a0, a2
            leave 48
            ret
        end";
    let (_, _, end, words) = execute(program, 5);
    assert_eq!((end.stop, words), (Stop::Exit(7), vec![1, b't' as u64, 0, 0, 0]));
}

#[test]
fn faults() {
    let cases = [
        ("li a1, 0\nld8 a0, a1, 0", "load outside of memory at 0x0 in '_start' (0x401010)"),
        ("li a1, -1\nld8 a0, a1, 0", "load outside of memory at 0xffffffffffffffff in '_start' (0x401010)"),
        (
            "la a1, _start, 0\nst1 a0, a1, 0",
            "store outside of writable memory at 0x401000 in '_start' (0x401010)",
        ),
        ("li a1, 0\nst8 a0, a1, 16", "store outside of writable memory at 0x10 in '_start' (0x401010)"),
        ("li a1, 0\ndiv a0, a0, a1", "division by zero, or of -2^63 by -1, in '_start' (0x401010)"),
        ("li a1, 0\nrem a0, a0, a1", "division by zero, or of -2^63 by -1, in '_start' (0x401010)"),
        ("li a1, 0\ndivu a0, a0, a1", "division by zero, or of -2^63 by -1, in '_start' (0x401010)"),
        ("li a1, 0\nremu a0, a0, a1", "division by zero, or of -2^63 by -1, in '_start' (0x401010)"),
        (
            "li a1, -1\nshli a0, a1, 63\ndiv a0, a0, a1",
            "division by zero, or of -2^63 by -1, in '_start' (0x401020)",
        ),
        (
            "li a1, -1\nshli a0, a1, 63\nrem a0, a0, a1",
            "division by zero, or of -2^63 by -1, in '_start' (0x401020)",
        ),
        ("la a1, _start, 8\njr a1", "jump to 0x401008, where no operation begins, in '_start' (0x401010)"),
        ("li a1, 0\ncallr a1", "jump to 0x0, where no operation begins, in '_start' (0x401010)"),
        ("li a1, 16\ntailr a1", "jump to 0x10, where no operation begins, in '_start' (0x401010)"),
        ("ret", "jump to 0x0, where no operation begins, in '_start' (0x401000)"),
        (":.more\nenter 0x1000000\nb .more", "stack overflow in '_start' (0x401000)"),
        ("enter 0x7ffffffffffffff0", "stack overflow in '_start' (0x401000)"),
        ("li a0, 0", "invalid operation in '?' (0x401010)"),
        ("byte 66\nzero 15", "invalid operation in '_start' (0x401000)"),
        ("byte 1, 12\nzero 14", "invalid operation in '_start' (0x401000)"),
        // sp is not for arithmetic.
        ("add a0, sp, a1", "invalid operation in '_start' (0x401000)"),
        ("mov sp, a1", "invalid operation in '_start' (0x401000)"),
        ("b out", "invalid operation in '_start' (0x401000)"),
    ];
    for (code, expected) in cases {
        let program =
            format!("section data\nobject out\nzero 8\nend\nsection text\nfunc _start\n{code}\nend");
        let (image, machine, end, _) = execute(&program, 0);
        let message = fault(&image, "test", &machine, &end).unwrap_err().msg;
        assert_eq!(message, format!("test: {expected}"), "{code}");
    }
}

/// Memory ends at the break, and is zero up to it.
#[test]
fn heap() {
    let program = "section bss\nobject b\nzero 5\nend\nsection text
        func brk
            li t0, SYS_brk
            syscall
            ret
        end
        func _start
            li a0, 0
            call brk
            mov s0, a0
            addi a0, a0, 4096
            call brk
            sub s1, a0, s0
            li a1, -1
            st8 a1, a0, -8
            addi a0, a0, -8
            call brk
            addi a0, s0, 4096
            call brk
            ld8 a1, a0, -8
            add s1, s1, a1
            li a0, -1
            call brk
            sub s2, a0, s0
            li a0, 1
            call brk
            sub s3, a0, s0
            ld8 a1, a0, -7
        end";
    let (_, machine, end, _) = execute(program, 0);
    let heap = machine.memory.heap;
    assert_eq!(end.stop, Stop::Load(heap + 4096 - 7));
}

/// Runs a C program without library, with the standard output in a file; gives its status
/// and the output.
fn run_c(name: &str, text: &str) -> (Stop, String) {
    let folder = std::env::temp_dir().join(format!("samara-run-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("main.c");
    std::fs::write(&file, text.replace("FOLDER", folder.to_str().unwrap())).unwrap();
    let mut src = Sources::default();
    let options = cc::Options { include_dirs: Vec::new(), defines: Vec::new() };
    let p1 = cc::compile(&mut src, &[file.to_str().unwrap().to_string()], &options)
        .unwrap_or_else(|diag| panic!("{}", String::from_utf8_lossy(&src.render(&diag))));
    let image = image(&["interp", "portable", "runtime"], "main.p1", std::str::from_utf8(&p1).unwrap());
    let mut machine = Machine::new(&image).unwrap();
    let output = folder.join("output");
    machine.files.open[1] = Some(File::create(&output).unwrap());
    let sp = start_stack(&mut machine.memory, &[b"prog".to_vec(), b"arg".to_vec()], &[b"KEY=value".to_vec()]);
    let end = machine.run(image.entry, sp);
    let output = std::fs::read_to_string(&output).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    (end.stop, output)
}

#[test]
fn c_program() {
    let text = r#"
        unsigned long strlen(const char *s);
        long sys_write(int fd, const void *p, long n);
        static int print(const char *s) { return sys_write(1, s, strlen(s)) != strlen(s); }
        static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
        int main(int argc, char **argv, char **envp)
        {
            int i;
            int bad = 0;
            for (i = 0; i < argc; i++)
                bad += print(argv[i]) + print(" ");
            bad += print(envp[0]) + print("\n");
            return argv[argc] || envp[1] || bad ? 1 : fib(15) - 600;
        }"#;
    assert_eq!(
        run_c("program", text),
        (
            Stop::Exit(10),
            "prog arg KEY=value
"
            .to_string()
        )
    );
}

#[test]
fn system_calls() {
    let text = r#"
        long sys_read(int fd, void *p, long n);
        long sys_write(int fd, const void *p, long n);
        long sys_open(const char *path, int flags, int mode);
        long sys_close(int fd);
        long sys_lseek(int fd, long offset, int whence);
        long sys_unlink(const char *path);
        long sys_rename(const char *from, const char *to);
        long sys_chmod(const char *path, int mode);
        int memcmp(const void *a, const void *b, unsigned long n);
        enum { ENOENT = 2, EBADF = 9, EACCES = 13, EFAULT = 14, EEXIST = 17, EISDIR = 21, EINVAL = 22 };
        enum { WRONLY = 1, RDWR = 2, CREAT = 0100, EXCL = 0200, TRUNC = 01000, APPEND = 02000 };
        static int line;
        #define CHECK(x) if (line == 0 && !(x)) line = __LINE__
        int main(void)
        {
            char b[16];
            char *f = "FOLDER/f";
            char *g = "FOLDER/g";
            CHECK(sys_open(f, 0, 0) == -ENOENT);
            CHECK(sys_open("", 0, 0) == -ENOENT);
            CHECK(sys_open((char *)1, 0, 0) == -EFAULT);
            CHECK(sys_open("FOLDER", RDWR, 0) == -EISDIR);
            CHECK(sys_open(f, 3 | CREAT, 0600) == -EINVAL);
            CHECK(sys_open(f, RDWR | CREAT | EXCL, 0600) == 3);
            CHECK(sys_open(f, RDWR | CREAT | EXCL, 0600) == -EEXIST);
            CHECK(sys_write(3, "hello, world", 12) == 12);
            CHECK(sys_write(3, "x", 0) == 0);
            CHECK(sys_write(3, (char *)1, 1) == -EFAULT);
            CHECK(sys_write(9, "x", 1) == -EBADF);
            CHECK(sys_write(-1, "x", 1) == -EBADF);
            CHECK(sys_lseek(3, 7, 0) == 7);
            CHECK(sys_read(3, b, 16) == 5 && memcmp(b, "world", 5) == 0);
            CHECK(sys_read(3, b, 16) == 0);
            CHECK(sys_read(3, "rodata", 1) == -EFAULT);
            CHECK(sys_lseek(3, -12, 2) == 0);
            CHECK(sys_lseek(3, 2, 1) == 2);
            CHECK(sys_lseek(3, -1, 0) == -EINVAL);
            CHECK(sys_lseek(3, 0, 7) == -EINVAL);
            CHECK(sys_open(f, APPEND | WRONLY, 0) == 4);
            CHECK(sys_write(4, "!", 1) == 1);
            CHECK(sys_read(4, b, 1) == -EBADF);
            CHECK(sys_close(3) == 0);
            CHECK(sys_close(3) == -EBADF);
            CHECK(sys_open(f, 0, 0) == 3);
            CHECK(sys_lseek(3, 0, 2) == 13);
            CHECK(sys_write(3, "x", 1) == -EBADF);
            CHECK(sys_close(3) == 0);
            CHECK(sys_open(f, TRUNC | WRONLY, 0) == 3);
            CHECK(sys_lseek(3, 0, 2) == 0);
            CHECK(sys_chmod(f, 0700) == 0);
            CHECK(sys_chmod(g, 0700) == -ENOENT);
            CHECK(sys_rename(f, g) == 0);
            CHECK(sys_rename(f, g) == -ENOENT);
            CHECK(sys_open(f, 0, 0) == -ENOENT);
            CHECK(sys_unlink(g) == 0);
            CHECK(sys_unlink(g) == -ENOENT);
            return line;
        }"#;
    assert_eq!(run_c("calls", text).0, Stop::Exit(0));
}

/// An unknown call fails, and a call changes the registers that it may change.
#[test]
fn unknown_system_call() {
    let program = "section data\nobject out\nzero 16\nend\nsection text
        func _start
            li a1, 5
            li t0, 9999
            syscall
            la s0, out, 0
            st8 a0, s0, 0
            st8 a1, s0, 8
            li a0, 263\nli t0, SYS_exit_group\nsyscall
        end";
    let (_, _, end, words) = execute(program, 2);
    assert_eq!((end.stop, words[0]), (Stop::Exit(7), -38i64 as u64));
    assert_ne!(words[1], 5);
}
