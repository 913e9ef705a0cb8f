/* Random functions (generate.h): structured control flow with bounded loops, integer and floating operations of
   all kinds, slots and global memory read and written in all widths, copies, calls. */
#include "generate.h"

#include <string.h>

#define VARIABLES 10
#define POOL 64
#define SLOTS 4

typedef struct Generator {
    IrFunc *f;
    uint64_t state;
    bool plain;
    Ssa *ssa;
    uint32_t variables[VARIABLES]; /* of ssa, or slots */
    IrType types[VARIABLES];
    uint32_t slots[SLOTS];
    uint32_t counters; /* slots or variables of loops are made when needed */
    Val pool[POOL];    /* recent values that are known here */
    unsigned pool_count;
    unsigned depth;
    unsigned budget;   /* statements left */
    uint32_t int_locs[4];
    uint32_t long_locs[4];
} Generator;

static uint32_t pick(Generator *g, uint32_t below) {
    g->state = g->state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((g->state >> 33) % below);
}

static int64_t number(Generator *g) {
    static const int64_t special[] = {0, 1, -1, 2, 3, 4, 5, 7, 8, 10, 15, 16, 31, 32, 63, 64, 100, 127, 128, 255, 256,
                                      1000, 32767, 32768, 65535, 65536, 2147483647, -2147483648LL, 4294967295LL,
                                      4294967296LL, -8, -3, -128, -32768, INT64_MAX, INT64_MIN, 0xff00, 641};
    return special[pick(g, sizeof special / sizeof special[0])];
}

/* ---- the two ways to make an instruction ---- */

static Val constant(Generator *g, IrType type, int64_t value) {
    if (type == IR_F32 || type == IR_F64) {
        static const uint64_t f64s[] = {0, 0x3ff0000000000000U, 0xbff8000000000000U, 0x4000000000000000U,
                                        0x8000000000000000U, 0x40c3880000000000U, 0x3fb999999999999aU};
        static const uint32_t f32s[] = {0, 0x3f800000, 0xbfc00000, 0x40000000, 0x80000000, 0x461c4000, 0x3dcccccd};
        return ir_fconst(g->f, type, type == IR_F32 ? f32s[(uint64_t)value % 7] : f64s[(uint64_t)value % 7]);
    }
    return ir_const(g->f, type, value);
}

static Val one(Generator *g, IrOp op, IrType type, Val a, unsigned sub) {
    if (!g->plain)
        return ir_op1(g->f, op, type, a, sub);
    return ir_emit3(g->f, op, type, a, 0, 0, sub);
}

static Val two(Generator *g, IrOp op, IrType type, Val a, Val b) {
    return g->plain ? ir_emit(g->f, op, type, a, b, 0) : ir_op2(g->f, op, type, a, b);
}

static Val compare(Generator *g, IrOp op, IrCond cond, Val a, Val b) {
    return g->plain ? ir_emit3(g->f, op, IR_I32, a, b, 0, cond) : ir_cmp(g->f, op, cond, a, b);
}

static Val load(Generator *g, unsigned mem, Val address, int64_t offset) {
    Val v;
    if (!g->plain)
        return ir_load(g->f, (IrMem)mem, address, offset, 0);
    v = ir_emit(g->f, OP_LOAD, mem_type((IrMem)mem), address, 0, offset);
    g->f->ins[v].sub = (uint8_t)mem;
    return v;
}

static void store(Generator *g, unsigned mem, Val address, int64_t offset, Val value) {
    Val v;
    if (!g->plain) {
        ir_store(g->f, (IrMem)mem, address, offset, value, 0);
        return;
    }
    v = ir_emit(g->f, OP_STORE, IR_VOID, address, value, offset);
    g->f->ins[v].sub = (uint8_t)mem;
}

static IrMem mem_of(IrType type) {
    return type == IR_I32 ? MEM_32 : type == IR_I64 ? MEM_64 : type == IR_F32 ? MEM_F32 : MEM_F64;
}

static Val get(Generator *g, unsigned n) {
    if (!g->plain)
        return ssa_read(g->ssa, g->variables[n], g->f->current);
    return load(g, mem_of(g->types[n]), ir_slot_addr(g->f, g->variables[n], 0), 0);
}

static void set(Generator *g, unsigned n, Val v) {
    if (!g->plain)
        ssa_write(g->ssa, g->variables[n], g->f->current, v);
    else
        store(g, mem_of(g->types[n]), ir_slot_addr(g->f, g->variables[n], 0), 0, v);
}

