/* Arithmetic and comparison (num.h).

   An operation of a NaN gives that NaN made quiet, the first of two, as SSE does (Intel SDM 1,
   4.8.3.5). One that makes a NaN (0/0, inf-inf, inf*0) gives the default NaN with the sign that
   gcc's folding gives; processors differ there, so an optimizer should leave such an operation
   to the running program. */
#include "unpacked.h"

#define TOP_BIT ((uint64_t)1 << 63)
#define QUIET_BIT ((uint64_t)1 << 62)

static void make_nan(bool negative, Unpacked *out) {
    out->class = CLASS_NAN;
    out->negative = negative;
    out->sig.hi = TOP_BIT | QUIET_BIT;
    out->sig.lo = 0;
}

/* Whether an operand is a NaN, which then is the result. */
static bool nan_result(const Unpacked *a, const Unpacked *b, Unpacked *out) {
    if (a->class == CLASS_NAN)
        *out = *a;
    else if (b->class == CLASS_NAN)
        *out = *b;
    else
        return false;
    return true;
}

static int compare_wide(const Wide *a, const Wide *b) {
    if (a->hi != b->hi)
        return a->hi < b->hi ? -1 : 1;
    return a->lo == b->lo ? 0 : a->lo < b->lo ? -1 : 1;
}

static int compare_magnitude(const Unpacked *a, const Unpacked *b) {
    if (a->exponent != b->exponent)
        return a->exponent < b->exponent ? -1 : 1;
    return compare_wide(&a->sig, &b->sig);
}

/* ---- sums ---- */

static void add_wide(const Wide *a, const Wide *b, Unpacked *out) {
    uint64_t carry, hi;
    out->sig.lo = a->lo + b->lo;
    carry = out->sig.lo < a->lo;
    hi = a->hi + b->hi;
    out->sig.hi = hi + carry;
    carry = hi < a->hi || out->sig.hi < hi;
    if (carry) {
        wide_shift_right(&out->sig, 1);
        out->sig.hi |= TOP_BIT;
        out->exponent++;
    }
}

/* `a` > `b`. */
static void subtract_wide(const Wide *a, const Wide *b, Unpacked *out) {
    unsigned zeros;
    out->sig.lo = a->lo - b->lo;
    out->sig.hi = a->hi - b->hi - (a->lo < b->lo);
    zeros = out->sig.hi != 0 ? leading_zeros(out->sig.hi) : 64 + leading_zeros(out->sig.lo);
    wide_shift_left(&out->sig, zeros);
    out->exponent -= (int)zeros;
}

/* A jammed bit of the smaller operand stays right: it is only lost digits that get jammed, so the
   exponents differ by more than 15 then, and at most one leading bit cancels. */
static void add_finite(const Unpacked *a, const Unpacked *b, Unpacked *out) {
    int order = compare_magnitude(a, b);
    const Unpacked *big = order < 0 ? b : a;
    const Unpacked *small = order < 0 ? a : b;
    Wide part = small->sig;
    wide_shift_right(&part, (unsigned)(big->exponent - small->exponent));
    out->class = CLASS_FINITE;
    out->negative = big->negative;
    out->exponent = big->exponent;
    if (a->negative == b->negative) {
        add_wide(&big->sig, &part, out);
    } else if (order != 0) {
        subtract_wide(&big->sig, &part, out);
    } else {
        out->class = CLASS_ZERO; /* x - x is +0 when rounding to nearest */
        out->negative = false;
    }
}

static void add_unpacked(const Unpacked *a, const Unpacked *b, Unpacked *out) {
    if (nan_result(a, b, out))
        return;
    if (a->class == CLASS_INFINITE && b->class == CLASS_INFINITE && a->negative != b->negative) {
        make_nan(false, out);
    } else if (a->class == CLASS_FINITE && b->class == CLASS_FINITE) {
        add_finite(a, b, out);
    } else {
        *out = a->class >= b->class ? *a : *b; /* infinity, or the one that is not zero */
        if (out->class == CLASS_ZERO)
            out->negative = a->negative && b->negative;
    }
}

