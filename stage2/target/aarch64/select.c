/* Selection: SSA to AArch64 instructions over virtual registers.

   Blocks are taken from the last to the first, each from its end to its start, so that all uses of a value
   are seen before its definition. A use asks for the value's register (sel_use) or does its work itself (an
   addressing mode, a shifted operand, a compare before its branch); what nobody asked for is not made. Each
   IR instruction makes a group of instructions in their order; at the end the groups are put in reverse.

   I32 values leave the upper half of their register undefined; instructions of 32 bits clear it. */
#include "select.h"

#include <stdlib.h>
#include <string.h>

/* ---- making instructions ---- */

MIns *sel_put(Select *s, unsigned op, unsigned width, Reg def, Reg a, Reg b) {
    MIns *i;
    s->made = grow(s->made, s->made_count, &s->made_room, sizeof s->made[0]);
    i = &s->made[s->made_count++];
    memset(i, 0, sizeof *i);
    i->op = (uint16_t)op;
    i->width = (uint8_t)width;
    i->def = def;
    i->use[0] = a;
    i->use[1] = b;
    i->loc = s->loc;
    return i;
}

MIns *sel_imm(Select *s, unsigned op, unsigned width, Reg def, Reg a, int64_t imm) {
    MIns *i = sel_put(s, op, width, def, a, 0);
    i->imm = imm;
    return i;
}

void sel_move(Select *s, unsigned type, Reg to, Reg from) {
    sel_put(s, type_class(type) == CLASS_FLOAT ? A_FMOV : A_MOV, type_width(type), to, from, 0);
}

void sel_const(Select *s, unsigned width, Reg to, int64_t value) {
    sel_imm(s, A_MOVI, width, to, 0, value);
}

Reg sel_temp(Select *s, unsigned width) {
    return mir_reg(s->m, CLASS_INT, width);
}

/* ---- values ---- */

Val sel_source(const Select *s, Val v) {
    while (s->ins[v].op == OP_COPY)
        v = s->ins[v].a;
    return v;
}

bool sel_is_const(const Select *s, Val v, int64_t *value) {
    v = sel_source(s, v);
    if (s->ins[v].op != OP_CONST)
        return false;
    *value = s->ins[v].imm;
    return true;
}

bool sel_here(const Select *s, Val v, unsigned op) {
    return s->ins[v].op == op && s->ins[v].block == s->block;
}

bool sel_once(const Select *s, Val v, unsigned op) {
    return s->ins[v].op == op && s->ins[v].block == s->block && s->ins[v].uses == 1;
}

bool sel_wanted(const Select *s, Val v) {
    return s->regs[v] != 0;
}

Reg sel_def(Select *s, Val v) {
    if (s->regs[v] == 0) {
        unsigned type = s->ins[v].type;
        s->regs[v] = mir_reg(s->m, type_class(type), type_width(type));
    }
    return s->regs[v];
}

/* The instructions of a value that has no operands but constants. */
static void make_constant(Select *s, Val v, Reg to) {
    const Ins *i = &s->ins[v];
    MIns *out;
    switch (i->op) {
    case OP_CONST:
        sel_const(s, type_width(i->type), to, i->imm);
        break;
    case OP_FCONST:
        sel_fconst(s, type_width(i->type), to, (uint64_t)i->imm);
        break;
    case OP_ADDR:
        out = sel_put(s, A_LADDR, 8, to, 0, 0);
        out->sym = i->sym;
        out->disp = (int32_t)i->imm;
        if (out->disp != i->imm) {
            Reg base = sel_temp(s, 8);
            Reg offset = sel_temp(s, 8);
            out->disp = 0;
            out->def = base;
            sel_const(s, 8, offset, i->imm);
            sel_put(s, A_ADD, 8, to, base, offset);
        }
        break;
    case OP_SLOT:
        out = sel_put(s, A_LEA, 8, to, 0, 0);
        out->slot = i->sym;
        out->disp = (int32_t)i->imm;
        break;
    default: /* OP_BLOCKADDR */
        if (s->f->blocks[i->imm].symbol != 0) {
            out = sel_put(s, A_LADDR, 8, to, 0, 0);
            out->sym = s->f->blocks[i->imm].symbol;
        } else {
            out = sel_put(s, A_BADDR, 8, to, 0, 0);
            out->target = s->f->blocks[i->imm].order;
        }
        break;
    }
}

