/* Loop-invariant code: what does not change in a loop is computed before it. The last block before the loop
   takes it; it is made if need be, for every loop with one way in.
   Pure operations only, and loads if nothing in the loop writes memory and the loop's header always comes to them.

   Each value that waits outside takes a register for the whole loop, so there is a limit for every loop, and what
   costs nothing to repeat (constants, narrow operations that instructions take along) stays inside.

   requires: order, dominators, loops
   preserves: values
   breaks: order, dominators, if a block was made */
#include "passes.h"

#include <stdlib.h>

#define MAX_MOVED 6 /* out of one loop, of each class of registers */

typedef struct Loop {
    Block before;   /* where what moves goes, or 0 */
    uint8_t moved[2];
    bool writes;    /* memory, in itself or in a loop inside */
} Loop;

/* The block before the loop that leads to its header alone; made if the one way in comes from a branch. The new
   block stands, for questions of dominance, where that branch stands. 0: there are several ways in. */
static Block block_before(IrFunc *f, Block header) {
    const BlockData *h = &f->blocks[header];
    Block before = 0;
    Block made;
    unsigned index = 0;
    for (uint32_t k = 0; k < h->pred_count; k++) {
        Block p = h->pred[k];
        if (ir_dominates(f, header, p))
            continue;
        if (before != 0)
            return 0;
        before = p;
    }
    if (before == 0 || f->blocks[before].succ_count == 1)
        return before;
    if (f->ins[f->blocks[before].last].op != OP_BRANCH)
        return 0;
    while (f->blocks[before].succ[index] != header)
        index++;
    made = ir_split_edge(f, before, index);
    f->blocks[made].dom_in = f->blocks[before].dom_in;
    f->blocks[made].dom_out = f->blocks[before].dom_in;
    f->blocks[made].loop = f->blocks[header].outer;
    return made;
}

/* Cheap enough to be done again every time: constants, and what an addressing mode or compare takes along. */
static bool is_worth(const IrFunc *f, const Ins *i) {
    switch (i->op) {
    case OP_CONST:
    case OP_SLOT:
    case OP_BLOCKADDR:
    case OP_COPY:
    case OP_TRUNC:
    case OP_ICMP:
    case OP_FCMP:
        return false;
    case OP_ADD:
    case OP_SUB:
        return f->ins[i->b].op != OP_CONST;
    default:
        return (ir_op_flags[i->op] & OPF_PURE) != 0;
    }
}

static bool is_outside(const IrFunc *f, Val v, Block header) {
    Block b = f->ins[v].block;
    return v == 0 || !ir_dominates(f, header, b);
}

/* Can `v`, in the loop of `header`, be computed where the loop begins? An operand that is defined in a block that
   the header does not dominate is defined before it. */
static bool is_invariant(const IrFunc *f, const Ins *i, Block header) {
    return is_outside(f, i->a, header) && is_outside(f, i->b, header) && is_outside(f, i->c, header);
}

/* Constants that an operand needs go along: they are made anew before the loop. */
static Val repeat_constant(IrFunc *f, Val v, Block header, Block before) {
    Ins i = f->ins[v];
    Val copy;
    if (v == 0 || i.op < OP_CONST || i.op > OP_BLOCKADDR || is_outside(f, v, header))
        return v;
    copy = ir_insert(f, before, f->blocks[before].last, (IrOp)i.op, (IrType)i.type);
    f->ins[copy].sub = i.sub;
    f->ins[copy].imm = i.imm;
    f->ins[copy].sym = i.sym;
    f->ins[copy].loc = i.loc;
    return copy;
}

static bool constant_or_outside(const IrFunc *f, Val v, Block header) {
    return is_outside(f, v, header) || (f->ins[v].op >= OP_CONST && f->ins[v].op <= OP_BLOCKADDR);
}

static void consider(IrFunc *f, Loop *loops, Val v) {
    unsigned cls = f->ins[v].type == IR_F32 || f->ins[v].type == IR_F64;
    for (;;) { /* out of inner loops into outer ones */
        const Ins *i = &f->ins[v];
        Block header = f->blocks[i->block].loop;
        Loop *loop = &loops[header];
        bool is_load = i->op == OP_LOAD && (i->flags & IF_VOLATILE) == 0;
        if (header == 0 || loop->before == 0 || loop->moved[cls] >= MAX_MOVED)
            return;
        if (is_load ? loop->writes || i->block != header : !is_worth(f, i))
            return;
        if (!constant_or_outside(f, i->a, header) || !constant_or_outside(f, i->b, header) ||
            !constant_or_outside(f, i->c, header))
            return;
        {
            Val a = repeat_constant(f, f->ins[v].a, header, loop->before);
            Val b = repeat_constant(f, f->ins[v].b, header, loop->before);
            Val c = repeat_constant(f, f->ins[v].c, header, loop->before);
            f->ins[v].a = a;
            f->ins[v].b = b;
            f->ins[v].c = c;
        }
        if (!is_invariant(f, &f->ins[v], header))
            return;
        ir_move(f, v, loop->before, f->blocks[loop->before].last);
        loop->moved[cls]++;
    }
}

static void find_writes(const IrFunc *f, Loop *loops) {
    for (uint32_t n = 0; n < f->order_count; n++) {
        const BlockData *b = &f->blocks[f->order[n]];
        Block header = b->loop;
        if (header == 0 || loops[header].writes)
            continue;
        for (Val v = b->first; v != 0; v = f->ins[v].next) {
            if ((ir_op_flags[f->ins[v].op] & OPF_WRITES) != 0 || (f->ins[v].op == OP_RESULT && f->ins[v].b != 0))
                loops[header].writes = true;
        }
    }
    for (uint32_t n = f->order_count; n-- > 0;) { /* inner headers first */
        Block b = f->order[n];
        if (f->blocks[b].loop == b && loops[b].writes && f->blocks[b].outer != 0)
            loops[f->blocks[b].outer].writes = true;
    }
}

void opt_licm(IrFunc *f) {
    Loop *loops;
    bool any = false;
    for (uint32_t n = 0; n < f->order_count; n++)
        any |= f->blocks[f->order[n]].loop != 0;
    if (!any)
        return;
    loops = allocate(2 * (size_t)f->block_count * sizeof loops[0]); /* one block more for each header at most */
    for (uint32_t n = 0; n < f->order_count; n++) {
        Block b = f->order[n];
        if (f->blocks[b].loop == b)
            loops[b].before = block_before(f, b);
    }
    find_writes(f, loops);
    for (uint32_t n = 0; n < f->order_count; n++) {
        Val next;
        if (f->blocks[f->order[n]].loop == 0)
            continue;
        for (Val v = f->blocks[f->order[n]].first; v != 0; v = next) {
            next = f->ins[v].next;
            consider(f, loops, v);
        }
    }
    free(loops);
}
