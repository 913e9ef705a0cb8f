/* Calls become the bodies that they call: of functions that are marked so, or small. The bodies come from
   OptOptions.callee, optimized already, with what they call inlined; so one step into each is enough, and
   recursion cannot go round.

   A value goes to the parameter that travels in the same place (IrFunc.locs), and a returned one to the
   RESULT of the same place; memory that is passed or returned by address is copied, as a call would do.

   requires: order
   preserves: values
   breaks: order, dominators, use counts */
#include "passes.h"

#include <stdlib.h>
#include <string.h>

#define MINIMAL 12     /* cost of a body that is inlined at -Os */
#define TINY 40        /* at -O1 */
#define SMALL 60       /* and at -O2, to which each constant argument adds */
#define PER_CONSTANT 6
#define MAX_CALLER 20000 /* instructions: beyond, only what must be */
#define MAX_COPIED 1000 /* places of arguments and slots: a body brings all that it ever had, so chains would double them */
#define MAX_LOCALS 65536 /* bytes of variables: calls one after the other would need them all at once */

typedef struct Inline {
    IrFunc *f;
    const IrFunc *callee;
    Val call;
    Val *values;    /* of the callee's, in f */
    Block *blocks;
    Block rest;     /* what comes behind the call */
    uint32_t slots; /* added to the callee's numbers */
    uint32_t locs;
} Inline;

/* What makes no code, or goes away in the caller, costs nothing: values that change their clothes, jumps, returns. */
static uint32_t cost_of(const IrFunc *f) {
    uint32_t cost = 0;
    for (Block b = 1; b < f->block_count; b++) {
        for (Val v = f->blocks[b].first; v != 0; v = f->ins[v].next) {
            switch (f->ins[v].op) {
            case OP_TRUNC:
            case OP_ZEXT:
            case OP_SEXT:
            case OP_BITCAST:
            case OP_JUMP:
            case OP_RET:
            case OP_RESULT:
            case OP_UNREACHABLE:
                break;
            case OP_CALL:
                cost += 1 + f->ins[v].count / 2;
                break;
            default:
                cost += f->ins[v].op > OP_COPY;
            }
        }
    }
    return cost;
}

bool opt_can_inline(const IrFunc *callee) {
    if (callee->variadic || callee->has_alloca || callee->returns_twice)
        return false;
    for (Block b = 1; b < callee->block_count; b++) {
        if (callee->blocks[b].symbol != 0)
            return false;
        for (Val v = callee->blocks[b].first; v != 0; v = callee->ins[v].next) {
            switch (callee->ins[v].op) {
            case OP_BLOCKADDR:
            case OP_IJUMP:
            case OP_VASTART:
            case OP_FRAMEADDR:
            case OP_RETADDR:
            case OP_CFA:
            case OP_ALLOCA:
                return false;
            default:
                break;
            }
        }
    }
    return true;
}

static bool same_place(const ArgLoc *a, const ArgLoc *b) {
    return a->where == b->where && a->reg == b->reg && a->offset == b->offset && a->type == b->type;
}

/* The argument of the call that travels in this place, or 0. */
static Val argument(const IrFunc *f, Val call, const ArgLoc *place) {
    const Ins *i = &f->ins[call];
    for (uint32_t k = 0; k < i->count; k += 2) {
        if (same_place(&f->locs[f->lists[i->list + k + 1]], place))
            return f->lists[i->list + k];
    }
    return 0;
}

static bool returns(const IrFunc *callee, const Ins *ret, const ArgLoc *place) {
    for (uint32_t k = 0; k < ret->count; k += 2) {
        if (same_place(&callee->locs[callee->lists[ret->list + k + 1]], place))
            return true;
    }
    return false;
}