/* Constants are made where they are used, unless one of an outer loop or of this block can serve. */
static bool is_repeated(const Select *s, Val v) {
    const Ins *i = &s->ins[v];
    if (s->f->level == 0 || i->uses <= 1)
        return true;
    if (i->block == s->block || s->f->blocks[i->block].depth < s->depth)
        return false;
    switch (i->op) {
    case OP_CONST:
        return a64_const_cost((uint64_t)i->imm, type_width(i->type)) == 1;
    case OP_SLOT:
        return true;
    case OP_FCONST:
        return a64_fmov8((uint64_t)i->imm, type_width(i->type)) >= 0;
    default:
        return false;
    }
}

Reg sel_use(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    while ((i->op == OP_COPY || i->op == OP_TRUNC)) {
        v = i->a;
        i = &s->ins[v];
    }
    if (i->op >= OP_CONST && i->op <= OP_BLOCKADDR && s->regs[v] == 0 && is_repeated(s, v)) {
        Reg r = mir_reg(s->m, type_class(i->type), type_width(i->type));
        make_constant(s, v, r);
        return r;
    }
    return sel_def(s, v);
}

Reg sel_use_or_zero(Select *s, Val v) {
    int64_t value;
    if (sel_is_const(s, v, &value) && value == 0)
        return R_ZR;
    return sel_use(s, v);
}

/* ---- instructions ---- */

static void put_jump(Select *s, Block to) {
    sel_put(s, A_B, 0, 0, 0, 0)->target = s->f->blocks[to].order;
}

/* A jump through a table; the operand is below imm (target/switch.c). */
static void select_switch(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    const BlockData *b = &s->f->blocks[i->block];
    A64Table *t = arena_get(s->m->arena, sizeof *t);
    MIns *out;
    Reg index;
    uint32_t n;
    t->count = (uint32_t)i->imm;
    t->targets = arena_get(s->m->arena, t->count * sizeof t->targets[0]);
    for (n = 0; n < t->count; n++)
        t->targets[n] = s->f->blocks[b->succ[0]].order;
    for (n = 0; n < i->count; n += 3) {
        const uint32_t *item = &s->f->lists[i->list + n];
        t->targets[item[0]] = s->f->blocks[b->succ[item[2]]].order;
    }
    index = sel_use(s, i->a);
    out = sel_put(s, A_JTAB, 8, 0, index, 0);
    out->imm = (int64_t)(uintptr_t)t;
}

static void select_terminator(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    const BlockData *b = &s->f->blocks[i->block];
    switch (i->op) {
    case OP_JUMP:
        put_jump(s, b->succ[0]);
        break;
    case OP_BRANCH:
        sel_branch(s, v);
        put_jump(s, b->succ[1]);
        break;
    case OP_SWITCH:
        select_switch(s, v);
        break;
    case OP_IJUMP: {
        Reg to = sel_use(s, i->a);
        sel_put(s, A_BR, 8, 0, to, 0);
        break;
    }
    case OP_RET:
        sel_ret(s, v);
        break;
    default: /* TRAP, UNREACHABLE: gcc's number for __builtin_trap */
        sel_imm(s, A_BRK, 0, 0, 0, 1000);
        break;
    }
}

