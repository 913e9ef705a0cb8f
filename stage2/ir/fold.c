/* Simplification while the IR is made, and again by the passes: constants are folded as the machine would
   compute them (32 and 64 bits, wrapping around), identities applied, conversions and comparisons shortened,
   constant offsets gathered in addresses. Division by zero and INT_MIN / -1 are left to the running program.

   Every rule looks at an operation and the instructions of its operands, a fixed depth down. The result is
   an existing value, or new instructions at the place where ir_emit puts them. Canonical forms: a constant
   stands at the right; x - c is x + -c; a multiplication by a power of two is a shift. */
#include "fold.h"

/* Rules apply rules to what they make. Unreachable code may compute a value from itself: there is an end. */
#define MAX_FOLDING 12
#define MAX_STEPS 16

#define MAX_OFFSET 0x3fffffff /* of what is gathered in an address: half of what a relocation reaches */

static unsigned width(unsigned type) {
    return type == IR_I64 ? 64 : 32;
}

static int64_t narrow(unsigned type, uint64_t value) {
    return type == IR_I64 ? (int64_t)value : (int64_t)(int32_t)(uint32_t)value;
}

/* The value as an unsigned one of its type. */
static uint64_t bits_of(unsigned type, int64_t value) {
    return type == IR_I64 ? (uint64_t)value : (uint32_t)value;
}

static int64_t sign_extend(uint64_t value, unsigned bits) {
    return (int64_t)(value << (64 - bits)) >> (64 - bits);
}

static uint64_t zero_extend(uint64_t value, unsigned bits) {
    return bits == 64 ? value : value & (((uint64_t)1 << bits) - 1);
}

static const Ins *at(const IrFunc *f, Val v) {
    return &f->ins[ir_source(f, v)];
}

bool fold_is_const(const IrFunc *f, Val v, int64_t *value) {
    const Ins *i = at(f, v);
    if (i->op != OP_CONST)
        return false;
    *value = i->imm;
    return true;
}

static bool fits(int64_t offset) {
    return offset >= -MAX_OFFSET && offset <= MAX_OFFSET;
}

