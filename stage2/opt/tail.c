/* A function that ends in a call of itself becomes a loop: the arguments become the parameters, and the call a
   jump behind them.

   requires: order
   preserves: values
   breaks: order, dominators, use counts */
#include "passes.h"

#include <stdlib.h>

/* `v` is a call of the function itself whose results are what it returns, at once. */
static bool is_tail_call(const IrFunc *f, Val v) {
    const Ins *i = &f->ins[v];
    const Ins *ret;
    Val r = i->next;
    uint32_t n = 0;
    if (i->op != OP_CALL || i->sym != f->symbol || i->count != 2 * f->param_count)
        return false;
    while (f->ins[r].op == OP_RESULT)
        r = f->ins[r].next;
    ret = &f->ins[r];
    if (ret->op != OP_RET)
        return false;
    for (r = i->next; f->ins[r].op == OP_RESULT; r = f->ins[r].next) {
        const ArgLoc *from = &f->locs[f->ins[r].imm];
        const ArgLoc *to;
        if (2 * n + 1 >= ret->count || ir_source(f, f->lists[ret->list + 2 * n]) != r)
            return false;
        to = &f->locs[f->lists[ret->list + 2 * n + 1]];
        if (from->where != to->where || from->reg != to->reg || from->type != to->type)
            return false;
        n++;
    }
    if (2 * n != ret->count)
        return false;
    for (uint32_t k = 0; k < f->param_count; k++) {
        const ArgLoc *from = &f->locs[f->lists[i->list + 2 * k + 1]];
        const ArgLoc *to = &f->locs[f->params[k]];
        if (from->where != to->where || from->reg != to->reg || from->offset != to->offset ||
            from->type != to->type || (to->where != ARG_INT && to->where != ARG_FLOAT && to->where != ARG_STACK))
            return false;
    }
    return true;
}

/* The entry keeps its parameters and jumps to a new block with all the rest, which has a phi for each. */
static Block split_entry(IrFunc *f, Val *phis) {
    Block body = ir_block(f);
    BlockData *e = &f->blocks[1];
    BlockData *b = &f->blocks[body];
    Val v = e->first;
    while (v != 0) {
        Val next = f->ins[v].next;
        if (f->ins[v].op != OP_PARAM)
            ir_move(f, v, body, 0);
        v = next;
    }
    b->sealed = true;
    for (uint32_t k = 0; k < e->succ_count; k++)
        ir_add_edge(f, body, e->succ[k], 1);
    e = &f->blocks[1];
    while (e->succ_count != 0)
        ir_cut_edge(f, 1, e->succ_count - 1);
    ir_insert(f, 1, 0, OP_JUMP, IR_VOID);
    ir_add_edge(f, 1, body, 0);
    for (v = f->blocks[1].first; v != 0; v = f->ins[v].next) {
        uint32_t n = (uint32_t)f->ins[v].imm;
        if (f->ins[v].op != OP_PARAM || f->ins[v].type == IR_VOID)
            continue;
        phis[n] = ir_insert(f, body, f->blocks[body].first, OP_PHI, (IrType)f->ins[v].type);
    }
    return body;
}

static void use_phis(IrFunc *f, const Val *phi_of, Val *operand) {
    Val s = ir_source(f, *operand);
    *operand = phi_of[s] != 0 ? phi_of[s] : s;
}

/* All uses of parameters are of their phis from now on. */
static void rename_params(IrFunc *f, const Val *phis) {
    Val *phi_of = allocate(f->ins_count * sizeof phi_of[0]);
    for (Val v = f->blocks[1].first; v != 0; v = f->ins[v].next) {
        if (f->ins[v].op == OP_PARAM)
            phi_of[v] = phis[f->ins[v].imm];
    }
    for (Block b = 2; b < f->block_count; b++) {
        for (Val v = f->blocks[b].first; v != 0; v = f->ins[v].next) {
            Ins *i = &f->ins[v];
            unsigned step = ir_list_step(i->op);
            use_phis(f, phi_of, &i->a);
            use_phis(f, phi_of, &i->b);
            use_phis(f, phi_of, &i->c);
            for (uint32_t k = 0; step != 0 && k < i->count; k += step)
                use_phis(f, phi_of, &f->lists[i->list + k]);
        }
    }
    free(phi_of);
}

void opt_tail(IrFunc *f) {
    Val *calls;
    Val *phis;
    uint32_t count = 0;
    Block body;
    ir_escapes(f);
    if (!f->calls || f->has_alloca || f->returns_twice || f->variadic || f->no_inline)
        return;
    for (uint32_t s = 1; s < f->slot_count; s++) {
        if (f->slots[s].escapes)
            return; /* each call may need its own */
    }
    calls = allocate(f->block_count * sizeof calls[0]);
    for (uint32_t n = 0; n < f->order_count; n++) {
        const BlockData *b = &f->blocks[f->order[n]];
        Val v = f->ins[b->last].prev;
        while (v != 0 && f->ins[v].op == OP_RESULT)
            v = f->ins[v].prev;
        if (v != 0 && is_tail_call(f, v))
            calls[count++] = v;
    }
    if (count == 0) {
        free(calls);
        return;
    }
    for (Val v = f->blocks[1].first; v != 0; v = f->ins[v].next) {
        if (f->ins[v].op == OP_PARAM && f->ins[v].type == IR_VOID) {
            free(calls);
            return;
        }
    }
    phis = allocate((f->param_count + 1) * sizeof phis[0]);
    body = split_entry(f, phis);
    rename_params(f, phis);
    for (uint32_t n = 0; n < count; n++) {
        Block b = f->ins[calls[n]].block;
        ir_remove(f, f->blocks[b].last);
        ir_insert(f, b, 0, OP_JUMP, IR_VOID);
        ir_add_edge(f, b, body, 0);
    }
    for (Val v = f->blocks[1].first; v != 0; v = f->ins[v].next) {
        uint32_t p = (uint32_t)f->ins[v].imm;
        Val phi = f->ins[v].op == OP_PARAM ? phis[p] : 0;
        if (phi == 0)
            continue;
        f->ins[phi].list = f->list_count;
        f->ins[phi].count = count + 1;
        ir_list_number(f, v);
        for (uint32_t n = 0; n < count; n++)
            ir_list_number(f, f->lists[f->ins[calls[n]].list + 2 * p]);
    }
    for (uint32_t n = 0; n < count; n++) {
        while (f->ins[f->ins[calls[n]].next].op == OP_RESULT)
            ir_remove(f, f->ins[calls[n]].next);
        ir_remove(f, calls[n]);
    }
    free(phis);
    free(calls);
}
