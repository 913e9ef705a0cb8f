/* Selection: the frame of it, and what all of it uses (select.h). */
#include "../../obj/elf.h"
#include "select.h"

#include <stdlib.h>
#include <string.h>

/* ---- writing instructions ---- */

MIns *put(Select *s, X86Op op, unsigned width) {
    MIns *ins = mir_ins(s->m, op);
    ins->width = (uint8_t)width;
    ins->loc = s->loc;
    return ins;
}

void put_rr(Select *s, X86Op op, unsigned width, Reg def, Reg from) {
    MIns *ins = put(s, op, width);
    ins->def = def;
    ins->use[0] = from;
}

void put_op(Select *s, X86Op op, unsigned width, Reg def, Reg a, Reg b) {
    MIns *ins = put(s, op, width);
    ins->def = def;
    ins->use[0] = a;
    ins->use[1] = b;
}

void put_op_imm(Select *s, X86Op op, unsigned width, Reg def, Reg a, int64_t imm) {
    MIns *ins = put(s, op, width);
    ins->def = def;
    ins->use[0] = a;
    ins->imm = imm;
}

void set_addr(MIns *ins, const Addr *ad) {
    ins->use[1] = ad->base;
    ins->use[2] = ad->index;
    ins->scale = ad->scale;
    ins->extra = ad->extra;
    ins->slot = ad->slot;
    ins->sym = ad->sym;
    ins->disp = ad->disp;
}

void put_load(Select *s, X86Op op, unsigned width, Reg def, const Addr *ad) {
    MIns *ins = put(s, op, width);
    ins->def = def;
    set_addr(ins, ad);
}

void put_store(Select *s, X86Op op, unsigned width, const Addr *ad, Reg value) {
    MIns *ins = put(s, op, width);
    ins->use[0] = value;
    set_addr(ins, ad);
}

void put_mem_imm(Select *s, X86Op op, unsigned width, const Addr *ad, int64_t imm) {
    MIns *ins = put(s, op, width);
    set_addr(ins, ad);
    ins->imm = imm;
}

void put_move(Select *s, RegClass cls, unsigned width, Reg def, Reg from) {
    put_rr(s, cls == CLASS_INT ? X_MOV_RR : X_MOVA_RR, width, def, from);
}

void put_const(Select *s, unsigned width, Reg def, int64_t value) {
    MIns *ins = put(s, X_MOV_I, width);
    ins->def = def;
    ins->imm = width == 4 ? (int32_t)value : value;
}

Reg new_int(Select *s, unsigned width) {
    return mir_reg(s->m, CLASS_INT, width);
}

Reg new_float(Select *s, unsigned width) {
    return mir_reg(s->m, CLASS_FLOAT, width);
}

void hint(Select *s, Reg virtual_reg, Reg other) {
    if (virtual_reg >= REG_VIRTUAL)
        s->m->regs[virtual_reg - REG_VIRTUAL].hint = other;
}

/* ---- values ---- */

Val source_of(const Select *s, Val v) {
    while (ins_of(s, v)->op == OP_COPY)
        v = ins_of(s, v)->a;
    return v;
}

bool is_const(const Select *s, Val v, int64_t *value) {
    const Ins *ins;
    v = source_of(s, v);
    ins = ins_of(s, v);
    if (ins->op != OP_CONST)
        return false;
    *value = ins->type == IR_I32 ? (int32_t)ins->imm : ins->imm;
    return true;
}

bool is_imm(const Select *s, Val v, int64_t *value) {
    return is_const(s, v, value) && *value == (int32_t)*value;
}

bool is_private(const Select *s, Val v) {
    return ins_of(s, v)->uses == 1 && s->regs[v] == 0;
}

bool is_folded_load(const Select *s, Val v, unsigned width) {
    const Ins *ins = ins_of(s, v);
    if (ins->op != OP_LOAD || ins->uses != 1 || s->epochs[v] != s->now || (ins->flags & IF_VOLATILE) != 0 ||
        s->regs[v] != 0)
        return false;
    return mem_bytes((IrMem)ins->sub) == width;
}

/* Whether the upper half of the register that the I32 value `v` is computed into is zero: its last instruction writes
   32 bits, and is not a move that may go away. */
