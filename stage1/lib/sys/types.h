/* Types of system calls (POSIX sys_types.h), as 64-bit Linux has them. */
#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H

#include <stddef.h>

typedef long ssize_t;
typedef long off_t;
typedef unsigned int mode_t;

#endif
