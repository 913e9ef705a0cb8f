/* Conversions of integers to binary128 (tf.h); always exact. */
#include "tf.h"

Quad __floatsitf(int x);
Quad __floatditf(long x);
Quad __floatunsitf(unsigned x);
Quad __floatunditf(unsigned long x);

static Quad from_magnitude(uint64_t sign, uint64_t value) {
    int n;
    if (value == 0)
        return tf_make(0, 0);
    n = tf_zeros(value);
    value = value << n << 1; /* without the leading one */
    return tf_make(sign | (uint64_t)(TF_BIAS + 63 - n) << 48 | value >> 16, value << 48);
}

Quad __floatditf(long x) {
    return x < 0 ? from_magnitude(TF_SIGN, 0 - (uint64_t)x) : from_magnitude(0, (uint64_t)x);
}

Quad __floatsitf(int x) {
    return __floatditf(x);
}

Quad __floatunsitf(unsigned x) {
    return from_magnitude(0, x);
}

Quad __floatunditf(unsigned long x) {
    return from_magnitude(0, x);
}
