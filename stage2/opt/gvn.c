/* Global value numbering: an operation that was done already, with the same operands, in a block that
   dominates, is not done again. On the way every operation is simplified by the rules of ir/fold.c, phis
   that are one value disappear, and branches whose condition is known become jumps: constants, and conditions
   that a branch above has decided.

   requires: order, dominators
   preserves: nothing is moved; blocks stay, edges are only taken out
   breaks: order and dominators, if edges went */
#include "passes.h"

#include <stdlib.h>
#include <string.h>

/* Steps up the dominator tree in search of a branch on the same condition. */
#define MAX_CLIMB 24

typedef struct Gvn {
    IrFunc *f;
    Val *table; /* values by hash; 0: free */
    uint32_t *hashes;
    size_t room; /* a power of two */
    size_t count;
    bool *reached; /* blocks: an edge from a block that was visited leads there */
} Gvn;

static uint32_t mix(uint32_t h, uint32_t x) {
    h = (h ^ x) * 0x9e3779b1U;
    return h ^ h >> 15;
}

static uint32_t hash_ins(const IrFunc *f, const Ins *i) {
    uint32_t h = i->op | (uint32_t)i->type << 8 | (uint32_t)i->sub << 16;
    h = mix(h, i->a);
    h = mix(h, i->b);
    h = mix(h, i->c + (i->sym << 8));
    h = mix(h, (uint32_t)i->imm);
    h = mix(h, (uint32_t)((uint64_t)i->imm >> 32));
    if (i->op == OP_PHI) {
        h = mix(h, i->block);
        for (uint32_t k = 0; k < i->count; k++)
            h = mix(h, f->lists[i->list + k]);
    }
    return h;
}

static bool same(const IrFunc *f, const Ins *x, const Ins *y) {
    if (x->op != y->op || x->type != y->type || x->sub != y->sub || x->a != y->a || x->b != y->b ||
        x->c != y->c || x->sym != y->sym || x->imm != y->imm || x->count != y->count)
        return false;
    if (x->op != OP_PHI)
        return true;
    return x->block == y->block && memcmp(f->lists + x->list, f->lists + y->list, x->count * sizeof(Val)) == 0;
}

static void more_room(Gvn *g) {
    size_t old_room = g->room;
    Val *old = g->table;
    uint32_t *old_hashes = g->hashes;
    g->room = old_room == 0 ? 256 : 2 * old_room;
    g->table = allocate(g->room * sizeof g->table[0]);
    g->hashes = allocate(g->room * sizeof g->hashes[0]);
    for (size_t k = 0; k < old_room; k++) {
        size_t at = old_hashes[k] & (g->room - 1);
        if (old[k] == 0)
            continue;
        while (g->table[at] != 0)
            at = (at + 1) & (g->room - 1);
        g->table[at] = old[k];
        g->hashes[at] = old_hashes[k];
    }
    free(old);
    free(old_hashes);
}

static bool is_numbered(const Ins *i) {
    return ((ir_op_flags[i->op] & OPF_PURE) != 0 && i->op != OP_COPY) || i->op == OP_PHI ||
           (i->op >= OP_SDIV && i->op <= OP_UREM);
}

/* An operation with the same value that dominates `v`, which is remembered otherwise. */
static Val number(Gvn *g, Val v) {
    const IrFunc *f = g->f;
    const Ins *i = &f->ins[v];
    uint32_t h = hash_ins(f, i);
    size_t at;
    if (2 * g->count >= g->room)
        more_room(g);
    at = h & (g->room - 1);
    while (g->table[at] != 0) {
        const Ins *other = &f->ins[g->table[at]];
        if (g->hashes[at] == h && same(f, i, other)) {
            if (ir_dominates(f, other->block, i->block))
                return g->table[at];
            g->table[at] = v; /* blocks come in an order in which the older one is of no more use soon */
            return 0;
        }
        at = (at + 1) & (g->room - 1);
    }
    g->table[at] = v;
    g->hashes[at] = h;
    g->count++;
    return 0;
}

static void number_or_replace(Gvn *g, Val v) {
    Val r = is_numbered(&g->f->ins[v]) ? number(g, v) : 0;
    if (r != 0)
        ir_replace(g->f, v, r);
}

/* A phi of one value, but for itself. */
static Val one_value(const IrFunc *f, Val v) {
    const Ins *i = &f->ins[v];
    Val r = 0;
    for (uint32_t k = 0; k < i->count; k++) {
        Val operand = f->lists[i->list + k];
        if (operand == v || operand == r)
            continue;
        if (r != 0)
            return 0;
        r = operand;
    }
    return r;
}

static void look_through_copies(IrFunc *f, Val v) {
    Ins *i = &f->ins[v];
    unsigned step = ir_list_step(i->op);
    i->a = ir_source(f, i->a);
    i->b = ir_source(f, i->b);
    i->c = ir_source(f, i->c);
    for (uint32_t k = 0; step != 0 && k < i->count; k += step)
        f->lists[i->list + k] = ir_source(f, f->lists[i->list + k]);
}

