/* Facts about a function that passes and back ends ask for: order, dominators, loops, uses, escapes; and
   the two repairs that go with them: splitting critical edges, and cleaning up. All of it is linear or
   nearly so, and nothing recurses. */
#include "ir.h"

#include <stdlib.h>
#include <string.h>

/* ---- order ---- */

typedef struct Visit {
    Block block;
    uint32_t next; /* successor to look at */
} Visit;

/* Marks (BlockData.order != 0) and lists the blocks that can be reached, in reverse post-order. */
static void walk(IrFunc *f) {
    Visit *stack = allocate(f->block_count * sizeof stack[0]);
    uint32_t depth = 1;
    uint32_t at = f->block_count;
    while (f->order_room < f->block_count) {
        size_t room = f->order_room;
        f->order = grow(f->order, f->block_count, &room, sizeof f->order[0]);
        f->order_room = (uint32_t)room;
    }
    for (Block b = 0; b < f->block_count; b++)
        f->blocks[b].order = 0;
    stack[0].block = 1;
    stack[0].next = 0;
    f->blocks[1].order = 1;
    while (depth != 0) {
        Visit *top = &stack[depth - 1];
        BlockData *b = &f->blocks[top->block];
        if (top->next == b->succ_count) {
            f->order[--at] = top->block;
            depth--;
        } else {
            /* The last successor first: the first then comes right behind its block. */
            Block to = b->succ[b->succ_count - 1 - top->next++];
            if (f->blocks[to].order == 0) {
                f->blocks[to].order = 1;
                stack[depth].block = to;
                stack[depth++].next = 0;
            }
        }
    }
    f->order_count = f->block_count - at;
    memmove(f->order, f->order + at, f->order_count * sizeof f->order[0]);
    for (uint32_t i = 0; i < f->order_count; i++)
        f->blocks[f->order[i]].order = i + 1;
    free(stack);
}

/* Takes the unreachable predecessors of a block out, and their operands out of its phis. */
static void drop_dead_preds(IrFunc *f, Block block) {
    BlockData *b = &f->blocks[block];
    uint32_t kept = 0;
    for (uint32_t i = 0; i < b->pred_count; i++)
        kept += f->blocks[b->pred[i]].order != 0;
    if (kept == b->pred_count)
        return;
    for (Val v = b->first; v != 0; v = f->ins[v].next) {
        Ins *phi = &f->ins[v];
        uint32_t to = 0;
        if (phi->op != OP_PHI)
            continue;
        for (uint32_t i = 0; i < phi->count; i++) {
            if (f->blocks[b->pred[i]].order != 0)
                f->lists[phi->list + to++] = f->lists[phi->list + i];
        }
        phi->count = to;
    }
    kept = 0;
    for (uint32_t i = 0; i < b->pred_count; i++) {
        if (f->blocks[b->pred[i]].order != 0)
            b->pred[kept++] = b->pred[i];
    }
    b->pred_count = kept;
}

static void empty_block(IrFunc *f, Block block) {
    BlockData *b = &f->blocks[block];
    while (b->first != 0)
        ir_remove(f, b->first);
    b->succ_count = 0;
    b->pred_count = 0;
}

void ir_order(IrFunc *f) {
    walk(f);
    if (f->order_count == f->block_count - 1)
        return;
    for (uint32_t i = 0; i < f->order_count; i++)
        drop_dead_preds(f, f->order[i]);
    for (Block b = 1; b < f->block_count; b++) {
        if (f->blocks[b].order == 0)
            empty_block(f, b);
    }
}

/* ---- dominators: semi-NCA (L. Georgiadis, R. Tarjan and others, Finding Dominators in Practice), after T. Lengauer and
   R. Tarjan; nearly linear, so that long chains of conditions cost no more than others. Blocks are numbered here from
   1 as a walk in depth comes to them. ---- */

typedef struct Walk {
    uint32_t *number; /* of a block; 0: not reached */
    Block *block;     /* of a number */
    uint32_t *parent; /* in the tree of the walk */
    uint32_t *up;     /* towards the root, with shortcuts */
    uint32_t *least;  /* on the way that `up` skipped, the number with the least semi */
    uint32_t *semi;   /* the semidominator */
    uint32_t *idom;
    uint32_t *stack;
    uint32_t count;
} Walk;

