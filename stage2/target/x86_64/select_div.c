/* Selection: division and remainder, by constants without dividing (Warren, Hacker's Delight, chapter 10).
   IR division is undefined for 0 and overflow, as in C. */
#include "select.h"

#include <string.h>

/* ---- by the machine ---- */

static void divide(Select *s, const Ins *ins, Reg def) {
    bool is_signed = ins->op == OP_SDIV || ins->op == OP_SREM;
    unsigned width = width_of(ins->type);
    Val b = source_of(s, ins->b);
    Reg divisor = 0;
    Reg result = ins->op == OP_SDIV || ins->op == OP_UDIV ? RAX : RDX;
    bool in_memory = is_folded_load(s, b, width);
    Addr ad = {0};
    MIns *div;
    Reg a;
    if (in_memory)
        addr_of_load(s, b, &ad);
    else
        divisor = reg_of(s, b);
    a = reg_of(s, ins->a);
    hint(s, a, RAX);
    put_move(s, CLASS_INT, width, RAX, a);
    if (is_signed) {
        MIns *extend = put(s, width == 4 ? X_CDQ : X_CQO, 0);
        extend->implicit_uses = REG_BIT(RAX);
    } else {
        put_const(s, 4, RDX, 0);
    }
    div = put(s, is_signed ? (in_memory ? X_IDIV_M : X_IDIV_R) : (in_memory ? X_DIV_M : X_DIV_R), width);
    if (in_memory)
        set_addr(div, &ad);
    div->use[0] = divisor;
    div->implicit_uses = REG_BIT(RAX) | REG_BIT(RDX);
    hint(s, def, result);
    put_move(s, CLASS_INT, width, def, result);
}

/* ---- by powers of two ---- */

static int log2_of(uint64_t x) {
    int k = 0;
    if (x == 0 || (x & (x - 1)) != 0)
        return -1;
    while (x >> k != 1)
        k++;
    return k;
}

static void unsigned_power(Select *s, const Ins *ins, int k, Reg def) {
    unsigned width = width_of(ins->type);
    Reg a = reg_of(s, ins->a);
    if (ins->op == OP_UDIV) {
        if (k == 0)
            put_move(s, CLASS_INT, width, def, a);
        else
            put_op_imm(s, X_SHR_RI, width, def, a, k);
        return;
    }
    if (k == 0) {
        put_const(s, width, def, 0);
    } else if (k < 32) {
        put_op_imm(s, X_AND_RI, 4, def, a, (int32_t)(((uint32_t)1 << k) - 1));
    } else if (k == 32) {
        put_rr(s, X_MOVZ32, 4, def, a);
    } else {
        Reg mask = new_int(s, 8);
        put_const(s, 8, mask, (int64_t)(((uint64_t)1 << k) - 1));
        put_op(s, X_AND_RR, 8, def, a, mask);
    }
}

/* a + (a < 0 ? 2^k - 1 : 0), which makes shifting round toward zero. */
static Reg biased(Select *s, unsigned width, Reg a, int k) {
    Reg sum = new_int(s, width);
    Reg bias = new_int(s, width);
    Reg sign = a;
    if (k != 1) {
        sign = new_int(s, width);
        put_op_imm(s, X_SAR_RI, width, sign, a, width * 8 - 1);
    }
    put_op_imm(s, X_SHR_RI, width, bias, sign, (int)width * 8 - k);
    put_op(s, X_ADD_RR, width, sum, bias, a);
    return sum;
}

static void signed_power(Select *s, const Ins *ins, int k, bool negative, Reg def) {
    unsigned width = width_of(ins->type);
    Reg a = reg_of(s, ins->a);
    Reg sum = biased(s, width, a, k);
    Reg t = negative || ins->op == OP_SREM ? new_int(s, width) : def;
    if (ins->op == OP_SDIV) {
        put_op_imm(s, X_SAR_RI, width, t, sum, k);
        if (negative)
            put_op(s, X_NEG_R, width, def, t, 0);
        return;
    }
    /* a - (sum with the low k bits cleared) */
    if (k < 31) {
        put_op_imm(s, X_AND_RI, width, t, sum, -((int64_t)1 << k));
    } else {
        Reg mask = new_int(s, width);
        put_const(s, width, mask, (int64_t)(~(uint64_t)0 << k));
        put_op(s, X_AND_RR, width, t, sum, mask);
    }
    put_op(s, X_SUB_RR, width, def, a, t);
}

/* ---- by other constants ---- */

