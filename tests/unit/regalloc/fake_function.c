/* Random functions for the made-up machine (fake.h), in SSA form: a random flow graph without critical edges,
   numbered in reverse post-order, filled from the top so that every operand is defined in a dominator. */
#include "fake.h"

#include <stdlib.h>
#include <string.h>

/* Classes of values: 0 integers of 8 bytes, 1 of 4 bytes, 2 floats. */
#define KINDS 3
/* Successors of a block, at most. */
#define WAYS 5

typedef struct Graph {
    unsigned count;
    unsigned (*succ)[WAYS]; /* 0: none; more than two: a computed goto, whose edges are not split */
} Graph;

typedef struct List {
    Reg *regs;
    size_t count;
    size_t room;
} List;

typedef struct Maker {
    MFunc *m;
    const FakeModel *f;
    const Shape *shape;
    Rng *r;
    uint32_t *idom;
    List *defined;  /* of block and kind: what it defines */
    uint32_t block;
} Maker;

/* ---- the flow graph ---- */

static void post_order(Graph *g, unsigned *order, unsigned *count) {
    unsigned *stack = allocate((g->count + 1) * 2 * sizeof *stack);
    unsigned char *state = allocate(g->count + 1);
    unsigned depth = 0;
    stack[depth++] = 1;
    state[1] = 1;
    while (depth != 0) {
        unsigned b = stack[depth - 1];
        if (state[b] <= WAYS) {
            unsigned s = g->succ[b][state[b] - 1];
            state[b]++;
            if (s != 0 && state[s] == 0) {
                state[s] = 1;
                stack[depth++] = s;
            }
        } else {
            order[(*count)++] = b;
            depth--;
        }
    }
    free(stack);
    free(state);
}

static void random_graph(Graph *g, const Shape *shape, Rng *r) {
    unsigned n = shape->blocks;
    g->count = n;
    g->succ = allocate((3 * (size_t)n + 3) * sizeof g->succ[0]);
    for (unsigned b = 1; b <= n; b++) {
        unsigned near = shape->chain ? 6 : n;
        if (b == n)
            break;
        g->succ[b][0] = b + 1;
        if (rng_below(r, 4) != 0) {
            unsigned low = b > near ? b - near : 2;
            unsigned high = b + near < n ? b + near : n;
            if (low < 2)
                low = 2;
            g->succ[b][1] = low + rng_below(r, high - low + 1);
            if (g->succ[b][1] == b + 1)
                g->succ[b][1] = 0;
        } else if (!shape->chain && rng_below(r, 4) == 0 && b > 2) {
            g->succ[b][0] = 0; /* a return */
        }
        if (shape->gotos && rng_below(r, 4) == 0) {
            unsigned ways = 3 + rng_below(r, WAYS - 2);
            g->succ[b][0] = b + 1;
            for (unsigned i = 1; i < ways; i++)
                g->succ[b][i] = n < 2 ? 0 : 2 + rng_below(r, n - 1);
        }
    }
}

/* A block in the middle of every critical edge. */
static void split_edges(Graph *g) {
    unsigned n = g->count;
    unsigned *preds = allocate((n + 1) * sizeof *preds);
    for (unsigned b = 1; b <= n; b++) {
        for (int i = 0; i < WAYS; i++)
            preds[g->succ[b][i]]++;
    }
    for (unsigned b = 1; b <= n; b++) {
        if (g->succ[b][0] == 0 || g->succ[b][1] == 0 || g->succ[b][2] != 0)
            continue;
        for (int i = 0; i < 2; i++) {
            if (preds[g->succ[b][i]] > 1) {
                g->count++;
                g->succ[g->count][0] = g->succ[b][i];
                g->succ[g->count][1] = 0;
                g->succ[b][i] = g->count;
            }
        }
    }
    free(preds);
}

