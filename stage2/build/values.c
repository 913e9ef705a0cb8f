/* Types of values, constants and conversions (C11 6.3). */
#include "internal.h"

#define STORE_STEPS 32 /* in search of a store */
#define COPIED_AS_STORED 32 /* bytes of an object */

bool in_memory(const Type *type) {
    return type->kind == TY_LDOUBLE || type->kind == TY_ARRAY || is_aggregate(type);
}

IrType value_type(const Builder *b, const Type *type) {
    (void)b;
    if (type->kind == TY_ERROR || type->kind == TY_VOID)
        return IR_VOID;
    if (type->kind == TY_FLOAT)
        return IR_F32;
    if (type->kind == TY_DOUBLE)
        return IR_F64;
    if (is_integer(type) && type->size <= 4)
        return IR_I32;
    return IR_I64;
}

IrMem memory_type(const Builder *b, const Type *type) {
    bool is_signed = !is_unsigned(b->types, type);
    if (type->kind == TY_FLOAT)
        return MEM_F32;
    if (type->kind == TY_DOUBLE)
        return MEM_F64;
    if (type->size == 1)
        return is_signed ? MEM_S8 : MEM_U8;
    if (type->size == 2)
        return is_signed ? MEM_S16 : MEM_U16;
    return type->size == 4 ? MEM_32 : MEM_64;
}

uint32_t log2_of(uint64_t power) {
    uint32_t n = 0;
    while (n < 63 && (uint64_t)1 << (n + 1) <= power)
        n++;
    return n;
}

Val int_const(Builder *b, int64_t value) {
    return ir_const(b->f, IR_I32, (int32_t)value);
}

Val long_const(Builder *b, int64_t value) {
    return ir_const(b->f, IR_I64, value);
}

Val float_const(Builder *b, const Type *type, const Float *number) {
    unsigned char bytes[16];
    if (type->kind == TY_FLOAT)
        return ir_fconst(b->f, IR_F32, number->lo);
    if (type->kind == TY_DOUBLE)
        return ir_fconst(b->f, IR_F64, number->lo);
    put_u64(bytes, number->lo);
    put_u64(bytes + 8, b->target->facts.long_double == FLOAT_X87 ? number->hi & 0xffff : number->hi);
    return ir_addr(b->f, const_symbol(b->obj, bytes, 16), 0);
}

Val temporary(Builder *b, const Type *type) {
    uint64_t size = type->size == 0 ? 1 : type->size;
    return ir_slot_addr(b->f, ir_slot(b->f, size, type->align), 0);
}

Val offset_address(Builder *b, Val address, int64_t offset) {
    return offset == 0 ? address : ir_op2(b->f, OP_ADD, IR_I64, address, long_const(b, offset));
}

unsigned stored_width(const Builder *b, Val address, int64_t offset, uint64_t size) {
    const Ins *at = &b->f->ins[address];
    Val v = b->f->blocks[b->f->current].last;
    if (at->op != OP_SLOT || b->ssa != NULL)
        return 0;
    for (int steps = 0; v != 0 && steps < STORE_STEPS && b->f->ins[v].op != OP_CALL; steps++) {
        const Ins *i = &b->f->ins[v];
        const Ins *to = &b->f->ins[i->a];
        if (i->op == OP_STORE && to->op == OP_SLOT && to->sym == at->sym &&
            (uint64_t)(to->imm + i->imm - at->imm - offset) < size)
            return mem_bytes((IrMem)i->sub);
        v = i->prev;
    }
    return 0;
}

void copy_bytes(Builder *b, Val to, int64_t to_offset, Val from, int64_t from_offset, uint64_t size, uint32_t align) {
    Val v;
    unsigned width;
    if (size == 0)
        return;
    width = size <= COPIED_AS_STORED ? stored_width(b, from, from_offset, size) : 0;
    if (width >= 4 && size % width == 0) {
        IrMem mem = width == 4 ? MEM_32 : MEM_64;
        for (int64_t done = 0; done < (int64_t)size; done += width) {
            v = ir_load(b->f, mem, from, from_offset + done, 0);
            ir_store(b->f, mem, to, to_offset + done, v, 0);
        }
        return;
    }
    to = offset_address(b, to, to_offset);
    from = offset_address(b, from, from_offset);
    v = ir_emit(b->f, OP_MEMCPY, IR_VOID, to, from, (int64_t)size);
    b->f->ins[v].sub = (uint8_t)log2_of(align);
}

void zero_bytes(Builder *b, Val at, int64_t offset, uint64_t size, uint32_t align) {
    Val v;
    if (size == 0)
        return;
    at = offset_address(b, at, offset);
    v = ir_emit(b->f, OP_MEMZERO, IR_VOID, at, 0, (int64_t)size);
    b->f->ins[v].sub = (uint8_t)log2_of(align);
}

