/* Blocks and jumps: a block behind its only predecessor is joined to it, blocks that only jump on are gone
   around, branches whose ways are the same become jumps, and a branch on what is known where a predecessor
   comes from is taken there (jump threading).

   requires: order, use counts
   preserves: values, but for phis that have one operand left
   breaks: order, dominators, use counts */
#include "passes.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ROUNDS 6
#define MAX_THREAD_PREDS 64 /* of a block whose predecessors are looked at one by one */
#define MAX_PHI_PREDS 256   /* of a block with phis that gets more */

typedef struct Cfg {
    IrFunc *f;
    bool *pinned; /* the address of the block is used */
    bool changed;
} Cfg;

static const Ins *last_of(const IrFunc *f, Block b) {
    return &f->ins[f->blocks[b].last];
}

static void find_pinned(Cfg *c) {
    IrFunc *f = c->f;
    c->pinned[1] = true;
    for (Block b = 1; b < f->block_count; b++) {
        if (f->blocks[b].symbol != 0)
            c->pinned[b] = true;
        if (f->blocks[b].first == 0)
            continue;
        for (Val v = f->blocks[b].first; v != 0; v = f->ins[v].next) {
            if (f->ins[v].op == OP_BLOCKADDR)
                c->pinned[f->ins[v].imm] = true;
        }
        for (uint32_t k = 0; last_of(f, b)->op == OP_IJUMP && k < f->blocks[b].succ_count; k++)
            c->pinned[f->blocks[b].succ[k]] = true;
    }
}

static bool has_phis(const IrFunc *f, Block b) {
    Val v = f->blocks[b].first;
    while (v != 0 && f->ins[v].op == OP_COPY)
        v = f->ins[v].next;
    return v != 0 && f->ins[v].op == OP_PHI;
}

static void to_jump(IrFunc *f, Block b) {
    Ins *i = &f->ins[f->blocks[b].last];
    i->op = OP_JUMP;
    i->a = 0;
    i->imm = 0;
    i->count = 0;
}

/* Do the phis of `to` get the same from its predecessors p and q (places in pred)? */
static bool agree(const IrFunc *f, Block to, uint32_t p, uint32_t q) {
    for (Val v = f->blocks[to].first; v != 0; v = f->ins[v].next) {
        const Ins *i = &f->ins[v];
        if (i->op == OP_COPY)
            continue;
        if (i->op != OP_PHI)
            break;
        if (ir_source(f, f->lists[i->list + p]) != ir_source(f, f->lists[i->list + q]))
            return false;
    }
    return true;
}

/* All ways out lead to the same block: a jump. */
static void same_ways(Cfg *c, Block b) {
    IrFunc *f = c->f;
    unsigned op = last_of(f, b)->op;
    const BlockData *d = &f->blocks[b];
    if ((op != OP_BRANCH && op != OP_SWITCH) || d->succ_count == 0)
        return;
    for (uint32_t k = 1; k < d->succ_count; k++) {
        if (d->succ[k] != d->succ[0])
            return;
    }
    for (unsigned k = 1; k < d->succ_count; k++) {
        if (!agree(f, d->succ[0], ir_pred_index(f, b, 0), ir_pred_index(f, b, k)))
            return;
    }
    while (f->blocks[b].succ_count > 1)
        ir_cut_edge(f, b, f->blocks[b].succ_count - 1);
    to_jump(f, b);
    c->changed = true;
}