/* Does the call agree with what the callee expects? Callers without a prototype may not. */
static bool agrees(const IrFunc *f, Val call, const IrFunc *callee) {
    for (Val v = callee->blocks[1].first; v != 0; v = callee->ins[v].next) {
        if (callee->ins[v].op == OP_PARAM &&
            argument(f, call, &callee->locs[callee->params[callee->ins[v].imm]]) == 0)
            return false;
    }
    for (Val r = f->ins[call].next; r != 0 && f->ins[r].op == OP_RESULT; r = f->ins[r].next) {
        for (uint32_t n = 0; n < callee->order_count; n++) {
            const Ins *last = &callee->ins[callee->blocks[callee->order[n]].last];
            if (last->op == OP_RET && last->count != 0 && !returns(callee, last, &f->locs[f->ins[r].imm]))
                return false;
        }
    }
    return true;
}

static bool has_large_frame(const IrFunc *callee) {
    uint64_t size = 0;
    for (uint32_t i = 1; i < callee->slot_count; i++)
        size += callee->slots[i].size;
    return size > MAX_LOCALS;
}

static bool is_wanted(const IrFunc *f, Val call, const IrFunc *callee, const OptOptions *options) {
    const Ins *i = &f->ins[call];
    uint32_t limit = options->size ? MINIMAL : options->level >= 2 ? SMALL : TINY;
    if (callee == NULL || callee->symbol == f->symbol || callee->no_inline || !agrees(f, call, callee))
        return false;
    if (callee->always_inline)
        return true;
    if (options->level == 0 || f->ins_count > MAX_CALLER || callee->loc_count > MAX_COPIED ||
        callee->slot_count > MAX_COPIED || has_large_frame(callee))
        return false;
    for (uint32_t k = 0; k < i->count; k += 2) {
        if (f->ins[ir_source(f, f->lists[i->list + k])].op == OP_CONST)
            limit += PER_CONSTANT;
    }
    return cost_of(callee) <= limit;
}

/* Puts what follows the call (and is not a RESULT of it) into a new block, with the way out. */
static Block split_behind(IrFunc *f, Val call) {
    Block from = f->ins[call].block;
    Block rest = ir_block(f);
    BlockData *a = &f->blocks[from];
    BlockData *b = &f->blocks[rest];
    Val v = f->ins[call].next;
    Block *list = b->succ;
    uint32_t room = b->succ_room;
    while (f->ins[v].op == OP_RESULT)
        v = f->ins[v].next;
    b->first = v;
    b->last = a->last;
    a->last = f->ins[v].prev;
    f->ins[a->last].next = 0;
    f->ins[v].prev = 0;
    for (; v != 0; v = f->ins[v].next)
        f->ins[v].block = rest;
    b->succ = a->succ;
    b->succ_count = a->succ_count;
    b->succ_room = a->succ_room;
    a->succ = list;
    a->succ_count = 0;
    a->succ_room = room;
    b->sealed = true;
    for (uint32_t k = 0; k < b->succ_count; k++) {
        BlockData *to = &f->blocks[b->succ[k]];
        uint32_t p = 0;
        while (to->pred[p] != from)
            p++;
        to->pred[p] = rest;
    }
    return rest;
}

/* ---- parameters and results ---- */

static Val copy_block(IrFunc *f, Val to, Val from, uint32_t size, unsigned align) {
    Val v = ir_emit(f, OP_MEMCPY, IR_VOID, to, from, size);
    f->ins[v].sub = (uint8_t)align;
    return v;
}

/* At the end of the calling block. */
static void bind_params(Inline *in) {
    IrFunc *f = in->f;
    const IrFunc *c = in->callee;
    for (Val v = c->blocks[1].first; v != 0; v = c->ins[v].next) {
        const ArgLoc *place;
        Val value;
        if (c->ins[v].op != OP_PARAM)
            continue;
        place = &c->locs[c->params[c->ins[v].imm]];
        value = argument(f, in->call, place);
        if (place->where == ARG_BLOCK) {
            uint32_t slot = ir_slot(f, place->size, place->align < 8 ? 8 : place->align);
            Val to = ir_slot_addr(f, slot, 0);
            copy_block(f, to, value, place->size, 0);
            value = to;
        }
        in->values[v] = value;
    }
}

/* A quad that arrives in a register is stored where the callee wants it. */
static void store_quad_param(Inline *in, Val v) {
    const Ins *i = &in->callee->ins[v];
    if (i->a != 0)
        copy_block(in->f, in->values[i->a], in->values[v], 16, 4);
}

