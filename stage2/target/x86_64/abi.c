/* The calling convention: System V ABI for AMD64, 3.2.3 and 3.5.7 (abi.h). */
#include "regs.h"

#include <string.h>

const Reg x86_int_args[6] = {RDI, RSI, RDX, RCX, R8, R9};

#define INT_ARGS 6
#define FLOAT_ARGS 8

/* Classes of an eightbyte. */
typedef enum Class { NO_CLASS, INTEGER, SSE, X87, X87UP, MEMORY } Class;

/* ---- classification ---- */

static Class merge(Class a, Class b) {
    if (a == b || b == NO_CLASS)
        return a;
    if (a == NO_CLASS)
        return b;
    if (a == MEMORY || b == MEMORY)
        return MEMORY;
    if (a == INTEGER || b == INTEGER)
        return INTEGER;
    if (a == X87 || a == X87UP || b == X87 || b == X87UP)
        return MEMORY;
    return SSE;
}

/* The classes of both eightbytes; MEMORY in the first if the object is passed in memory. */
static void classify_aggregate(const AbiType *type, Class *classes) {
    classes[0] = NO_CLASS;
    classes[1] = NO_CLASS;
    if (type->size > 16 || type->unaligned) {
        classes[0] = MEMORY;
        return;
    }
    for (uint32_t i = 0; i < type->field_count; i++) {
        const AbiField *field = &type->fields[i];
        uint32_t at = field->offset / 8;
        if (at > 1)
            continue;
        if (field->kind == ABI_LDOUBLE) {
            classes[0] = merge(classes[0], X87);
            classes[1] = merge(classes[1], X87UP);
        } else {
            Class cls = field->kind == ABI_FLOAT ? SSE : INTEGER;
            classes[at] = merge(classes[at], cls);
            if (at == 0 && field->offset + field->size > 8) /* a unit of a bit-field or a 16-byte integer */
                classes[1] = merge(classes[1], cls);
        }
    }
    if (classes[0] == MEMORY || classes[1] == MEMORY || (classes[1] == X87UP && classes[0] != X87))
        classes[0] = MEMORY;
}

static void classify(const AbiType *type, Class *classes) {
    classes[0] = NO_CLASS;
    classes[1] = NO_CLASS;
    switch (type->kind) {
    case ABI_INT:
        classes[0] = INTEGER;
        break;
    case ABI_FLOAT:
        classes[0] = SSE;
        break;
    case ABI_LDOUBLE:
        classes[0] = X87;
        classes[1] = X87UP;
        break;
    case ABI_AGGREGATE:
        classify_aggregate(type, classes);
        break;
    default:
        break;
    }
}

static bool is_register_class(Class cls) {
    return cls == INTEGER || cls == SSE;
}

/* ---- pieces ---- */

static void int_piece(ArgLoc *loc, Reg reg, uint64_t size) {
    loc->where = ARG_INT;
    loc->reg = (uint8_t)reg;
    loc->size = (uint32_t)size;
    loc->type = size > 4 ? IR_I64 : IR_I32;
    loc->mem = size > 4 ? MEM_64 : size > 2 ? MEM_32 : size == 2 ? MEM_U16 : MEM_U8;
}

static void float_piece(ArgLoc *loc, Reg reg, uint64_t size) {
    loc->where = ARG_FLOAT;
    loc->reg = (uint8_t)reg;
    loc->size = (uint32_t)size;
    loc->type = size > 4 ? IR_F64 : IR_F32;
    loc->mem = size > 4 ? MEM_F64 : MEM_F32;
}

/* The piece for eightbyte `part`; one that is all padding has none. */
static void add_piece(AbiPass *pass, const AbiType *type, unsigned part, Class cls, Reg reg) {
    ArgLoc *loc = &pass->piece[pass->count];
    uint64_t size = type->size - 8 * part;
    if (size > 8)
        size = 8;
    pass->offset[pass->count] = 8 * part;
    pass->count++;
    if (cls == INTEGER)
        int_piece(loc, reg, size);
    else
        float_piece(loc, reg, size);
}

