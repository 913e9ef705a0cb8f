/* What the libc builds on: the symbols of macros/runtime.p1, and the few functions that its
   own files share. Programs do not include this. */
#ifndef _RUNTIME_H
#define _RUNTIME_H

#include <stddef.h>

/* System calls as Linux has them: a negative result is -errno (sys_brk: the break, moved or
   not). */
long sys_read(int fd, void *to, long n);
long sys_write(int fd, const void *from, long n);
long sys_open(const char *path, int flags, int mode);
long sys_close(int fd);
long sys_lseek(int fd, long offset, int whence);
long sys_unlink(const char *path);
long sys_rename(const char *from, const char *to);
long sys_chmod(const char *path, int mode);
void *sys_brk(void *end);
void sys_exit(int status);

/* exit() calls this first, unless it is null. */
extern void (*__exit_hook)(void);
extern char **environ;

/* unistd.c: r, or -1 with errno set if r is an error. */
long __result(long r);
/* stdlib.c: to be in __exit_hook once there is something to do at exit. */
void __at_exit(void);
/* stdio.c: write out what every stream holds. */
void __flush_all(void);

#endif