/* A RET of the callee: its values go to the phis of the results. `operands` has a row for each RET. */
static void bind_return(Inline *in, Val ret, Val *operands) {
    IrFunc *f = in->f;
    const IrFunc *c = in->callee;
    const Ins *i = &c->ins[ret];
    uint32_t n = 0;
    for (Val r = f->ins[in->call].next; r != 0 && f->ins[r].op == OP_RESULT; r = f->ins[r].next) {
        ArgLoc place = f->locs[f->ins[r].imm];
        Val value = 0;
        for (uint32_t k = 0; k < i->count; k += 2) {
            if (same_place(&c->locs[c->lists[i->list + k + 1]], &place))
                value = in->values[c->lists[i->list + k]];
        }
        if (f->ins[r].b != 0) {
            if (value != 0)
                copy_block(f, f->ins[r].b, value, 16, 4);
            operands[n++] = 0;
            continue;
        }
        if (value == 0) { /* the callee returns nothing there */
            IrType type = (IrType)f->ins[r].type;
            value = type == IR_F32 || type == IR_F64 ? ir_fconst(f, type, 0) : ir_const(f, type, 0);
        }
        operands[n++] = value;
    }
    ir_jump(f, in->rest);
}

/* ---- the body ---- */

static void copy_lists(Inline *in, const Ins *from, Val v) {
    IrFunc *f = in->f;
    const IrFunc *c = in->callee;
    unsigned step = ir_list_step(from->op);
    f->ins[v].list = f->list_count;
    for (uint32_t k = 0; k < from->count; k++) {
        uint32_t number = c->lists[from->list + k];
        if (step == 1 || (step == 2 && k % 2 == 0))
            number = in->values[number]; /* phis may get some later: see fix_phis */
        else if (step == 2)
            number += in->locs;
        ir_list_number(f, number);
    }
}

static void copy_ins(Inline *in, Val v) {
    IrFunc *f = in->f;
    const Ins *from = &in->callee->ins[v];
    Val to = ir_insert(f, f->current, 0, (IrOp)from->op, (IrType)from->type);
    Ins *i = &f->ins[to];
    i->sub = from->sub;
    i->flags = from->flags;
    i->loc = from->loc;
    i->a = in->values[from->a];
    i->b = in->values[from->b];
    i->c = in->values[from->c];
    i->sym = from->op == OP_SLOT ? from->sym + in->slots : from->sym;
    i->imm = from->op == OP_RESULT ? from->imm + in->locs : from->imm;
    i->count = from->count;
    in->values[v] = to;
    if (from->count != 0)
        copy_lists(in, from, to);
}

/* Operands of phis may be defined in blocks that were copied later. */
static void fix_phis(Inline *in) {
    IrFunc *f = in->f;
    const IrFunc *c = in->callee;
    for (uint32_t n = 0; n < c->order_count; n++) {
        for (Val v = c->blocks[c->order[n]].first; v != 0; v = c->ins[v].next) {
            const Ins *from = &c->ins[v];
            const Ins *to = &f->ins[in->values[v]];
            for (uint32_t k = 0; from->op == OP_PHI && k < from->count; k++)
                f->lists[to->list + k] = in->values[c->lists[from->list + k]];
        }
    }
}

static void copy_edges(Inline *in, Block from) {
    const BlockData *b = &in->callee->blocks[from];
    /* Each list in its own order; phis rely on that of the predecessors. */
    for (uint32_t k = 0; k < b->pred_count; k++) {
        ir_half_edge(in->f, in->blocks[from], in->blocks[b->pred[k]], true);
    }
    for (uint32_t k = 0; k < b->succ_count; k++)
        ir_half_edge(in->f, in->blocks[from], in->blocks[b->succ[k]], false);
}