static Block block(Generator *g, bool sealed) {
    Block b = ir_block(g->f);
    if (sealed && g->plain)
        g->f->blocks[b].sealed = true;
    return b;
}

static void seal(Generator *g, Block b) {
    if (!g->plain)
        ssa_seal(g->ssa, b);
}

/* ---- values ---- */

static IrType any_type(Generator *g) {
    static const uint8_t types[] = {IR_I32, IR_I32, IR_I32, IR_I64, IR_I64, IR_I64, IR_F64, IR_F32};
    return (IrType)types[pick(g, 8)];
}

static Val value(Generator *g, IrType type);

static Val integer(Generator *g, IrType type) {
    static const uint8_t ops[] = {OP_ADD, OP_ADD, OP_SUB, OP_SUB, OP_MUL, OP_AND, OP_OR, OP_XOR};
    static const uint8_t shifts[] = {OP_SHL, OP_SHR, OP_SAR};
    static const uint8_t divisions[] = {OP_SDIV, OP_UDIV, OP_SREM, OP_UREM};
    static const uint8_t widths[] = {8, 16, 32};
    IrType other;
    Val a;
    Val b;
    switch (pick(g, 12)) {
    case 0:
        a = value(g, type);
        b = pick(g, 3) == 0 ? value(g, IR_I32) : constant(g, IR_I32, pick(g, 70));
        return two(g, (IrOp)shifts[pick(g, 3)], type, a, b);
    case 1:
        a = value(g, type);
        if (pick(g, 3) == 0) {
            b = two(g, OP_OR, type, value(g, type), constant(g, type, 1));
            b = two(g, OP_AND, type, b, constant(g, type, 0xffff));
        } else {
            int64_t d = number(g);
            if (type == IR_I32)
                d = (int32_t)d;
            b = constant(g, type, d == 0 || d == -1 ? 12 : d);
        }
        return two(g, (IrOp)divisions[pick(g, 4)], type, a, b);
    case 2: {
        IrCond cond = (IrCond)pick(g, 10);
        other = pick(g, 2) != 0 ? IR_I32 : IR_I64;
        a = value(g, other);
        b = pick(g, 2) != 0 ? constant(g, other, number(g)) : value(g, other);
        a = compare(g, OP_ICMP, cond, a, b);
        return type == IR_I32 ? a : one(g, OP_ZEXT, type, a, 32);
    }
    case 3: {
        static const uint8_t conds[] = {COND_EQ, COND_NE, COND_SLT, COND_SGE, COND_SLE, COND_SGT,
                                        COND_NLT, COND_NGE, COND_NLE, COND_NGT};
        IrCond cond = (IrCond)conds[pick(g, 10)];
        other = pick(g, 2) != 0 ? IR_F32 : IR_F64;
        a = value(g, other);
        b = value(g, other);
        a = compare(g, OP_FCMP, cond, a, b);
        return type == IR_I32 ? a : one(g, OP_ZEXT, type, a, 32);
    }
    case 4:
    case 5: {
        unsigned width = widths[pick(g, 3)];
        IrOp op = pick(g, 2) != 0 ? OP_SEXT : OP_ZEXT;
        a = value(g, pick(g, 2) != 0 ? IR_I32 : IR_I64);
        return one(g, op, type, a, width);
    }
    case 6:
        if (type == IR_I32)
            return one(g, OP_TRUNC, IR_I32, value(g, IR_I64), 0);
        return two(g, pick(g, 2) != 0 ? OP_UMULH : OP_SMULH, IR_I64, value(g, IR_I64), value(g, IR_I64));
    case 7:
        a = value(g, type);
        switch (pick(g, 5)) {
        case 0: return one(g, OP_NEG, type, a, 0);
        case 1: return one(g, OP_NOT, type, a, 0);
        case 2: return one(g, OP_POPCOUNT, type, a, 0);
        case 3: return one(g, OP_BSWAP, type, a, type == IR_I64 ? 64 : pick(g, 2) != 0 ? 16 : 32);
        default: return one(g, OP_CTZ, type, two(g, OP_OR, type, a, constant(g, type, 256)), 0);
        }
    case 8:
        a = value(g, IR_I32);
        b = value(g, type);
        if (g->plain)
            return ir_emit3(g->f, OP_SELECT, type, a, b, value(g, type), 0);
        return ir_select(g->f, type, a, b, value(g, type));
    default:
        a = value(g, type);
        b = pick(g, 2) != 0 ? constant(g, type, number(g)) : value(g, type);
        return pick(g, 4) != 0 ? two(g, (IrOp)ops[pick(g, 8)], type, a, b)
                               : two(g, (IrOp)ops[pick(g, 8)], type, b, a);
    }
}