void float_add(FloatKind kind, const Float *a, const Float *b, Float *out) {
    Unpacked x, y, sum;
    float_unpack(kind, a, &x);
    float_unpack(kind, b, &y);
    add_unpacked(&x, &y, &sum);
    float_pack(kind, &sum, out);
}

void float_sub(FloatKind kind, const Float *a, const Float *b, Float *out) {
    Unpacked x, y, sum;
    float_unpack(kind, a, &x);
    float_unpack(kind, b, &y);
    if (y.class != CLASS_NAN)
        y.negative = !y.negative;
    add_unpacked(&x, &y, &sum);
    float_pack(kind, &sum, out);
}

/* ---- products and quotients ---- */

/* *to += x; gives the carry. */
static uint64_t add_to(uint64_t *to, uint64_t x) {
    *to += x;
    return *to < x;
}

void multiply_finite(const Unpacked *a, const Unpacked *b, Unpacked *out) {
    Wide high, middle = {0}, other = {0}, low = {0};
    uint64_t carry;
    wide_multiply(a->sig.hi, b->sig.hi, &high);
    if ((a->sig.lo | b->sig.lo) != 0) {
        wide_multiply(a->sig.hi, b->sig.lo, &middle);
        wide_multiply(a->sig.lo, b->sig.hi, &other);
        wide_multiply(a->sig.lo, b->sig.lo, &low);
        carry = add_to(&middle.lo, other.lo);
        carry += add_to(&middle.lo, low.hi);
        high.hi += add_to(&high.lo, carry);
        high.hi += add_to(&high.lo, middle.hi);
        high.hi += add_to(&high.lo, other.hi);
    }
    out->class = CLASS_FINITE;
    out->negative = a->negative != b->negative;
    out->exponent = a->exponent + b->exponent + 1;
    low.lo = middle.lo | (low.lo != 0); /* what follows `high`; one jammed bit is enough */
    if (high.hi < TOP_BIT) {
        wide_shift_left(&high, 1);
        high.lo |= low.lo >> 63;
        low.lo <<= 1;
        out->exponent--;
    }
    high.lo |= low.lo != 0;
    out->sig = high;
}

/* The quotient of hi:lo by `d`, which is more than `hi` and has its top bit set; leaves the
   remainder in *rest (Knuth, The Art of Computer Programming 2, 4.3.1 D, with 32-bit digits). */
static uint64_t divide_word(uint64_t hi, uint64_t lo, uint64_t d, uint64_t *rest) {
    uint64_t d1 = d >> 32, d0 = d & 0xffffffffU, quotient = 0;
    for (int i = 0; i < 2; i++) {
        uint64_t q = hi / d1, r = hi % d1, next = lo >> 32;
        lo <<= 32;
        while (q > 0xffffffffU || q * d0 > (r << 32 | next)) {
            q--;
            r += d1;
            if (r > 0xffffffffU)
                break;
        }
        hi = (hi << 32) + next - q * d;
        quotient = quotient << 32 | q;
    }
    *rest = hi;
    return quotient;
}

void divide_finite(const Unpacked *a, const Unpacked *b, Unpacked *out) {
    Wide rest = a->sig, quotient = {0};
    bool less = compare_wide(&a->sig, &b->sig) < 0;
    int exponent = a->exponent - b->exponent - (less ? 1 : 0);
    if (!less)
        wide_shift_right(&rest, 1); /* loses nothing: the lowest bits are zero */
    if (b->sig.lo == 0) {
        quotient.hi = divide_word(rest.hi, rest.lo, b->sig.hi, &rest.hi);
        quotient.lo = divide_word(rest.hi, 0, b->sig.hi, &rest.hi);
        rest.lo = 0;
    } else {
        for (int i = 0; i < 128; i++) {
            bool carry = rest.hi >= TOP_BIT;
            wide_shift_left(&rest, 1);
            wide_shift_left(&quotient, 1);
            if (carry || compare_wide(&rest, &b->sig) >= 0) {
                rest.hi = rest.hi - b->sig.hi - (rest.lo < b->sig.lo);
                rest.lo -= b->sig.lo;
                quotient.lo |= 1;
            }
        }
    }
    quotient.lo |= (rest.hi | rest.lo) != 0;
    out->class = CLASS_FINITE;
    out->negative = a->negative != b->negative;
    out->exponent = exponent;
    out->sig = quotient;
}