/* ---- arguments ---- */

static void stack_argument(AbiState *state, const AbiType *type, AbiPass *pass) {
    ArgLoc *loc = &pass->piece[0];
    uint32_t align = type->align < 8 ? 8 : type->align;
    if (type->kind == ABI_LDOUBLE)
        align = 16;
    state->stack = (state->stack + align - 1) & ~(align - 1);
    pass->count = 1;
    if (type->kind == ABI_INT) {
        int_piece(loc, 0, type->size);
        loc->where = ARG_STACK;
        if (type->size <= 4)
            loc->mem = MEM_32;
    } else if (type->kind == ABI_FLOAT) {
        float_piece(loc, 0, type->size);
        loc->where = ARG_STACK;
    } else {
        loc->where = ARG_BLOCK;
        loc->type = IR_I64;
        loc->mem = MEM_64;
        loc->size = (uint32_t)type->size;
        loc->align = align;
    }
    loc->offset = state->stack;
    state->stack += (uint32_t)((type->size + 7) & ~(uint64_t)7);
}

void x86_argument(AbiState *state, const AbiType *type, bool named, AbiPass *pass) {
    Class classes[2];
    uint32_t ints = 0;
    uint32_t floats = 0;
    (void)named;
    memset(pass, 0, sizeof *pass);
    classify(type, classes);
    if (classes[0] == NO_CLASS && classes[1] == NO_CLASS)
        return; /* empty, or all of it padding */
    for (unsigned i = 0; i < 2; i++) {
        ints += classes[i] == INTEGER;
        floats += classes[i] == SSE;
    }
    if (classes[0] == MEMORY || classes[0] == X87 || state->ints + ints > INT_ARGS || state->floats + floats > FLOAT_ARGS) {
        stack_argument(state, type, pass);
        return;
    }
    for (unsigned i = 0; i < 2; i++) {
        if (classes[i] == INTEGER)
            add_piece(pass, type, i, INTEGER, x86_int_args[state->ints++]);
        else if (classes[i] == SSE)
            add_piece(pass, type, i, SSE, XMM0 + state->floats++);
    }
}

/* ---- results ---- */

void x86_result(const AbiType *type, AbiPass *pass) {
    static const Reg int_results[2] = {RAX, RDX};
    Class classes[2];
    uint32_t ints = 0;
    uint32_t floats = 0;
    memset(pass, 0, sizeof *pass);
    classify(type, classes);
    if (classes[0] == MEMORY) {
        pass->in_memory = true;
        return;
    }
    if (classes[0] == X87) {
        pass->count = 1;
        pass->piece[0].where = ARG_X87;
        pass->piece[0].type = IR_I64;
        pass->piece[0].mem = MEM_64;
        pass->piece[0].size = 16;
        return;
    }
    for (unsigned i = 0; i < 2; i++) {
        if (classes[i] == INTEGER)
            add_piece(pass, type, i, INTEGER, int_results[ints++]);
        else if (classes[i] == SSE)
            add_piece(pass, type, i, SSE, XMM0 + floats++);
    }
}

void x86_result_pointer(AbiState *state, ArgLoc *loc) {
    memset(loc, 0, sizeof *loc);
    int_piece(loc, x86_int_args[state->ints], 8);
    state->ints++;
}

/* ---- va_arg (3.5.7) ---- */

enum { GP_OFFSET = 0, FP_OFFSET = 4, OVERFLOW_AREA = 8, SAVE_AREA = 16, INT_BYTES = 48, SAVE_BYTES = 176 };

static Block new_block(IrFunc *f) {
    Block b = ir_block(f);
    f->blocks[b].sealed = true; /* no variable is read before its edges are there */
    return b;
}

static Val add(IrFunc *f, Val address, Val offset) {
    return ir_op2(f, OP_ADD, IR_I64, address, ir_op1(f, OP_ZEXT, IR_I64, offset, 32));
}