/* Joins the only successor of `b` to it, if `b` is its only predecessor. */
static void join_successors(Cfg *c, Block b) {
    IrFunc *f = c->f;
    while (last_of(f, b)->op == OP_JUMP) {
        Block to = f->blocks[b].succ[0];
        BlockData *d = &f->blocks[b];
        BlockData *t = &f->blocks[to];
        if (to == b || t->pred_count != 1 || c->pinned[to])
            return;
        ir_remove(f, d->last);
        for (Val v = t->first; v != 0; v = f->ins[v].next) {
            f->ins[v].block = b;
            if (f->ins[v].op == OP_PHI)
                ir_replace(f, v, f->lists[f->ins[v].list]);
        }
        if (d->last != 0)
            f->ins[d->last].next = t->first;
        else
            d->first = t->first;
        f->ins[t->first].prev = d->last;
        d->last = t->last;
        t->first = 0;
        t->last = 0;
        t->pred_count = 0;
        d->succ_count = 0;
        for (uint32_t k = 0; k < t->succ_count; k++) {
            BlockData *s = &f->blocks[t->succ[k]];
            uint32_t p = 0;
            while (s->pred[p] != to)
                p++;
            s->pred[p] = b;
        }
        {
            Block *list = d->succ; /* exchanged, not copied */
            uint32_t room = d->succ_room;
            d->succ = t->succ;
            d->succ_count = t->succ_count;
            d->succ_room = t->succ_room;
            t->succ = list;
            t->succ_count = 0;
            t->succ_room = room;
        }
        c->changed = true;
    }
}

/* May all predecessors of the empty block `b` go to its successor at once? */
static bool can_skip(const Cfg *c, Block b, Block to) {
    const IrFunc *f = c->f;
    const BlockData *d = &f->blocks[b];
    const BlockData *t = &f->blocks[to];
    uint32_t own = 0;
    if (to == b || c->pinned[b] || d->pred_count == 0)
        return false;
    if (!has_phis(f, to))
        return true;
    if (d->pred_count > 1 && d->pred_count * t->pred_count > 4096)
        return false;
    while (t->pred[own] != b)
        own++;
    for (uint32_t p = 0; p < d->pred_count; p++) {
        for (uint32_t q = 0; q < t->pred_count; q++) {
            if (t->pred[q] == d->pred[p] && !agree(f, to, own, q))
                return false;
        }
    }
    return true;
}

/* The edge succ[index] of `from` leads to `to` from now on, where phis get what they got from `like`. */
static void redirect(IrFunc *f, Block from, unsigned index, Block to, Block like) {
    BlockData *d;
    uint32_t last;
    ir_add_edge(f, from, to, like);
    /* The new edge is the last of both lists; put it in the place of the old one here. */
    d = &f->blocks[from];
    last = d->succ_count - 1;
    {
        Block old = d->succ[index];
        uint32_t at = ir_pred_index(f, from, index);
        BlockData *o = &f->blocks[old];
        for (Val v = o->first; v != 0; v = f->ins[v].next) {
            Ins *i = &f->ins[v];
            if (i->op == OP_PHI) {
                memmove(f->lists + i->list + at, f->lists + i->list + at + 1,
                        (i->count - at - 1) * sizeof(uint32_t));
                i->count--;
            } else if (i->op != OP_COPY) {
                break;
            }
        }
        memmove(o->pred + at, o->pred + at + 1, (o->pred_count - at - 1) * sizeof(Block));
        o->pred_count--;
    }
    d->succ[index] = to;
    d->succ_count = last;
}

static unsigned successor_index(const IrFunc *f, Block from, Block to) {
    unsigned index = 0;
    while (f->blocks[from].succ[index] != to)
        index++;
    return index;
}

/* The only predecessor of the empty block `b` takes its place as a predecessor of `to`. */
static void replace_by_pred(IrFunc *f, Block b, Block to) {
    BlockData *d = &f->blocks[b];
    Block from = d->pred[0];
    uint32_t at = 0;
    while (f->blocks[to].pred[at] != b)
        at++;
    f->blocks[to].pred[at] = from;
    f->blocks[from].succ[successor_index(f, from, b)] = to;
    d->pred_count = 0;
    d->succ_count = 0;
    ir_remove(f, d->last);
}

static void skip_empty(Cfg *c, Block b) {
    IrFunc *f = c->f;
    Block to;
    const BlockData *d = &f->blocks[b];
    if (d->first == 0 || d->first != d->last || last_of(f, b)->op != OP_JUMP)
        return;
    to = d->succ[0];
    if (!can_skip(c, b, to))
        return;
    while (f->blocks[b].pred_count > 1) {
        Block from = f->blocks[b].pred[f->blocks[b].pred_count - 1];
        redirect(f, from, successor_index(f, from, b), to, has_phis(f, to) ? b : 0);
    }
    replace_by_pred(f, b, to);
    c->changed = true;
}

