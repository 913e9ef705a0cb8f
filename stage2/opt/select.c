/* If-conversion: a branch around a few cheap operations, whose results meet in phis, becomes those operations
   and SELECTs. Only integers: the targets have conditional moves for them.

   requires: order
   preserves: dominators of what is left
   breaks: order, use counts */
#include "passes.h"

#define MAX_HOISTED 3  /* operations, constants not counted, of both arms together */
#define MAX_SELECTS 2

static bool is_cheap(const Ins *i) {
    switch (i->op) {
    case OP_ADD:
    case OP_SUB:
    case OP_AND:
    case OP_OR:
    case OP_XOR:
    case OP_SHL:
    case OP_SHR:
    case OP_SAR:
    case OP_NEG:
    case OP_NOT:
    case OP_SEXT:
    case OP_ZEXT:
    case OP_TRUNC:
    case OP_ICMP:
        return true;
    default:
        return false;
    }
}

static bool is_free(const Ins *i) {
    return (i->op >= OP_CONST && i->op <= OP_BLOCKADDR && i->op != OP_FCONST) || i->op == OP_COPY;
}

/* Where arm `k` of the branch at the end of `b` comes together with the other: its successor if it is a block
   of cheap operations that only `b` leads to (*arm is that block), or itself. 0: it does neither. */
static Block join_of(const IrFunc *f, Block b, unsigned k, Block *arm) {
    Block to = f->blocks[b].succ[k];
    const BlockData *d = &f->blocks[to];
    unsigned cost = 0;
    *arm = 0;
    if (d->pred_count != 1)
        return to;
    if (d->symbol != 0 || d->succ_count != 1 || f->ins[d->last].op != OP_JUMP)
        return 0;
    for (Val v = d->first; v != d->last; v = f->ins[v].next) {
        if (is_free(&f->ins[v]))
            continue;
        if (!is_cheap(&f->ins[v]) || ++cost > MAX_HOISTED)
            return 0;
    }
    *arm = to;
    return d->succ[0];
}

static unsigned cost_of(const IrFunc *f, Block arm) {
    unsigned cost = 0;
    if (arm == 0)
        return 0;
    for (Val v = f->blocks[arm].first; v != f->blocks[arm].last; v = f->ins[v].next)
        cost += !is_free(&f->ins[v]);
    return cost;
}

/* The selects that the phis of `join` would need; too many if one is not an integer. */
static unsigned count_selects(const IrFunc *f, Block join, uint32_t p, uint32_t q) {
    unsigned count = 0;
    for (Val v = f->blocks[join].first; v != 0; v = f->ins[v].next) {
        const Ins *i = &f->ins[v];
        if (i->op == OP_COPY)
            continue;
        if (i->op != OP_PHI)
            break;
        if (ir_source(f, f->lists[i->list + p]) == ir_source(f, f->lists[i->list + q]))
            continue;
        if (i->type != IR_I32 && i->type != IR_I64)
            return MAX_SELECTS + 1;
        count++;
    }
    return count;
}

static void hoist(IrFunc *f, Block b, Block arm) {
    if (arm == 0)
        return;
    while (f->blocks[arm].first != f->blocks[arm].last)
        ir_move(f, f->blocks[arm].first, b, f->blocks[b].last);
}

/* Which predecessor of `join` arm k of `b` is. */
static uint32_t pred_of(const IrFunc *f, Block b, unsigned k, Block arm) {
    return arm == 0 ? ir_pred_index(f, b, k) : ir_pred_index(f, arm, 0);
}

static bool convert(IrFunc *f, Block b) {
    Block yes;
    Block no;
    Block join = join_of(f, b, 0, &yes);
    uint32_t p;
    uint32_t q;
    unsigned selects;
    Val last = f->blocks[b].last;
    Val cond = f->ins[last].a;
    if (join == 0 || join == b || join_of(f, b, 1, &no) != join || (yes == 0 && no == 0))
        return false;
    p = pred_of(f, b, 0, yes);
    q = pred_of(f, b, 1, no);
    selects = count_selects(f, join, p, q);
    if (selects == 0 || selects > MAX_SELECTS || cost_of(f, yes) + cost_of(f, no) > MAX_HOISTED)
        return false;
    hoist(f, b, yes);
    hoist(f, b, no);
    f->current = b;
    f->before = last;
    f->current_loc = f->ins[last].loc;
    for (Val v = f->blocks[join].first; v != 0; v = f->ins[v].next) {
        Val x;
        Val y;
        if (f->ins[v].op == OP_COPY)
            continue;
        if (f->ins[v].op != OP_PHI)
            break;
        x = f->lists[f->ins[v].list + p];
        y = f->lists[f->ins[v].list + q];
        if (ir_source(f, x) != ir_source(f, y))
            x = ir_select(f, (IrType)f->ins[v].type, cond, x, y);
        /* Whichever edge is left: both say the same now. */
        f->lists[f->ins[v].list + p] = x;
        f->lists[f->ins[v].list + q] = x;
    }
    /* An arm that is left over is empty or cut off. */
    if (yes != 0) {
        ir_cut_edge(f, b, 0);
    } else {
        ir_cut_edge(f, b, 1);
    }
    f->ins[last].op = OP_JUMP;
    f->ins[last].a = 0;
    return true;
}

void opt_select(IrFunc *f) {
    for (uint32_t n = f->order_count; n-- > 0;) { /* inner ones first */
        Block b = f->order[n];
        while (f->ins[f->blocks[b].last].op == OP_BRANCH && f->blocks[b].succ[0] != f->blocks[b].succ[1] &&
               convert(f, b))
            continue;
    }
    f->current = 0;
    f->before = 0;
}
