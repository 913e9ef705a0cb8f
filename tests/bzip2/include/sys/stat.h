/* stage1/lib's sys/stat.h, and what bzip2 needs more. The structure is filled from statx(2),
   which is the same on every architecture (posix.c). */
#ifndef _BZIP2_SYS_STAT_H
#define _BZIP2_SYS_STAT_H

#include "../../../../stage1/lib/sys/stat.h"

#define S_ISREG(mode) (((mode) & 0170000) == 0100000)
#define S_ISDIR(mode) (((mode) & 0170000) == 0040000)

struct stat {
    mode_t st_mode;
    unsigned st_nlink;
    unsigned st_uid;
    unsigned st_gid;
    long st_atime;
    long st_mtime;
};

int stat(const char *path, struct stat *st);
int lstat(const char *path, struct stat *st);
int fchmod(int fd, mode_t mode);

#endif
