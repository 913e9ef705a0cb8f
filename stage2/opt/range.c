/* Ranges: x >= low && x <= high is one comparison, x - low <= high - low without signs (Hacker's Delight, 4-1).
   As two branches of which the second stands in a block of its own, and both lead to the same block if the answer is
   no; or as a SELECT of the second comparison or 0.

   requires: order
   preserves: dominators of what is left
   breaks: use counts */
#include "passes.h"

typedef struct Bounds {
    Val x;
    bool has_low;
    bool has_high;
    bool is_signed;
    int64_t low;
    int64_t high;
} Bounds;

/* Adds what `compare`, or its opposite, says of x; false if that is not a bound of the same kind. */
static bool add_bound(const IrFunc *f, Bounds *b, Val compare, bool opposite) {
    const Ins *i = &f->ins[ir_source(f, compare)];
    const Ins *limit;
    Val x;
    IrCond cond;
    bool is_signed;
    int64_t k;
    if (i->op != OP_ICMP || i->sub <= COND_NE)
        return false;
    x = ir_source(f, i->a);
    limit = &f->ins[ir_source(f, i->b)];
    cond = opposite ? cond_not((IrCond)i->sub, false) : (IrCond)i->sub;
    is_signed = cond <= COND_SGT;
    if (limit->op != OP_CONST || (b->x != 0 && (b->x != x || b->is_signed != is_signed)))
        return false;
    k = limit->type == IR_I32 && !is_signed ? (int64_t)(uint32_t)limit->imm : limit->imm;
    if (limit->type == IR_I64 && (k < -0x40000000 || k > 0x40000000))
        return false;
    b->x = x;
    b->is_signed = is_signed;
    if (cond == COND_SGE || cond == COND_SGT || cond == COND_UGE || cond == COND_UGT) {
        if (b->has_low)
            return false;
        b->has_low = true;
        b->low = cond == COND_SGT || cond == COND_UGT ? k + 1 : k;
    } else {
        if (b->has_high)
            return false;
        b->has_high = true;
        b->high = cond == COND_SLT || cond == COND_ULT ? k - 1 : k;
    }
    return b->is_signed || k >= 0;
}

static bool is_range(const Bounds *b) {
    return b->has_low && b->has_high && b->low <= b->high;
}

/* The one comparison, before `at`. */
static Val in_range(IrFunc *f, const Bounds *b, Val at) {
    IrType type = (IrType)f->ins[b->x].type;
    Val distance;
    f->current = f->ins[at].block;
    f->before = at;
    f->current_loc = f->ins[at].loc;
    distance = ir_op2(f, OP_SUB, type, b->x, ir_const(f, type, b->low));
    return ir_cmp(f, OP_ICMP, COND_ULE, distance, ir_const(f, type, b->high - b->low));
}

/* A block that does nothing but ask. */
static bool only_asks(const IrFunc *f, Block block) {
    const BlockData *d = &f->blocks[block];
    Val asked = ir_source(f, f->ins[d->last].a);
    if (d->pred_count != 1 || d->symbol != 0 || f->ins[d->last].op != OP_BRANCH || d->succ[0] == d->succ[1])
        return false;
    for (Val v = d->first; v != d->last; v = f->ins[v].next) {
        unsigned op = f->ins[v].op;
        if (v != asked && op != OP_CONST && op != OP_COPY)
            return false;
    }
    return true;
}

/* Do the phis of `to` get the same from two predecessors? */
static bool agree(const IrFunc *f, Block to, uint32_t p, uint32_t q) {
    for (Val v = f->blocks[to].first; v != 0 && (f->ins[v].op == OP_PHI || f->ins[v].op == OP_COPY);
         v = f->ins[v].next) {
        const uint32_t *operands = f->lists + f->ins[v].list;
        if (f->ins[v].op == OP_PHI && ir_source(f, operands[p]) != ir_source(f, operands[q]))
            return false;
    }
    return true;
}

/* Successor k of `block` asks the second question. */
static bool join_branches(IrFunc *f, Block block, unsigned k) {
    BlockData *d = &f->blocks[block];
    Block second = d->succ[k];
    Block out = d->succ[1 - k];
    BlockData *s = &f->blocks[second];
    unsigned no;
    Bounds b = {0};
    Val c;
    if (second == out || !only_asks(f, second))
        return false;
    no = s->succ[0] == out ? 0 : 1;
    if (s->succ[no] != out || s->succ[1 - no] == second ||
        !agree(f, out, ir_pred_index(f, block, 1 - k), ir_pred_index(f, second, no)))
        return false;
    if (!add_bound(f, &b, f->ins[d->last].a, k == 1) || !add_bound(f, &b, f->ins[s->last].a, no == 0) ||
        !is_range(&b))
        return false;
    c = in_range(f, &b, d->last);
    d = &f->blocks[block];
    if (k == 1)
        c = ir_cmp(f, OP_ICMP, COND_EQ, c, ir_const(f, IR_I32, 0));
    f->ins[d->last].a = c;
    ir_cut_edge(f, second, no);
    c = f->blocks[second].last;
    f->ins[c].op = OP_JUMP;
    f->ins[c].a = 0;
    return true;
}

static void join_select(IrFunc *f, Val v) {
    const Ins *no = &f->ins[ir_source(f, f->ins[v].c)];
    Bounds b = {0};
    if (no->op != OP_CONST || no->imm != 0 || f->ins[v].type != IR_I32 ||
        !add_bound(f, &b, f->ins[v].a, false) || !add_bound(f, &b, f->ins[v].b, false) || !is_range(&b))
        return;
    ir_replace(f, v, in_range(f, &b, v));
}

void opt_range(IrFunc *f) {
    for (uint32_t n = f->order_count; n-- > 0;) { /* the last questions first */
        Block block = f->order[n];
        for (Val v = f->blocks[block].first; v != 0; v = f->ins[v].next) {
            if (f->ins[v].op == OP_SELECT)
                join_select(f, v);
        }
        if (f->ins[f->blocks[block].last].op == OP_BRANCH && !join_branches(f, block, 0))
            join_branches(f, block, 1);
    }
    f->current = 0;
    f->before = 0;
}