/* ---- jump threading ---- */

/* What the branch at the end of a block asks: phi (of the block), or phi cond constant. */
typedef struct Question {
    Val phi;
    Val compare; /* the ICMP, or 0 */
} Question;

/* A block of phis and a branch on one of them, with a comparison at most. */
static bool find_question(const IrFunc *f, Block b, Question *q) {
    const BlockData *d = &f->blocks[b];
    const Ins *last = last_of(f, b);
    Val v = d->first;
    if (last->op != OP_BRANCH || d->succ[0] == d->succ[1] || d->pred_count > MAX_THREAD_PREDS)
        return false;
    while (f->ins[v].op == OP_PHI || f->ins[v].op == OP_COPY)
        v = f->ins[v].next;
    q->phi = ir_source(f, last->a);
    q->compare = 0;
    while (v != d->last && f->ins[v].op == OP_CONST)
        v = f->ins[v].next;
    if (v != d->last) {
        const Ins *i = &f->ins[v];
        if (i->op != OP_ICMP || v != q->phi || i->uses != 1 || i->next != d->last ||
            f->ins[ir_source(f, i->b)].op != OP_CONST)
            return false;
        q->compare = v;
        q->phi = ir_source(f, i->a);
    }
    return f->ins[q->phi].op == OP_PHI && f->ins[q->phi].block == b;
}

/* Every use of what `b` computes is in `b` or at the edges out of it: it need not dominate anything. */
static bool is_local(IrFunc *f, Block b) {
    const BlockData *d = &f->blocks[b];
    bool local = true;
    for (Val v = d->first; v != 0 && local; v = f->ins[v].next) {
        uint32_t uses = 0;
        if (f->ins[v].op == OP_COPY && f->ins[v].uses != 0)
            return false; /* not clean */
        for (Val u = v; u != 0; u = f->ins[u].next) {
            const Ins *i = &f->ins[u];
            uses += (i->a == v) + (i->b == v) + (i->c == v);
        }
        for (uint32_t s = 0; s < d->succ_count; s++) {
            Block to = d->succ[s];
            uint32_t at = ir_pred_index(f, b, s);
            for (Val u = f->blocks[to].first; u != 0 && (f->ins[u].op == OP_PHI || f->ins[u].op == OP_COPY);
                 u = f->ins[u].next) {
                if (f->ins[u].op == OP_PHI)
                    uses += f->lists[f->ins[u].list + at] == v;
            }
        }
        local = uses == f->ins[v].uses;
    }
    return local;
}

/* The same constant at the end of another block. */
static Val repeat_const(IrFunc *f, Val value, Block at) {
    Val copy = ir_insert(f, at, f->blocks[at].last, OP_CONST, f->ins[value].type);
    f->ins[copy].imm = f->ins[value].imm;
    return copy;
}

/* Predecessor `p` (a place in pred) of `b` goes to `to` at once; where its phis took one of b's, they take
   what that one takes from the predecessor. */
static void thread_edge(IrFunc *f, Block b, uint32_t p, Block to) {
    Block from = f->blocks[b].pred[p];
    unsigned index;
    Val *values;
    uint32_t count = 0;
    index = successor_index(f, from, b);
    p = ir_pred_index(f, from, index);
    for (Val v = f->blocks[to].first; v != 0 && (f->ins[v].op == OP_PHI || f->ins[v].op == OP_COPY);
         v = f->ins[v].next)
        count++;
    values = allocate(count * sizeof values[0]);
    count = 0;
    for (Val v = f->blocks[to].first; v != 0 && (f->ins[v].op == OP_PHI || f->ins[v].op == OP_COPY);
         v = f->ins[v].next) {
        uint32_t at = 0;
        Val value;
        if (f->ins[v].op == OP_COPY)
            continue;
        while (f->blocks[to].pred[at] != b)
            at++;
        value = ir_source(f, f->lists[f->ins[v].list + at]);
        if (f->ins[value].op == OP_PHI && f->ins[value].block == b)
            value = f->lists[f->ins[value].list + p];
        else if (f->ins[value].op == OP_CONST && f->ins[value].block == b)
            value = repeat_const(f, value, from);
        values[count++] = value;
    }
    redirect(f, from, index, to, b);
    count = 0;
    for (Val v = f->blocks[to].first; v != 0 && (f->ins[v].op == OP_PHI || f->ins[v].op == OP_COPY);
         v = f->ins[v].next) {
        if (f->ins[v].op == OP_PHI)
            f->lists[f->ins[v].list + f->blocks[to].pred_count - 1] = values[count++];
    }
    free(values);
}