static void graph_to_blocks(Graph *g, MFunc *m, Arena *arena, Rng *r) {
    unsigned *order = allocate((g->count + 1) * sizeof *order);
    unsigned *number = allocate((g->count + 1) * sizeof *number);
    unsigned count = 0;
    post_order(g, order, &count);
    for (unsigned i = 0; i < count; i++)
        number[order[i]] = count - i;
    m->block_count = count;
    m->blocks = arena_get(arena, (count + 1) * sizeof m->blocks[0]);
    for (unsigned b = 1; b <= g->count; b++) {
        MBlock *block = &m->blocks[number[b]];
        if (number[b] == 0)
            continue;
        block->succ = arena_get(arena, WAYS * sizeof block->succ[0]);
        for (int i = 0; i < WAYS; i++) {
            if (g->succ[b][i] != 0)
                block->succ[block->succ_count++] = number[g->succ[b][i]];
        }
    }
    for (unsigned b = 1; b <= count; b++) {
        for (unsigned i = 0; i < m->blocks[b].succ_count; i++)
            m->blocks[m->blocks[b].succ[i]].pred_count++;
    }
    for (unsigned b = 1; b <= count; b++) {
        m->blocks[b].pred = arena_get(arena, m->blocks[b].pred_count * sizeof(uint32_t));
        m->blocks[b].pred_count = 0;
        m->blocks[b].depth = rng_below(r, 3);
    }
    for (unsigned b = 1; b <= count; b++) {
        for (unsigned i = 0; i < m->blocks[b].succ_count; i++) {
            MBlock *to = &m->blocks[m->blocks[b].succ[i]];
            to->pred[to->pred_count++] = b;
        }
    }
    free(order);
    free(number);
}

/* Immediate dominators, after Cooper, Harvey and Kennedy; numbers are a reverse post-order. */
static void dominators(const MFunc *m, uint32_t *idom) {
    bool changed = true;
    idom[1] = 1;
    while (changed) {
        changed = false;
        for (uint32_t b = 2; b <= m->block_count; b++) {
            uint32_t best = 0;
            for (uint32_t i = 0; i < m->blocks[b].pred_count; i++) {
                uint32_t p = m->blocks[b].pred[i];
                if (idom[p] == 0)
                    continue;
                if (best == 0)
                    best = p;
                while (p != best) {
                    while (p > best)
                        p = idom[p];
                    while (best > p)
                        best = idom[best];
                }
            }
            if (idom[b] != best) {
                idom[b] = best;
                changed = true;
            }
        }
    }
}

/* ---- operands ---- */

static Reg new_value(Maker *k, int kind) {
    List *list = &k->defined[k->block * KINDS + (unsigned)kind];
    Reg v = mir_reg(k->m, kind == 2 ? CLASS_FLOAT : CLASS_INT, kind == 1 ? 4 : 8);
    list->regs = grow(list->regs, list->count, &list->room, sizeof list->regs[0]);
    list->regs[list->count++] = v;
    if (rng_below(k->r, 8) == 0)
        k->m->regs[v - REG_VIRTUAL].hint = 1 + rng_below(k->r, k->f->ints) + (kind == 2 ? REG_FLOAT - 1 : 0);
    if (k->m->regs[v - REG_VIRTUAL].hint > REG_FLOAT - 1 + k->f->floats)
        k->m->regs[v - REG_VIRTUAL].hint = 0;
    return v;
}

/* A value that is defined at the end of `block`, or 0. */
static Reg old_value_at(Maker *k, uint32_t block, int kind) {
    unsigned up = rng_below(k->r, 100) < k->shape->far ? rng_below(k->r, 12) : 0;
    Reg found = 0;
    for (;;) {
        List *list = &k->defined[block * KINDS + (unsigned)kind];
        if (list->count != 0) {
            unsigned span = up != 0 || list->count < 6 ? (unsigned)list->count : 6;
            found = list->regs[list->count - 1 - rng_below(k->r, span)];
            if (up == 0)
                return found;
        }
        if (block == 1)
            return found;
        if (up != 0)
            up--;
        block = k->idom[block];
    }
}

static MIns *add(Maker *k, unsigned op, int kind) {
    MIns *ins = mir_ins(k->m, op);
    ins->width = kind == 1 ? 4 : 8;
    ins->imm = rng_below(k->r, 1000);
    return ins;
}

