/* Induction variables. A 32-bit counter that is extended in its loop, as for the index of an array, becomes a
   64-bit one, if the condition that guards its step shows that it does not overflow; the counter is the low half
   of it then. And the product of a 64-bit counter and a constant, with an invariant base if there is one, becomes
   a counter of its own, that is added to each time round.

   requires: order, dominators, loops
   preserves: blocks and edges
   breaks: use counts */
#include "passes.h"

#include <stdlib.h>

#define MAX_WIDE 64   /* counters that are made wide, in a function */
#define MAX_REDUCED 4 /* products that become counters, in a loop */

/* A phi of a loop's header with one way in and one way round, and a constant step. */
typedef struct Counter {
    Block header;
    uint32_t in;    /* places in pred */
    uint32_t round;
    Val phi;
    Val first;
    Val next;       /* phi + step */
    int64_t step;
} Counter;

typedef struct Wide {
    Val narrow[2]; /* the low halves of: */
    Val wide[2];   /* the counter, and its next value */
    unsigned op;   /* OP_SEXT or OP_ZEXT */
} Wide;

typedef struct Induction {
    IrFunc *f;
    uint32_t wide_count;
    uint32_t reduced; /* in the loop that is looked at */
    Block loop;
    Wide wide[MAX_WIDE];
} Induction;

static const Ins *at(const IrFunc *f, Val v) {
    return &f->ins[ir_source(f, v)];
}

static bool find_counter(const IrFunc *f, Val phi, Counter *c) {
    const Ins *i = &f->ins[phi];
    const BlockData *h = &f->blocks[i->block];
    const Ins *next;
    if (i->op != OP_PHI || h->loop != i->block || h->pred_count != 2)
        return false;
    c->header = i->block;
    c->phi = phi;
    c->round = ir_dominates(f, i->block, h->pred[1]);
    c->in = 1 - c->round;
    if (!ir_dominates(f, i->block, h->pred[c->round]) || ir_dominates(f, i->block, h->pred[c->in]))
        return false;
    c->first = ir_source(f, f->lists[i->list + c->in]);
    c->next = ir_source(f, f->lists[i->list + c->round]);
    next = &f->ins[c->next];
    if (next->op != OP_ADD || ir_source(f, next->a) != phi || at(f, next->b)->op != OP_CONST)
        return false;
    c->step = at(f, next->b)->imm;
    return true;
}

/* A new counter beside another: `first` and `step`, added to where that one is. *next is its next value. */
static Val new_counter(IrFunc *f, const Counter *c, Val first, int64_t step, Val *next) {
    Val phi = ir_insert(f, c->header, f->blocks[c->header].first, OP_PHI, IR_I64);
    uint32_t list = f->list_count;
    Val constant;
    f->ins[phi].loc = f->ins[c->phi].loc;
    constant = ir_insert(f, f->ins[c->next].block, c->next, OP_CONST, IR_I64);
    f->ins[constant].imm = step;
    *next = ir_insert(f, f->ins[c->next].block, c->next, OP_ADD, IR_I64);
    f->ins[*next].a = phi;
    f->ins[*next].b = constant;
    f->ins[*next].loc = f->ins[c->next].loc;
    ir_list_number(f, c->in == 0 ? first : *next);
    ir_list_number(f, c->in == 0 ? *next : first);
    f->ins[phi].list = list;
    f->ins[phi].count = 2;
    return phi;
}

/* What is emitted stands before the loop from now on. */
static void begin_before(IrFunc *f, const Counter *c) {
    f->current = f->blocks[c->header].pred[c->in];
    f->before = f->blocks[f->current].last;
    f->current_loc = f->ins[f->before].loc;
}

/* ---- wide counters ---- */