static int64_t as_unsigned(const Ins *i) {
    return i->type == IR_I64 ? i->imm : (int64_t)(uint32_t)i->imm;
}

static bool answer(const Ins *x, const Ins *compare, const Ins *y) {
    int64_t a = x->imm;
    int64_t b = y->imm;
    switch (compare->sub) {
    case COND_EQ: return a == b;
    case COND_NE: return a != b;
    case COND_SLT: return a < b;
    case COND_SGE: return a >= b;
    case COND_SLE: return a <= b;
    case COND_SGT: return a > b;
    case COND_ULT: return (uint64_t)as_unsigned(x) < (uint64_t)as_unsigned(y);
    case COND_UGE: return (uint64_t)as_unsigned(x) >= (uint64_t)as_unsigned(y);
    case COND_ULE: return (uint64_t)as_unsigned(x) <= (uint64_t)as_unsigned(y);
    default: return (uint64_t)as_unsigned(x) > (uint64_t)as_unsigned(y);
    }
}

/* Two edges between the same blocks could not be told apart by phis. */
static bool can_thread(const IrFunc *f, Block from, Block to) {
    if (!has_phis(f, to))
        return true;
    for (uint32_t k = 0; k < f->blocks[from].succ_count; k++) {
        if (f->blocks[from].succ[k] == to)
            return false;
    }
    return f->blocks[to].pred_count <= MAX_PHI_PREDS;
}

/* Returns true if an edge was threaded: use counts are then wrong. */
static bool thread(Cfg *c, Block b) {
    IrFunc *f = c->f;
    Question q;
    bool done = false;
    if (c->pinned[b] || f->blocks[b].pred_count < 2 || !find_question(f, b, &q) || !is_local(f, b))
        return false;
    for (uint32_t p = f->blocks[b].pred_count; p-- > 0;) {
        const Ins *x = &f->ins[ir_source(f, f->lists[f->ins[q.phi].list + p])];
        Block from = f->blocks[b].pred[p];
        Block to;
        bool yes;
        if (x->op != OP_CONST || from == b || last_of(f, from)->op == OP_IJUMP)
            continue;
        yes = q.compare == 0 ? x->imm != 0
                             : answer(x, &f->ins[q.compare], &f->ins[ir_source(f, f->ins[q.compare].b)]);
        to = f->blocks[b].succ[yes ? 0 : 1];
        if (to == b || !can_thread(f, from, to))
            continue;
        thread_edge(f, b, p, to);
        c->changed = true;
        done = true;
        if (p > f->blocks[b].pred_count)
            p = f->blocks[b].pred_count;
    }
    return done;
}

void opt_cfg(IrFunc *f) {
    Cfg c;
    c.f = f;
    c.pinned = allocate(f->block_count * sizeof c.pinned[0]);
    c.changed = true;
    find_pinned(&c);
    for (unsigned round = 0; round < MAX_ROUNDS && c.changed; round++) {
        bool threaded = false;
        c.changed = false;
        for (uint32_t n = 0; n < f->order_count; n++) {
            Block b = f->order[n];
            if (f->blocks[b].first == 0)
                continue;
            same_ways(&c, b);
            join_successors(&c, b);
            skip_empty(&c, b);
        }
        for (uint32_t n = 0; n < f->order_count; n++) {
            Block b = f->order[n];
            if (f->blocks[b].first != 0 && !threaded && !c.changed)
                threaded |= thread(&c, b);
        }
        if (c.changed) {
            f->dirty = true;
            ir_cleanup(f);
        }
    }
    free(c.pinned);
}
