/* Between the files of the construction-time simplifier: fold.c (integers, addresses, comparisons) and
   fold_float.c; and what passes that fold themselves ask for. Functions that give a Val give 0 if there is
   nothing to simplify. */
#ifndef FOLD_H
#define FOLD_H

#include "ir.h"

bool fold_is_const(const IrFunc *f, Val v, int64_t *value);
/* An integer operation of two constants; false if it is left to the running program. */
bool fold_binary(unsigned op, unsigned type, int64_t a, int64_t b, int64_t *result);
bool fold_compare(IrCond cond, unsigned type, int64_t a, int64_t b);
Val fold_select(IrFunc *f, unsigned type, Val cond, Val yes, Val no);

/* Floating operations and conversions to and from them. */
Val fold_float1(IrFunc *f, unsigned op, unsigned type, Val a);
Val fold_float2(IrFunc *f, unsigned op, unsigned type, Val a, Val b);
Val fold_fcmp(IrFunc *f, IrCond cond, Val a, Val b);

#endif
