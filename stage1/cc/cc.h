/* The C compiler: Seed C (docs/SEED-C.md) to P1 (docs/P1.md). */
#ifndef CC_H
#define CC_H

#include "front.h"

/* Compiles C files to the P1 text of one program, `out`, which is empty before. */
void cc_compile(Sources *src, const char *const *files, size_t count, const CcOptions *opts, Buf *out);

#endif
