/* Conversions of binary128 to integers (tf.h), toward zero. What does not fit gives the nearest
   value of the type; a NaN counts as an infinity of its sign, as in libgcc. */
#include "tf.h"

int __fixtfsi(Quad x);
long __fixtfdi(Quad x);
unsigned __fixunstfsi(Quad x);
unsigned long __fixunstfdi(Quad x);

/* |x| without its fraction, at most `limit`. */
static uint64_t magnitude(const QuadBits *a, uint64_t limit) {
    uint64_t hi = a->bits.hi & ~TF_SIGN, value;
    int exponent = (int)(hi >> 48) - TF_BIAS;
    if (exponent < 0)
        return 0;
    if (exponent > 63)
        return limit;
    value = TF_SIGN | hi << 15 | a->bits.lo >> 49; /* the 64 leading bits */
    value >>= 63 - exponent;
    return value < limit ? value : limit;
}

static int64_t to_signed(Quad x, uint64_t largest) {
    QuadBits a;
    a.value = x;
    if ((a.bits.hi & TF_SIGN) == 0)
        return (int64_t)magnitude(&a, largest);
    return (int64_t)(0 - magnitude(&a, largest + 1));
}

static uint64_t to_unsigned(Quad x, uint64_t largest) {
    QuadBits a;
    a.value = x;
    return (a.bits.hi & TF_SIGN) != 0 ? 0 : magnitude(&a, largest);
}

int __fixtfsi(Quad x) {
    return (int)to_signed(x, 0x7fffffff);
}

long __fixtfdi(Quad x) {
    return to_signed(x, TF_SIGN - 1);
}

unsigned __fixunstfsi(Quad x) {
    return (unsigned)to_unsigned(x, 0xffffffffU);
}

unsigned long __fixunstfdi(Quad x) {
    return to_unsigned(x, ~(uint64_t)0);
}