/* A multiplier M and shift with x / d = (x * M) >> (bits + shift); of unsigned ones M may need one bit more (`add`). */
typedef struct Magic {
    uint64_t multiplier;
    int shift;
    bool add;
} Magic;

/* Hacker's Delight, figure 10-1, for d >= 2 of `bits` bits. */
static void signed_magic(uint64_t d, int bits, Magic *magic) {
    uint64_t two = (uint64_t)1 << (bits - 1);
    uint64_t all = bits == 64 ? ~(uint64_t)0 : ((uint64_t)1 << bits) - 1;
    uint64_t limit = two - 1 - two % d;
    int p = bits - 1;
    uint64_t q1 = two / limit;
    uint64_t r1 = two - q1 * limit;
    uint64_t q2 = two / d;
    uint64_t r2 = two - q2 * d;
    uint64_t delta;
    memset(magic, 0, sizeof *magic);
    do {
        p++;
        q1 = 2 * q1 & all;
        r1 = 2 * r1 & all;
        if (r1 >= limit) {
            q1++;
            r1 -= limit;
        }
        q2 = 2 * q2 & all;
        r2 = 2 * r2 & all;
        if (r2 >= d) {
            q2++;
            r2 -= d;
        }
        delta = d - r2;
    } while (q1 < delta || (q1 == delta && r1 == 0));
    magic->multiplier = (q2 + 1) & all;
    magic->shift = p - bits;
}

/* Hacker's Delight, figure 10-2. */
static void unsigned_magic(uint64_t d, int bits, Magic *magic) {
    uint64_t two = (uint64_t)1 << (bits - 1);
    uint64_t all = bits == 64 ? ~(uint64_t)0 : ((uint64_t)1 << bits) - 1;
    uint64_t limit = all - ((0 - d) & all) % d;
    int p = bits - 1;
    uint64_t q1 = two / limit;
    uint64_t r1 = two - q1 * limit;
    uint64_t q2 = (two - 1) / d;
    uint64_t r2 = (two - 1) - q2 * d;
    uint64_t delta;
    memset(magic, 0, sizeof *magic);
    do {
        p++;
        if (r1 >= limit - r1) {
            q1 = (2 * q1 + 1) & all;
            r1 = (2 * r1 - limit) & all;
        } else {
            q1 = 2 * q1 & all;
            r1 = 2 * r1 & all;
        }
        if (r2 + 1 >= d - r2) {
            if (q2 >= two - 1)
                magic->add = true;
            q2 = (2 * q2 + 1) & all;
            r2 = (2 * r2 + 1 - d) & all;
        } else {
            if (q2 >= two)
                magic->add = true;
            q2 = 2 * q2 & all;
            r2 = (2 * r2 + 1) & all;
        }
        delta = (d - 1 - r2) & all;
    } while (p < 2 * bits && (q1 < delta || (q1 == delta && r1 == 0)));
    magic->multiplier = (q2 + 1) & all;
    magic->shift = p - bits;
}

/* The upper half of a * multiplier. */
static Reg multiply_high(Select *s, unsigned width, bool is_signed, Reg a, uint64_t multiplier) {
    Reg high = new_int(s, width);
    MIns *mul;
    put_const(s, width, RAX, (int64_t)multiplier);
    mul = put(s, is_signed ? X_IMUL1_R : X_MUL_R, width);
    mul->use[0] = a;
    mul->implicit_uses = REG_BIT(RAX);
    hint(s, high, RDX);
    put_move(s, CLASS_INT, width, high, RDX);
    return high;
}

/* The same for 32 bits by one 64-bit multiplication, where the multiplier is an immediate. */
static Reg multiply_wide(Select *s, Reg a, int32_t multiplier, int shift, X86Op shift_op) {
    Reg product = new_int(s, 8);
    Reg high = new_int(s, 8);
    put_op_imm(s, X_IMUL_RRI, 8, product, a, multiplier);
    put_op_imm(s, shift_op, 8, high, product, shift);
    return high;
}

static Reg shifted(Select *s, X86Op op, unsigned width, Reg a, int count) {
    Reg r;
    if (count == 0)
        return a;
    r = new_int(s, width);
    put_op_imm(s, op, width, r, a, count);
    return r;
}

