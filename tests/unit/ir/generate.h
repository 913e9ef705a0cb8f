/* Random functions of the IR that always end. The same seed gives the same program twice: plain, as
   ir_emit makes it with all variables in slots, or through SSA construction and folding. */
#ifndef GENERATE_H
#define GENERATE_H

#include "../../../stage2/ir/ir.h"

/* `own` is the symbol of the function; calls go to symbols 2 to `callees`. */
void generate(IrFunc *f, Obj *obj, uint32_t own, uint64_t seed, bool plain, unsigned size);

#endif
