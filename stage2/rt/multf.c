/* Products of binary128 (tf.h). */
#include "tf.h"

Quad __multf3(Quad x, Quad y);

static uint64_t multiply(uint64_t a, uint64_t b, uint64_t *low) {
    uint64_t a1 = a >> 32, a0 = a & 0xffffffffU, b1 = b >> 32, b0 = b & 0xffffffffU;
    uint64_t bottom = a0 * b0;
    uint64_t middle = a1 * b0 + (bottom >> 32);
    uint64_t other = a0 * b1 + (middle & 0xffffffffU);
    *low = other << 32 | (bottom & 0xffffffffU);
    return a1 * b1 + (middle >> 32) + (other >> 32);
}

/* *s *= *t. Both are shifted left by 8, so that the product's leading bit is bit 48 or 49 of the
   topmost of its four words. */
static void multiply_significands(Significand *s, Significand *t) {
    uint64_t low, next, part, high, top;
    tf_shift_left(s, 8);
    tf_shift_left(t, 8);
    next = multiply(s->lo, t->lo, &low);
    high = multiply(s->hi, t->lo, &part);
    next += part;
    high += next < part; /* cannot overflow: a product's upper half is at most 2^64 - 2 */
    top = multiply(s->hi, t->hi, &part);
    high += part;
    top += high < part;
    part = multiply(s->lo, t->hi, &s->rest);
    next += s->rest;
    part += next < s->rest;
    high += part;
    top += high < part;
    s->hi = top;
    s->lo = high;
    s->rest = next | (low != 0);
}

Quad __multf3(Quad x, Quad y) {
    QuadBits a, b;
    uint64_t sign, a_hi, b_hi;
    Significand s, t;
    int field;
    a.value = x;
    b.value = y;
    sign = (a.bits.hi ^ b.bits.hi) & TF_SIGN;
    a_hi = a.bits.hi & ~TF_SIGN;
    b_hi = b.bits.hi & ~TF_SIGN;
    if (a_hi >= TF_INFINITY || b_hi >= TF_INFINITY) {
        if (tf_is_nan(&a) || tf_is_nan(&b))
            return tf_choose_nan(&a, &b);
        if ((a_hi | a.bits.lo) == 0 || (b_hi | b.bits.lo) == 0)
            return tf_default_nan();
        return tf_make(sign | TF_INFINITY, 0);
    }
    if ((a_hi | a.bits.lo) == 0 || (b_hi | b.bits.lo) == 0)
        return tf_make(sign, 0);
    field = tf_unpack(a_hi, a.bits.lo, &s) - TF_BIAS;
    field += tf_unpack(b_hi, b.bits.lo, &t);
    multiply_significands(&s, &t);
    if (s.hi >= 2 * TF_HIDDEN) {
        tf_shift_right(&s, 1);
        field++;
    }
    return tf_pack(sign, field, &s);
}
