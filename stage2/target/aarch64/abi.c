/* The calling convention: "Procedure Call Standard for the Arm 64-bit Architecture" (AAPCS64), clause 6.8.2
   and appendix on variable arguments, as Linux uses it. AbiState's ints, floats and stack are NGRN, NSRN
   and NSAA; rules are cited by their names there. */
#include "aarch64.h"

#define REGISTERS 8

static uint32_t align_up(uint32_t value, uint32_t align) {
    return (value + align - 1) & ~(align - 1);
}

/* The natural alignment as far as it matters: 16 or not. */
static uint32_t stack_align(const AbiType *type) {
    return type->align >= 16 ? 16 : 8;
}

/* A homogeneous floating-point aggregate (6.4.5.1): 1 to 4 members of one floating type without padding.
   Returns their number, or 0, and their size. A floating scalar counts as one. */
static unsigned homogeneous(const AbiType *type, unsigned *size) {
    unsigned covered = 0;
    unsigned count;
    uint32_t i;
    if (type->kind == ABI_FLOAT || type->kind == ABI_LDOUBLE) {
        *size = (unsigned)type->size;
        return 1;
    }
    if (type->kind != ABI_AGGREGATE || type->field_count == 0 || type->too_many || type->unaligned ||
        type->size == 0 || type->size > 64)
        return 0;
    *size = type->fields[0].size;
    if (type->size % *size != 0 || type->size / *size > 4)
        return 0;
    count = (unsigned)(type->size / *size);
    for (i = 0; i < type->field_count; i++) {
        const AbiField *f = &type->fields[i];
        if (f->kind == ABI_INT || f->kind != type->fields[0].kind || f->size != *size ||
            f->offset % *size != 0)
            return 0;
        covered |= 1U << (f->offset / *size);
    }
    return covered == (1U << count) - 1 ? count : 0;
}

static void add_piece(AbiPass *pass, unsigned where, unsigned type, unsigned mem, Reg reg, uint32_t offset,
                      uint32_t size) {
    ArgLoc *loc = &pass->piece[pass->count];
    loc->where = (uint8_t)where;
    loc->type = (uint8_t)type;
    loc->mem = (uint8_t)mem;
    loc->reg = (uint8_t)reg;
    loc->offset = 0;
    loc->size = size;
    loc->align = 0;
    pass->offset[pass->count] = offset;
    pass->count++;
}

/* Members of floating type in v registers from `first`. */
static void float_pieces(AbiPass *pass, unsigned count, unsigned size, unsigned first) {
    unsigned i;
    for (i = 0; i < count; i++) {
        if (size == 16)
            add_piece(pass, ARG_QUAD, IR_I64, MEM_64, R_V(first + i), 16 * i, 16);
        else
            add_piece(pass, ARG_FLOAT, size == 8 ? IR_F64 : IR_F32, size == 8 ? MEM_F64 : MEM_F32,
                      R_V(first + i), size * i, size);
    }
}

/* How a scalar integer lies in memory. */
static unsigned int_mem(const AbiType *type) {
    switch (type->size) {
    case 1:
        return type->is_unsigned ? MEM_U8 : MEM_S8;
    case 2:
        return type->is_unsigned ? MEM_U16 : MEM_S16;
    case 4:
        return MEM_32;
    default:
        return MEM_64;
    }
}

/* A scalar integer, or an aggregate of up to 16 bytes, in x registers from `first`. */
static void int_pieces(AbiPass *pass, const AbiType *type, unsigned first) {
    uint32_t at;
    if (type->kind == ABI_INT) {
        add_piece(pass, ARG_INT, type->size == 8 ? IR_I64 : IR_I32, int_mem(type), R_X(first), 0,
                  (uint32_t)type->size);
        return;
    }
    for (at = 0; at < type->size; at += 8) {
        uint32_t left = (uint32_t)type->size - at;
        add_piece(pass, ARG_INT, IR_I64, MEM_64, R_X(first + at / 8), at, left < 8 ? left : 8);
    }
}

/* C.4, C.14 to C.17: what does not fit goes to memory as a whole. */
static void to_stack(AbiState *state, const AbiType *type, AbiPass *pass) {
    uint32_t align = stack_align(type);
    ArgLoc *loc = &pass->piece[0];
    state->stack = align_up(state->stack, align);
    if (type->kind == ABI_AGGREGATE || type->kind == ABI_LDOUBLE) {
        add_piece(pass, ARG_BLOCK, IR_I64, MEM_64, 0, 0, (uint32_t)type->size);
        loc->align = align;
    } else if (type->kind == ABI_FLOAT) {
        add_piece(pass, ARG_STACK, type->size == 8 ? IR_F64 : IR_F32, type->size == 8 ? MEM_F64 : MEM_F32, 0,
                  0, (uint32_t)type->size);
    } else {
        add_piece(pass, ARG_STACK, type->size == 8 ? IR_I64 : IR_I32, int_mem(type), 0, 0,
                  (uint32_t)type->size);
    }
    loc->offset = state->stack;
    state->stack += align_up((uint32_t)type->size, 8);
}

static const AbiType pointer_type = {.kind = ABI_INT, .is_unsigned = true, .size = 8, .align = 8};

/* B.4: larger aggregates are passed by reference to a copy. */
static bool by_reference(const AbiType *type) {
    unsigned size;
    return type->kind == ABI_AGGREGATE && type->size > 16 && homogeneous(type, &size) == 0;
}

