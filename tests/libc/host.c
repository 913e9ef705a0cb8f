/* The symbols of macros/runtime.p1 on the host, for testing stage1/lib natively: system calls
   through the host's libc, and the break in a stretch of reserved memory, which may end
   anywhere below `host_limit`. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void (*__exit_hook)(void);
long host_writes;           /* calls of sys_write */
long host_short;            /* sys_read and sys_write do at most this many bytes, if not 0 */
size_t host_limit = (size_t)8 << 30;
static char *start;
static char *end;

static long result(long r) { return r < 0 ? -errno : r; }
static long some(long n) { return host_short > 0 && n > host_short ? host_short : n; }

long sys_read(int fd, void *to, long n) { return result(read(fd, to, some(n))); }
long sys_open(const char *path, int flags, int mode) { return result(open(path, flags, mode)); }
long sys_close(int fd) { return result(close(fd)); }
long sys_lseek(int fd, long offset, int whence) { return result(lseek(fd, offset, whence)); }
long sys_unlink(const char *path) { return result(unlink(path)); }
long sys_rename(const char *from, const char *to) { return result(rename(from, to)); }
long sys_chmod(const char *path, int mode) { return result(chmod(path, (mode_t)mode)); }
void sys_exit(int status) { _exit(status); }

long sys_write(int fd, const void *from, long n)
{
    host_writes++;
    return result(write(fd, from, some(n)));
}

void *sys_brk(void *address)
{
    char *to = address;
    if (start == NULL) {
        start = mmap(NULL, (size_t)8 << 30, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (start == MAP_FAILED)
            abort();
        start += 8; /* the break is not aligned */
        end = start;
    }
    if (to >= start && (size_t)(to - start) <= host_limit)
        end = to;
    return end;
}

size_t host_heap(void) { return (size_t)(end - start); }
