/* Divisions by constants become multiplications and shifts (T. Granlund, P. Montgomery, Division by Invariant
   Integers using Multiplication, PLDI 1994; H. Warren, Hacker's Delight, chapter 10).

   requires: nothing
   preserves: blocks and edges
   breaks: use counts */
#include "passes.h"

#include "../ir/fold.h"

typedef struct Magic {
    uint64_t multiplier;
    unsigned shift; /* behind the high half */
    bool add;       /* the multiplier has one bit more than its type: its top bit is not in it */
} Magic;

/* 2 to the power of (64 + n), divided by d; rounded down. The quotient must have 64 bits. */
static uint64_t divide_power(uint64_t d, unsigned n, uint64_t *rest) {
    uint64_t quotient = 0;
    uint64_t r = n == 0 ? 1 : (uint64_t)1 << n; /* high word of the dividend, below d */
    for (unsigned i = 0; i < 64; i++) {
        bool carry = (r >> 63) != 0;
        r <<= 1;
        quotient <<= 1;
        if (carry || r >= d) {
            r -= d;
            quotient++;
        }
    }
    *rest = r;
    return quotient;
}

static unsigned floor_log2(uint64_t x) {
    unsigned n = 0;
    while ((x >>= 1) != 0)
        n++;
    return n;
}

/* For unsigned 64-bit division by d, not a power of two. With l = floor(log2 d), the multiplier
   floor(2^(64+l) / d) + 1 is exact for all dividends if 2^l covers its error; else one more bit is needed. */
static void magic_u64(uint64_t d, Magic *m) {
    unsigned l = floor_log2(d);
    uint64_t rest;
    uint64_t q = divide_power(d, l, &rest);
    m->shift = l;
    m->add = d - rest > (uint64_t)1 << l;
    if (m->add) { /* the 65-bit multiplier 2^(65+l) / d, rounded up, without its top bit */
        uint64_t twice = rest + rest;
        q += q;
        if (twice >= d || twice < rest)
            q++;
    }
    m->multiplier = q + 1;
}

/* Signed, |d| >= 2: Hacker's Delight, figure 10-1, in 64 bits or, for `bits` 32, in 32. */
static void magic_signed(int64_t d, unsigned bits, Magic *m) {
    uint64_t two = (uint64_t)1 << (bits - 1);
    uint64_t ad = d < 0 ? 0 - (uint64_t)d : (uint64_t)d;
    uint64_t t = two + (d < 0 ? 1 : 0);
    uint64_t anc = t - 1 - t % ad;
    unsigned p = bits - 1;
    uint64_t q1 = two / anc;
    uint64_t r1 = two - q1 * anc;
    uint64_t q2 = two / ad;
    uint64_t r2 = two - q2 * ad;
    uint64_t delta;
    do {
        p++;
        q1 *= 2;
        r1 *= 2;
        if (r1 >= anc) {
            q1++;
            r1 -= anc;
        }
        q2 *= 2;
        r2 *= 2;
        if (r2 >= ad) {
            q2++;
            r2 -= ad;
        }
        delta = ad - r2;
    } while (q1 < delta || (q1 == delta && r1 == 0));
    m->multiplier = d < 0 ? 0 - (q2 + 1) : q2 + 1;
    m->shift = p - bits;
    m->add = false;
}

static Val shift(IrFunc *f, IrOp op, IrType type, Val a, unsigned count) {
    return ir_op2(f, op, type, a, ir_const(f, IR_I32, count));
}

/* x / d for I32: by a 64-bit product. The multiplier has 33 bits at most, the dividend 32: if it has 33, its
   product would not fit, and the high half of the 128-bit one of the shifted multiplier is taken. */
static Val divide_u32(IrFunc *f, Val x, uint32_t d) {
    unsigned l = floor_log2(d);
    uint64_t power = (uint64_t)1 << (32 + l);
    uint64_t multiplier = power / d + 1;
    uint64_t rest = power % d;
    Val wide = ir_op1(f, OP_ZEXT, IR_I64, x, 32);
    Val product;
    if (d - rest <= (uint64_t)1 << l) {
        product = ir_op2(f, OP_MUL, IR_I64, wide, ir_const(f, IR_I64, (int64_t)multiplier));
        product = shift(f, OP_SHR, IR_I64, product, 32 + l);
    } else {
        /* 2^(33+l) / d, rounded up, has 33 bits; its place is moved so that the high half is the quotient. */
        uint64_t half = power / d;
        uint64_t more = 2 * half + (2 * rest >= d ? 1 : 0) + 1;
        product = ir_op2(f, OP_UMULH, IR_I64, wide, ir_const(f, IR_I64, (int64_t)(more << (31 - l))));
    }
    return ir_op1(f, OP_TRUNC, IR_I32, product, 0);
}

static Val divide_u64(IrFunc *f, Val x, uint64_t d) {
    Magic m;
    Val high;
    Val rest;
    magic_u64(d, &m);
    high = ir_op2(f, OP_UMULH, IR_I64, x, ir_const(f, IR_I64, (int64_t)m.multiplier));
    if (!m.add)
        return shift(f, OP_SHR, IR_I64, high, m.shift);
    rest = shift(f, OP_SHR, IR_I64, ir_op2(f, OP_SUB, IR_I64, x, high), 1);
    return shift(f, OP_SHR, IR_I64, ir_op2(f, OP_ADD, IR_I64, rest, high), m.shift);
}

