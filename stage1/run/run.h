/* The reference interpreter of P1: what it does with a program is what P1 means
   (docs/P1.md, "The reference interpreter"): run/mod.rs.

   decode.c makes the records of text ready to be executed, memory.c holds what they work on,
   exec.c has the operations, sys.c the system calls. */
#ifndef RUN_H
#define RUN_H

#include "../link/link.h"

/* Runs a program with these arguments, the first of which is its name, the last NULL; gives
   its exit status. `count` says whether to print how many operations were executed. */
int run(const Image *image, const char *const *argv, bool count);

#endif