static uint32_t copy_body(Inline *in, Val *operands, uint32_t results) {
    IrFunc *f = in->f;
    const IrFunc *c = in->callee;
    uint32_t returns = 0;
    for (uint32_t n = 0; n < c->order_count; n++) {
        Block b = c->order[n];
        f->current = in->blocks[b];
        for (Val v = c->blocks[b].first; v != 0; v = c->ins[v].next) {
            if (c->ins[v].op == OP_PARAM) {
                store_quad_param(in, v);
            } else if (c->ins[v].op == OP_RET) {
                f->current_loc = c->ins[v].loc;
                bind_return(in, v, operands + (size_t)returns * results);
                returns++;
            } else {
                copy_ins(in, v);
            }
        }
    }
    for (uint32_t n = 0; n < c->order_count; n++)
        copy_edges(in, c->order[n]);
    fix_phis(in);
    return returns;
}

/* RESULTs become phis at the begin of the rest. */
static void bind_results(Inline *in, const Val *operands, uint32_t results, uint32_t returns) {
    IrFunc *f = in->f;
    Block rest = in->rest;
    uint32_t n = 0;
    while (f->ins[f->ins[in->call].next].op == OP_RESULT && f->ins[in->call].next != 0) {
        Val r = f->ins[in->call].next;
        if (f->ins[r].b != 0) {
            ir_remove(f, r);
            n++;
            continue;
        }
        ir_move(f, r, rest, f->blocks[rest].first);
        f->ins[r].op = OP_PHI;
        f->ins[r].a = 0;
        f->ins[r].imm = 0;
        f->ins[r].list = f->list_count;
        f->ins[r].count = returns;
        for (uint32_t k = 0; k < returns; k++)
            ir_list_number(f, operands[(size_t)k * results + n]);
        n++;
    }
}

static void inline_call(IrFunc *f, Val call, const IrFunc *callee) {
    Inline in = {0};
    Val *operands;
    uint32_t results = 0;
    uint32_t rets = 0;
    uint32_t returns;
    in.f = f;
    in.callee = callee;
    in.call = call;
    in.values = allocate(callee->ins_count * sizeof in.values[0]);
    in.blocks = allocate(callee->block_count * sizeof in.blocks[0]);
    in.slots = f->slot_count - 1;
    in.locs = f->loc_count;
    for (Val r = f->ins[call].next; r != 0 && f->ins[r].op == OP_RESULT; r = f->ins[r].next)
        results++;
    for (uint32_t n = 0; n < callee->order_count; n++)
        rets += callee->ins[callee->blocks[callee->order[n]].last].op == OP_RET;
    operands = allocate(((size_t)results * rets + 1) * sizeof operands[0]);
    for (uint32_t s = 1; s < callee->slot_count; s++) {
        uint32_t slot = ir_slot(f, callee->slots[s].size, callee->slots[s].align);
        f->slots[slot].named = callee->slots[s].named;
        f->slots[slot].loc = callee->slots[s].loc;
    }
    for (uint32_t l = 0; l < callee->loc_count; l++)
        ir_loc(f, &callee->locs[l]);
    in.rest = split_behind(f, call);
    for (uint32_t n = 0; n < callee->order_count; n++) {
        in.blocks[callee->order[n]] = ir_block(f);
        f->blocks[in.blocks[callee->order[n]]].sealed = true;
    }
    f->current = f->ins[call].block;
    f->before = 0;
    f->current_loc = f->ins[call].loc;
    bind_params(&in);
    ir_jump(f, in.blocks[1]);
    returns = copy_body(&in, operands, results);
    bind_results(&in, operands, results, returns);
    ir_remove(f, call);
    f->calls |= callee->calls;
    free(operands);
    free(in.values);
    free(in.blocks);
}

bool opt_inline(IrFunc *f, const OptOptions *options) {
    bool any = false;
    uint32_t count = f->ins_count; /* calls inside what is inlined stay */
    if (!f->calls || f->returns_twice)
        return false;
    for (Val v = 1; v < count; v++) {
        const IrFunc *callee;
        if (f->ins[v].op != OP_CALL || f->ins[v].sym == 0 || f->ins[v].block == 0)
            continue;
        callee = options->callee(options->context, f->ins[v].sym);
        if (is_wanted(f, v, callee, options)) {
            inline_call(f, v, callee);
            any = true;
        }
    }
    f->current = 0;
    return any;
}
