/* File modes (POSIX sys_stat.h). There is no stat(): its structure differs between the
   architectures, and nothing here needs it. */
#ifndef _SYS_STAT_H
#define _SYS_STAT_H

#include <sys/types.h>

#define S_IRUSR 0400
#define S_IWUSR 0200
#define S_IXUSR 0100

int chmod(const char *path, mode_t mode);

#endif