/* Does `phi cond x` show that a step of the counter does not overflow, signed or unsigned? */
static bool shows(IrCond cond, bool is_signed, int64_t step, bool known, int64_t limit) {
    int64_t max = is_signed ? 0x7fffffff : 0xffffffff;
    int64_t min = is_signed ? -0x80000000L : 0;
    if (!is_signed)
        limit = (int64_t)(uint32_t)limit;
    if (step > 0) {
        if (cond == (is_signed ? COND_SLT : COND_ULT))
            return step == 1 || (known && limit - 1 + step <= max);
        return cond == (is_signed ? COND_SLE : COND_ULE) && known && limit + step <= max;
    }
    if (cond == (is_signed ? COND_SGT : COND_UGT))
        return step == -1 || (known && limit + 1 + step >= min);
    if (cond == COND_NE && !is_signed)
        return step == -1 && known && limit == 0;
    return cond == (is_signed ? COND_SGE : COND_UGE) && known && limit + step >= min;
}

/* Is the step done only where a branch in the loop has shown that it does not overflow? */
static bool is_guarded(const IrFunc *f, const Counter *c, bool is_signed) {
    Block b = f->ins[c->next].block;
    while (b != c->header && b != 0) {
        Block above = f->blocks[b].idom;
        const BlockData *a = &f->blocks[above];
        const Ins *last = &f->ins[a->last];
        const Ins *compare;
        IrCond cond;
        Val limit;
        if (last->op != OP_BRANCH || a->succ[0] == a->succ[1] || f->blocks[b].pred_count != 1 ||
            at(f, last->a)->op != OP_ICMP) {
            b = above;
            continue;
        }
        compare = at(f, last->a);
        cond = (IrCond)compare->sub;
        limit = ir_source(f, compare->b);
        if (limit == c->phi) {
            limit = ir_source(f, compare->a);
            cond = cond_swap(cond);
        } else if (ir_source(f, compare->a) != c->phi) {
            b = above;
            continue;
        }
        if (a->succ[1] == b)
            cond = cond_not(cond, false);
        if (shows(cond, is_signed, c->step, f->ins[limit].op == OP_CONST, f->ins[limit].imm))
            return true;
        b = above;
    }
    return false;
}

/* Behind `v`, or behind the phis: the low half of `wide`, which `v` becomes. */
static Val replace_by_low(IrFunc *f, Val v, Val wide) {
    Val before = f->ins[v].next;
    Val low;
    while (f->ins[v].op == OP_PHI && (f->ins[before].op == OP_PHI || f->ins[before].op == OP_COPY))
        before = f->ins[before].next;
    low = ir_insert(f, f->ins[v].block, before, OP_TRUNC, IR_I32);
    f->ins[low].a = wide;
    f->ins[low].loc = f->ins[v].loc;
    ir_replace(f, v, low);
    return low;
}

static void make_wide(Induction *n, const Counter *c, unsigned op) {
    IrFunc *f = n->f;
    Wide *w = &n->wide[n->wide_count++];
    int64_t step = c->step;
    begin_before(f, c);
    w->op = op;
    w->wide[0] = new_counter(f, c, ir_op1(f, (IrOp)op, IR_I64, c->first, 32), step, &w->wide[1]);
    w->narrow[1] = replace_by_low(f, c->next, w->wide[1]);
    w->narrow[0] = replace_by_low(f, c->phi, w->wide[0]);
}

/* An extension to 64 bits of a counter, or of its next value. */
static void visit_extension(Induction *n, Val v) {
    IrFunc *f = n->f;
    unsigned op = f->ins[v].op;
    Val a = ir_source(f, f->ins[v].a);
    Counter c;
    if (f->ins[a].type != IR_I32 || f->ins[v].type != IR_I64 || f->ins[v].sub != 32)
        return;
    if (n->wide_count < MAX_WIDE && f->ins[a].op != OP_TRUNC) {
        Val phi = f->ins[a].op == OP_ADD ? ir_source(f, f->ins[a].a) : a;
        if (!find_counter(f, phi, &c) || (phi != a && c.next != a) || !is_guarded(f, &c, op == OP_SEXT))
            return;
        make_wide(n, &c, op);
        a = ir_source(f, a);
    }
    for (uint32_t k = n->wide_count; k-- > 0;) {
        const Wide *w = &n->wide[k];
        if (w->op == op && (w->narrow[0] == a || w->narrow[1] == a)) {
            ir_replace(f, v, w->narrow[0] == a ? w->wide[0] : w->wide[1]);
            return;
        }
    }
}

