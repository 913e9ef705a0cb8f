/* Selection: calls, parameters, results, and what concerns the frame (SysV ABI 3.2; select.h). */
#include "select.h"

/* ---- arguments ---- */

static void pass_in_memory(Select *s, Val v, const ArgLoc *loc) {
    const Ins *ins;
    Addr to;
    Addr from;
    Reg r;
    addr_out(&to, loc->offset);
    v = source_of(s, v);
    ins = ins_of(s, v);
    if (loc->where == ARG_BLOCK) {
        addr_of(s, v, 0, &from);
        copy_block(s, &to, &from, loc->size);
    } else if (is_float_type(ins->type)) {
        r = reg_of(s, v);
        put_store(s, X_MOVS_MR, width_of(ins->type), &to, r);
    } else if (ins->op == OP_CONST && ins->imm == (int32_t)ins->imm) {
        put_mem_imm(s, X_MOV_MI, 8, &to, ins->imm);
    } else {
        r = reg_of(s, v);
        put_store(s, X_MOV_MR, width_of(ins->type), &to, r);
    }
}

/* One value into its register; the set that it adds to those that the call reads. */
static RegSet pass_in_register(Select *s, Val v, const ArgLoc *loc) {
    Addr ad;
    if (loc->where == ARG_QUAD) {
        addr_of(s, v, 0, &ad);
        put_load(s, X_MOVUPS_RM, 16, loc->reg, &ad);
    } else {
        value_to(s, v, loc->reg);
    }
    return REG_BIT(loc->reg);
}

static bool is_in_memory(const ArgLoc *loc) {
    return loc->where == ARG_STACK || loc->where == ARG_BLOCK;
}

static uint32_t end_of(const ArgLoc *loc) {
    uint32_t size = loc->where == ARG_BLOCK ? loc->size : 8;
    return (loc->offset + size + 7) & ~7U;
}

/* Stores the stack arguments, then fills the registers, so that these are occupied for a short time. */
static RegSet pass_arguments(Select *s, const Ins *ins, uint32_t *floats) {
    const uint32_t *pairs = &s->f->lists[ins->list];
    RegSet args = 0;
    for (uint32_t i = 0; i < ins->count; i += 2) {
        const ArgLoc *loc = &s->f->locs[pairs[i + 1]];
        if (!is_in_memory(loc))
            continue;
        if (end_of(loc) > s->m->out_bytes)
            s->m->out_bytes = end_of(loc);
        pass_in_memory(s, pairs[i], loc);
    }
    for (uint32_t i = 0; i < ins->count; i += 2) {
        const ArgLoc *loc = &s->f->locs[pairs[i + 1]];
        if (is_in_memory(loc))
            continue;
        if (loc->reg >= REG_FLOAT)
            (*floats)++;
        args |= pass_in_register(s, pairs[i], loc);
    }
    return args;
}

void select_call(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    uint32_t floats = 0;
    Val callee = ins->sym == 0 ? source_of(s, ins->a) : 0;
    Addr ad = {0};
    bool in_memory = callee != 0 && is_folded_load(s, callee, 8);
    Reg target = 0;
    RegSet args;
    MIns *call;
    s->f->calls = true;
    if (in_memory)
        addr_of_load(s, callee, &ad);
    else if (callee != 0)
        target = reg_of(s, callee);
    args = pass_arguments(s, ins, &floats);
    if ((ins->imm & CALL_VARIADIC) != 0) {
        put_const(s, 4, RAX, floats); /* al: how many vector registers are used, at most */
        args |= REG_BIT(RAX);
    }
    call = put(s, in_memory ? X_CALL_M : callee != 0 ? X_CALL_R : X_CALL, 8);
    if (in_memory)
        set_addr(call, &ad);
    call->use[0] = target;
    call->sym = in_memory ? ad.sym : ins->sym;
    call->implicit_uses = args;
}

void call_runtime(Select *s, const char *name, RegSet args) {
    uint32_t sym = obj_named(s->f->obj, name);
    MIns *call = put(s, X_CALL, 8);
    s->f->calls = true;
    call->sym = sym;
    call->implicit_uses = args;
}

void select_result(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    const ArgLoc *loc = &s->f->locs[ins->imm];
    Addr ad;
    if (loc->where == ARG_X87 || loc->where == ARG_QUAD) {
        addr_of(s, ins->b, 0, &ad);
        if (loc->where == ARG_X87)
            put_load(s, X_FSTP80, 0, 0, &ad);
        else
            put_store(s, X_MOVUPS_MR, 16, &ad, loc->reg);
        return;
    }
    if (s->regs[v] == 0)
        return;
    hint(s, s->regs[v], loc->reg);
    put_move(s, loc->where == ARG_FLOAT ? CLASS_FLOAT : CLASS_INT, width_of(ins->type), s->regs[v], loc->reg);
}

void select_ret(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    const uint32_t *pairs = &s->f->lists[ins->list];
    RegSet results = 0;
    MIns *ret;
    Addr ad;
    for (uint32_t i = ins->count; i != 0; i -= 2) { /* what belongs into st(0) is loaded last */
        const ArgLoc *loc = &s->f->locs[pairs[i - 1]];
        if (loc->where == ARG_X87) {
            addr_of(s, pairs[i - 2], 0, &ad);
            put_load(s, X_FLD80, 0, 0, &ad);
        }
    }
    for (uint32_t i = 0; i < ins->count; i += 2) {
        const ArgLoc *loc = &s->f->locs[pairs[i + 1]];
        if (loc->where != ARG_X87)
            results |= pass_in_register(s, pairs[i], loc);
    }
    ret = put(s, X_RET, 0);
    ret->implicit_uses = results;
}