static bool is_zero_extended(const Select *s, Val v) {
    switch (ins_of(s, v)->op) {
    case OP_ADD:
    case OP_SUB:
    case OP_MUL:
    case OP_AND:
    case OP_OR:
    case OP_XOR:
    case OP_SHL:
    case OP_SHR:
    case OP_SAR:
    case OP_NEG:
    case OP_NOT:
    case OP_ICMP:
    case OP_FCMP:
    case OP_LOAD:
    case OP_SEXT:
    case OP_ZEXT:
        return true;
    default:
        return false;
    }
}

/* The value whose register serves for `v` as well. */
static Val same_register(const Select *s, Val v) {
    for (;;) {
        const Ins *ins = ins_of(s, v);
        if (ins->op == OP_COPY || ins->op == OP_TRUNC)
            v = ins->a;
        else if (ins->op == OP_ZEXT && ins->sub == 32 && ins->type == IR_I64 &&
                 ins_of(s, ins->a)->type == IR_I32 && is_zero_extended(s, ins->a))
            v = ins->a;
        else
            return v;
    }
}

static void put_fconst(Select *s, const Ins *ins, Reg def) {
    unsigned width = width_of(ins->type);
    unsigned char bytes[8];
    MIns *load;
    uint32_t sym;
    if (ins->imm == 0) {
        put(s, X_FZERO, width)->def = def;
        return;
    }
    put_u64(bytes, (uint64_t)ins->imm);
    sym = const_symbol(s->f->obj, bytes, width);
    load = put(s, X_FCONST, width);
    load->def = def;
    load->sym = sym;
}

/* Constants and addresses, which are made where they are used. */
static bool make_constant(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    Reg own = s->regs[v];
    Addr ad = {0};
    switch (ins->op) {
    case OP_CONST:
        put_const(s, width_of(ins->type), def, ins->imm);
        return true;
    case OP_FCONST:
        put_fconst(s, ins, def);
        return true;
    case OP_ADDR:
    case OP_SLOT:
        s->regs[v] = 0; /* so that addr_of looks into it */
        addr_of(s, v, 0, &ad);
        s->regs[v] = own;
        put_lea(s, 8, def, &ad);
        return true;
    case OP_BLOCKADDR:
        addr_sym(&ad, s->f->blocks[ins->imm].symbol);
        put_lea(s, 8, def, &ad);
        return true;
    default:
        return false;
    }
}

static bool is_constant_op(unsigned op) {
    return op == OP_CONST || op == OP_FCONST || op == OP_ADDR || op == OP_SLOT || op == OP_BLOCKADDR;
}

Reg reg_of(Select *s, Val v) {
    const Ins *ins;
    v = same_register(s, v);
    if (s->regs[v] != 0)
        return s->regs[v];
    ins = ins_of(s, v);
    if (is_constant_op(ins->op)) {
        Reg def = mir_reg(s->m, is_float_type(ins->type) ? CLASS_FLOAT : CLASS_INT, width_of(ins->type));
        make_constant(s, v, def);
        return def;
    }
    s->regs[v] = mir_reg(s->m, is_float_type(ins->type) ? CLASS_FLOAT : CLASS_INT, width_of(ins->type));
    return s->regs[v];
}

void value_to(Select *s, Val v, Reg def) {
    const Ins *ins;
    unsigned width;
    v = source_of(s, v);
    ins = ins_of(s, v);
    width = width_of(ins->type);
    if (make_constant(s, v, def))
        return;
    if (is_folded_load(s, v, width) || (ins->op == OP_LOAD && is_folded_load(s, v, mem_bytes((IrMem)ins->sub)))) {
        select_load(s, v, def);
    } else {
        Reg r = reg_of(s, v);
        hint(s, r, def);
        put_move(s, is_float_type(ins->type) ? CLASS_FLOAT : CLASS_INT, width, def, r);
    }
}

/* ---- terminators ---- */

static void put_jump(Select *s, Block to) {
    put(s, X_JMP, 0)->target = s->number[to];
}

static void put_jcc(Select *s, unsigned cc, Block to) {
    MIns *ins = put(s, X_JCC, 0);
    ins->cond = (uint8_t)cc;
    ins->target = s->number[to];
}

