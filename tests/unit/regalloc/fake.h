/* A machine that exists only to test the register allocators: its operations, random functions of them, and
   their meaning with virtual and with physical registers. */
#ifndef FAKE_H
#define FAKE_H

#include "../../../stage2/target/mir.h"

enum {
    F_NONE,
    F_MOVE,  /* def = use[0] */
    F_CONST, /* def = imm */
    F_ADD,   /* def = mix of up to three uses and imm */
    F_TIED,  /* the same, def shares a register with use[0], commutes in 0 and 1 */
    F_EARLY, /* def is written first */
    F_DIV,   /* integer registers 1 and 3 are read and written, use[0] is read */
    F_SHIFT, /* tied; use[1] is integer register 2 */
    F_SCRATCH, /* def = mix; destroys integer register 2 */
    F_OUT,   /* use[0] is seen outside */
    F_CALL,  /* reads implicit_uses, results in integer register 1 and floating register 33 */
    F_LOAD,  /* def = slot */
    F_STORE, /* slot = use[0] */
    F_SWAP,  /* exchanges use[0] and use[1] */
    F_JUMP,
    F_BRANCH, /* by use[0] */
    F_GOTO,   /* the same, to one of the successors */
    F_RETURN, /* reads implicit_uses */
    F_COUNT
};

typedef struct Rng {
    uint64_t state;
} Rng;

uint64_t rng_next(Rng *r);
uint32_t rng_below(Rng *r, uint32_t n);

typedef struct FakeModel {
    RegModel model;
    unsigned ints;
    unsigned floats;
    unsigned arg_ints;   /* registers 1 … */
    unsigned arg_floats; /* registers 33 … */
} FakeModel;

/* A model with so many registers; `with_swap`: cycles are exchanged, else they go through a scratch register
   beyond the others. `with_fold`: memory operands. */
void fake_model(FakeModel *f, unsigned ints, unsigned floats, bool with_swap, bool with_fold);

typedef struct Shape {
    unsigned blocks;
    unsigned ins;   /* per block */
    unsigned phis;  /* per join, at most */
    unsigned calls; /* in 100 instructions */
    unsigned far;   /* in 100 operands: chosen from all that are available, not from the last few */
    bool gotos;     /* with computed gotos */
    bool chain;     /* mostly straight control flow */
} Shape;

/* Makes a random function. */
void fake_function(MFunc *m, Arena *arena, const FakeModel *f, const Shape *shape, Rng *r);

typedef struct Outcome {
    uint64_t hash;
    uint64_t steps;  /* instructions that were executed */
    uint64_t memory; /* loads, stores and folded operands among them */
    uint64_t moves;
    const char *error; /* NULL: none */
    uint32_t where;
} Outcome;

/* Runs the function for `fuel` blocks at most. */
void fake_run(const MFunc *m, const FakeModel *f, unsigned fuel, Outcome *out);

#endif