static Val floating(Generator *g, IrType type) {
    static const uint8_t ops[] = {OP_FADD, OP_FSUB, OP_FMUL, OP_FDIV};
    IrType other = type == IR_F32 ? IR_F64 : IR_F32;
    Val a;
    switch (pick(g, 8)) {
    case 0: return one(g, pick(g, 2) != 0 ? OP_FNEG : OP_FABS, type, value(g, type), 0);
    case 1: return one(g, pick(g, 2) != 0 ? OP_SITOF : OP_UITOF, type, value(g, pick(g, 2) != 0 ? IR_I32 : IR_I64), 0);
    case 2: return one(g, type == IR_F32 ? OP_FTRUNC : OP_FEXT, type, value(g, other), 0);
    default:
        a = value(g, type);
        return two(g, (IrOp)ops[pick(g, 4)], type, a, value(g, type));
    }
}

static Val value(Generator *g, IrType type) {
    if (g->depth > 3 || pick(g, 3) == 0) {
        if (pick(g, 4) == 0)
            return constant(g, type, number(g));
        if (g->pool_count != 0 && pick(g, 2) == 0) {
            unsigned start = pick(g, g->pool_count);
            for (unsigned k = 0; k < g->pool_count; k++) {
                Val v = g->pool[(start + k) % g->pool_count];
                if (g->f->ins[v].type == type)
                    return v;
            }
        }
        for (unsigned n = pick(g, VARIABLES), k = 0; k < VARIABLES; k++, n = (n + 1) % VARIABLES) {
            if (g->types[n] == type)
                return get(g, n);
        }
    }
    g->depth++;
    {
        Val v = type == IR_I32 || type == IR_I64 ? integer(g, type) : floating(g, type);
        g->depth--;
        return v;
    }
}

static void remember(Generator *g, Val v) {
    if (g->pool_count < POOL)
        g->pool[g->pool_count++] = v;
}

/* ---- statements ---- */

static Val address(Generator *g, int64_t *offset) {
    uint32_t n = pick(g, 8);
    Val base;
    *offset = pick(g, 6) == 0 ? pick(g, 48) : 8 * pick(g, 6);
    if (n < 3)
        base = ir_slot_addr(g->f, g->slots[pick(g, SLOTS)], 0);
    else
        base = ir_addr(g->f, 1 + pick(g, 2), pick(g, 2) != 0 ? 8 : 0);
    if (n == 7) /* somewhere inside */
        base = two(g, OP_ADD, IR_I64, base,
                   one(g, OP_ZEXT, IR_I64, two(g, OP_AND, IR_I32, value(g, IR_I32), constant(g, IR_I32, 8)), 32));
    else if (pick(g, 4) == 0)
        base = two(g, OP_ADD, IR_I64, base, constant(g, IR_I64, 4));
    return base;
}

static void memory_statement(Generator *g) {
    static const uint8_t mems[] = {MEM_S8, MEM_U8, MEM_S16, MEM_U16, MEM_32, MEM_64, MEM_32, MEM_64, MEM_F32, MEM_F64};
    unsigned mem = mems[pick(g, 10)];
    int64_t offset;
    int64_t offset2;
    Val a;
    Val b;
    switch (pick(g, 8)) {
    case 0: {
        int64_t size = 8 * (1 + pick(g, 3));
        a = ir_slot_addr(g->f, g->slots[pick(g, SLOTS)], 0);
        b = pick(g, 2) != 0 ? ir_slot_addr(g->f, g->slots[pick(g, SLOTS)], 0) : ir_addr(g->f, 1, 64);
        if (pick(g, 2) != 0)
            size = 64;
        ir_emit(g->f, OP_MEMCPY, IR_VOID, a, b, size);
        break;
    }
    case 1:
        ir_emit(g->f, OP_MEMZERO, IR_VOID, ir_slot_addr(g->f, g->slots[pick(g, SLOTS)], 0), 0, pick(g, 2) != 0 ? 64 : 16);
        break;
    case 2:
    case 3:
    case 4:
        a = address(g, &offset);
        store(g, mem, a, offset, value(g, mem_type((IrMem)mem)));
        break;
    default:
        a = address(g, &offset2);
        remember(g, load(g, mem, a, offset2));
        break;
    }
}