/* Operations whose group is made only if the result is asked for. */
static void select_value(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    switch (i->op) {
    case OP_CONST:
    case OP_FCONST:
    case OP_ADDR:
    case OP_SLOT:
    case OP_BLOCKADDR:
        make_constant(s, v, s->regs[v]);
        break;
    case OP_ICMP:
    case OP_FCMP:
    case OP_SELECT:
        sel_cond_value(s, v);
        break;
    case OP_FADD:
    case OP_FSUB:
    case OP_FMUL:
    case OP_FDIV:
    case OP_FNEG:
    case OP_FABS:
    case OP_FSQRT:
    case OP_SITOF:
    case OP_UITOF:
    case OP_FTOSI:
    case OP_FTOUI:
    case OP_FEXT:
    case OP_FTRUNC:
    case OP_BITCAST:
        sel_float(s, v);
        break;
    case OP_LOAD:
        sel_load(s, v);
        break;
    case OP_FRAMEADDR:
    case OP_RETADDR:
    case OP_CFA:
        sel_frame(s, v);
        break;
    default:
        sel_int(s, v);
        break;
    }
}

static void select_ins(Select *s, Val v) {
    const Ins *i = &s->ins[v];
    switch (i->op) {
    case OP_NOP:
    case OP_PHI:
    case OP_COPY:
    case OP_TRUNC:
        break;
    case OP_PARAM:
        sel_param(s, v);
        break;
    case OP_STORE:
        sel_store(s, v);
        break;
    case OP_MEMCPY:
        sel_memcpy(s, v);
        break;
    case OP_MEMZERO:
        sel_memzero(s, v);
        break;
    case OP_LDADD:
    case OP_LDSUB:
    case OP_LDMUL:
    case OP_LDDIV:
    case OP_LDNEG:
    case OP_LDABS:
    case OP_LDCMP:
    case OP_LDFROM:
    case OP_LDTO:
        sel_quad(s, v);
        break;
    case OP_CALL:
        sel_call(s, v);
        break;
    case OP_RESULT:
        sel_result(s, v);
        break;
    case OP_ALLOCA:
        sel_frame(s, v);
        break;
    case OP_VASTART:
        sel_vastart(s, v);
        break;
    case OP_SYSCALL:
        sel_syscall(s, v);
        break;
    case OP_JUMP:
    case OP_BRANCH:
    case OP_SWITCH:
    case OP_IJUMP:
    case OP_RET:
    case OP_TRAP:
    case OP_UNREACHABLE:
        select_terminator(s, v);
        break;
    default:
        if (sel_wanted(s, v) || (i->op == OP_LOAD && (i->flags & IF_VOLATILE) != 0))
            select_value(s, v);
        break;
    }
}

/* ---- groups and blocks ---- */

static void end_group(Select *s, uint32_t first) {
    if (s->made_count == first)
        return;
    s->groups = grow(s->groups, s->group_count, &s->group_room, sizeof s->groups[0]);
    s->groups[s->group_count].first = first;
    s->groups[s->group_count].count = s->made_count - first;
    s->group_count++;
}

/* The operands that the phis of the successors have for this block; constants are made here. */
static void ask_phi_operands(Select *s, const BlockData *b) {
    uint32_t n, k;
    for (n = 0; n < b->succ_count; n++) {
        const BlockData *to = &s->f->blocks[b->succ[n]];
        MBlock *mb = &s->m->blocks[to->order];
        uint32_t phi = 0;
        Val v;
        for (v = to->first; v != 0 && s->ins[v].op == OP_PHI; v = s->ins[v].next, phi++)
            for (k = 0; k < to->pred_count; k++)
                if (to->pred[k] == s->block && mb->phis[phi].source[k] == 0)
                    mb->phis[phi].source[k] = sel_use(s, s->f->lists[s->ins[v].list + k]);
    }
}