static Reg a_value(Maker *k, int kind) {
    Reg v = old_value_at(k, k->block, kind);
    MIns *ins;
    if (v != 0 && rng_below(k->r, 12) != 0)
        return v;
    v = new_value(k, kind);
    ins = add(k, F_CONST, kind);
    ins->def = v;
    return v;
}

/* ---- instructions ---- */

static void plain(Maker *k, bool small) {
    int kind = (int)rng_below(k->r, KINDS);
    unsigned op = rng_below(k->r, 5);
    unsigned uses = 1 + rng_below(k->r, small ? 2 : 3);
    Reg u[3] = { 0, 0, 0 };
    MIns *ins;
    if (k->f->floats < 4 && kind == 2 && uses == 3)
        uses = 2;
    for (unsigned i = 0; i < uses; i++)
        u[i] = a_value(k, kind);
    if (op == 4 && rng_below(k->r, 2) == 0) {
        ins = add(k, F_OUT, kind);
        ins->use[0] = u[0];
        return;
    }
    op = op == 0 && !small ? F_EARLY : op == 1 ? F_TIED : op == 2 && !small && kind != 2 ? F_SCRATCH : F_ADD;
    if (op != F_EARLY && uses == 1 && rng_below(k->r, 3) == 0)
        op = F_MOVE;
    if (op == F_TIED && uses == 1)
        u[1] = u[0];
    if (small && k->f->ints <= 4)
        u[2] = 0;
    ins = add(k, op, kind);
    memcpy(ins->use, u, sizeof u);
    ins->def = new_value(k, kind);
}

static void between(Maker *k) {
    if (rng_below(k->r, 3) == 0)
        plain(k, true);
}

static void move(Maker *k, Reg to, Reg from, int kind) {
    MIns *ins = add(k, F_MOVE, kind);
    ins->def = to;
    ins->use[0] = from;
}

static void call(Maker *k) {
    unsigned ints = rng_below(k->r, k->f->arg_ints + 1);
    unsigned floats = rng_below(k->r, k->f->arg_floats + 1);
    Reg callee = rng_below(k->r, 3) == 0 ? a_value(k, 0) : 0;
    RegSet uses = 0;
    MIns *ins;
    if (k->f->floats < 4)
        floats = 0;
    for (unsigned i = 0; i < ints; i++) {
        move(k, 1 + i, a_value(k, 0), 0);
        uses |= REG_BIT(1 + i);
        if (k->f->ints > 8 || i == 0)
            between(k);
    }
    for (unsigned i = 0; i < floats; i++) {
        move(k, REG_FLOAT + i, a_value(k, 2), 2);
        uses |= REG_BIT(REG_FLOAT + i);
    }
    ins = add(k, F_CALL, 0);
    ins->implicit_uses = uses;
    ins->use[0] = callee;
    if (rng_below(k->r, 2) != 0)
        move(k, new_value(k, 0), 1, 0);
    if (rng_below(k->r, 3) == 0)
        move(k, new_value(k, 2), REG_FLOAT, 2);
}

static void divide(Maker *k) {
    int kind = (int)rng_below(k->r, 2);
    Reg a = a_value(k, kind);
    Reg b = a_value(k, kind);
    Reg c = a_value(k, kind);
    MIns *ins;
    move(k, 1, a, kind);
    if (k->f->ints > 4)
        between(k);
    move(k, 3, c, kind);
    ins = add(k, F_DIV, kind);
    ins->use[0] = b;
    ins->implicit_uses = REG_BIT(1) | REG_BIT(3);
    if (rng_below(k->r, 2) != 0)
        move(k, new_value(k, kind), 1, kind);
    else
        move(k, new_value(k, kind), 3, kind);
}

static void shift(Maker *k) {
    int kind = (int)rng_below(k->r, 2);
    Reg a = a_value(k, kind);
    Reg b = a_value(k, kind);
    MIns *ins;
    move(k, 2, b, kind);
    between(k);
    ins = add(k, F_SHIFT, kind);
    ins->def = new_value(k, kind);
    ins->use[0] = a;
    ins->use[1] = 2;
}