static void select_branch(Select *s, Block b, const Ins *ins) {
    Block yes = s->f->blocks[b].succ[0];
    Block no = s->f->blocks[b].succ[1];
    Test test;
    if (yes == no) {
        put_jump(s, yes);
        return;
    }
    test = put_test(s, source_of(s, ins->a));
    if ((test & TEST_JOIN) == TEST_BOTH) {
        put_jcc(s, TEST_CC(test) ^ 1U, no);
        put_jcc(s, TEST_CC2(test) ^ 1U, no);
        put_jump(s, yes);
        return;
    }
    put_jcc(s, TEST_CC(test), yes);
    if ((test & TEST_JOIN) == TEST_EITHER)
        put_jcc(s, TEST_CC2(test), yes);
    put_jump(s, no);
}

/* A jump through a table of distances from the table (switch.c has checked the index). emit.c fills it. */
static void select_switch(Select *s, Val v) {
    Obj *obj = s->f->obj;
    uint32_t sym;
    Reg index = reg_of(s, ins_of(s, v)->a);
    Reg base = new_int(s, 8);
    Reg offset = new_int(s, 8);
    Reg to = new_int(s, 8);
    Addr ad = {0};
    MIns *jump;
    Buf label = {0};
    buf_printf(&label, ".LJ%u_%u", s->f->symbol, v);
    sym = obj_symbol(obj, buf_cstr(&label));
    buf_free(&label);
    obj->symbols[sym].bind = STB_LOCAL;
    addr_sym(&ad, sym);
    put_lea(s, 8, base, &ad);
    ad.sym = 0;
    ad.base = base;
    ad.index = index;
    ad.scale = 2;
    put_load(s, X_MOVSX32_RM, 8, offset, &ad);
    put_op(s, X_ADD_RR, 8, to, offset, base);
    jump = put(s, X_JMP_TABLE, 8);
    jump->use[0] = to;
    jump->imm = (int64_t)((uint64_t)sym << 32 | v);
}

static void select_terminator(Select *s, Block b, Val v) {
    const Ins *ins = ins_of(s, v);
    Reg r;
    switch (ins->op) {
    case OP_JUMP:
        put_jump(s, s->f->blocks[b].succ[0]);
        break;
    case OP_BRANCH:
        select_branch(s, b, ins);
        break;
    case OP_SWITCH:
        if (s->f->blocks[b].succ_count == 1)
            put_jump(s, s->f->blocks[b].succ[0]);
        else
            select_switch(s, v);
        break;
    case OP_IJUMP:
        r = reg_of(s, ins->a);
        put(s, X_JMP_R, 8)->use[0] = r;
        break;
    case OP_RET:
        select_ret(s, v);
        break;
    case OP_TRAP:
        put(s, X_UD2, 0);
        break;
    default: /* UNREACHABLE: nothing runs into what follows */
        if (s->f->level == 0)
            put(s, X_UD2, 0);
        break;
    }
}

/* ---- instructions ---- */

static void select_value(Select *s, Val v) {
    unsigned op = ins_of(s, v)->op;
    Reg def = s->regs[v];
    if (op == OP_LOAD)
        select_load(s, v, def);
    else if (op == OP_SDIV || op == OP_UDIV || op == OP_SREM || op == OP_UREM)
        select_div(s, v, def);
    else if (op == OP_SELECT)
        select_select(s, v, def);
    else if (op == OP_ALLOCA)
        select_alloca(s, v, def);
    else if (op == OP_FRAMEADDR || op == OP_RETADDR || op == OP_CFA)
        select_frame(s, v, def);
    else if (op == OP_ICMP || op == OP_FCMP)
        test_to_reg(s, put_test(s, v), def);
    else if (op >= OP_FADD && op <= OP_FSQRT)
        select_float(s, v, def);
    else if (op >= OP_SITOF && op <= OP_BITCAST)
        select_float(s, v, def);
    else
        select_int(s, v, def);
}

