/* An interpreter of the IR, the executable meaning of docs/IR.md, for tests: what a function returns, how it
   leaves the memory of symbols, and with what it calls others must be the same before and after a pass. */
#ifndef INTERP_H
#define INTERP_H

#include "../../../stage2/ir/ir.h"

#define GLOBAL_BYTES 256 /* of every symbol */
#define MAX_SYMBOLS 64

typedef enum Outcome { RAN, TRAPPED, TOO_LONG, BAD_ACCESS } Outcome;

typedef struct Machine {
    unsigned char globals[MAX_SYMBOLS][GLOBAL_BYTES];
    uint64_t trace;  /* hash of all calls and volatile accesses, in order */
    uint64_t result; /* hash of what RET returns */
    uint64_t steps;
    uint64_t limit;
    unsigned depth;
    /* The body of a symbol, or NULL: then a call only goes into the trace. */
    const IrFunc *(*body)(void *context, uint32_t symbol);
    void *context;
} Machine;

/* `args` are the bits of the parameters. The outcome; m->globals, trace, result are what is to be compared. */
Outcome interpret(Machine *m, const IrFunc *f, const uint64_t *args);

#endif