static void select_block(Select *s, Block block) {
    const BlockData *b = &s->f->blocks[block];
    uint32_t first;
    Val v;
    s->block = block;
    s->depth = b->depth;
    s->tail = 0;
    for (v = b->last; v != 0; v = s->ins[v].prev) {
        first = s->made_count;
        s->loc = s->ins[v].loc;
        select_ins(s, v);
        end_group(s, first);
        if (v == b->last) {
            first = s->made_count;
            ask_phi_operands(s, b);
            end_group(s, first);
        }
    }
    if (block == 1 && s->va_used) {
        first = s->made_count;
        s->loc = s->f->loc;
        sel_va_save(s);
        end_group(s, first);
    }
}

static uint32_t *block_numbers(Select *s, const Block *list, uint32_t count) {
    uint32_t *numbers = arena_get(s->m->arena, (count + 1) * sizeof numbers[0]);
    uint32_t n;
    for (n = 0; n < count; n++)
        numbers[n] = s->f->blocks[list[n]].order;
    return numbers;
}

/* Blocks stand in reverse post-order. */
static void make_blocks(Select *s) {
    MFunc *m = s->m;
    uint32_t n;
    m->block_count = s->f->order_count;
    m->blocks = arena_get(m->arena, (m->block_count + 1) * sizeof m->blocks[0]);
    for (n = 0; n < s->f->order_count; n++) {
        const BlockData *b = &s->f->blocks[s->f->order[n]];
        MBlock *mb = &m->blocks[b->order];
        uint32_t phi = 0;
        Val v;
        mb->succ = block_numbers(s, b->succ, b->succ_count);
        mb->pred = block_numbers(s, b->pred, b->pred_count);
        mb->succ_count = b->succ_count;
        mb->pred_count = b->pred_count;
        mb->depth = b->depth;
        mb->symbol = b->symbol;
        for (v = b->first; v != 0 && s->ins[v].op == OP_PHI; v = s->ins[v].next)
            mb->phi_count++;
        if (mb->phi_count == 0)
            continue;
        mb->phis = arena_get(m->arena, mb->phi_count * sizeof mb->phis[0]);
        for (v = b->first; phi < mb->phi_count; v = s->ins[v].next, phi++) {
            mb->phis[phi].def = sel_def(s, v);
            mb->phis[phi].source = arena_get(m->arena, b->pred_count * sizeof(Reg));
        }
    }
}

/* Copies the groups, which stand from last to first, in their order. `ends` are the numbers of groups there
   were after each block. */
static void assemble(Select *s, const uint32_t *ends) {
    MFunc *m = s->m;
    uint32_t n, g;
    if (m->ins_room < s->made_count) {
        m->ins_room = s->made_count + s->made_count / 2;
        free(m->ins);
        m->ins = allocate(m->ins_room * sizeof m->ins[0]);
    }
    m->ins_count = 0;
    for (n = 1; n <= m->block_count; n++) {
        MBlock *b = &m->blocks[n];
        uint32_t begin = n == m->block_count ? 0 : ends[n + 1];
        b->first = m->ins_count;
        for (g = ends[n]; g > begin; g--) {
            const Group *group = &s->groups[g - 1];
            memcpy(&m->ins[m->ins_count], &s->made[group->first], group->count * sizeof m->ins[0]);
            m->ins_count += group->count;
        }
        b->count = m->ins_count - b->first;
    }
}

void a64_select(MFunc *m, IrFunc *f) {
    Select s = {0};
    uint32_t *ends;
    uint32_t n;
    s.m = m;
    s.f = f;
    s.ins = f->ins;
    s.regs = arena_get(m->arena, f->ins_count * sizeof s.regs[0]);
    s.form = arena_get(m->arena, f->ins_count);
    ends = arena_get(m->arena, (f->order_count + 2) * sizeof ends[0]);
    make_blocks(&s);
    for (n = f->order_count; n > 0; n--) {
        Block b = f->order[n - 1];
        select_block(&s, b);
        ends[f->blocks[b].order] = s.group_count;
    }
    assemble(&s, ends);
    free(s.made);
    free(s.groups);
}