static void visit(Gvn *g, Val v) {
    IrFunc *f = g->f;
    Block block = f->ins[v].block;
    Val before;
    Val r;
    look_through_copies(f, v);
    if (f->ins[v].op == OP_PHI) {
        r = one_value(f, v);
        if (r != 0)
            ir_replace(f, v, r);
        else
            number_or_replace(g, v);
        return;
    }
    before = f->ins[v].prev;
    r = ir_simplify(f, v);
    /* What the simplification made stands before `v` and has no numbers yet. */
    before = before != 0 ? f->ins[before].next : f->blocks[block].first;
    while (before != v) {
        Val next = f->ins[before].next;
        look_through_copies(f, before);
        number_or_replace(g, before);
        before = next;
    }
    if (r != 0)
        ir_replace(f, v, r);
    else
        number_or_replace(g, v);
}

/* ---- branches ---- */

/* Is `cond` known where `block` begins, since a branch above was taken? 1, 0, or -1 for no. */
static int decided(const IrFunc *f, Block block, Val cond) {
    for (unsigned n = 0; n < MAX_CLIMB && f->blocks[block].idom != 0; n++) {
        Block above = f->blocks[block].idom;
        const BlockData *a = &f->blocks[above];
        const Ins *last = &f->ins[a->last];
        if (last->op == OP_BRANCH && last->a == cond && f->blocks[block].pred_count == 1 &&
            a->succ[0] != a->succ[1])
            return a->succ[0] == block;
        block = above;
    }
    return -1;
}

static void keep_one_edge(IrFunc *f, Block block, unsigned kept) {
    for (unsigned k = f->blocks[block].succ_count; k-- > 0;) {
        if (k != kept)
            ir_cut_edge(f, block, k);
    }
    f->ins[f->blocks[block].last].op = OP_JUMP;
    f->ins[f->blocks[block].last].a = 0;
    f->ins[f->blocks[block].last].count = 0;
    f->ins[f->blocks[block].last].imm = 0;
}

static void visit_branch(IrFunc *f, Block block, Val v) {
    BlockData *b = &f->blocks[block];
    int known;
    for (unsigned n = 0; n < MAX_CLIMB; n++) {
        Ins *i = &f->ins[v];
        const Ins *c = &f->ins[i->a];
        const Ins *zero = &f->ins[ir_source(f, c->b)];
        Block yes;
        if (c->op != OP_ICMP || c->sub > COND_NE || zero->op != OP_CONST || zero->imm != 0 ||
            zero->type != IR_I32)
            break;
        if (c->sub == COND_EQ) {
            yes = b->succ[1];
            b->succ[1] = b->succ[0];
            b->succ[0] = yes;
        }
        i->a = ir_source(f, c->a);
        f->dirty = true;
    }
    if (b->succ[0] == b->succ[1])
        return; /* cfg.c */
    known = f->ins[f->ins[v].a].op == OP_CONST ? f->ins[f->ins[v].a].imm != 0 : decided(f, block, f->ins[v].a);
    if (known >= 0)
        keep_one_edge(f, block, known != 0 ? 0 : 1);
}

static void visit_switch(IrFunc *f, Block block, Val v) {
    const Ins *i = &f->ins[v];
    const Ins *a = &f->ins[i->a];
    unsigned to = 0;
    if (a->op != OP_CONST)
        return;
    for (uint32_t k = 0; k < i->count && to == 0; k += 3) {
        const uint32_t *row = f->lists + i->list + k;
        if (a->imm == (int64_t)((uint64_t)row[1] << 32 | row[0]))
            to = row[2];
    }
    keep_one_edge(f, block, to);
}

void opt_gvn(IrFunc *f) {
    Gvn g = {0};
    g.f = f;
    g.reached = allocate(f->block_count * sizeof g.reached[0]);
    g.reached[1] = true;
    for (uint32_t n = 0; n < f->order_count; n++) {
        Block block = f->order[n];
        Val next;
        if (!g.reached[block]) /* unreachable by now, and perhaps not in SSA form any more */
            continue;
        for (Val v = f->blocks[block].first; v != 0; v = next) {
            next = f->ins[v].next;
            if (f->ins[v].op != OP_COPY)
                visit(&g, v);
        }
        next = f->blocks[block].last;
        if (f->ins[next].op == OP_BRANCH)
            visit_branch(f, block, next);
        else if (f->ins[next].op == OP_SWITCH)
            visit_switch(f, block, next);
        for (uint32_t k = 0; k < f->blocks[block].succ_count; k++)
            g.reached[f->blocks[block].succ[k]] = true;
    }
    free(g.reached);
    free(g.table);
    free(g.hashes);
}