static void walk_blocks(const IrFunc *f, Walk *w) {
    uint32_t depth = 0;
    /* The stack holds the numbers on the way; `up` how many successors of each were looked at. */
    w->number[1] = ++w->count;
    w->block[1] = 1;
    w->stack[depth++] = 1;
    while (depth != 0) {
        uint32_t at = w->stack[depth - 1];
        const BlockData *b = &f->blocks[w->block[at]];
        Block to;
        if (w->up[at] == b->succ_count) {
            depth--;
            continue;
        }
        to = b->succ[w->up[at]++];
        if (w->number[to] != 0)
            continue;
        w->number[to] = ++w->count;
        w->block[w->count] = to;
        w->parent[w->count] = at;
        w->stack[depth++] = w->count;
    }
}

/* The number with the least semidominator on the way from v up to `last`, whose ancestors are not linked yet. */
static uint32_t evaluate(Walk *w, uint32_t v, uint32_t last) {
    uint32_t depth = 0;
    if (v <= last)
        return v;
    while (w->up[v] > last) {
        w->stack[depth++] = v;
        v = w->up[v];
    }
    while (depth != 0) {
        uint32_t below = w->stack[--depth];
        if (w->semi[w->least[v]] < w->semi[w->least[below]])
            w->least[below] = w->least[v];
        w->up[below] = w->up[v];
        v = below;
    }
    return w->least[v];
}

static void find_semidominators(const IrFunc *f, Walk *w) {
    for (uint32_t v = 1; v <= w->count; v++) {
        w->up[v] = w->parent[v];
        w->least[v] = v;
        w->semi[v] = v;
    }
    for (uint32_t v = w->count; v > 1; v--) {
        const BlockData *b = &f->blocks[w->block[v]];
        for (uint32_t k = 0; k < b->pred_count; k++) {
            uint32_t p = w->number[b->pred[k]];
            uint32_t semi;
            if (p == 0)
                continue;
            semi = w->semi[evaluate(w, p, v)];
            if (semi < w->semi[v])
                w->semi[v] = semi;
        }
    }
}

/* Numbers a walk over the dominator tree, from the sizes of its parts; `below` is what is not numbered yet of
   what each block dominates. */
static void number_tree(IrFunc *f) {
    uint32_t *below = allocate(f->block_count * sizeof below[0]);
    for (uint32_t i = f->order_count; i-- > 1;) {
        Block b = f->order[i];
        below[f->blocks[b].idom] += below[b] + 1;
    }
    f->blocks[1].dom_in = 1;
    f->blocks[1].dom_out = 1 + below[1];
    for (uint32_t i = 1; i < f->order_count; i++) {
        BlockData *b = &f->blocks[f->order[i]];
        const BlockData *d = &f->blocks[b->idom];
        uint32_t size = below[f->order[i]] + 1;
        b->dom_in = d->dom_out - below[b->idom] + 1; /* behind those before */
        b->dom_out = b->dom_in + size - 1;
        below[b->idom] -= size;
    }
    free(below);
}

void ir_dominators(IrFunc *f) {
    uint32_t room = f->block_count + 1;
    uint32_t *memory = allocate(8 * (size_t)room * sizeof memory[0]);
    Walk w = {memory, memory + room, memory + 2 * room, memory + 3 * room, memory + 4 * room, memory + 5 * room,
              memory + 6 * room, memory + 7 * room, 0};
    walk_blocks(f, &w);
    find_semidominators(f, &w);
    for (uint32_t v = 2; v <= w.count; v++) {
        uint32_t idom = w.parent[v];
        while (idom > w.semi[v])
            idom = w.idom[idom];
        w.idom[v] = idom;
    }
    for (uint32_t i = 0; i < f->order_count; i++)
        f->blocks[f->order[i]].idom = w.block[w.idom[w.number[f->order[i]]]];
    f->blocks[1].idom = 0;
    free(memory);
    number_tree(f);
}

bool ir_dominates(const IrFunc *f, Block a, Block b) {
    return f->blocks[a].dom_in <= f->blocks[b].dom_in && f->blocks[b].dom_in <= f->blocks[a].dom_out;
}

/* ---- loops ---- */