void float_mul(FloatKind kind, const Float *a, const Float *b, Float *out) {
    Unpacked x, y, product;
    bool negative;
    float_unpack(kind, a, &x);
    float_unpack(kind, b, &y);
    negative = x.negative != y.negative;
    if (!nan_result(&x, &y, &product)) {
        if (x.class == CLASS_FINITE && y.class == CLASS_FINITE) {
            multiply_finite(&x, &y, &product);
        } else if (x.class + y.class == CLASS_ZERO + CLASS_INFINITE && x.class != y.class) {
            make_nan(negative, &product);
        } else { /* infinity or zero, whichever there is */
            product = x.class == CLASS_FINITE ? y : x;
            product.negative = negative;
        }
    }
    float_pack(kind, &product, out);
}

void float_div(FloatKind kind, const Float *a, const Float *b, Float *out) {
    Unpacked x, y, quotient;
    bool negative;
    float_unpack(kind, a, &x);
    float_unpack(kind, b, &y);
    negative = x.negative != y.negative;
    if (!nan_result(&x, &y, &quotient)) {
        if (x.class == CLASS_FINITE && y.class == CLASS_FINITE) {
            divide_finite(&x, &y, &quotient);
        } else if (x.class == y.class) {
            make_nan(negative, &quotient); /* 0/0 or inf/inf */
        } else {
            bool infinite = x.class == CLASS_INFINITE || y.class == CLASS_ZERO;
            quotient = x;
            quotient.class = infinite ? CLASS_INFINITE : CLASS_ZERO;
            quotient.negative = negative;
        }
    }
    float_pack(kind, &quotient, out);
}

/* ---- signs and order ---- */

/* Only the sign changes, of a NaN as well (IEC 60559 5.5.1). */
void float_neg(FloatKind kind, const Float *a, Float *out) {
    *out = *a;
    switch (kind) {
    case FLOAT_SINGLE:
        out->lo ^= 0x80000000U;
        break;
    case FLOAT_DOUBLE:
        out->lo ^= TOP_BIT;
        break;
    case FLOAT_X87:
        out->hi ^= 0x8000;
        break;
    case FLOAT_QUAD:
        out->hi ^= TOP_BIT;
        break;
    }
}

FloatOrder float_compare(FloatKind kind, const Float *a, const Float *b) {
    Unpacked x, y;
    int order;
    float_unpack(kind, a, &x);
    float_unpack(kind, b, &y);
    if (x.class == CLASS_NAN || y.class == CLASS_NAN)
        return FLOAT_UNORDERED;
    if (x.class == CLASS_ZERO && y.class == CLASS_ZERO)
        return FLOAT_EQUAL;
    if (x.class == CLASS_ZERO)
        return y.negative ? FLOAT_GREATER : FLOAT_LESS;
    if (y.class == CLASS_ZERO || x.negative != y.negative)
        return x.negative ? FLOAT_LESS : FLOAT_GREATER;
    if (x.class != y.class)
        order = x.class == CLASS_INFINITE ? 1 : -1;
    else
        order = x.class == CLASS_INFINITE ? 0 : compare_magnitude(&x, &y);
    if (order == 0)
        return FLOAT_EQUAL;
    return (order < 0) == x.negative ? FLOAT_GREATER : FLOAT_LESS;
}

bool float_is_zero(FloatKind kind, const Float *a) {
    Unpacked x;
    float_unpack(kind, a, &x);
    return x.class == CLASS_ZERO;
}

bool float_is_nan(FloatKind kind, const Float *a) {
    Unpacked x;
    float_unpack(kind, a, &x);
    return x.class == CLASS_NAN;
}
