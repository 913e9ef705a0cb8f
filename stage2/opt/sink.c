/* Comparisons go to the branches and selects that ask them: the targets join the two if the comparison stands
   in the same block and nobody else uses it. Run last: value numbering would undo it.

   requires: order, use counts
   preserves: blocks and edges
   breaks: use counts */
#include "passes.h"

static void sink_compare(IrFunc *f, Val user) {
    Val c = f->ins[user].a;
    Ins i = f->ins[c];
    Val copy;
    if (i.op != OP_ICMP && i.op != OP_FCMP)
        return;
    if (i.block == f->ins[user].block && i.uses == 1)
        return;
    copy = ir_insert(f, f->ins[user].block, user, (IrOp)i.op, (IrType)i.type);
    f->ins[copy].sub = i.sub;
    f->ins[copy].a = i.a;
    f->ins[copy].b = i.b;
    f->ins[copy].loc = i.loc;
    f->ins[user].a = copy;
}

void opt_sink(IrFunc *f) {
    for (uint32_t n = 0; n < f->order_count; n++) {
        for (Val v = f->blocks[f->order[n]].first; v != 0; v = f->ins[v].next) {
            if (f->ins[v].op == OP_BRANCH || f->ins[v].op == OP_SELECT)
                sink_compare(f, v);
        }
    }
}
