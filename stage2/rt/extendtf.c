/* Conversions to binary128 from the narrower kinds (tf.h); always exact. */
#include "tf.h"

Quad __extendsftf2(float x);
Quad __extenddftf2(double x);

typedef union SingleBits {
    float value;
    uint32_t bits;
} SingleBits;

typedef union DoubleBits {
    double value;
    uint64_t bits;
} DoubleBits;

/* `fraction` has its leading place in bit 63; the exponent field has the bias `bias`. */
static Quad extend(uint64_t sign, int field, uint64_t fraction, int bias) {
    if (field == 2 * bias + 1) {
        uint64_t quiet = fraction != 0 ? TF_QUIET : 0;
        return tf_make(sign | TF_INFINITY | quiet | fraction >> 16, fraction << 48);
    }
    if (field == 0) {
        int n;
        if (fraction == 0)
            return tf_make(sign, 0);
        n = tf_zeros(fraction);
        fraction = fraction << n << 1; /* without the leading one */
        field = -n;
    }
    field += TF_BIAS - bias;
    return tf_make(sign | (uint64_t)field << 48 | fraction >> 16, fraction << 48);
}

Quad __extendsftf2(float x) {
    SingleBits a;
    a.value = x;
    return extend((uint64_t)(a.bits >> 31) << 63, (int)(a.bits >> 23 & 0xff),
                  (uint64_t)a.bits << 41, 127);
}

Quad __extenddftf2(double x) {
    DoubleBits a;
    a.value = x;
    return extend(a.bits & TF_SIGN, (int)(a.bits >> 52 & 0x7ff), a.bits << 12, 1023);
}
