/* The optimizer: makes a function of the IR faster and keeps what it does. Nothing is done that the text
   of the program does not allow at -fwrapv -fno-strict-aliasing: signed overflow wraps, memory of any type may
   be the same, division by zero is left to the program. */
#ifndef OPT_H
#define OPT_H

#include "../ir/ir.h"

typedef struct OptOptions {
    int level;        /* 0: nothing but always_inline; 1, 2, 3 */
    bool size;        /* -Os: no code is copied for speed */
    bool check;       /* ir_check after every pass */
    const char *const *dumps; /* -fdump-ir=PASS: after which passes ("all": every one) the text is shown */
    size_t dump_count;
    Buf *dump_to;
    /* The body of the function `symbol`, kept by opt_keep, or NULL: inlining asks. */
    const IrFunc *(*callee)(void *context, uint32_t symbol);
    void *context;
} OptOptions;

/* Runs the passes of the level over `f`; afterwards it is clean as by ir_cleanup. */
void optimize(IrFunc *f, const OptOptions *options);

/* After optimize: it is worth to keep a copy (ir_clone) of `f` for being inlined elsewhere. */
bool opt_keep(const IrFunc *f, const OptOptions *options);
/* Is there such a pass? For the driver's options. */
bool opt_is_pass(const char *name);

#endif
