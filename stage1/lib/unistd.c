/* Files by descriptor: the system calls of the runtime, with errno in the place of negative
   results. */
#include "runtime.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

static int error_number;

int *__errno_location(void) { return &error_number; }

/* Linux keeps -4095 to -1 for errors. */
long __result(long r)
{
    if (r < 0 && r >= -4095) {
        errno = (int)-r;
        return -1;
    }
    return r;
}

/* The mode is there only if a file may be created. */
int open(const char *path, int flags, ...)
{
    int mode = 0;
    if (flags & O_CREAT) {
        va_list ap;
        va_start(ap, flags);
        mode = va_arg(ap, int);
        va_end(ap);
    }
    return (int)__result(sys_open(path, flags, mode));
}

ssize_t read(int fd, void *to, size_t n) { return __result(sys_read(fd, to, (long)n)); }
ssize_t write(int fd, const void *p, size_t n) { return __result(sys_write(fd, p, (long)n)); }
int close(int fd) { return (int)__result(sys_close(fd)); }
off_t lseek(int fd, off_t offset, int whence) { return __result(sys_lseek(fd, offset, whence)); }
int unlink(const char *path) { return (int)__result(sys_unlink(path)); }
int chmod(const char *path, mode_t mode) { return (int)__result(sys_chmod(path, (int)mode)); }
void _exit(int status) { sys_exit(status); }
