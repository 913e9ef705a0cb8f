/* stage1/lib's unistd.h, and what bzip2 needs more. */
#ifndef _BZIP2_UNISTD_H
#define _BZIP2_UNISTD_H

#include "../../../stage1/lib/unistd.h"

int isatty(int fd);
int fchown(int fd, unsigned uid, unsigned gid);

#endif