static int64_t add64(int64_t a, int64_t b) {
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static int log2_of(uint64_t value) {
    int n = 0;
    if (value == 0 || (value & (value - 1)) != 0)
        return -1;
    while ((value >>= 1) != 0)
        n++;
    return n;
}

/* ---- what is known of a value ---- */

static unsigned bit_count(uint64_t value) {
    unsigned n = 0;
    while (value != 0) {
        value >>= 1;
        n++;
    }
    return n;
}

/* The value is below 2 to this. */
static unsigned zero_bits(const IrFunc *f, Val v, unsigned depth) {
    const Ins *i = at(f, v);
    unsigned all = width(i->type);
    int64_t c;
    unsigned a;
    unsigned b;
    switch (i->op) {
    case OP_CONST:
        return bit_count(bits_of(i->type, i->imm));
    case OP_ICMP:
    case OP_FCMP:
    case OP_LDCMP:
        return 1;
    case OP_LOAD:
        return i->sub == MEM_U8 ? 8 : i->sub == MEM_U16 ? 16 : all;
    case OP_ZEXT:
        a = depth != 0 ? zero_bits(f, i->a, depth - 1) : i->sub;
        return a < i->sub ? a : i->sub;
    case OP_AND:
        if (depth == 0)
            return all;
        a = zero_bits(f, i->a, depth - 1);
        b = zero_bits(f, i->b, depth - 1);
        return a < b ? a : b;
    case OP_OR:
    case OP_XOR:
        if (depth == 0)
            return all;
        a = zero_bits(f, i->a, depth - 1);
        b = zero_bits(f, i->b, depth - 1);
        return a > b ? a : b;
    case OP_SELECT:
        if (depth == 0)
            return all;
        a = zero_bits(f, i->b, depth - 1);
        b = zero_bits(f, i->c, depth - 1);
        return a > b ? a : b;
    case OP_SHR:
        if (depth == 0 || !fold_is_const(f, i->b, &c))
            return all;
        a = zero_bits(f, i->a, depth - 1);
        c &= all - 1;
        return a > (uint64_t)c ? a - (unsigned)c : 0;
    case OP_BSWAP:
        return i->sub == 16 ? 16 : all;
    case OP_CLZ:
    case OP_CTZ:
    case OP_POPCOUNT:
        return 7;
    default:
        return all;
    }
}

/* The value is the sign extension of this many bits. */
static unsigned sign_bits(const IrFunc *f, Val v) {
    const Ins *i = at(f, v);
    unsigned all = width(i->type);
    unsigned zero = zero_bits(f, v, 2);
    int64_t c;
    if (zero < all)
        return zero + 1;
    if (i->op == OP_CONST)
        return bit_count((uint64_t)~i->imm) + 1; /* negative, or zero would be less */
    if (i->op == OP_LOAD && i->sub <= MEM_U16)
        return i->sub == MEM_S8 ? 8 : 16;
    if (i->op == OP_SEXT)
        return i->sub;
    if (i->op == OP_SAR && fold_is_const(f, i->b, &c))
        return all - (unsigned)(c & (all - 1));
    return all;
}

/* A value whose low `bits` bits are the same: what is above them is not asked for. The type may change
   unless `type` is given. */
static Val low_source(const IrFunc *f, Val v, unsigned bits, unsigned type) {
    for (unsigned n = 0; n < MAX_STEPS; n++) {
        const Ins *i;
        int64_t c;
        v = ir_source(f, v);
        i = &f->ins[v];
        if (i->op == OP_SEXT || i->op == OP_ZEXT) {
            if (i->sub < bits)
                return v;
        } else if (i->op == OP_TRUNC) {
            if (bits > 32)
                return v;
        } else if (i->op != OP_AND || !fold_is_const(f, i->b, &c) ||
                   zero_extend((uint64_t)~c, bits) != 0) {
            return v;
        }
        if (type != IR_VOID && f->ins[ir_source(f, i->a)].type != type)
            return v;
        v = i->a;
    }
    return ir_source(f, v);
}

/* ---- constants ---- */

static uint64_t high_product(uint64_t a, uint64_t b) {
    uint64_t al = (uint32_t)a;
    uint64_t ah = a >> 32;
    uint64_t bl = (uint32_t)b;
    uint64_t bh = b >> 32;
    uint64_t middle = ah * bl + (al * bl >> 32);
    uint64_t low = al * bh + (uint32_t)middle;
    return ah * bh + (middle >> 32) + (low >> 32);
}

static bool divide(unsigned op, unsigned type, int64_t a, int64_t b, uint64_t *out) {
    uint64_t ua = bits_of(type, a);
    uint64_t ub = bits_of(type, b);
    if (ub == 0)
        return false;
    if (op == OP_UDIV || op == OP_UREM) {
        *out = op == OP_UDIV ? ua / ub : ua % ub;
        return true;
    }
    if (b == -1 && ua == (uint64_t)1 << (width(type) - 1))
        return false;
    *out = (uint64_t)(op == OP_SDIV ? a / b : a % b);
    return true;
}

bool fold_binary(unsigned op, unsigned type, int64_t a, int64_t b, int64_t *result) {
    uint64_t x = (uint64_t)a;
    uint64_t y = (uint64_t)b;
    unsigned count = (unsigned)(y & (width(type) - 1));
    uint64_t r;
    switch (op) {
    case OP_ADD: r = x + y; break;
    case OP_SUB: r = x - y; break;
    case OP_MUL: r = x * y; break;
    case OP_UMULH: r = high_product(x, y); break;
    case OP_SMULH: r = high_product(x, y) - (a < 0 ? y : 0) - (b < 0 ? x : 0); break;
    case OP_AND: r = x & y; break;
    case OP_OR: r = x | y; break;
    case OP_XOR: r = x ^ y; break;
    case OP_SHL: r = x << count; break;
    case OP_SHR: r = bits_of(type, a) >> count; break;
    case OP_SAR: r = (uint64_t)(a >> count); break;
    case OP_SDIV:
    case OP_UDIV:
    case OP_SREM:
    case OP_UREM:
        if (!divide(op, type, a, b, &r))
            return false;
        break;
    default:
        return false;
    }
    *result = narrow(type, r);
    return true;
}

bool fold_compare(IrCond cond, unsigned type, int64_t a, int64_t b) {
    uint64_t x = bits_of(type, a);
    uint64_t y = bits_of(type, b);
    switch (cond) {
    case COND_EQ: return a == b;
    case COND_NE: return a != b;
    case COND_SLT: return a < b;
    case COND_SGE: return a >= b;
    case COND_SLE: return a <= b;
    case COND_SGT: return a > b;
    case COND_ULT: return x < y;
    case COND_UGE: return x >= y;
    case COND_ULE: return x <= y;
    default: return x > y;
    }
}

static int64_t fold_bswap(uint64_t value, unsigned bits) {
    uint64_t r = 0;
    for (unsigned n = 0; n < bits; n += 8)
        r = r << 8 | (value >> n & 255);
    return bits == 32 ? narrow(IR_I32, r) : (int64_t)r;
}

static bool fold_count(unsigned op, unsigned type, int64_t a, int64_t *result) {
    uint64_t x = bits_of(type, a);
    unsigned n = 0;
    if (op == OP_POPCOUNT) {
        for (; x != 0; x &= x - 1)
            n++;
    } else if (x == 0) {
        return false;
    } else if (op == OP_CLZ) {
        n = width(type) - bit_count(x);
    } else {
        for (; (x & 1) == 0; x >>= 1)
            n++;
    }
    *result = n;
    return true;
}

/* ---- integers, one operand ---- */

/* An operation that gives the low half of its result from the low halves of its operands. */
static bool works_narrow(unsigned op) {
    return op == OP_ADD || op == OP_SUB || op == OP_MUL || op == OP_AND || op == OP_OR || op == OP_XOR;
}

/* The I32 that an I64 is the extension of, or 0. */
static Val narrow_operand(IrFunc *f, Val v) {
    const Ins *i = at(f, v);
    if ((i->op == OP_SEXT || i->op == OP_ZEXT) && i->sub == 32 && at(f, i->a)->type == IR_I32)
        return ir_source(f, i->a);
    return i->op == OP_CONST ? ir_const(f, IR_I32, i->imm) : 0;
}

/* The low `bits` bits are 0. */
static bool is_shifted_left(const IrFunc *f, Val v, unsigned bits) {
    const Ins *i = at(f, v);
    int64_t c;
    return i->op == OP_SHL && fold_is_const(f, i->b, &c) && (uint64_t)(c & (width(i->type) - 1)) >= bits;
}

static Val fold_trunc(IrFunc *f, Val a) {
    Ins i = *at(f, a);
    if (i.op == OP_CONST)
        return ir_const(f, IR_I32, i.imm);
    if (i.op == OP_SEXT || i.op == OP_ZEXT) {
        if (i.sub < 32)
            return ir_op1(f, (IrOp)i.op, IR_I32, i.a, i.sub);
        if (at(f, i.a)->type == IR_I32)
            return ir_source(f, i.a);
        return ir_op1(f, OP_TRUNC, IR_I32, i.a, 0);
    }
    if (i.op == OP_OR && is_shifted_left(f, i.b, 32))
        return ir_op1(f, OP_TRUNC, IR_I32, i.a, 0);
    if (i.op == OP_OR && is_shifted_left(f, i.a, 32))
        return ir_op1(f, OP_TRUNC, IR_I32, i.b, 0);
    if (works_narrow(i.op)) {
        bool narrow_a = at(f, i.a)->op == OP_SEXT || at(f, i.a)->op == OP_ZEXT;
        bool narrow_b = at(f, i.b)->op == OP_SEXT || at(f, i.b)->op == OP_ZEXT || at(f, i.b)->op == OP_CONST;
        Val x = narrow_a ? narrow_operand(f, i.a) : 0;
        Val y = x != 0 && narrow_b ? narrow_operand(f, i.b) : 0;
        if (y != 0)
            return ir_op2(f, (IrOp)i.op, IR_I32, x, y);
    }
    return 0;
}

/* SEXT and ZEXT of the low `bits` bits of `a` to `type`. */
static Val fold_extend(IrFunc *f, unsigned op, unsigned type, Val a, unsigned bits) {
    const Ins *i = at(f, a);
    unsigned from = i->type;
    unsigned known;
    Val low;
    if (i->op == OP_CONST) {
        uint64_t value = (uint64_t)i->imm;
        return ir_const(f, (IrType)type,
                        op == OP_SEXT ? sign_extend(value, bits) : (int64_t)zero_extend(value, bits));
    }
    low = low_source(f, a, bits, IR_VOID);
    if (low != ir_source(f, a) && !(at(f, low)->type == IR_I64 && type == IR_I32 && bits == 32))
        return ir_op1(f, (IrOp)op, (IrType)type, low, bits);
    known = zero_bits(f, a, 2);
    if (known <= bits && op == OP_ZEXT) {
        if (from == type)
            return ir_source(f, a);
        if (type == IR_I32)
            return ir_op1(f, OP_TRUNC, IR_I32, a, 0);
        if (bits != 32)
            return ir_op1(f, OP_ZEXT, (IrType)type, a, 32);
        return 0;
    }
    if (op == OP_SEXT && known < bits) /* not negative */
        return ir_op1(f, OP_ZEXT, (IrType)type, a, bits < 32 ? bits : 32);
    if (op == OP_SEXT && sign_bits(f, a) <= bits) {
        if (from == type)
            return ir_source(f, a);
        if (type == IR_I32)
            return ir_op1(f, OP_TRUNC, IR_I32, a, 0);
        if (bits != 32)
            return ir_op1(f, OP_SEXT, (IrType)type, a, 32);
        return 0;
    }
    if (type == IR_I32 && bits == 32) /* of an I64: nothing else than its low half */
        return from == IR_I32 ? ir_source(f, a) : ir_op1(f, OP_TRUNC, IR_I32, a, 0);
    i = at(f, a);
    if ((i->op == OP_ZEXT || i->op == OP_SEXT) && i->sub < bits) {
        /* The inner one decides, unless a sign extension to 32 bits is zero-extended. */
        if (i->op == OP_ZEXT || op == OP_SEXT)
            return ir_op1(f, (IrOp)i->op, (IrType)type, i->a, i->sub);
    }
    return 0;
}

static Val fold_unary(IrFunc *f, unsigned op, unsigned type, Val a, unsigned sub) {
    Ins i = *at(f, a);
    int64_t r;
    switch (op) {
    case OP_NEG:
        if (i.op == OP_CONST)
            return ir_const(f, (IrType)type, narrow(type, 0 - (uint64_t)i.imm));
        if (i.op == OP_NEG)
            return ir_source(f, i.a);
        return i.op == OP_SUB ? ir_op2(f, OP_SUB, (IrType)type, i.b, i.a) : 0;
    case OP_NOT:
        if (i.op == OP_CONST)
            return ir_const(f, (IrType)type, ~i.imm);
        return i.op == OP_NOT ? ir_source(f, i.a) : 0;
    case OP_CLZ:
    case OP_CTZ:
    case OP_POPCOUNT:
        if (i.op == OP_CONST && fold_count(op, i.type, i.imm, &r))
            return ir_const(f, (IrType)type, r);
        return 0;
    case OP_BSWAP:
        if (i.op == OP_CONST)
            return ir_const(f, (IrType)type, fold_bswap((uint64_t)i.imm, sub));
        return i.op == OP_BSWAP && i.sub == sub && sub != 16 ? ir_source(f, i.a) : 0;
    case OP_TRUNC:
        return fold_trunc(f, a);
    case OP_SEXT:
    case OP_ZEXT:
        return fold_extend(f, op, type, a, sub);
    case OP_COPY:
        return ir_source(f, a);
    default:
        return fold_float1(f, op, type, a);
    }
}

/* ---- integers, two operands ---- */

/* x + c */
static Val add_const(IrFunc *f, unsigned type, Val a, int64_t c) {
    Ins i = *at(f, a);
    int64_t inner;
    if (c == 0)
        return ir_source(f, a);
    if (i.op == OP_ADDR && fits(add64(i.imm, c)) && fits(c))
        return ir_addr(f, i.sym, i.imm + c);
    if (i.op == OP_SLOT && fits(add64(i.imm, c)) && fits(c))
        return ir_slot_addr(f, i.sym, i.imm + c);
    if (i.op == OP_ADD && fold_is_const(f, i.b, &inner))
        return ir_op2(f, OP_ADD, (IrType)type, i.a, ir_const(f, (IrType)type, add64(inner, c)));
    if (i.op == OP_SUB && fold_is_const(f, i.a, &inner))
        return ir_op2(f, OP_SUB, (IrType)type, ir_const(f, (IrType)type, add64(inner, c)), i.b);
    if (i.op == OP_NOT && c == 1)
        return ir_op1(f, OP_NEG, (IrType)type, i.a, 0);
    return 0;
}

/* v + c. The sum's operands are made in this order whatever compiled samara: C leaves that of arguments open. */
static Val add_constant(IrFunc *f, IrType type, Val v, int64_t c) {
    return ir_op2(f, OP_ADD, type, v, ir_const(f, type, c));
}

static Val fold_add(IrFunc *f, unsigned type, Val a, Val b) {
    Ins x = *at(f, a);
    Ins y = *at(f, b);
    int64_t c;
    if (y.op == OP_CONST)
        return add_const(f, type, a, y.imm);
    if (y.op == OP_NEG)
        return ir_op2(f, OP_SUB, (IrType)type, a, y.a);
    if (x.op == OP_NEG)
        return ir_op2(f, OP_SUB, (IrType)type, b, x.a);
    if (x.op == OP_SUB && ir_source(f, x.b) == ir_source(f, b))
        return ir_source(f, x.a);
    if (y.op == OP_SUB && ir_source(f, y.b) == ir_source(f, a))
        return ir_source(f, y.a);
    /* (x + c) + y: constants go out, where an address can take them. */
    if (x.op == OP_ADD && fold_is_const(f, x.b, &c))
        return add_constant(f, (IrType)type, ir_op2(f, OP_ADD, (IrType)type, x.a, b), c);
    if (y.op == OP_ADD && fold_is_const(f, y.b, &c))
        return add_constant(f, (IrType)type, ir_op2(f, OP_ADD, (IrType)type, a, y.a), c);
    return 0;
}

static Val fold_sub(IrFunc *f, unsigned type, Val a, Val b) {
    Ins x = *at(f, a);
    Ins y = *at(f, b);
    Val sa = ir_source(f, a);
    Val sb = ir_source(f, b);
    int64_t c;
    if (y.op == OP_CONST)
        return ir_op2(f, OP_ADD, (IrType)type, a, ir_const(f, (IrType)type, narrow(type, 0 - (uint64_t)y.imm)));
    if (sa == sb)
        return ir_const(f, (IrType)type, 0);
    if (x.op == OP_CONST && x.imm == 0)
        return ir_op1(f, OP_NEG, (IrType)type, b, 0);
    if (x.op == OP_CONST && y.op == OP_ADD && fold_is_const(f, y.b, &c))
        return ir_op2(f, OP_SUB, (IrType)type,
                      ir_const(f, (IrType)type, narrow(type, (uint64_t)x.imm - (uint64_t)c)), y.a);
    if ((x.op == OP_ADDR || x.op == OP_SLOT) && x.op == y.op && x.sym == y.sym)
        return ir_const(f, (IrType)type, (int64_t)((uint64_t)x.imm - (uint64_t)y.imm));
    if (x.op == OP_ADD && ir_source(f, x.a) == sb)
        return ir_source(f, x.b);
    if (x.op == OP_ADD && ir_source(f, x.b) == sb)
        return ir_source(f, x.a);
    if (y.op == OP_NEG)
        return ir_op2(f, OP_ADD, (IrType)type, a, y.a);
    if (y.op == OP_ADD && ir_source(f, y.a) == sa)
        return ir_op1(f, OP_NEG, (IrType)type, y.b, 0);
    if (x.op == OP_ADD && fold_is_const(f, x.b, &c))
        return add_constant(f, (IrType)type, ir_op2(f, OP_SUB, (IrType)type, x.a, b), c);
    if (y.op == OP_ADD && fold_is_const(f, y.b, &c))
        return add_constant(f, (IrType)type, ir_op2(f, OP_SUB, (IrType)type, a, y.a), narrow(type, 0 - (uint64_t)c));
    return 0;
}

static Val fold_mul(IrFunc *f, unsigned type, Val a, Val b) {
    Ins x = *at(f, a);
    int64_t c;
    int64_t inner;
    int shift;
    if (!fold_is_const(f, b, &c))
        return 0;
    if (c == 0 || c == 1)
        return c == 0 ? ir_source(f, b) : ir_source(f, a);
    if (c == -1)
        return ir_op1(f, OP_NEG, (IrType)type, a, 0);
    shift = log2_of(bits_of(type, c));
    if (shift >= 0)
        return ir_op2(f, OP_SHL, (IrType)type, a, ir_const(f, IR_I32, shift));
    if (x.op == OP_MUL && fold_is_const(f, x.b, &inner))
        return ir_op2(f, OP_MUL, (IrType)type, x.a,
                      ir_const(f, (IrType)type, narrow(type, (uint64_t)inner * (uint64_t)c)));
    if (x.op == OP_SHL && fold_is_const(f, x.b, &inner))
        return ir_op2(f, OP_MUL, (IrType)type, x.a,
                      ir_const(f, (IrType)type, narrow(type, (uint64_t)c << (inner & (width(type) - 1)))));
    if (x.op == OP_NEG)
        return ir_op2(f, OP_MUL, (IrType)type, x.a,
                      ir_const(f, (IrType)type, narrow(type, 0 - (uint64_t)c)));
    if (x.op == OP_ADD && type == IR_I64 && fold_is_const(f, x.b, &inner)) /* an index: a[i + 1] */
        return add_constant(f, IR_I64, ir_op2(f, OP_MUL, IR_I64, x.a, b), (int64_t)((uint64_t)inner * (uint64_t)c));
    return 0;
}

static Val fold_divide(IrFunc *f, unsigned op, unsigned type, Val a, Val b) {
    int64_t c;
    int shift;
    if (!fold_is_const(f, b, &c))
        return 0;
    if (c == 1)
        return op == OP_SDIV || op == OP_UDIV ? ir_source(f, a) : ir_const(f, (IrType)type, 0);
    shift = log2_of(bits_of(type, c));
    f->divides |= c != 0 && (shift < 0 || op == OP_SDIV || op == OP_SREM);
    if (shift < 0)
        return 0;
    if (op == OP_UDIV)
        return ir_op2(f, OP_SHR, (IrType)type, a, ir_const(f, IR_I32, shift));
    if (op == OP_UREM)
        return ir_op2(f, OP_AND, (IrType)type, a, ir_const(f, (IrType)type, add64(c, -1)));
    return 0;
}

static Val fold_and(IrFunc *f, unsigned type, Val a, Val b) {
    Ins x = *at(f, a);
    int64_t c;
    int64_t inner;
    unsigned known;
    if (ir_source(f, a) == ir_source(f, b))
        return ir_source(f, a);
    if (!fold_is_const(f, b, &c))
        return 0;
    if (c == 0 || c == -1)
        return c == 0 ? ir_source(f, b) : ir_source(f, a);
    known = zero_bits(f, a, 2);
    if (known < width(type) && zero_extend((uint64_t)~c, known) == 0)
        return ir_source(f, a);
    if (x.op == OP_AND && fold_is_const(f, x.b, &inner))
        return ir_op2(f, OP_AND, (IrType)type, x.a, ir_const(f, (IrType)type, inner & c));
    if (c == 0xff || c == 0xffff || (c == 0xffffffff && type == IR_I64))
        return ir_op1(f, OP_ZEXT, (IrType)type, a, c == 0xff ? 8 : c == 0xffff ? 16 : 32);
    if ((x.op == OP_SEXT || x.op == OP_ZEXT) && bit_count(bits_of(type, c)) <= x.sub &&
        at(f, x.a)->type == type)
        return ir_op2(f, OP_AND, (IrType)type, x.a, b);
    return 0;
}

static Val fold_or_xor(IrFunc *f, unsigned op, unsigned type, Val a, Val b) {
    Ins x = *at(f, a);
    int64_t c;
    int64_t inner;
    if (ir_source(f, a) == ir_source(f, b))
        return op == OP_OR ? ir_source(f, a) : ir_const(f, (IrType)type, 0);
    if (!fold_is_const(f, b, &c))
        return 0;
    if (c == 0)
        return ir_source(f, a);
    if (c == -1)
        return op == OP_OR ? ir_source(f, b) : ir_op1(f, OP_NOT, (IrType)type, a, 0);
    if (x.op == op && fold_is_const(f, x.b, &inner))
        return ir_op2(f, (IrOp)op, (IrType)type, x.a,
                      ir_const(f, (IrType)type, op == OP_OR ? inner | c : inner ^ c));
    if (op == OP_XOR && c == 1 && x.op == OP_ICMP)
        return ir_cmp(f, OP_ICMP, cond_not((IrCond)x.sub, false), x.a, x.b);
    if (op == OP_XOR && c == 1 && x.op == OP_FCMP)
        return ir_cmp(f, OP_FCMP, cond_not((IrCond)x.sub, true), x.a, x.b);
    return 0;
}

static Val fold_shift(IrFunc *f, unsigned op, unsigned type, Val a, Val b) {
    Ins x = *at(f, a);
    unsigned w = width(type);
    int64_t c;
    int64_t inner;
    if (x.op == OP_CONST && x.imm == 0)
        return ir_source(f, a);
    if (!fold_is_const(f, b, &c)) {
        Ins y = *at(f, b); /* the count is taken modulo the width anyway */
        int64_t mask;
        if (y.op == OP_AND && fold_is_const(f, y.b, &mask) && ((uint64_t)mask & (w - 1)) == w - 1)
            return ir_op2(f, (IrOp)op, (IrType)type, a, y.a);
        return 0;
    }
    if (c != (c & (w - 1)))
        return ir_op2(f, (IrOp)op, (IrType)type, a, ir_const(f, IR_I32, c & (w - 1)));
    if (c == 0)
        return ir_source(f, a);
    if (op == OP_SHR && zero_bits(f, a, 2) <= (uint64_t)c)
        return ir_const(f, (IrType)type, 0);
    if (op == OP_SAR && zero_bits(f, a, 2) < w)
        return ir_op2(f, OP_SHR, (IrType)type, a, b);
    if (x.op == op && fold_is_const(f, x.b, &inner)) {
        inner = (inner & (w - 1)) + c;
        if (inner < (int64_t)w)
            return ir_op2(f, (IrOp)op, (IrType)type, x.a, ir_const(f, IR_I32, inner));
        if (op != OP_SAR)
            return ir_const(f, (IrType)type, 0);
        return ir_op2(f, OP_SAR, (IrType)type, x.a, ir_const(f, IR_I32, w - 1));
    }
    if (op == OP_SHR && x.op == OP_OR && zero_bits(f, x.a, 2) <= (uint64_t)c &&
        is_shifted_left(f, x.b, (unsigned)c)) /* halves put together: the upper one */
        return ir_op2(f, OP_SHR, (IrType)type, x.b, b);
    if (op == OP_SHR && x.op == OP_SHL && fold_is_const(f, x.b, &inner) && inner == c &&
        zero_bits(f, x.a, 2) <= w - (uint64_t)c)
        return ir_source(f, x.a);
    if (op != OP_SHL && x.op == OP_SHL && fold_is_const(f, x.b, &inner) && inner == c) {
        unsigned left = w - (unsigned)c;
        if (left == 8 || left == 16 || left == 32)
            return ir_op1(f, op == OP_SHR ? OP_ZEXT : OP_SEXT, (IrType)type, x.a, left);
    }
    if (op == OP_SHL && type == IR_I64 && x.op == OP_ADD && fold_is_const(f, x.b, &inner))
        return add_constant(f, IR_I64, ir_op2(f, OP_SHL, IR_I64, x.a, b), (int64_t)((uint64_t)inner << c));
    return 0;
}

static Val fold_two(IrFunc *f, unsigned op, unsigned type, Val a, Val b) {
    const Ins *x = at(f, a);
    const Ins *y = at(f, b);
    int64_t r;
    if (x->op == OP_CONST && y->op == OP_CONST && fold_binary(op, type, x->imm, y->imm, &r))
        return ir_const(f, (IrType)type, r);
    switch (op) {
    case OP_ADD: return fold_add(f, type, a, b);
    case OP_SUB: return fold_sub(f, type, a, b);
    case OP_MUL: return fold_mul(f, type, a, b);
    case OP_SDIV:
    case OP_UDIV:
    case OP_SREM:
    case OP_UREM: return fold_divide(f, op, type, a, b);
    case OP_AND: return fold_and(f, type, a, b);
    case OP_OR:
    case OP_XOR: return fold_or_xor(f, op, type, a, b);
    case OP_SHL:
    case OP_SHR:
    case OP_SAR: return fold_shift(f, op, type, a, b);
    case OP_UMULH:
    case OP_SMULH: return y->op == OP_CONST && y->imm == 0 ? ir_source(f, b) : 0;
    default: return fold_float2(f, op, type, a, b);
    }
}

/* ---- comparisons ---- */

static bool is_signed_cond(IrCond cond) {
    return cond >= COND_SLT && cond <= COND_SGT;
}

/* The same question of unsigned numbers. */
static IrCond to_unsigned(IrCond cond) {
    return is_signed_cond(cond) ? (IrCond)(cond + (COND_ULT - COND_SLT)) : cond;
}

/* A comparison of an extended I32: of the I32 itself. */
static Val compare_narrow(IrFunc *f, IrCond cond, Val a, Val b) {
    Ins x = *at(f, a);
    Ins y = *at(f, b);
    bool zero = x.op == OP_ZEXT;
    if (x.type != IR_I64 || (!zero && x.op != OP_SEXT) || x.sub != 32 || at(f, x.a)->type != IR_I32)
        return 0;
    if (y.op == x.op && y.sub == 32 && at(f, y.a)->type == IR_I32)
        return ir_cmp(f, OP_ICMP, zero ? to_unsigned(cond) : cond, x.a, y.a);
    if (y.op != OP_CONST)
        return 0;
    if (zero && (y.imm >> 32) == 0)
        return ir_cmp(f, OP_ICMP, to_unsigned(cond), x.a, ir_const(f, IR_I32, (int32_t)(uint32_t)y.imm));
    if (!zero && y.imm == (int32_t)(uint32_t)y.imm)
        return ir_cmp(f, OP_ICMP, cond, x.a, ir_const(f, IR_I32, y.imm));
    return 0;
}

/* Against a constant, where the range of the value decides, or an easier question has the same answer. */
static Val compare_const(IrFunc *f, IrCond cond, Val a, int64_t c) {
    Ins x = *at(f, a);
    IrType type = (IrType)x.type;
    unsigned known = zero_bits(f, a, 2);
    int64_t inner;
    if (known < width(type)) {
        int64_t max = (int64_t)(((uint64_t)1 << known) - 1);
        bool low = fold_compare(cond, type, 0, c);
        bool high = fold_compare(cond, type, max, c);
        if (cond > COND_NE && low == high)
            return ir_const(f, IR_I32, low);
        if (cond <= COND_NE && (c < 0 || c > max))
            return ir_const(f, IR_I32, cond == COND_NE);
        if (known == 1 && cond <= COND_NE) { /* 0 or 1 */
            bool same = (cond == COND_NE) == (c == 0);
            if (same)
                return type == IR_I32 ? ir_source(f, a) : ir_op1(f, OP_TRUNC, IR_I32, a, 0);
            if (x.op == OP_ICMP || x.op == OP_FCMP)
                return ir_cmp(f, (IrOp)x.op, cond_not((IrCond)x.sub, x.op == OP_FCMP), x.a, x.b);
            if (c == 1)
                return ir_cmp(f, OP_ICMP, cond == COND_EQ ? COND_NE : COND_EQ, a, ir_const(f, type, 0));
        }
    }
    if (cond <= COND_NE) {
        if (x.op == OP_ADD && fold_is_const(f, x.b, &inner))
            return ir_cmp(f, OP_ICMP, cond, x.a,
                          ir_const(f, type, narrow(type, (uint64_t)c - (uint64_t)inner)));
        if (c == 0 && (x.op == OP_SUB || x.op == OP_XOR))
            return ir_cmp(f, OP_ICMP, cond, x.a, x.b);
        if (c == 0 && x.op == OP_NEG)
            return ir_cmp(f, OP_ICMP, cond, x.a, ir_const(f, type, 0));
        if (c == 0 && x.op == OP_SLOT)
            return ir_const(f, IR_I32, cond == COND_NE);
        if (c == 0 && x.op == OP_SHL && zero_bits(f, x.a, 2) < width(type) &&
            fold_is_const(f, x.b, &inner) && zero_bits(f, x.a, 2) + (uint64_t)inner <= width(type))
            return ir_cmp(f, OP_ICMP, cond, x.a, ir_const(f, type, 0));
        return 0;
    }
    if (c == 0) {
        if (cond == COND_ULT || cond == COND_UGE)
            return ir_const(f, IR_I32, cond == COND_UGE);
        if (cond == COND_ULE || cond == COND_UGT)
            return ir_cmp(f, OP_ICMP, cond == COND_ULE ? COND_EQ : COND_NE, a, ir_const(f, type, 0));
    } else if (c == 1) {
        if (cond == COND_ULT || cond == COND_UGE)
            return ir_cmp(f, OP_ICMP, cond == COND_ULT ? COND_EQ : COND_NE, a, ir_const(f, type, 0));
        if (cond == COND_SLT || cond == COND_SGE)
            return ir_cmp(f, OP_ICMP, cond == COND_SLT ? COND_SLE : COND_SGT, a, ir_const(f, type, 0));
    } else if (c == -1) {
        if (cond == COND_SLE || cond == COND_SGT)
            return ir_cmp(f, OP_ICMP, cond == COND_SLE ? COND_SLT : COND_SGE, a, ir_const(f, type, 0));
        if (cond == COND_UGT || cond == COND_ULE)
            return ir_const(f, IR_I32, cond == COND_ULE);
    }
    return 0;
}

static Val fold_icmp(IrFunc *f, IrCond cond, Val a, Val b) {
    const Ins *x = at(f, a);
    const Ins *y = at(f, b);
    Val v;
    if (y->op == OP_CONST) {
        if (x->op == OP_CONST)
            return ir_const(f, IR_I32, fold_compare(cond, x->type, x->imm, y->imm));
        v = compare_const(f, cond, a, y->imm);
        return v != 0 ? v : compare_narrow(f, cond, a, b);
    }
    if (ir_source(f, a) == ir_source(f, b))
        return ir_const(f, IR_I32, fold_compare(cond, IR_I32, 0, 0));
    if (x->op == OP_CONST)
        return ir_cmp(f, OP_ICMP, cond_swap(cond), b, a);
    return compare_narrow(f, cond, a, b);
}

Val fold_select(IrFunc *f, unsigned type, Val cond, Val yes, Val no) {
    Ins i = *at(f, cond);
    int64_t c;
    int64_t d;
    if (i.op == OP_CONST)
        return i.imm != 0 ? ir_source(f, yes) : ir_source(f, no);
    if (ir_source(f, yes) == ir_source(f, no))
        return ir_source(f, yes);
    if (i.op == OP_ICMP && i.sub <= COND_NE && fold_is_const(f, i.b, &c) && c == 0 &&
        at(f, i.a)->type == IR_I32)
        return i.sub == COND_NE ? ir_select(f, (IrType)type, i.a, yes, no)
                                : ir_select(f, (IrType)type, i.a, no, yes);
    if ((type == IR_I32 || type == IR_I64) && fold_is_const(f, yes, &c) && fold_is_const(f, no, &d)) {
        Val v = 0;
        if (c == d)
            return ir_source(f, yes);
        if ((c == 1 && d == 0) || (c == 0 && d == 1))
            v = ir_cmp(f, OP_ICMP, c == 1 ? COND_NE : COND_EQ, cond, ir_const(f, IR_I32, 0));
        if (v != 0 && type == IR_I64)
            v = ir_op1(f, OP_ZEXT, IR_I64, v, 32);
        return v;
    }
    return 0;
}

/* ---- the doors ---- */

Val ir_const(IrFunc *f, IrType type, int64_t value) {
    return ir_emit(f, OP_CONST, type, 0, 0, narrow(type, (uint64_t)value));
}

Val ir_fconst(IrFunc *f, IrType type, uint64_t bits) {
    return ir_emit(f, OP_FCONST, type, 0, 0, (int64_t)(type == IR_F32 ? (uint32_t)bits : bits));
}

Val ir_addr(IrFunc *f, uint32_t symbol, int64_t offset) {
    Val v = ir_emit(f, OP_ADDR, IR_I64, 0, 0, offset);
    f->ins[v].sym = v != 0 ? symbol : 0;
    return v;
}

Val ir_slot_addr(IrFunc *f, uint32_t slot, int64_t offset) {
    Val v = ir_emit(f, OP_SLOT, IR_I64, 0, 0, offset);
    f->ins[v].sym = v != 0 ? slot : 0;
    return v;
}

Val ir_op1(IrFunc *f, IrOp op, IrType type, Val a, unsigned sub) {
    Val v;
    if (f->current == 0)
        return 0;
    a = ir_source(f, a);
    v = f->folding++ < MAX_FOLDING ? fold_unary(f, op, type, a, sub) : 0;
    f->folding--;
    if (v != 0)
        return v;
    v = ir_emit(f, op, type, a, 0, 0);
    f->ins[v].sub = (uint8_t)sub;
    return v;
}

Val ir_op2(IrFunc *f, IrOp op, IrType type, Val a, Val b) {
    Val v;
    if (f->current == 0)
        return 0;
    a = ir_source(f, a);
    b = ir_source(f, b);
    if ((ir_op_flags[op] & OPF_COMMUTES) != 0 && (f->ins[a].op == OP_CONST || f->ins[a].op == OP_FCONST)) {
        Val t = a;
        a = b;
        b = t;
    }
    v = f->folding++ < MAX_FOLDING ? fold_two(f, op, type, a, b) : 0;
    f->folding--;
    return v != 0 ? v : ir_emit(f, op, type, a, b, 0);
}

Val ir_cmp(IrFunc *f, IrOp op, IrCond cond, Val a, Val b) {
    Val v = 0;
    if (f->current == 0)
        return 0;
    a = ir_source(f, a);
    b = ir_source(f, b);
    if (f->folding++ < MAX_FOLDING)
        v = op == OP_ICMP ? fold_icmp(f, cond, a, b) : op == OP_FCMP ? fold_fcmp(f, cond, a, b) : 0;
    f->folding--;
    if (v != 0)
        return v;
    v = ir_emit(f, op, IR_I32, a, b, 0);
    f->ins[v].sub = (uint8_t)cond;
    return v;
}

Val ir_select(IrFunc *f, IrType type, Val cond, Val yes, Val no) {
    Val v;
    if (f->current == 0)
        return 0;
    v = f->folding++ < MAX_FOLDING ? fold_select(f, type, cond, yes, no) : 0;
    f->folding--;
    return v != 0 ? v : ir_emit3(f, OP_SELECT, type, ir_source(f, cond), ir_source(f, yes), ir_source(f, no), 0);
}

/* Constant parts of an address go into the offset of the access. */
static Val gather_offset(IrFunc *f, Val address, int64_t *offset) {
    int64_t c;
    address = ir_source(f, address);
    for (unsigned n = 0; n < MAX_STEPS && f->ins[address].op == OP_ADD &&
                         fold_is_const(f, f->ins[address].b, &c) && fits(c) && fits(add64(c, *offset));
         n++) {
        *offset += c;
        address = ir_source(f, f->ins[address].a);
    }
    return address;
}

Val ir_load(IrFunc *f, IrMem mem, Val address, int64_t offset, unsigned flags) {
    Val v;
    if (f->current == 0)
        return 0;
    address = gather_offset(f, address, &offset);
    v = ir_emit(f, OP_LOAD, mem_type(mem), address, 0, offset);
    f->ins[v].sub = (uint8_t)mem;
    f->ins[v].flags = (uint8_t)flags;
    return v;
}

void ir_store(IrFunc *f, IrMem mem, Val address, int64_t offset, Val value, unsigned flags) {
    Val v;
    if (f->current == 0)
        return;
    address = gather_offset(f, address, &offset);
    value = mem < MEM_32 ? low_source(f, value, 8 * mem_bytes(mem), IR_I32) : ir_source(f, value);
    v = ir_emit(f, OP_STORE, IR_VOID, address, value, offset);
    f->ins[v].sub = (uint8_t)mem;
    f->ins[v].flags = (uint8_t)flags;
}

static void order_operands(IrFunc *f, Ins *i) {
    unsigned a = f->ins[i->a].op;
    if ((ir_op_flags[i->op] & OPF_COMMUTES) != 0 && (a == OP_CONST || a == OP_FCONST)) {
        Val t = i->a;
        i->a = i->b;
        i->b = t;
    }
}

Val ir_simplify(IrFunc *f, Val v) {
    Ins *i = &f->ins[v];
    Block old_current = f->current;
    Val old_before = f->before;
    Val r = 0;
    if ((ir_op_flags[i->op] & OPF_LIST) != 0)
        return 0;
    i->a = ir_source(f, i->a);
    i->b = ir_source(f, i->b);
    i->c = ir_source(f, i->c);
    order_operands(f, i);
    f->current = i->block;
    f->before = v;
    f->current_loc = i->loc;
    switch (i->op) {
    case OP_CONST:
    case OP_FCONST:
    case OP_ADDR:
    case OP_SLOT:
    case OP_BLOCKADDR:
        break;
    case OP_LOAD:
    case OP_STORE: {
        int64_t offset = i->imm;
        Val address = gather_offset(f, i->a, &offset);
        Val value = i->b;
        if (i->op == OP_STORE && i->sub < MEM_32)
            value = low_source(f, i->b, 8 * mem_bytes((IrMem)i->sub), IR_I32);
        if (address != i->a || value != i->b)
            f->dirty = true;
        i->a = address;
        i->imm = offset;
        i->b = value;
        break;
    }
    case OP_ICMP:
        r = fold_icmp(f, (IrCond)i->sub, i->a, i->b);
        break;
    case OP_FCMP:
        r = fold_fcmp(f, (IrCond)i->sub, i->a, i->b);
        break;
    case OP_SELECT:
        r = fold_select(f, i->type, i->a, i->b, i->c);
        break;
    default:
        if (i->op < OP_ADD || i->op > OP_BITCAST)
            break;
        r = i->b != 0 ? fold_two(f, i->op, i->type, i->a, i->b)
                      : fold_unary(f, i->op, i->type, i->a, i->sub);
    }
    f->current = old_current;
    f->before = old_before;
    return r;
}
