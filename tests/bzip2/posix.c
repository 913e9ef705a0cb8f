/* The POSIX functions that bzip2's command uses beyond stage1/lib, over the system calls of
   system.p1. */
#include "../../stage1/lib/runtime.h"
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

/* statx(2) */
struct timestamp {
    long seconds;
    unsigned nanoseconds;
    int reserved;
};

struct statx {
    unsigned mask;
    unsigned blksize;
    unsigned long attributes;
    unsigned nlink;
    unsigned uid;
    unsigned gid;
    unsigned short mode;
    unsigned short reserved;
    unsigned long ino;
    unsigned long size;
    unsigned long blocks;
    unsigned long attributes_mask;
    struct timestamp atime;
    struct timestamp btime;
    struct timestamp ctime;
    struct timestamp mtime;
    unsigned long more[16];
};

enum {
    CURRENT_FOLDER = -100,     /* AT_FDCWD */
    NO_FOLLOW = 0x100,         /* AT_SYMLINK_NOFOLLOW */
    BASIC = 0x7ff,             /* STATX_BASIC_STATS */
    TERMINAL_STATE = 0x5401    /* TCGETS */
};

long sys_statx(int folder, const char *path, int flags, unsigned mask, struct statx *result);
long sys_utimensat(int folder, const char *path, const long *times, int flags);
long sys_fchmod(int fd, unsigned mode);
long sys_fchown(int fd, unsigned uid, unsigned gid);
long sys_ioctl(int fd, unsigned long request, void *argument);

static int get(const char *path, int flags, struct stat *st)
{
    struct statx x;
    if (__result(sys_statx(CURRENT_FOLDER, path, flags, BASIC, &x)) < 0)
        return -1;
    st->st_mode = x.mode;
    st->st_nlink = x.nlink;
    st->st_uid = x.uid;
    st->st_gid = x.gid;
    st->st_atime = x.atime.seconds;
    st->st_mtime = x.mtime.seconds;
    return 0;
}

int stat(const char *path, struct stat *st) { return get(path, 0, st); }
int lstat(const char *path, struct stat *st) { return get(path, NO_FOLLOW, st); }
int fchmod(int fd, mode_t mode) { return (int)__result(sys_fchmod(fd, mode)); }

int fchown(int fd, unsigned uid, unsigned gid)
{
    return (int)__result(sys_fchown(fd, uid, gid));
}

int utime(const char *path, const struct utimbuf *times)
{
    long t[4]; /* two of seconds and nanoseconds */
    t[0] = times->actime;
    t[1] = 0;
    t[2] = times->modtime;
    t[3] = 0;
    return (int)__result(sys_utimensat(CURRENT_FOLDER, path, t, 0));
}

int isatty(int fd)
{
    unsigned char state[256];
    return __result(sys_ioctl(fd, TERMINAL_STATE, state)) == 0;
}

void (*signal(int number, void (*handler)(int)))(int)
{
    (void)number;
    (void)handler;
    return NULL;
}
