/* Selection of calls, parameters, results and what touches the frame (AAPCS64 6.8, 6.9). */
#include "select.h"

#define INTS 8
#define FLOATS 8

static uint32_t stack_end(const ArgLoc *loc) {
    if (loc->where == ARG_STACK)
        return loc->offset + 8;
    if (loc->where == ARG_BLOCK)
        return loc->offset + ((loc->size + 7) & ~7U);
    return 0;
}

static void note_out(Select *s, uint32_t bytes) {
    if (s->m->out_bytes < bytes)
        s->m->out_bytes = bytes;
}

void sel_runtime(Select *s, const char *name, RegSet uses) {
    MIns *i = sel_put(s, A_BL, 8, 0, 0, 0);
    i->sym = obj_named(s->m->obj, name);
    i->implicit_uses = uses;
    s->f->calls = true;
}

static void hint(Select *s, Reg r, Reg physical) {
    if (r >= REG_VIRTUAL && s->m->regs[r - REG_VIRTUAL].hint == 0)
        s->m->regs[r - REG_VIRTUAL].hint = physical;
}

/* ---- calls ---- */

/* Arguments in memory are stored first: a block may need a call of memcpy. */
static void stack_argument(Select *s, Val value, const ArgLoc *loc) {
    Addr to = {0};
    to.extra = AM_OUT;
    to.disp = (int32_t)loc->offset;
    if (loc->where == ARG_STACK) {
        sel_store_value(s, loc->mem, value, &to);
    } else if (loc->size != 0) {
        Addr from;
        sel_block_address(s, value, &from);
        sel_copy(s, &to, &from, loc->size, false);
    }
    note_out(s, stack_end(loc));
}

/* Puts values into their registers: all are computed first, then moved. */
static RegSet pass_registers(Select *s, const uint32_t *list, uint32_t count) {
    Reg *from = arena_get(s->m->arena, (count + 1) * sizeof from[0]);
    RegSet set = 0;
    uint32_t n;
    int64_t value;
    for (n = 0; n < count; n += 2) {
        const ArgLoc *loc = &s->f->locs[list[n + 1]];
        if (loc->where == ARG_STACK || loc->where == ARG_BLOCK)
            continue;
        if (loc->where != ARG_INT || !sel_is_const(s, list[n], &value))
            from[n] = sel_use(s, list[n]);
    }
    for (n = 0; n < count; n += 2) {
        const ArgLoc *loc = &s->f->locs[list[n + 1]];
        if (loc->where == ARG_STACK || loc->where == ARG_BLOCK)
            continue;
        set |= REG_BIT(loc->reg);
        if (loc->where == ARG_QUAD) {
            sel_put(s, A_LDRF, 16, loc->reg, from[n], 0);
        } else if (from[n] == 0) {
            sel_is_const(s, list[n], &value);
            sel_const(s, type_width(loc->type), loc->reg, value);
        } else {
            hint(s, from[n], loc->reg);
            sel_move(s, loc->type, loc->reg, from[n]);
        }
    }
    return set;
}

static bool has_stack_arguments(const Select *s, const Ins *call) {
    uint32_t n;
    for (n = 0; n < call->count; n += 2)
        if (stack_end(&s->f->locs[s->f->lists[call->list + n + 1]]) != 0)
            return true;
    return false;
}

void sel_call(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    const uint32_t *list = &s->f->lists[i->list];
    bool tail = s->tail == v;
    Reg callee = 0;
    RegSet uses;
    MIns *out;
    uint32_t n;
    for (n = 0; n < i->count; n += 2) {
        const ArgLoc *loc = &s->f->locs[list[n + 1]];
        if (loc->where == ARG_STACK || loc->where == ARG_BLOCK)
            stack_argument(s, list[n], loc);
    }
    if (i->sym == 0)
        callee = sel_use(s, i->a);
    uses = pass_registers(s, list, i->count);
    if (tail) {
        if (callee != 0) {
            sel_put(s, A_MOV, 8, R_IP1, callee, 0);
            uses |= REG_BIT(R_IP1);
        }
        out = sel_put(s, A_TAIL, 8, 0, 0, 0);
    } else {
        out = sel_put(s, callee != 0 ? A_BLR : A_BL, 8, 0, callee, 0);
        s->f->calls = true;
    }
    out->sym = i->sym;
    out->implicit_uses = uses;
}

void sel_result(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    const ArgLoc *loc = &s->f->locs[i->imm];
    if (s->tail == i->a)
        return;
    if (loc->where == ARG_QUAD) {
        Addr to;
        sel_address(s, i->b, 0, 4, &to);
        sel_access(s, A_STRF, 16, &to)->use[2] = loc->reg;
    } else if (sel_wanted(s, v)) {
        hint(s, s->regs[v], loc->reg);
        sel_move(s, loc->type, s->regs[v], loc->reg);
    }
}

/* The call whose results this return hands on, if it may replace the return. */
static Val find_tail(const Select *s, Val ret) {
    Val v = s->ins[ret].prev;
    while (v != 0 && s->ins[v].op == OP_RESULT)
        v = s->ins[v].prev;
    if (v == 0 || s->ins[v].op != OP_CALL || (s->ins[v].imm & CALL_TAIL) == 0 ||
        has_stack_arguments(s, &s->ins[v]))
        return 0;
    return v;
}

void sel_ret(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    RegSet uses;
    s->tail = find_tail(s, v);
    if (s->tail != 0)
        return;
    uses = pass_registers(s, &s->f->lists[i->list], i->count);
    sel_put(s, A_EPILOGUE, 8, 0, 0, 0)->implicit_uses = uses;
}