void a64_argument(AbiState *state, const AbiType *type, bool named, AbiPass *pass) {
    unsigned size = 0;
    unsigned count;
    uint32_t words;
    (void)named; /* unnamed arguments travel as named ones */
    pass->by_reference = by_reference(type);
    pass->in_memory = false;
    pass->count = 0;
    if (pass->by_reference)
        type = &pointer_type;
    if (type->size == 0)
        return; /* GNU C's empty structures are not passed */
    count = homogeneous(type, &size);
    if (count != 0) {
        if (state->floats + count <= REGISTERS) { /* C.1, C.2 */
            float_pieces(pass, count, size, state->floats);
            state->floats += count;
            return;
        }
        state->floats = REGISTERS; /* C.3 */
        to_stack(state, type, pass);
        return;
    }
    if (type->align >= 16) /* C.10 */
        state->ints = align_up(state->ints, 2);
    words = ((uint32_t)type->size + 7) / 8;
    if (state->ints + words <= REGISTERS) { /* C.9, C.12 */
        int_pieces(pass, type, state->ints);
        state->ints += words;
        return;
    }
    state->ints = REGISTERS; /* C.13 */
    to_stack(state, type, pass);
}

/* 6.9: as the first argument would be, or to the address in x8. */
void a64_result(const AbiType *type, AbiPass *pass) {
    unsigned size;
    unsigned count;
    pass->by_reference = false;
    pass->in_memory = by_reference(type);
    pass->count = 0;
    if (pass->in_memory || type->kind == ABI_VOID || type->size == 0)
        return;
    count = homogeneous(type, &size);
    if (count != 0)
        float_pieces(pass, count, size, 0);
    else
        int_pieces(pass, type, 0);
}

void a64_result_pointer(AbiState *state, ArgLoc *loc) {
    (void)state;
    loc->where = ARG_INT;
    loc->type = IR_I64;
    loc->mem = MEM_64;
    loc->reg = R_X(8);
    loc->offset = 0;
    loc->size = 8;
    loc->align = 8;
}

/* ---- va_arg ---- */

/* struct __va_list (AAPCS64, 10.1.5). */
enum { VA_STACK = 0, VA_GR_TOP = 8, VA_VR_TOP = 16, VA_GR_OFFS = 24, VA_VR_OFFS = 28 };

static Block new_block(IrFunc *f) {
    Block b = ir_block(f);
    f->blocks[b].sealed = true; /* all its predecessors are made here */
    return b;
}

static Val add_const(IrFunc *f, IrType type, Val a, int64_t value) {
    return ir_op2(f, OP_ADD, type, a, ir_const(f, type, value));
}

static Val round_up(IrFunc *f, IrType type, Val a, int64_t align) {
    a = add_const(f, type, a, align - 1);
    return ir_op2(f, OP_AND, type, a, ir_const(f, type, -align));
}

/* Members that were saved 16 bytes apart, next to each other in a slot. */
static Val gather(IrFunc *f, Val from, unsigned count, unsigned size) {
    unsigned mem = size == 8 ? MEM_F64 : MEM_F32;
    uint32_t slot = ir_slot(f, count * size, size);
    Val to = ir_slot_addr(f, slot, 0);
    unsigned i;
    for (i = 0; i < count; i++)
        ir_store(f, (IrMem)mem, to, i * size, ir_load(f, (IrMem)mem, from, i * 16, 0), 0);
    return to;
}

/* The next argument on the stack. */
static Val from_stack(IrFunc *f, Val list, const AbiType *type) {
    Val at = ir_load(f, MEM_64, list, VA_STACK, 0);
    if (stack_align(type) == 16)
        at = round_up(f, IR_I64, at, 16);
    ir_store(f, MEM_64, list, VA_STACK, add_const(f, IR_I64, at, (int64_t)((type->size + 7) & ~7UL)), 0);
    return at;
}

Val a64_va_arg(IrFunc *f, Val list, const AbiType *type) {
    bool reference = by_reference(type);
    unsigned size = 0;
    unsigned count;
    int64_t offset_at, bytes;
    uint32_t operands[2];
    Block try_registers, in_register, on_stack, join;
    Val offset, next, at;
    if (reference)
        type = &pointer_type;
    if (f->current == 0 || type->size == 0)
        return f->current == 0 ? 0 : ir_load(f, MEM_64, list, VA_STACK, 0);
    count = homogeneous(type, &size);
    offset_at = count != 0 ? VA_VR_OFFS : VA_GR_OFFS;
    bytes = count != 0 ? 16 * (int64_t)count : (int64_t)((type->size + 7) & ~7UL);
    try_registers = new_block(f);
    in_register = new_block(f);
    on_stack = new_block(f);
    join = new_block(f);
    offset = ir_load(f, MEM_32, list, offset_at, 0);
    ir_branch(f, ir_cmp(f, OP_ICMP, COND_SGE, offset, ir_const(f, IR_I32, 0)), on_stack, try_registers);

    f->current = try_registers;
    if (count == 0 && type->align >= 16)
        offset = round_up(f, IR_I32, offset, 16);
    next = add_const(f, IR_I32, offset, bytes);
    ir_store(f, MEM_32, list, offset_at, next, 0);
    ir_branch(f, ir_cmp(f, OP_ICMP, COND_SGT, next, ir_const(f, IR_I32, 0)), on_stack, in_register);

    f->current = in_register;
    at = ir_load(f, MEM_64, list, count != 0 ? VA_VR_TOP : VA_GR_TOP, 0);
    at = ir_op2(f, OP_ADD, IR_I64, at, ir_op1(f, OP_SEXT, IR_I64, offset, 32));
    if (count > 1 && size < 16)
        at = gather(f, at, count, size);
    operands[0] = at;
    ir_jump(f, join);

    f->current = on_stack;
    operands[1] = from_stack(f, list, type);
    ir_jump(f, join);

    f->current = join;
    at = ir_list(f, OP_PHI, IR_I64, 0, 0, operands, 2);
    return reference ? ir_load(f, MEM_64, at, 0, 0) : at;
}