/* The next argument on the stack. */
static Val overflow_argument(IrFunc *f, Val list, const AbiType *type) {
    Val area = ir_load(f, MEM_64, list, OVERFLOW_AREA, 0);
    uint32_t align = type->kind == ABI_LDOUBLE ? 16 : type->align;
    Val next;
    if (align > 8) {
        area = ir_op2(f, OP_ADD, IR_I64, area, ir_const(f, IR_I64, align - 1));
        area = ir_op2(f, OP_AND, IR_I64, area, ir_const(f, IR_I64, -(int64_t)align));
    }
    next = ir_op2(f, OP_ADD, IR_I64, area, ir_const(f, IR_I64, (int64_t)((type->size + 7) & ~(uint64_t)7)));
    ir_store(f, MEM_64, list, OVERFLOW_AREA, next, 0);
    return area;
}

/* Branches to `full` if fewer than `count` registers are left. */
static Val check_left(IrFunc *f, Val list, int64_t field, uint32_t limit, Block full) {
    Val offset = ir_load(f, MEM_32, list, field, 0);
    Val cond = ir_cmp(f, OP_ICMP, COND_ULE, offset, ir_const(f, IR_I32, limit));
    Block go_on = new_block(f);
    ir_branch(f, cond, go_on, full);
    f->current = go_on;
    return offset;
}

/* The argument in the save area: in place if its parts lie together there, else a copy. */
static Val saved_argument(IrFunc *f, Val list, const AbiType *type, const Class *classes, Val ints, Val floats) {
    Val save = ir_load(f, MEM_64, list, SAVE_AREA, 0);
    Val copy;
    if (ints == 0 && classes[1] == NO_CLASS)
        return add(f, save, floats);
    if (floats == 0)
        return add(f, save, ints);
    copy = ir_slot_addr(f, ir_slot(f, 16, 8), 0);
    for (unsigned i = 0; i < 2; i++) {
        bool is_int = classes[i] == INTEGER;
        Val from = add(f, save, is_int ? ints : floats);
        Val part = ir_load(f, MEM_64, from, !is_int && i == 1 && classes[0] == SSE ? 16 : 0, 0);
        ir_store(f, MEM_64, copy, 8 * i, part, 0);
    }
    (void)type;
    return copy;
}

Val x86_va_arg(IrFunc *f, Val list, const AbiType *type) {
    Class classes[2];
    uint32_t int_count = 0;
    uint32_t float_count = 0;
    Val ints = 0;
    Val floats = 0;
    uint32_t found[2];
    Block full;
    Block join;
    classify(type, classes);
    if (f->current == 0 || !is_register_class(classes[0]))
        return overflow_argument(f, list, type);
    for (unsigned i = 0; i < 2; i++) {
        int_count += classes[i] == INTEGER;
        float_count += classes[i] == SSE;
    }
    full = new_block(f);
    join = new_block(f);
    if (int_count != 0)
        ints = check_left(f, list, GP_OFFSET, INT_BYTES - 8 * int_count, full);
    if (float_count != 0)
        floats = check_left(f, list, FP_OFFSET, SAVE_BYTES - 16 * float_count, full);
    found[0] = saved_argument(f, list, type, classes, ints, floats);
    if (int_count != 0)
        ir_store(f, MEM_32, list, GP_OFFSET,
                 ir_op2(f, OP_ADD, IR_I32, ints, ir_const(f, IR_I32, 8 * int_count)), 0);
    if (float_count != 0)
        ir_store(f, MEM_32, list, FP_OFFSET,
                 ir_op2(f, OP_ADD, IR_I32, floats, ir_const(f, IR_I32, 16 * float_count)), 0);
    ir_jump(f, join);
    f->current = full;
    found[1] = overflow_argument(f, list, type);
    ir_jump(f, join);
    f->current = join;
    return ir_list(f, OP_PHI, IR_I64, 0, 0, found, 2);
}
