/* Conversions between kinds and from and to integers, and special values (num.h). */
#include "unpacked.h"

#define TOP_BIT ((uint64_t)1 << 63)
#define QUIET_BIT ((uint64_t)1 << 62)

/* A NaN keeps the upper part of its payload and becomes quiet, as on the processors. */
void float_convert(FloatKind to, FloatKind from, const Float *a, Float *out) {
    Unpacked x;
    if (to == from) {
        *out = *a;
        return;
    }
    float_unpack(from, a, &x);
    float_pack(to, &x, out);
}

void float_from_int(FloatKind kind, uint64_t value, bool is_unsigned, Float *out) {
    bool negative = !is_unsigned && value >= TOP_BIT;
    Unpacked x;
    float_unpack_int(negative ? 0 - value : value, 0, &x);
    x.negative = negative;
    float_pack(kind, &x, out);
}

/* C11 6.3.1.4: undefined if the value does not fit. As gcc folds it: the nearest value of the
   type, and zero of a NaN. */
bool float_to_int(FloatKind kind, const Float *a, bool is_unsigned, unsigned bits, uint64_t *out) {
    uint64_t largest = ~(uint64_t)0 >> (64 - bits) >> (is_unsigned ? 0 : 1);
    uint64_t limit, magnitude;
    Unpacked x;
    float_unpack(kind, a, &x);
    limit = !x.negative ? largest : is_unsigned ? 0 : largest + 1;
    *out = 0;
    if (x.class == CLASS_ZERO || (x.class == CLASS_FINITE && x.exponent < 0))
        return true;
    if (x.class == CLASS_NAN)
        return false;
    magnitude = x.class == CLASS_INFINITE || x.exponent > 63 ? ~(uint64_t)0
                                                             : x.sig.hi >> (63 - x.exponent);
    if (magnitude > limit || x.class == CLASS_INFINITE || x.exponent > 63) {
        *out = x.negative ? 0 - limit : limit;
        return false;
    }
    *out = x.negative ? 0 - magnitude : magnitude;
    return true;
}

void float_infinity(FloatKind kind, bool negative, Float *out) {
    static const Float positive[4] = {
        [FLOAT_SINGLE] = {0x7f800000U, 0},
        [FLOAT_DOUBLE] = {(uint64_t)0x7ff << 52, 0},
        [FLOAT_X87] = {TOP_BIT, 0x7fff},
        [FLOAT_QUAD] = {0, (uint64_t)0x7fff << 48},
    };
    *out = positive[kind];
    if (negative)
        float_neg(kind, out, out);
}

/* As __builtin_nan and __builtin_nans: a signalling NaN without payload has the bit below the
   quiet bit set, since it would be an infinity otherwise. */
void float_nan(FloatKind kind, bool negative, bool signalling, uint64_t payload, Float *out) {
    unsigned quiet = float_formats[kind].precision - 2; /* place of the quiet bit */
    uint64_t *upper = quiet < 64 ? &out->lo : &out->hi;
    uint64_t bit = (uint64_t)1 << (quiet % 64);
    float_infinity(kind, negative, out);
    if (quiet < 64)
        payload &= bit - 1;
    out->lo |= payload;
    if (!signalling)
        *upper |= bit;
    else if (payload == 0)
        *upper |= bit >> 1;
}
