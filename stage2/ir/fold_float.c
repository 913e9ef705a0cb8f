/* Simplification of floating operations (fold.h): with the exact arithmetic of num, and only where IEC 60559
   allows no other result. Nothing is reassociated, and NaNs are left to the machine, whose choice of sign
   and payload differs from target to target. */
#include "fold.h"

#include "../num/num.h"

#define SIGN32 0x80000000U
#define SIGN64 0x8000000000000000U

static const Ins *at(const IrFunc *f, Val v) {
    return &f->ins[ir_source(f, v)];
}

static FloatKind kind_of(unsigned type) {
    return type == IR_F32 ? FLOAT_SINGLE : FLOAT_DOUBLE;
}

static bool float_value(const IrFunc *f, Val v, Float *out) {
    const Ins *i = at(f, v);
    out->lo = (uint64_t)i->imm;
    out->hi = 0;
    return i->op == OP_FCONST && !float_is_nan(kind_of(i->type), out);
}

static Val result(IrFunc *f, unsigned type, const Float *value) {
    return float_is_nan(kind_of(type), value) ? 0 : ir_fconst(f, (IrType)type, value->lo);
}

static uint64_t one(unsigned type) {
    return type == IR_F32 ? 0x3f800000U : 0x3ff0000000000000U;
}

static uint64_t sign(unsigned type) {
    return type == IR_F32 ? SIGN32 : SIGN64;
}

static Val from_int(IrFunc *f, unsigned op, unsigned type, Val a) {
    const Ins *i = at(f, a);
    uint64_t value = (uint64_t)i->imm;
    Float r;
    if (i->op != OP_CONST)
        return 0;
    if (op == OP_UITOF && i->type == IR_I32)
        value = (uint32_t)value;
    float_from_int(kind_of(type), value, op == OP_UITOF, &r);
    return result(f, type, &r);
}

static Val to_int(IrFunc *f, unsigned op, unsigned type, Val a) {
    FloatKind kind = kind_of(at(f, a)->type);
    uint64_t r;
    Float x;
    if (!float_value(f, a, &x) || !float_to_int(kind, &x, op == OP_FTOUI, type == IR_I64 ? 64 : 32, &r))
        return 0;
    return ir_const(f, (IrType)type, (int64_t)r);
}

Val fold_float1(IrFunc *f, unsigned op, unsigned type, Val a) {
    const Ins *i = at(f, a);
    Float x;
    Float r;
    switch (op) {
    case OP_FNEG:
        if (i->op == OP_FCONST)
            return ir_fconst(f, (IrType)type, (uint64_t)i->imm ^ sign(type));
        return i->op == OP_FNEG ? ir_source(f, i->a) : 0;
    case OP_FABS:
        if (i->op == OP_FCONST)
            return ir_fconst(f, (IrType)type, (uint64_t)i->imm & ~sign(type));
        if (i->op == OP_FABS)
            return ir_source(f, a);
        return i->op == OP_FNEG ? ir_op1(f, OP_FABS, (IrType)type, i->a, 0) : 0;
    case OP_SITOF:
    case OP_UITOF:
        return from_int(f, op, type, a);
    case OP_FTOSI:
    case OP_FTOUI:
        return to_int(f, op, type, a);
    case OP_FEXT:
    case OP_FTRUNC:
        if (op == OP_FTRUNC && i->op == OP_FEXT)
            return ir_source(f, i->a);
        if (!float_value(f, a, &x))
            return 0;
        float_convert(kind_of(type), kind_of(i->type), &x, &r);
        return result(f, type, &r);
    case OP_BITCAST:
        if (i->op == OP_BITCAST)
            return ir_source(f, i->a);
        if (i->op == OP_CONST)
            return ir_fconst(f, (IrType)type, (uint64_t)i->imm);
        if (i->op == OP_FCONST)
            return ir_const(f, (IrType)type, i->imm);
        return 0;
    default:
        return 0;
    }
}

/* 1 / x is exact: x is a power of two whose reciprocal is a normal number. */
static bool exact_reciprocal(unsigned type, uint64_t bits, uint64_t *out) {
    unsigned fraction = type == IR_F32 ? 23 : 52;
    uint64_t top = type == IR_F32 ? 254 : 2046; /* twice the bias */
    uint64_t exponent = (bits & ~sign(type)) >> fraction;
    if ((bits & (((uint64_t)1 << fraction) - 1)) != 0 || exponent == 0 || exponent >= top)
        return false;
    *out = (bits & sign(type)) | (top - exponent) << fraction;
    return true;
}

static Val with_constant(IrFunc *f, unsigned op, unsigned type, Val a, uint64_t c) {
    uint64_t inverse;
    if ((op == OP_FMUL || op == OP_FDIV) && c == one(type))
        return ir_source(f, a);
    if ((op == OP_FADD && c == sign(type)) || (op == OP_FSUB && c == 0)) /* x + -0.0, x - 0.0 */
        return ir_source(f, a);
    if (op == OP_FDIV && exact_reciprocal(type, c, &inverse))
        return ir_op2(f, OP_FMUL, (IrType)type, a, ir_fconst(f, (IrType)type, inverse));
    return 0;
}

Val fold_float2(IrFunc *f, unsigned op, unsigned type, Val a, Val b) {
    FloatKind kind = kind_of(type);
    Float x;
    Float y;
    Float r;
    if (op < OP_FADD || op > OP_FDIV || !float_value(f, b, &y)) {
        if (op == OP_FSUB && float_value(f, a, &x) && x.lo == sign(type))
            return ir_op1(f, OP_FNEG, (IrType)type, b, 0);
        return 0;
    }
    if (!float_value(f, a, &x))
        return with_constant(f, op, type, a, y.lo);
    if (op == OP_FADD)
        float_add(kind, &x, &y, &r);
    else if (op == OP_FSUB)
        float_sub(kind, &x, &y, &r);
    else if (op == OP_FMUL)
        float_mul(kind, &x, &y, &r);
    else
        float_div(kind, &x, &y, &r);
    return result(f, type, &r);
}

Val fold_fcmp(IrFunc *f, IrCond cond, Val a, Val b) {
    bool not = cond == COND_NE || cond >= COND_NLT;
    FloatOrder order;
    Float x;
    Float y;
    bool yes;
    if (!float_value(f, a, &x) || !float_value(f, b, &y))
        return 0;
    order = float_compare(kind_of(at(f, a)->type), &x, &y);
    switch (not ? cond_not(cond, true) : cond) {
    case COND_EQ: yes = order == FLOAT_EQUAL; break;
    case COND_SLT: yes = order == FLOAT_LESS; break;
    case COND_SLE: yes = order == FLOAT_LESS || order == FLOAT_EQUAL; break;
    case COND_SGT: yes = order == FLOAT_GREATER; break;
    default: yes = order == FLOAT_GREATER || order == FLOAT_EQUAL; break;
    }
    return ir_const(f, IR_I32, yes != not);
}