static void call_statement(Generator *g) {
    uint32_t operands[8];
    uint32_t count = pick(g, 4);
    Val call;
    Val r;
    for (uint32_t k = 0; k < count; k++) {
        bool wide = pick(g, 2) != 0;
        operands[2 * k] = value(g, wide ? IR_I64 : IR_I32);
        operands[2 * k + 1] = wide ? g->long_locs[k] : g->int_locs[k];
    }
    if (pick(g, 8) == 0 && g->f->symbol != 3) { /* a slot's address leaves; the helper's moves by inlining */
        operands[0] = ir_slot_addr(g->f, g->slots[0], 0);
        operands[1] = g->long_locs[0];
        count = count == 0 ? 1 : count;
    }
    if (pick(g, 2) != 0) { /* as generate() declares it */
        operands[0] = value(g, IR_I32);
        operands[1] = g->int_locs[0];
        operands[2] = value(g, IR_I64);
        operands[3] = g->long_locs[1];
        count = 2;
    }
    call = ir_list(g->f, OP_CALL, IR_VOID, 0, 2 + pick(g, 3), operands, 2 * count);
    r = ir_emit(g->f, OP_RESULT, IR_I64, call, 0, g->long_locs[0]);
    set(g, 0, one(g, OP_TRUNC, IR_I32, r, 0));
}

static void statements(Generator *g, unsigned count);

static void if_statement(Generator *g) {
    Val cond = value(g, IR_I32);
    Block yes = block(g, true);
    Block no = block(g, true);
    Block end = pick(g, 3) != 0 ? block(g, true) : no;
    unsigned pool = g->pool_count;
    if (g->plain) {
        Block from = g->f->current;
        ir_emit(g->f, OP_BRANCH, IR_VOID, cond, 0, 0);
        ir_add_edge(g->f, from, yes, 0);
        ir_add_edge(g->f, from, no, 0);
    } else {
        ir_branch(g->f, cond, yes, no);
    }
    seal(g, yes);
    g->f->current = yes;
    statements(g, 1 + pick(g, 3));
    ir_jump(g->f, end);
    g->pool_count = pool;
    if (end != no) {
        seal(g, no);
        g->f->current = no;
        statements(g, 1 + pick(g, 3));
        ir_jump(g->f, end);
        g->pool_count = pool;
    }
    seal(g, end);
    g->f->current = end;
}

static void loop_statement(Generator *g) {
    unsigned n = VARIABLES - 1 - pick(g, 2); /* I32, only counters of loops: inner ones may end outer ones early */
    Block head = block(g, false);
    Block body = block(g, true);
    Block end = block(g, true);
    unsigned pool = g->pool_count;
    Val saved[POOL];
    Val cond;
    memcpy(saved, g->pool, sizeof saved);
    set(g, n, constant(g, IR_I32, 1 + pick(g, 4)));
    ir_jump(g->f, head);
    g->f->current = head;
    g->pool_count = 0;
    cond = compare(g, OP_ICMP, COND_SGT, get(g, n), constant(g, IR_I32, 0));
    if (g->plain) {
        ir_emit(g->f, OP_BRANCH, IR_VOID, cond, 0, 0);
        ir_add_edge(g->f, head, body, 0);
        ir_add_edge(g->f, head, end, 0);
    } else {
        ir_branch(g->f, cond, body, end);
    }
    seal(g, body);
    g->f->current = body;
    statements(g, 1 + pick(g, 4));
    set(g, n, two(g, OP_SUB, IR_I32, get(g, n), constant(g, IR_I32, 1)));
    ir_jump(g->f, head);
    seal(g, head);
    seal(g, end);
    g->f->current = end;
    g->pool_count = pool;
    memcpy(g->pool, saved, sizeof saved);
}

static void switch_statement(Generator *g) {
    Block targets[8];
    Block blocks[4];
    int64_t values[8];
    Block end = block(g, true);
    Val v = two(g, OP_AND, IR_I32, value(g, IR_I32), constant(g, IR_I32, 7));
    unsigned pool = g->pool_count;
    unsigned kinds = 1 + pick(g, 4);
    unsigned cases = 1 + pick(g, 8);
    for (unsigned k = 0; k < kinds; k++)
        blocks[k] = block(g, true);
    for (unsigned k = 0; k < cases; k++) {
        values[k] = k;
        targets[k] = blocks[pick(g, kinds)];
    }
    ir_switch(g->f, v, end, values, targets, cases);
    for (unsigned k = 0; k < kinds; k++) {
        if (g->f->blocks[blocks[k]].pred_count == 0 && !g->plain) {
            /* A folded switch leaves blocks that nobody comes to. */
        }
        seal(g, blocks[k]);
        g->f->current = blocks[k];
        statements(g, 1 + pick(g, 2));
        ir_jump(g->f, end);
        g->pool_count = pool;
    }
    seal(g, end);
    g->f->current = end;
}