/* ---- products ---- */

/* v = counter * factor, done each time round in the counter's own loop. */
static bool find_product(const IrFunc *f, Val v, Counter *c, int64_t *factor) {
    const Ins *i = &f->ins[v];
    const Ins *by = at(f, i->b);
    Val phi = ir_source(f, i->a);
    if ((i->op != OP_MUL && i->op != OP_SHL) || i->type != IR_I64 || by->op != OP_CONST ||
        !find_counter(f, phi, c))
        return false;
    if (i->op == OP_SHL && (by->imm < 4 || by->imm > 31)) /* less is part of an address */
        return false;
    *factor = i->op == OP_SHL ? (int64_t)1 << by->imm : by->imm;
    return f->blocks[i->block].loop == c->header &&
           ir_dominates(f, i->block, f->blocks[c->header].pred[c->round]);
}

/* A value that is there before the loop, or can be: constants are made anew. */
static Val before_loop(IrFunc *f, const Counter *c, Val v) {
    Ins i;
    v = ir_source(f, v);
    i = f->ins[v];
    if (!ir_dominates(f, c->header, i.block))
        return v;
    if (i.op == OP_ADDR)
        return ir_addr(f, i.sym, i.imm);
    return i.op == OP_SLOT ? ir_slot_addr(f, i.sym, i.imm) : 0;
}

static void reduce(Induction *n, Val v, const Counter *c, int64_t factor, Val base) {
    IrFunc *f = n->f;
    Val first;
    Val next;
    if (c->header != n->loop) {
        n->loop = c->header;
        n->reduced = 0;
    }
    if (n->reduced == MAX_REDUCED)
        return;
    begin_before(f, c);
    if (base != 0) {
        base = before_loop(f, c, base);
        if (base == 0)
            return;
    }
    first = ir_op2(f, OP_MUL, IR_I64, c->first, ir_const(f, IR_I64, factor));
    if (base != 0)
        first = ir_op2(f, OP_ADD, IR_I64, base, first);
    ir_replace(f, v, new_counter(f, c, first, (int64_t)((uint64_t)c->step * (uint64_t)factor), &next));
    n->reduced++;
}

static void visit_sum(Induction *n, Val v) {
    IrFunc *f = n->f;
    for (int k = 0; k < 2; k++) {
        Val product = ir_source(f, k == 0 ? f->ins[v].b : f->ins[v].a);
        Val base = k == 0 ? f->ins[v].a : f->ins[v].b;
        Counter c;
        int64_t factor;
        if (f->ins[product].uses == 1 && at(f, base)->op != OP_CONST && find_product(f, product, &c, &factor) &&
            f->ins[product].block == f->ins[v].block) {
            reduce(n, v, &c, factor, base);
            return;
        }
    }
}

static void visit_product(Induction *n, Val v) {
    Counter c;
    int64_t factor;
    if (n->f->ins[v].op == OP_MUL && n->f->ins[v].uses > 1 && find_product(n->f, v, &c, &factor))
        reduce(n, v, &c, factor, 0);
}

static void visit(Induction *n, Val v, int round) {
    unsigned op = n->f->ins[v].op;
    if (round == 0 && (op == OP_SEXT || op == OP_ZEXT))
        visit_extension(n, v);
    else if (round == 1 && op == OP_ADD && n->f->ins[v].type == IR_I64)
        visit_sum(n, v);
    else if (round == 1 && op == OP_MUL)
        visit_product(n, v);
}

void opt_induction(IrFunc *f) {
    Induction *n = NULL;
    for (int round = 0; round < 2; round++) {
        for (uint32_t k = 0; k < f->order_count; k++) {
            Val next;
            if (f->blocks[f->order[k]].loop == 0)
                continue;
            if (n == NULL) {
                n = allocate(sizeof *n);
                n->f = f;
            }
            for (Val v = f->blocks[f->order[k]].first; v != 0; v = next) {
                next = f->ins[v].next;
                visit(n, v, round);
            }
        }
    }
    f->current = 0;
    f->before = 0;
    free(n);
}