static Block outermost(Block *up, Block b) {
    while (up[b] != b) {
        up[b] = up[up[b]];
        b = up[b];
    }
    return b;
}

/* Natural loops, inner ones first. A loop that is done is one node from then on, its header (`up` leads
   there), so that every block is walked over once for the innermost loop and once per loop after that
   only through headers. */
void ir_loops(IrFunc *f) {
    Block *up = allocate(f->block_count * sizeof up[0]);
    Block *todo = allocate(f->block_count * sizeof todo[0]);
    for (Block b = 0; b < f->block_count; b++) {
        up[b] = b;
        f->blocks[b].loop = 0;
        f->blocks[b].outer = 0;
        f->blocks[b].depth = 0;
    }
    for (uint32_t i = f->order_count; i-- > 0;) {
        Block header = f->order[i];
        const BlockData *h = &f->blocks[header];
        uint32_t count = 0;
        bool is_loop = false;
        for (uint32_t k = 0; k < h->pred_count; k++) {
            Block p = h->pred[k];
            if (f->blocks[p].order < h->order || !ir_dominates(f, header, p))
                continue;
            is_loop = true;
            p = outermost(up, p);
            if (p != header) {
                up[p] = header;
                todo[count++] = p;
            }
        }
        if (!is_loop)
            continue;
        while (count != 0) {
            Block b = todo[--count];
            if (f->blocks[b].loop == b)
                f->blocks[b].outer = header;
            else
                f->blocks[b].loop = header;
            for (uint32_t k = 0; k < f->blocks[b].pred_count; k++) {
                Block p = outermost(up, f->blocks[b].pred[k]);
                if (p != header) {
                    up[p] = header;
                    todo[count++] = p;
                }
            }
        }
        f->blocks[header].loop = header;
    }
    for (uint32_t i = 0; i < f->order_count; i++) {
        BlockData *b = &f->blocks[f->order[i]];
        if (b->loop == f->order[i])
            b->depth = b->outer == 0 ? 1 : f->blocks[b->outer].depth + 1;
        else
            b->depth = b->loop == 0 ? 0 : f->blocks[b->loop].depth;
    }
    free(up);
    free(todo);
}

/* ---- uses ---- */

void ir_count_uses(IrFunc *f) {
    for (Val v = 0; v < f->ins_count; v++)
        f->ins[v].uses = 0;
    for (Block b = 1; b < f->block_count; b++) {
        for (Val v = f->blocks[b].first; v != 0; v = f->ins[v].next) {
            const Ins *i = &f->ins[v];
            unsigned step = ir_list_step(i->op);
            f->ins[i->a].uses++;
            f->ins[i->b].uses++;
            f->ins[i->c].uses++;
            if (step != 0) {
                for (uint32_t k = 0; k < i->count; k += step)
                    f->ins[f->lists[i->list + k]].uses++;
            }
        }
    }
    f->ins[0].uses = 0;
}

static void escape(IrFunc *f, Val v) {
    const Ins *i = &f->ins[ir_source(f, v)];
    if (i->op == OP_SLOT)
        f->slots[i->sym].escapes = true;
}

/* A slot stays at home if its address, with a constant offset at most, is used for nothing but reading and
   writing there. */
void ir_escapes(IrFunc *f) {
    for (uint32_t s = 0; s < f->slot_count; s++)
        f->slots[s].escapes = false;
    for (Block b = 1; b < f->block_count; b++) {
        for (Val v = f->blocks[b].first; v != 0; v = f->ins[v].next) {
            const Ins *i = &f->ins[v];
            unsigned step = ir_list_step(i->op);
            if (step != 0) {
                for (uint32_t k = 0; k < i->count; k += step)
                    escape(f, f->lists[i->list + k]);
            }
            switch (i->op) {
            case OP_LOAD:
            case OP_MEMCPY:
            case OP_MEMZERO:
            case OP_LDADD:
            case OP_LDSUB:
            case OP_LDMUL:
            case OP_LDDIV:
            case OP_LDNEG:
            case OP_LDABS:
            case OP_LDCMP:
            case OP_LDTO:
            case OP_COPY:
                break;
            case OP_STORE:
            case OP_LDFROM:
                escape(f, i->b);
                break;
            default:
                escape(f, i->a);
                escape(f, i->b);
                escape(f, i->c);
            }
        }
    }
}