static void give_back(Generator *g) {
    uint32_t operands[2];
    operands[0] = value(g, IR_I64);
    operands[1] = g->long_locs[0];
    ir_ret(g->f, operands, 2);
}

static void early_return(Generator *g) {
    Val cond = value(g, IR_I32);
    Block yes = block(g, true);
    Block no = block(g, true);
    unsigned pool = g->pool_count;
    if (g->plain) {
        Block from = g->f->current;
        ir_emit(g->f, OP_BRANCH, IR_VOID, cond, 0, 0);
        ir_add_edge(g->f, from, yes, 0);
        ir_add_edge(g->f, from, no, 0);
    } else {
        ir_branch(g->f, cond, yes, no);
    }
    seal(g, yes);
    seal(g, no);
    g->f->current = yes;
    give_back(g);
    g->pool_count = pool;
    g->f->current = no;
}

static void statement(Generator *g) {
    unsigned n;
    switch (pick(g, 12)) {
    case 0:
    case 1: if_statement(g); break;
    case 2: loop_statement(g); break;
    case 3: switch_statement(g); break;
    case 4: call_statement(g); break;
    case 5:
    case 6:
    case 7: memory_statement(g); break;
    case 8:
        if (pick(g, 4) == 0) {
            early_return(g);
            break;
        }
        /* fall through */
    case 9: remember(g, value(g, any_type(g))); break;
    default:
        n = pick(g, VARIABLES - 2);
        set(g, n, value(g, g->types[n]));
        break;
    }
}

static void statements(Generator *g, unsigned count) {
    while (count-- > 0 && g->budget > 0) {
        g->budget--;
        statement(g);
    }
}

static uint32_t place(IrFunc *f, ArgWhere where, IrType type, unsigned reg) {
    ArgLoc l;
    memset(&l, 0, sizeof l);
    l.where = (uint8_t)where;
    l.type = (uint8_t)type;
    l.reg = (uint8_t)reg;
    return ir_loc(f, &l);
}

void generate(IrFunc *f, Obj *obj, uint32_t own, uint64_t seed, bool plain, unsigned size) {
    Generator g;
    memset(&g, 0, sizeof g);
    g.f = f;
    g.state = seed * 0x9e3779b97f4a7c15U + 12345;
    g.plain = plain;
    g.budget = size;
    ir_begin(f, obj, obj->symbols[own].name, own);
    f->level = 2;
    for (unsigned k = 0; k < 4; k++) {
        g.int_locs[k] = place(f, ARG_INT, IR_I32, k + 1);
        g.long_locs[k] = place(f, ARG_INT, IR_I64, k + 1);
    }
    f->params = grow(f->params, 0, &(size_t){f->param_room}, sizeof f->params[0]);
    if (f->param_room < 16)
        f->param_room = 16;
    f->param_count = 2;
    f->params[0] = g.int_locs[0];
    f->params[1] = g.long_locs[1];
    g.ssa = plain ? NULL : ssa_new(f);
    for (unsigned n = 0; n < SLOTS; n++)
        g.slots[n] = ir_slot(f, 64, 8);
    {
        Val a = ir_emit(f, OP_PARAM, IR_I32, 0, 0, 0);
        Val b = ir_emit(f, OP_PARAM, IR_I64, 0, 0, 1);
        static const uint8_t types[VARIABLES] = {IR_I32, IR_I64, IR_I32, IR_I64, IR_F64, IR_F32, IR_I32, IR_I64,
                                                 IR_I32, IR_I32};
        for (unsigned n = 0; n < VARIABLES; n++) {
            g.types[n] = (IrType)types[n];
            g.variables[n] = plain ? ir_slot(f, 8, 8) : ssa_variable(g.ssa, g.types[n]);
        }
        set(&g, 0, a);
        set(&g, 1, b);
        remember(&g, a);
        remember(&g, b);
    }
    for (unsigned n = 0; n < SLOTS && own == 3; n++) /* inlined in a loop, its slots are not new each time */
        ir_emit(f, OP_MEMZERO, IR_VOID, ir_slot_addr(f, g.slots[n], 0), 0, 64);
    while (g.budget > 0)
        statements(&g, 4);
    give_back(&g);
    if (g.ssa != NULL)
        ssa_free(g.ssa);
}