/* x / 2^n rounds toward zero: negative dividends get 2^n - 1 more. */
static Val divide_power_signed(IrFunc *f, IrType type, Val x, unsigned n) {
    unsigned width = type == IR_I64 ? 64 : 32;
    Val sign = n == 1 ? x : shift(f, OP_SAR, type, x, width - 1);
    Val bias = shift(f, OP_SHR, type, sign, width - n);
    return shift(f, OP_SAR, type, ir_op2(f, OP_ADD, type, x, bias), n);
}

static Val divide_signed(IrFunc *f, IrType type, Val x, int64_t d) {
    unsigned width = type == IR_I64 ? 64 : 32;
    uint64_t ad = d < 0 ? 0 - (uint64_t)d : (uint64_t)d;
    Magic m;
    Val high;
    if (type == IR_I32)
        ad = (uint32_t)ad;
    if ((ad & (ad - 1)) == 0) {
        Val q = divide_power_signed(f, type, x, floor_log2(ad));
        return d < 0 ? ir_op1(f, OP_NEG, type, q, 0) : q;
    }
    magic_signed(d, width, &m);
    if (type == IR_I64) {
        high = ir_op2(f, OP_SMULH, IR_I64, x, ir_const(f, IR_I64, (int64_t)m.multiplier));
        if (d > 0 && (int64_t)m.multiplier < 0)
            high = ir_op2(f, OP_ADD, IR_I64, high, x);
        else if (d < 0 && (int64_t)m.multiplier > 0)
            high = ir_op2(f, OP_SUB, IR_I64, high, x);
        high = shift(f, OP_SAR, IR_I64, high, m.shift);
    } else {
        /* The 32-bit multiplier as a number: with its sign the other way round, it has 33 bits. */
        int64_t factor = (int32_t)(uint32_t)m.multiplier;
        if (d > 0 && factor < 0)
            factor += (int64_t)1 << 32;
        else if (d < 0 && factor > 0)
            factor -= (int64_t)1 << 32;
        high = ir_op1(f, OP_SEXT, IR_I64, x, 32);
        high = ir_op2(f, OP_MUL, IR_I64, high, ir_const(f, IR_I64, factor));
        high = ir_op1(f, OP_TRUNC, IR_I32, shift(f, OP_SAR, IR_I64, high, 32 + m.shift), 0);
    }
    return ir_op2(f, OP_ADD, type, high, shift(f, OP_SHR, type, high, width - 1));
}

/* x % 2^n: the remainder has the sign of x. */
static Val remainder_power(IrFunc *f, IrType type, Val x, unsigned n) {
    unsigned width = type == IR_I64 ? 64 : 32;
    Val sign = n == 1 ? x : shift(f, OP_SAR, type, x, width - 1);
    Val bias = shift(f, OP_SHR, type, sign, width - n);
    Val sum = ir_op2(f, OP_ADD, type, x, bias);
    Val mask = ir_const(f, type, (int64_t)(((uint64_t)1 << n) - 1));
    return ir_op2(f, OP_SUB, type, ir_op2(f, OP_AND, type, sum, mask), bias);
}

static Val quotient(IrFunc *f, unsigned op, IrType type, Val x, int64_t d) {
    if (op == OP_SDIV || op == OP_SREM)
        return divide_signed(f, type, x, d);
    if (type == IR_I64)
        return divide_u64(f, x, (uint64_t)d);
    return divide_u32(f, x, (uint32_t)d);
}

static void reduce(IrFunc *f, Val v) {
    Ins i = f->ins[v];
    IrType type = (IrType)i.type;
    bool is_signed = i.op == OP_SDIV || i.op == OP_SREM;
    uint64_t ad;
    int64_t d;
    Val r;
    if (!fold_is_const(f, i.b, &d) || d == 0 || d == 1 || (is_signed && d == -1))
        return;
    ad = is_signed && d < 0 ? 0 - (uint64_t)d : (uint64_t)d;
    if (type == IR_I32)
        ad = (uint32_t)ad;
    if (!is_signed && (ad & (ad - 1)) == 0)
        return; /* fold.c */
    f->current = i.block;
    f->before = v;
    f->current_loc = i.loc;
    if (i.op == OP_SREM && (ad & (ad - 1)) == 0) {
        r = remainder_power(f, type, i.a, floor_log2(ad));
    } else {
        r = quotient(f, i.op, type, i.a, d);
        if (i.op == OP_SREM || i.op == OP_UREM)
            r = ir_op2(f, OP_SUB, type, i.a, ir_op2(f, OP_MUL, type, r, ir_const(f, type, d)));
    }
    ir_replace(f, v, r);
}

void opt_strength(IrFunc *f) {
    for (uint32_t n = 0; n < f->order_count; n++) {
        Val next;
        for (Val v = f->blocks[f->order[n]].first; v != 0; v = next) {
            next = f->ins[v].next;
            if (f->ins[v].op >= OP_SDIV && f->ins[v].op <= OP_UREM)
                reduce(f, v);
        }
    }
    f->current = 0;
    f->before = 0;
}