/* ---- conversions ---- */

static bool is_pointer_like(const Type *type) {
    return type->kind == TY_POINTER || type->kind == TY_ARRAY || type->kind == TY_FUNCTION;
}

/* Whether an integer or pointer value is extended without sign. */
static bool extends_unsigned(const Builder *b, const Type *type) {
    return is_pointer_like(type) || is_unsigned(b->types, type);
}

static Val convert_integer(Builder *b, Val v, const Type *from, const Type *to) {
    uint64_t from_size = is_pointer_like(from) ? 8 : from->size;
    uint64_t to_size = is_pointer_like(to) ? 8 : to->size;
    bool from_unsigned = extends_unsigned(b, from);
    bool to_unsigned = extends_unsigned(b, to);
    if (to_size == 8) {
        if (from_size == 8)
            return v;
        return ir_op1(b->f, from_unsigned ? OP_ZEXT : OP_SEXT, IR_I64, v, 32);
    }
    if (from_size == 8)
        v = ir_op1(b->f, OP_TRUNC, IR_I32, v, 0);
    if (to_size == 4)
        return v;
    /* A narrower value that is canonical for its type may be so for the new one, too. */
    if (from_size == to_size && from_unsigned == to_unsigned)
        return v;
    if (from_size < to_size && (from_unsigned || !to_unsigned))
        return v;
    return ir_op1(b->f, to_unsigned ? OP_ZEXT : OP_SEXT, IR_I32, v, 8 * (unsigned)to_size);
}

static Val from_long_double(Builder *b, Val v, const Type *to) {
    bool narrow = is_integer(to) && to->size < 4;
    Val r = ir_emit(b->f, OP_LDTO, value_type(b, to), v, 0, 0);
    b->f->ins[r].sub = !is_floating(to) && !narrow && extends_unsigned(b, to);
    if (narrow)
        r = ir_op1(b->f, is_unsigned(b->types, to) ? OP_ZEXT : OP_SEXT, IR_I32, r, 8 * (unsigned)to->size);
    return r;
}

static Val to_long_double(Builder *b, Val v, const Type *from, const Type *to) {
    Val address = temporary(b, to);
    Val r = ir_emit(b->f, OP_LDFROM, IR_VOID, address, v, 0);
    b->f->ins[r].sub = !is_floating(from) && from->size >= 4 && extends_unsigned(b, from);
    return address;
}

static Val convert_floating(Builder *b, Val v, Type *from, Type *to) {
    IrType type = value_type(b, to);
    if (from->kind == TY_LDOUBLE)
        return from_long_double(b, v, to);
    if (to->kind == TY_LDOUBLE)
        return to_long_double(b, v, from, to);
    if (is_floating(from) && is_floating(to))
        return from->kind == to->kind ? v : ir_op1(b->f, to->kind == TY_DOUBLE ? OP_FEXT : OP_FTRUNC, type, v, 0);
    if (is_floating(to))
        return ir_op1(b->f, from->size >= 4 && extends_unsigned(b, from) ? OP_UITOF : OP_SITOF, type, v, 0);
    if (to->size >= 4)
        return ir_op1(b->f, extends_unsigned(b, to) ? OP_FTOUI : OP_FTOSI, type, v, 0);
    v = ir_op1(b->f, OP_FTOSI, IR_I32, v, 0);
    return ir_op1(b->f, is_unsigned(b->types, to) ? OP_ZEXT : OP_SEXT, IR_I32, v, 8 * (unsigned)to->size);
}

Val truth(Builder *b, Val v, Type *type) {
    static const Float zero = {0, 0};
    if (type->kind == TY_BOOL)
        return v;
    if (type->kind == TY_LDOUBLE) {
        Val r = ir_emit(b->f, OP_LDCMP, IR_I32, v, float_const(b, type, &zero), 0);
        b->f->ins[r].sub = COND_NE;
        return r;
    }
    if (is_floating(type))
        return ir_cmp(b->f, OP_FCMP, COND_NE, v, ir_fconst(b->f, value_type(b, type), 0));
    return ir_cmp(b->f, OP_ICMP, COND_NE, v, ir_const(b->f, value_type(b, type), 0));
}

Val convert_value(Builder *b, Val v, Type *from, Type *to) {
    if (from->kind == TY_ENUM)
        from = from->base;
    if (to->kind == TY_ENUM)
        to = to->base;
    if (to->kind == TY_VOID || to->kind == TY_ERROR || from->kind == TY_ERROR || from->kind == TY_VOID)
        return 0;
    if (is_aggregate(to) || from->kind == to->kind)
        return v;
    if (to->kind == TY_BOOL)
        return truth(b, v, from);
    if (is_floating(from) || is_floating(to))
        return convert_floating(b, v, from, to);
    return convert_integer(b, v, from, to);
}
