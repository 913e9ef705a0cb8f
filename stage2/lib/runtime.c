/* The floor under stage1's libc in a native samara: start-up, system calls, and the memory and string primitives that
   macros/runtime.p1 gives programs built through P1. Compiled by samara alone: __builtin_samara_syscall is its own. */
#include "../../stage1/lib/runtime.h"

#include <stdint.h>

/* Linux's system call numbers (asm/unistd.h). */
#ifdef __x86_64__
enum {
    NR_read = 0,
    NR_write = 1,
    NR_close = 3,
    NR_lseek = 8,
    NR_brk = 12,
    NR_exit_group = 231,
    NR_openat = 257,
    NR_unlinkat = 263,
    NR_fchmodat = 268,
    NR_renameat2 = 316
};
#else
enum {
    NR_unlinkat = 35,
    NR_fchmodat = 53,
    NR_openat = 56,
    NR_close = 57,
    NR_lseek = 62,
    NR_read = 63,
    NR_write = 64,
    NR_exit_group = 94,
    NR_brk = 214,
    NR_renameat2 = 276
};
#endif

#define AT_FDCWD (-100)

#define CALL1(nr, a) __builtin_samara_syscall(nr, a)
#define CALL3(nr, a, b, c) __builtin_samara_syscall(nr, a, b, c)

int main(int argc, char **argv, char **envp);
void exit(int status);

void (*__exit_hook)(void);
char **environ;

/* ---- start and end ---- */

/* At entry sp points to argc, the argv pointers, a zero, and the envp pointers. The canonical frame address is sp before a
   call; on x86-64 that counts a return address which is not there, and so the stack is not as a function expects it. */
__attribute__((force_align_arg_pointer)) void _start(void) {
    long *sp = __builtin_dwarf_cfa();
#ifdef __x86_64__
    sp -= 1;
#endif
    environ = (char **)(sp + *sp + 2);
    exit(main((int)*sp, (char **)(sp + 1), environ));
}

void exit(int status) {
    if (__exit_hook)
        __exit_hook();
    sys_exit(status);
}

/* ---- system calls: negative results are -errno ---- */

long sys_read(int fd, void *to, long n) {
    return CALL3(NR_read, fd, to, n);
}

long sys_write(int fd, const void *from, long n) {
    return CALL3(NR_write, fd, from, n);
}

long sys_open(const char *path, int flags, int mode) {
    return __builtin_samara_syscall(NR_openat, AT_FDCWD, path, flags, mode);
}

long sys_close(int fd) {
    return CALL1(NR_close, fd);
}

long sys_lseek(int fd, long offset, int whence) {
    return CALL3(NR_lseek, fd, offset, whence);
}

long sys_unlink(const char *path) {
    return CALL3(NR_unlinkat, AT_FDCWD, path, 0);
}

long sys_rename(const char *from, const char *to) {
    return __builtin_samara_syscall(NR_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

long sys_chmod(const char *path, int mode) {
    return CALL3(NR_fchmodat, AT_FDCWD, path, mode);
}

void *sys_brk(void *end) {
    return (void *)CALL1(NR_brk, end);
}

void sys_exit(int status) {
    CALL1(NR_exit_group, status);
    __builtin_trap();
}

/* ---- memory: in pieces of 16 and 8 bytes, which the compiler copies in place ---- */

void *memcpy(void *to, const void *from, size_t n) {
    unsigned char *d = to;
    const unsigned char *s = from;
    while (n >= 64) {
        __builtin_memcpy(d, s, 64);
        d += 64;
        s += 64;
        n -= 64;
    }
    while (n >= 16) {
        __builtin_memcpy(d, s, 16);
        d += 16;
        s += 16;
        n -= 16;
    }
    if (n >= 8) {
        __builtin_memcpy(d, s, 8);
        d += 8;
        s += 8;
        n -= 8;
    }
    while (n > 0) {
        *d = *s;
        d++;
        s++;
        n--;
    }
    return to;
}

void *memmove(void *to, const void *from, size_t n) {
    unsigned char *d = to;
    const unsigned char *s = from;
    if (d <= s || d >= s + n)
        return memcpy(to, from, n);
    while (n > 0) {
        n--;
        d[n] = s[n];
    }
    return to;
}

void *memset(void *to, int c, size_t n) {
    unsigned char *d = to;
    uint64_t piece = (unsigned char)c * (uint64_t)0x0101010101010101;
    while (n >= 32) {
        ((uint64_t *)d)[0] = piece;
        ((uint64_t *)d)[1] = piece;
        ((uint64_t *)d)[2] = piece;
        ((uint64_t *)d)[3] = piece;
        d += 32;
        n -= 32;
    }
    while (n >= 8) {
        *(uint64_t *)d = piece;
        d += 8;
        n -= 8;
    }
    while (n > 0) {
        *d = (unsigned char)c;
        d++;
        n--;
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t n) {
    const unsigned char *x = a;
    const unsigned char *y = b;
    while (n >= 8 && *(const uint64_t *)x == *(const uint64_t *)y) {
        x += 8;
        y += 8;
        n -= 8;
    }
    for (size_t i = 0; i < n; i++) {
        if (x[i] != y[i])
            return x[i] - y[i];
    }
    return 0;
}

size_t strlen(const char *s) {
    const char *end = s;
    while (*end != 0)
        end++;
    return (size_t)(end - s);
}

int strcmp(const char *a, const char *b) {
    const unsigned char *x = (const unsigned char *)a;
    const unsigned char *y = (const unsigned char *)b;
    while (*x != 0 && *x == *y) {
        x++;
        y++;
    }
    return *x - *y;
}