static void select_ins(Select *s, Val v) {
    const Ins *ins = ins_of(s, v);
    switch (ins->op) {
    case OP_NOP:
    case OP_ADDR:
        if (s->regs[v] != 0)
            make_constant(s, v, s->regs[v]);
        return;
    case OP_CONST:
    case OP_FCONST:
    case OP_SLOT:
    case OP_BLOCKADDR:
    case OP_PHI:
    case OP_COPY:
    case OP_TRUNC:
        return;
    case OP_PARAM:
        select_param(s, v);
        return;
    case OP_STORE:
        select_store(s, v);
        return;
    case OP_MEMCPY:
        select_memcpy(s, v);
        return;
    case OP_MEMZERO:
        select_memzero(s, v);
        return;
    case OP_CALL:
        select_call(s, v);
        return;
    case OP_RESULT:
        select_result(s, v);
        return;
    case OP_SYSCALL:
        select_syscall(s, v);
        return;
    case OP_VASTART:
        select_vastart(s, v);
        return;
    case OP_LDADD:
    case OP_LDSUB:
    case OP_LDMUL:
    case OP_LDDIV:
    case OP_LDNEG:
    case OP_LDABS:
    case OP_LDFROM:
    case OP_LDTO:
        select_ld(s, v);
        return;
    case OP_LDCMP:
        if (s->regs[v] != 0)
            test_to_reg(s, put_ld_test(s, v), s->regs[v]);
        return;
    default:
        break;
    }
    if (s->regs[v] == 0) {
        if ((ir_op_flags[ins->op] & OPF_EFFECT) == 0 && (ins->flags & IF_VOLATILE) == 0)
            return;
        s->regs[v] = mir_reg(s->m, is_float_type(ins->type) ? CLASS_FLOAT : CLASS_INT, width_of(ins->type));
    }
    select_value(s, v);
}

/* ---- blocks ---- */

static void begin_group(Select *s) {
    if (s->group_count != 0 && s->groups[s->group_count - 1] == s->m->ins_count)
        return;
    s->groups = grow(s->groups, s->group_count, &s->group_room, sizeof s->groups[0]);
    s->groups[s->group_count] = s->m->ins_count;
    s->group_count++;
}

/* Puts the groups of a block, written last to first, into order. */
static void order_groups(Select *s, uint32_t first) {
    MFunc *m = s->m;
    uint32_t count = m->ins_count - first;
    uint32_t end = m->ins_count;
    MIns *to;
    if (s->group_count < 2)
        return;
    if (count > s->scratch_room) {
        free(s->scratch);
        s->scratch_room = 2 * (size_t)count;
        s->scratch = malloc(s->scratch_room * sizeof s->scratch[0]);
        if (s->scratch == NULL)
            fail("out of memory");
    }
    to = s->scratch;
    for (size_t i = s->group_count; i != 0; i--) {
        uint32_t begin = s->groups[i - 1];
        for (uint32_t k = begin; k < end; k++)
            *to++ = m->ins[k];
        end = begin;
    }
    memcpy(&m->ins[first], s->scratch, count * sizeof s->scratch[0]);
}

/* The values that phis of the successors take from here. */
static void select_phi_sources(Select *s, Block b) {
    const BlockData *block = &s->f->blocks[b];
    for (uint32_t i = 0; i < block->succ_count; i++) {
        Block to = block->succ[i];
        const BlockData *target = &s->f->blocks[to];
        MBlock *mblock = &s->m->blocks[s->number[to]];
        Val phi = target->first;
        for (uint32_t k = 0; k < mblock->phi_count; k++) {
            const uint32_t *sources;
            while (ins_of(s, phi)->op != OP_PHI)
                phi = ins_of(s, phi)->next;
            sources = &s->f->lists[ins_of(s, phi)->list];
            for (uint32_t j = 0; j < target->pred_count; j++) {
                if (target->pred[j] == b) {
                    Reg r = reg_of(s, sources[j]);
                    mblock->phis[k].source[j] = r;
                    if (r >= REG_VIRTUAL && s->m->regs[r - REG_VIRTUAL].hint == 0)
                        hint(s, r, mblock->phis[k].def);
                }
            }
            phi = ins_of(s, phi)->next;
        }
    }
}