static void parameters(Maker *k) {
    MIns *ins;
    for (unsigned i = 0; i < k->f->arg_ints; i++)
        move(k, new_value(k, 0), 1 + i, 0);
    for (unsigned i = 0; i < k->f->arg_floats; i++)
        move(k, new_value(k, 2), REG_FLOAT + i, 2);
    ins = add(k, F_CONST, 1);
    ins->def = new_value(k, 1);
}

static void end_block(Maker *k) {
    MBlock *b = &k->m->blocks[k->block];
    MIns *ins;
    if (b->succ_count == 0) {
        move(k, 1, a_value(k, 0), 0);
        ins = add(k, F_RETURN, 0);
        ins->implicit_uses = REG_BIT(1);
        return;
    }
    if (b->succ_count > 2) {
        Reg u = a_value(k, 1);
        ins = add(k, F_GOTO, 1);
        ins->use[0] = u;
        return;
    }
    if (b->succ_count == 2) {
        Reg u = a_value(k, 1);
        ins = add(k, F_BRANCH, 1);
        ins->use[0] = u;
        ins->target = b->succ[1];
    }
    ins = add(k, F_JUMP, 0);
    ins->target = b->succ[0];
}

static void fill_block(Maker *k, Arena *arena) {
    MBlock *b = &k->m->blocks[k->block];
    if (b->pred_count > 1 && k->block != 1) {
        b->phi_count = rng_below(k->r, k->shape->phis + 1);
        b->phis = arena_get(arena, b->phi_count * sizeof b->phis[0]);
        for (uint32_t i = 0; i < b->phi_count; i++) {
            b->phis[i].def = new_value(k, (int)rng_below(k->r, KINDS));
            b->phis[i].source = arena_get(arena, b->pred_count * sizeof(Reg));
        }
    }
    b->first = k->m->ins_count;
    if (k->block == 1)
        parameters(k);
    for (unsigned n = rng_below(k->r, k->shape->ins + 1); n != 0; n--) {
        unsigned what = rng_below(k->r, 100);
        if (what < k->shape->calls)
            call(k);
        else if (what < k->shape->calls + 5)
            divide(k);
        else if (what < k->shape->calls + 10)
            shift(k);
        else
            plain(k, false);
    }
    end_block(k);
    b->count = k->m->ins_count - b->first;
}

static int kind_of(const MFunc *m, Reg v) {
    const MReg *r = &m->regs[v - REG_VIRTUAL];
    return r->cls == CLASS_FLOAT ? 2 : r->width == 4 ? 1 : 0;
}

static void fill_phis(Maker *k) {
    for (uint32_t block = 1; block <= k->m->block_count; block++) {
        MBlock *b = &k->m->blocks[block];
        for (uint32_t i = 0; i < b->phi_count; i++) {
            int kind = kind_of(k->m, b->phis[i].def);
            for (uint32_t p = 0; p < b->pred_count; p++) {
                b->phis[i].source[p] = old_value_at(k, b->pred[p], kind);
            }
        }
    }
}

void fake_function(MFunc *m, Arena *arena, const FakeModel *f, const Shape *shape, Rng *r) {
    static IrFunc ir;
    Graph g;
    Maker k;
    ir.name = "random";
    mir_begin(m, arena, &ir);
    memset(&g, 0, sizeof g);
    memset(&k, 0, sizeof k);
    k.m = m;
    k.f = f;
    k.shape = shape;
    k.r = r;
    random_graph(&g, shape, r);
    split_edges(&g);
    graph_to_blocks(&g, m, arena, r);
    k.idom = allocate((m->block_count + 1) * sizeof k.idom[0]);
    k.defined = allocate((m->block_count + 1) * KINDS * sizeof k.defined[0]);
    dominators(m, k.idom);
    for (k.block = 1; k.block <= m->block_count; k.block++)
        fill_block(&k, arena);
    fill_phis(&k);
    for (size_t i = 0; i < (m->block_count + 1) * (size_t)KINDS; i++)
        free(k.defined[i].regs);
    free(k.defined);
    free(k.idom);
    free(g.succ);
}
