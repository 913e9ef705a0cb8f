/* Quotients of binary128 (tf.h). */
#include "tf.h"

Quad __divtf3(Quad x, Quad y);

/* The next 32 bits of the quotient: *r = (*r << 32) - q * b, with b's top bit set and *r < b. The
   estimate from the top digit of b is at most 2 too large (Knuth, The Art of Computer
   Programming 2, 4.3.1 theorem B). */
static uint64_t quotient_digit(Significand *r, const Significand *b) {
    uint64_t q = r->hi / (b->hi >> 32);
    uint64_t low, middle, high, top, lo;
    if (q > 0xffffffffU)
        q = 0xffffffffU;
    /* q * b in digits: high (up to 96 bits from bit 64), low */
    low = q * (b->lo & 0xffffffffU);
    middle = q * (b->lo >> 32) + (low >> 32);
    low = middle << 32 | (low & 0xffffffffU);
    high = q * (b->hi & 0xffffffffU) + (middle >> 32);
    top = q * (b->hi >> 32) + (high >> 32);
    high = top << 32 | (high & 0xffffffffU);
    top >>= 32;
    /* top:high:low from r << 32, whose top digit is r->hi >> 32 */
    top = (r->hi >> 32) - top;
    lo = r->lo << 32;
    r->hi = r->hi << 32 | r->lo >> 32;
    top -= r->hi < high;
    r->hi -= high;
    top -= lo < low && r->hi == 0;
    r->hi -= lo < low;
    r->lo = lo - low;
    while (top != 0) { /* negative */
        q--;
        r->lo += b->lo;
        lo = r->lo < b->lo;
        r->hi += lo;
        top += r->hi < lo;
        r->hi += b->hi;
        top += r->hi < b->hi;
    }
    return q;
}

/* *s /= *t; returns what the exponent changes by. */
static int divide_significands(Significand *s, Significand *t) {
    int change = 0;
    uint64_t hi, lo;
    tf_shift_left(t, 15);
    tf_shift_left(s, 15);
    if (s->hi < t->hi || (s->hi == t->hi && s->lo < t->lo))
        change = -1;
    else
        tf_shift_right(s, 1); /* the lowest bit is zero */
    hi = quotient_digit(s, t) << 32;
    hi |= quotient_digit(s, t);
    lo = quotient_digit(s, t) << 32;
    lo |= quotient_digit(s, t);
    /* 128 bits of the quotient, 113 for the result */
    s->rest = lo << 49 | ((s->hi | s->lo) != 0);
    s->lo = hi << 49 | lo >> 15;
    s->hi = hi >> 15;
    return change;
}

Quad __divtf3(Quad x, Quad y) {
    QuadBits a, b;
    uint64_t sign, a_hi, b_hi;
    Significand s, t;
    int field;
    a.value = x;
    b.value = y;
    sign = (a.bits.hi ^ b.bits.hi) & TF_SIGN;
    a_hi = a.bits.hi & ~TF_SIGN;
    b_hi = b.bits.hi & ~TF_SIGN;
    if (tf_is_nan(&a) || tf_is_nan(&b))
        return tf_choose_nan(&a, &b);
    if (a_hi == TF_INFINITY)
        return b_hi == TF_INFINITY ? tf_default_nan() : tf_make(sign | TF_INFINITY, 0);
    if (b_hi == TF_INFINITY)
        return tf_make(sign, 0);
    if ((b_hi | b.bits.lo) == 0)
        return (a_hi | a.bits.lo) == 0 ? tf_default_nan() : tf_make(sign | TF_INFINITY, 0);
    if ((a_hi | a.bits.lo) == 0)
        return tf_make(sign, 0);
    field = tf_unpack(a_hi, a.bits.lo, &s) + TF_BIAS;
    field -= tf_unpack(b_hi, b.bits.lo, &t);
    field += divide_significands(&s, &t);
    return tf_pack(sign, field, &s);
}