static Reg signed_quotient(Select *s, unsigned width, Reg a, int64_t d) {
    int bits = (int)width * 8;
    uint64_t positive = d < 0 ? 0 - (uint64_t)d : (uint64_t)d;
    Magic magic;
    bool wraps; /* as a signed number the multiplier is 2^bits less */
    Reg sign = shifted(s, X_SAR_RI, width, a, bits - 1);
    Reg result = new_int(s, width);
    Reg high;
    signed_magic(positive, bits, &magic);
    wraps = magic.multiplier >> (bits - 1) != 0;
    if (width == 4) {
        Reg wide = new_int(s, 8);
        put_rr(s, X_MOVSX32_RR, 8, wide, a);
        high = multiply_wide(s, wide, (int32_t)(uint32_t)magic.multiplier, wraps ? 32 : 32 + magic.shift,
                             X_SAR_RI);
    } else {
        high = multiply_high(s, width, true, a, magic.multiplier);
    }
    if (wraps) {
        Reg sum = new_int(s, width);
        put_op(s, X_ADD_RR, width, sum, high, a);
        high = sum;
    }
    if (wraps || width == 8)
        high = shifted(s, X_SAR_RI, width, high, magic.shift);
    /* plus one for negative ones; the other way round if d is negative */
    put_op(s, X_SUB_RR, width, result, d < 0 ? sign : high, d < 0 ? high : sign);
    return result;
}

static Reg unsigned_quotient(Select *s, unsigned width, Reg a, uint64_t d) {
    Magic magic;
    Reg high;
    Reg rest;
    Reg half;
    Reg sum;
    unsigned_magic(d, (int)width * 8, &magic);
    if (width == 4 && !magic.add) {
        Reg wide = new_int(s, 8);
        Reg product = new_int(s, 8);
        put_rr(s, X_MOVZ32, 4, wide, a);
        if (magic.multiplier <= 0x7fffffff)
            return multiply_wide(s, wide, (int32_t)magic.multiplier, 32 + magic.shift, X_SHR_RI);
        high = new_int(s, 8);
        put_const(s, 8, high, (int64_t)magic.multiplier);
        put_op(s, X_IMUL_RR, 8, product, wide, high);
        return shifted(s, X_SHR_RI, 8, product, 32 + magic.shift);
    }
    high = multiply_high(s, width, false, a, magic.multiplier);
    if (!magic.add)
        return shifted(s, X_SHR_RI, width, high, magic.shift);
    /* ((a - high) / 2 + high) >> (shift - 1): the sum without its 65th bit */
    rest = new_int(s, width);
    put_op(s, X_SUB_RR, width, rest, a, high);
    half = shifted(s, X_SHR_RI, width, rest, 1);
    sum = new_int(s, width);
    put_op(s, X_ADD_RR, width, sum, half, high);
    return shifted(s, X_SHR_RI, width, sum, magic.shift - 1);
}

static void by_constant(Select *s, const Ins *ins, int64_t d, Reg def) {
    bool is_signed = ins->op == OP_SDIV || ins->op == OP_SREM;
    unsigned width = width_of(ins->type);
    Reg a = reg_of(s, ins->a);
    Reg product;
    Reg q;
    if (is_signed)
        q = signed_quotient(s, width, a, d);
    else
        q = unsigned_quotient(s, width, a, width == 4 ? (uint32_t)d : (uint64_t)d);
    if (ins->op == OP_SDIV || ins->op == OP_UDIV) {
        put_move(s, CLASS_INT, width, def, q);
        return;
    }
    product = new_int(s, width);
    if (d == (int32_t)d) {
        put_op_imm(s, X_IMUL_RRI, width, product, q, d);
    } else {
        Reg c = new_int(s, width);
        put_const(s, width, c, d);
        put_op(s, X_IMUL_RR, width, product, q, c);
    }
    put_op(s, X_SUB_RR, width, def, a, product);
}

void select_div(Select *s, Val v, Reg def) {
    const Ins *ins = ins_of(s, v);
    bool is_signed = ins->op == OP_SDIV || ins->op == OP_SREM;
    unsigned width = width_of(ins->type);
    int64_t d;
    if (is_const(s, ins->b, &d) && d != 0) {
        uint64_t size = is_signed && d < 0 ? 0 - (uint64_t)d : width == 4 ? (uint32_t)d : (uint64_t)d;
        int k = log2_of(size);
        if (k >= 0 && !is_signed) {
            unsigned_power(s, ins, k, def);
            return;
        }
        if (k > 0 && k < (int)width * 8 - 1) {
            signed_power(s, ins, k, d < 0, def);
            return;
        }
        if (k < 0 && s->f->level > 0) {
            by_constant(s, ins, d, def);
            return;
        }
    }
    divide(s, ins, def);
}
