/* Conversions of binary128 to the narrower kinds (tf.h), rounded once. */
#include "tf.h"

float __trunctfsf2(Quad x);
double __trunctfdf2(Quad x);

typedef union SingleBits {
    float value;
    uint32_t bits;
} SingleBits;

typedef union DoubleBits {
    double value;
    uint64_t bits;
} DoubleBits;

/* The encoding without sign in a format with `fraction_bits` bits of fraction and a bias. */
static uint64_t narrow(const QuadBits *a, int fraction_bits, int bias) {
    uint64_t hi = a->bits.hi & ~TF_SIGN, infinity = (uint64_t)(2 * bias + 1) << fraction_bits;
    int field = (int)(hi >> 48) - TF_BIAS + bias;
    Significand s;
    uint64_t low;
    if (tf_is_nan(a)) {
        uint64_t payload = hi << 16 | a->bits.lo >> 48; /* quiet bit on top */
        return infinity | (uint64_t)1 << (fraction_bits - 1) | payload >> (64 - fraction_bits);
    }
    if (field > 2 * bias)
        return infinity;
    if (field < -fraction_bits - 1)
        return 0; /* less than half of the smallest number; so are all subnormal ones */
    s.hi = (hi & TF_FRACTION) | TF_HIDDEN;
    s.lo = a->bits.lo;
    s.rest = 0;
    /* The significand to the bottom of `hi`, what follows to the top of `lo`. */
    if (fraction_bits < 48) {
        tf_shift_right(&s, (unsigned)(48 - fraction_bits));
    } else {
        tf_shift_left(&s, (unsigned)(fraction_bits - 48));
    }
    if (field < 1) {
        tf_shift_right(&s, (unsigned)(1 - field));
        field = 1;
    }
    low = s.lo | (s.rest != 0);
    hi = ((uint64_t)(field - 1) << fraction_bits) + s.hi;
    return hi + (low > TF_SIGN || (low == TF_SIGN && (hi & 1) != 0));
}

float __trunctfsf2(Quad x) {
    QuadBits a;
    SingleBits result;
    a.value = x;
    result.bits = (uint32_t)narrow(&a, 23, 127) | (uint32_t)(a.bits.hi >> 63) << 31;
    return result.value;
}

double __trunctfdf2(Quad x) {
    QuadBits a;
    DoubleBits result;
    a.value = x;
    result.bits = narrow(&a, 52, 1023) | (a.bits.hi & TF_SIGN);
    return result.value;
}