void sel_param(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    const ArgLoc *loc = &s->f->locs[s->f->params[i->imm]];
    Addr a = {0};
    MIns *out;
    if (loc->where == ARG_QUAD) {
        sel_address(s, i->a, 0, 4, &a);
        sel_access(s, A_STRF, 16, &a)->use[2] = loc->reg;
        return;
    }
    if (!sel_wanted(s, v))
        return;
    a.extra = AM_IN;
    a.disp = (int32_t)loc->offset;
    switch (loc->where) {
    case ARG_STACK:
        sel_load_mem(s, loc->mem, s->regs[v], &a, false);
        break;
    case ARG_BLOCK:
        out = sel_put(s, A_LEA, 8, s->regs[v], 0, 0);
        out->extra = AM_IN;
        out->disp = a.disp;
        break;
    default:
        hint(s, s->regs[v], loc->reg);
        sel_move(s, loc->type, s->regs[v], loc->reg);
        break;
    }
}

/* x8: number, x0 to x5: arguments, x0: result; the kernel keeps all other registers. */
void sel_syscall(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    const uint32_t *list = &s->f->lists[i->list];
    Reg from[8];
    RegSet set = 0;
    uint32_t n;
    for (n = 0; n < i->count && n < 7; n++)
        from[n] = sel_use(s, list[n]);
    for (n = 0; n < i->count && n < 7; n++) {
        Reg to = n == 0 ? R_X(8) : R_X(n - 1);
        sel_put(s, A_MOV, 8, to, from[n], 0);
        set |= REG_BIT(to);
    }
    sel_put(s, A_SVC, 8, 0, 0, 0)->implicit_uses = set;
    if (sel_wanted(s, v))
        sel_put(s, A_MOV, 8, s->regs[v], R_X(0), 0);
}

/* ---- variable arguments (AAPCS64, appendix "Variable argument lists") ---- */

static uint32_t saved_int_bytes(const Select *s) {
    return s->f->va_ints < INTS ? 8 * (INTS - s->f->va_ints) : 0;
}

static uint32_t saved_float_bytes(const Select *s) {
    return s->f->va_floats < FLOATS ? 16 * (FLOATS - s->f->va_floats) : 0;
}

/* The save area: floating registers, then integer ones, both up to the top of their part. */
static uint32_t int_area(const Select *s) {
    return saved_float_bytes(s);
}

static void store_word(Select *s, const Addr *list, int32_t offset, unsigned width, Reg r) {
    MIns *i = sel_access(s, A_STR, width, list);
    i->disp += offset;
    i->use[2] = r;
}

static Reg small_const(Select *s, int64_t value) {
    Reg r = sel_temp(s, 4);
    sel_const(s, 4, r, value);
    return r;
}

void sel_vastart(Select *s, Val v) {
    uint32_t ints = saved_int_bytes(s);
    uint32_t floats = saved_float_bytes(s);
    Addr list;
    Addr area = {0};
    sel_block_address(s, s->ins[v].a, &list);
    if (!s->va_used) {
        s->va_used = true;
        s->m->va_slot = mir_slot(s->m, ints + floats, 16);
    }
    area.extra = AM_IN;
    area.disp = (int32_t)s->f->va_stack;
    store_word(s, &list, 0, 8, sel_lea(s, &area));
    area.extra = 0;
    area.slot = s->m->va_slot;
    area.disp = (int32_t)(int_area(s) + ints);
    store_word(s, &list, 8, 8, sel_lea(s, &area));
    area.disp = (int32_t)floats;
    store_word(s, &list, 16, 8, sel_lea(s, &area));
    store_word(s, &list, 24, 4, ints != 0 ? small_const(s, -(int64_t)ints) : R_ZR);
    store_word(s, &list, 28, 4, floats != 0 ? small_const(s, -(int64_t)floats) : R_ZR);
}

/* At the function's entry. */
void sel_va_save(Select *s) {
    uint32_t n;
    for (n = s->f->va_ints; n < INTS; n++) {
        MIns *i = sel_put(s, A_STR, 8, 0, 0, 0);
        i->slot = s->m->va_slot;
        i->disp = (int32_t)(int_area(s) + 8 * (n - s->f->va_ints));
        i->use[2] = R_X(n);
    }
    for (n = s->f->va_floats; n < FLOATS; n++) {
        MIns *i = sel_put(s, A_STRF, 16, 0, 0, 0);
        i->slot = s->m->va_slot;
        i->disp = (int32_t)(16 * (n - s->f->va_floats));
        i->use[2] = R_V(n);
    }
}

/* ---- the frame ---- */

/* The frame record `level` calls up: x29 leads to a chain of them (AAPCS64 6.4.6). */
static Reg frame_record(Select *s, int64_t level) {
    Reg r = sel_temp(s, 8);
    sel_imm(s, A_ADDI, 8, r, R_FP, 0);
    for (; level > 0; level--) {
        Reg up = sel_temp(s, 8);
        sel_put(s, A_LDR, 8, up, r, 0);
        r = up;
    }
    return r;
}

void sel_frame(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    Reg r;
    MIns *out;
    switch (i->op) {
    case OP_ALLOCA:
        s->f->has_alloca = true;
        r = sel_use(s, i->a);
        sel_put(s, A_ALLOCA, 8, sel_def(s, v), r, 0);
        break;
    case OP_FRAMEADDR:
        s->f->keep_frame = true;
        r = frame_record(s, i->imm);
        sel_put(s, A_MOV, 8, s->regs[v], r, 0);
        break;
    case OP_RETADDR:
        s->f->keep_frame = true;
        r = frame_record(s, i->imm);
        out = sel_put(s, A_LDR, 8, s->regs[v], r, 0);
        out->disp = 8;
        break;
    default: /* OP_CFA */
        s->f->keep_frame = true;
        sel_put(s, A_LEA, 8, s->regs[v], 0, 0)->extra = AM_IN;
        break;
    }
}
