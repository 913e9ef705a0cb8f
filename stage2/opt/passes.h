/* The passes, one file each; their heads say what each requires, preserves and breaks. All take a function
   that ir_check accepts and leave one. They may leave copies and unused values behind: ir_cleanup, which runs
   after each, takes them away. */
#ifndef PASSES_H
#define PASSES_H

#include "opt.h"

void opt_cfg(IrFunc *f);      /* cfg.c: blocks and jumps */
void opt_promote(IrFunc *f);  /* promote.c: slots become values */
void opt_gvn(IrFunc *f);      /* gvn.c: equal values are computed once; constants, known branches */
void opt_memory(IrFunc *f);   /* memory.c: loads of what is known, stores that nobody sees */
void opt_licm(IrFunc *f);     /* licm.c: out of loops what does not change in them */
void opt_induction(IrFunc *f); /* induction.c: counters of loops */
void opt_strength(IrFunc *f); /* strength.c: multiplications and divisions by constants */
void opt_select(IrFunc *f);   /* select.c: short diamonds become SELECT */
void opt_range(IrFunc *f);    /* range.c: two comparisons with bounds become one */
void opt_tail(IrFunc *f);     /* tail.c: a function that ends in calling itself becomes a loop */
void opt_sink(IrFunc *f);     /* sink.c: comparisons go to the branches that ask them */
/* inline.c: bodies of functions instead of calls; true if there was one. */
bool opt_inline(IrFunc *f, const OptOptions *options);
bool opt_can_inline(const IrFunc *callee);

#endif
