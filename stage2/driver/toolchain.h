/* Where things lie: samara's own headers and libraries, and the C library of a target. */
#ifndef TOOLCHAIN_H
#define TOOLCHAIN_H

#include "options.h"

typedef struct Toolchain {
    Arena arena;
    const Target *target;
    const char *triple;      /* as --target has it, or ARCH-linux-musl */
    const char *bin;         /* the folder of samara itself, or NULL */
    const char *include;     /* its own headers, or NULL if they are not found */
    const char *own_lib;     /* the folder of libsamara.a, or NULL */
    const char *libc_include; /* NULL if no C library is found */
    const char *libc_lib;
    const char *libc_wanted; /* where it was looked for first, for the message */
} Toolchain;

/* Finds the target of `program`'s name and the options, and the folders. */
void toolchain_find(Toolchain *t, const Options *o, const char *program, const char *name_triple);
/* The path of a library file (crt1.o, libc.a …) in the -B, own and C library folders, or NULL. */
const char *toolchain_file(Toolchain *t, const Options *o, const char *name);
/* A C library that is not there ends the run. */
void toolchain_need_libc(const Toolchain *t, const Options *o);
bool path_readable(const char *path);

#endif