/* ---- repairs ---- */

void ir_split_critical(IrFunc *f) {
    uint32_t count = f->block_count;
    for (Block b = 1; b < count; b++) {
        if (f->blocks[b].succ_count < 2 || f->ins[f->blocks[b].last].op == OP_IJUMP)
            continue;
        for (unsigned i = 0; i < f->blocks[b].succ_count; i++) {
            if (f->blocks[f->blocks[b].succ[i]].pred_count > 1)
                ir_split_edge(f, b, i);
        }
    }
}

/* Phis that are one value (left by edges that went away) become copies. */
static void trivial_phis(IrFunc *f) {
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t n = 0; n < f->order_count; n++) {
            for (Val v = f->blocks[f->order[n]].first; v != 0; v = f->ins[v].next) {
                const Ins *i = &f->ins[v];
                Val same = 0;
                if (i->op == OP_COPY)
                    continue;
                if (i->op != OP_PHI)
                    break;
                for (uint32_t k = 0; k < i->count; k++) {
                    Val operand = ir_source(f, f->lists[i->list + k]);
                    if (operand == v || operand == same)
                        continue;
                    if (same != 0) {
                        same = 0;
                        break;
                    }
                    same = operand;
                }
                if (same != 0) {
                    ir_replace(f, v, same);
                    changed = true;
                }
            }
        }
    }
}

/* Stays even if nothing uses it. */
static bool is_root(const Ins *i) {
    if (i->op == OP_LOAD)
        return (i->flags & IF_VOLATILE) != 0;
    if (i->op == OP_PARAM)
        return i->a != 0; /* stored by arriving */
    if (i->op == OP_RESULT)
        return i->b != 0;
    return (ir_op_flags[i->op] & (OPF_EFFECT | OPF_TERM)) != 0;
}

/* Values that are used and whose own operands are not counted yet; each is here once at most. */
typedef struct Todo {
    Val *items;
    uint32_t count;
} Todo;

/* Counts a use; the value that is used, behind all copies. */
static inline Val use(IrFunc *f, Todo *todo, Val v) {
    Ins *i = &f->ins[v];
    if (v == 0)
        return 0;
    while (i->op == OP_COPY) {
        v = i->a;
        i = &f->ins[v];
    }
    i->uses++;
    if (i->uses == 1 && !is_root(i))
        todo->items[todo->count++] = v;
    return v;
}

static void use_operands(IrFunc *f, Todo *todo, Val v) {
    Ins *i = &f->ins[v];
    i->a = use(f, todo, i->a);
    i->b = use(f, todo, i->b);
    i->c = use(f, todo, i->c);
    if (i->count != 0) {
        unsigned step = ir_list_step(i->op);
        uint32_t *operands = f->lists + i->list;
        for (uint32_t k = 0; step != 0 && k < i->count; k += step)
            operands[k] = use(f, todo, operands[k]);
    }
}

/* Counts the uses of all that a root needs and puts operands past copies; the rest goes, phis that only use each
   other too. */
static void sweep(IrFunc *f) {
    Todo todo = {0};
    todo.items = allocate(f->ins_count * sizeof todo.items[0]);
    for (Val v = 0; v < f->ins_count; v++)
        f->ins[v].uses = 0;
    for (uint32_t n = 0; n < f->order_count; n++) {
        for (Val v = f->blocks[f->order[n]].first; v != 0; v = f->ins[v].next) {
            if (!is_root(&f->ins[v]))
                continue;
            use_operands(f, &todo, v);
            while (todo.count != 0)
                use_operands(f, &todo, todo.items[--todo.count]);
        }
    }
    free(todo.items);
    f->ins[0].uses = 0;
    for (uint32_t n = 0; n < f->order_count; n++) {
        Val next;
        for (Val v = f->blocks[f->order[n]].first; v != 0; v = next) {
            next = f->ins[v].next;
            if (f->ins[v].uses == 0 && !is_root(&f->ins[v]))
                ir_remove(f, v);
        }
    }
}

void ir_cleanup(IrFunc *f) {
    if (!f->dirty)
        return;
    ir_order(f);
    trivial_phis(f);
    sweep(f);
    f->dirty = false;
}