/* ---- parameters ---- */

static void load_param(Select *s, const ArgLoc *loc, Reg def) {
    Addr ad;
    addr_incoming(&ad, (int32_t)loc->offset);
    switch (loc->mem) {
    case MEM_F32:
    case MEM_F64:
        put_load(s, X_MOVS_RM, loc->mem == MEM_F32 ? 4 : 8, def, &ad);
        break;
    case MEM_64:
        put_load(s, X_MOV_RM, 8, def, &ad);
        break;
    default: /* narrower ones were extended by the caller */
        put_load(s, X_MOV_RM, 4, def, &ad);
        break;
    }
}

void select_param(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    const ArgLoc *loc = &s->f->locs[s->f->params[ins->imm]];
    Reg def = s->regs[v];
    Addr ad;
    if (loc->where == ARG_QUAD) {
        addr_of(s, ins->a, 0, &ad);
        put_store(s, X_MOVUPS_MR, 16, &ad, loc->reg);
        return;
    }
    if (def == 0)
        return;
    switch (loc->where) {
    case ARG_INT:
    case ARG_FLOAT:
        hint(s, def, loc->reg);
        put_move(s, loc->where == ARG_FLOAT ? CLASS_FLOAT : CLASS_INT, width_of(ins->type), def, loc->reg);
        break;
    case ARG_STACK:
        load_param(s, loc, def);
        break;
    default:
        addr_incoming(&ad, (int32_t)loc->offset);
        put_lea(s, 8, def, &ad);
        break;
    }
}

/* ---- system calls ---- */

void select_syscall(Select *s, Val v) {
    static const Reg where[7] = {RAX, RDI, RSI, RDX, R10, R8, R9};
    const Ins *ins = ins_of(s, v);
    const uint32_t *values = &s->f->lists[ins->list];
    RegSet args = 0;
    for (uint32_t i = 0; i < ins->count && i < 7; i++) {
        value_to(s, values[i], where[i]);
        args |= REG_BIT(where[i]);
    }
    put(s, X_SYSCALL, 0)->implicit_uses = args;
    if (s->regs[v] != 0) {
        hint(s, s->regs[v], RAX);
        put_move(s, CLASS_INT, 8, s->regs[v], RAX);
    }
}

/* ---- the frame ---- */

/* Fills the va_list: gp_offset, fp_offset, overflow_arg_area, reg_save_area (SysV ABI 3.5.7). */
void select_vastart(Select *s, Val v) {
    const IrFunc *f = s->f;
    Reg area = new_int(s, 8);
    Reg save = new_int(s, 8);
    Addr list;
    Addr ad;
    addr_of(s, ins_of(s, v)->a, 0, &list);
    put_mem_imm(s, X_MOV_MI, 4, &list, f->va_ints * 8);
    addr_add(&list, 4);
    put_mem_imm(s, X_MOV_MI, 4, &list, 48 + f->va_floats * 16);
    addr_add(&list, 4);
    addr_incoming(&ad, (int32_t)((f->va_stack + 7) & ~7U));
    put_lea(s, 8, area, &ad);
    put_store(s, X_MOV_MR, 8, &list, area);
    addr_add(&list, 8);
    addr_slot(&ad, s->m->va_slot, 0);
    put_lea(s, 8, save, &ad);
    put_store(s, X_MOV_MR, 8, &list, save);
}

/* The new memory lies above the outgoing arguments, which stay at the end of the stack. */
void select_alloca(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    Addr ad;
    int64_t size;
    if (is_imm(s, ins->a, &size) && size >= 0 && size < 0x40000000) {
        put_op_imm(s, X_SUB_RI, 8, RSP, RSP, (size + 15) & ~(int64_t)15);
    } else {
        Reg r = reg_of(s, ins->a);
        Reg sum = new_int(s, 8);
        Reg rounded = new_int(s, 8);
        put_op_imm(s, X_ADD_RI, 8, sum, r, 15);
        put_op_imm(s, X_AND_RI, 8, rounded, sum, -16);
        put_op(s, X_SUB_RR, 8, RSP, RSP, rounded);
    }
    addr_out(&ad, 0);
    ad.extra = MX_OUT;
    put_load(s, X_LEA, 8, def, &ad);
}

void select_frame(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    Reg frame = def;
    Addr ad;
    if (ins->op == OP_CFA || (ins->op == OP_RETADDR && ins->imm == 0)) {
        addr_incoming(&ad, ins->op == OP_CFA ? 0 : -8);
        if (ins->op == OP_CFA)
            put_lea(s, 8, def, &ad);
        else
            put_load(s, X_MOV_RM, 8, def, &ad);
        return;
    }
    frame = new_int(s, 8);
    put_move(s, CLASS_INT, 8, frame, RBP);
    for (int64_t level = 0; level < ins->imm; level++) {
        Addr up = {0};
        Reg above = new_int(s, 8);
        up.base = frame;
        put_load(s, X_MOV_RM, 8, above, &up);
        frame = above;
    }
    if (ins->op == OP_FRAMEADDR) {
        put_move(s, CLASS_INT, 8, def, frame);
    } else {
        Addr up = {0};
        up.base = frame;
        up.disp = 8;
        put_load(s, X_MOV_RM, 8, def, &up);
    }
}