static void select_block(Select *s, Block b) {
    const BlockData *block = &s->f->blocks[b];
    MBlock *mblock = &s->m->blocks[s->number[b]];
    uint32_t first = s->m->ins_count;
    Val v = block->last;
    s->group_count = 0;
    s->depth = block->depth;
    begin_group(s);
    s->loc = ins_of(s, v)->loc;
    s->now = s->epochs[v];
    select_terminator(s, b, v);
    begin_group(s);
    select_phi_sources(s, b);
    for (v = ins_of(s, v)->prev; v != 0; v = ins_of(s, v)->prev) {
        s->now = s->epochs[v];
        s->loc = ins_of(s, v)->loc;
        begin_group(s);
        select_ins(s, v);
    }
    order_groups(s, first);
    mblock->first = first;
    mblock->count = s->m->ins_count - first;
}

/* Loads may be delayed to their use if no write is between. */
static void number_epochs(Select *s) {
    uint32_t epoch = 0;
    for (uint32_t i = 0; i < s->f->order_count; i++) {
        epoch++;
        for (Val v = s->f->blocks[s->f->order[i]].first; v != 0; v = ins_of(s, v)->next) {
            s->epochs[v] = epoch;
            if ((ir_op_flags[ins_of(s, v)->op] & OPF_WRITES) != 0)
                epoch++;
        }
    }
}

static uint32_t *numbers_of(Select *s, const Block *list, uint32_t count) {
    uint32_t *numbers = arena_get(s->m->arena, (count + 1) * sizeof numbers[0]);
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = s->number[list[i]];
    return numbers;
}

static bool is_phi_or_copy(const Select *s, Val v) {
    return ins_of(s, v)->op == OP_PHI || ins_of(s, v)->op == OP_COPY;
}

static void make_blocks(Select *s) {
    IrFunc *f = s->f;
    MFunc *m = s->m;
    m->block_count = f->order_count;
    m->blocks = arena_get(m->arena, (f->order_count + 1) * sizeof m->blocks[0]);
    for (uint32_t i = 0; i < f->order_count; i++)
        s->number[f->order[i]] = i + 1;
    for (uint32_t i = 0; i < f->order_count; i++) {
        const BlockData *block = &f->blocks[f->order[i]];
        MBlock *mblock = &m->blocks[i + 1];
        uint32_t k = 0;
        mblock->succ = numbers_of(s, block->succ, block->succ_count);
        mblock->succ_count = block->succ_count;
        mblock->pred = numbers_of(s, block->pred, block->pred_count);
        mblock->pred_count = block->pred_count;
        mblock->depth = block->depth;
        mblock->symbol = block->symbol;
        for (Val v = block->first; v != 0 && is_phi_or_copy(s, v); v = ins_of(s, v)->next)
            mblock->phi_count += ins_of(s, v)->op == OP_PHI;
        if (mblock->phi_count == 0)
            continue;
        mblock->phis = arena_get(m->arena, mblock->phi_count * sizeof mblock->phis[0]);
        for (Val v = block->first; k < mblock->phi_count; v = ins_of(s, v)->next) {
            if (ins_of(s, v)->op != OP_PHI)
                continue;
            mblock->phis[k].def = reg_of(s, v);
            mblock->phis[k].source = arena_get(m->arena, block->pred_count * sizeof(Reg));
            k++;
        }
    }
}

/* A slot that is aligned to more than the stack gets room to align its address when that is taken (addr_of). */
static void widen_slots(Select *s) {
    for (uint32_t i = 1; i < s->m->slot_count; i++) {
        MSlot *slot = &s->m->slots[i];
        if (slot->align > 16)
            slot->size += slot->align - 16;
    }
}

void x86_select(MFunc *m, IrFunc *f) {
    Select s;
    memset(&s, 0, sizeof s);
    s.m = m;
    s.f = f;
    s.regs = allocate(f->ins_count * sizeof s.regs[0]);
    s.epochs = allocate(f->ins_count * sizeof s.epochs[0]);
    s.number = allocate(f->block_count * sizeof s.number[0]);
    f->calls = false;
    if (f->level == 0 || f->has_alloca || f->keep_frame || f->realign)
        m->reserved = REG_BIT(RBP);
    widen_slots(&s);
    if (f->variadic)
        m->va_slot = mir_slot(m, 176, 16);
    number_epochs(&s);
    make_blocks(&s);
    for (uint32_t i = f->order_count; i != 0; i--)
        select_block(&s, f->order[i - 1]);
    free(s.regs);
    free(s.epochs);
    free(s.number);
    free(s.groups);
    free(s.scratch);
}
