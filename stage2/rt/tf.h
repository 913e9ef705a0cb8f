/* binary128 in integer registers: what the run-time routines of AArch64's long double share
   (AAPCS64 7.1, the names are libgcc's). No routine computes with long double itself, since the
   compiler would turn that into calls of these very routines. They round to nearest, ties to even,
   and raise no exception flags. TF_TYPE lets the tests name a binary128 type of another host. */
#ifndef RT_TF_H
#define RT_TF_H

#include <stdint.h>

#ifndef TF_TYPE
#define TF_TYPE long double
#endif
typedef TF_TYPE Quad;

#define TF_SIGN ((uint64_t)1 << 63)
#define TF_HIDDEN ((uint64_t)1 << 48)   /* leading bit of the significand, in the upper half */
#define TF_QUIET ((uint64_t)1 << 47)    /* of a NaN */
#define TF_INFINITY ((uint64_t)0x7fff << 48)
#define TF_FRACTION (TF_HIDDEN - 1)
#define TF_BIAS 0x3fff
#define TF_LAST 0x7fff /* exponent field of infinities and NaNs */

/* Little-endian, as all that is supported. */
typedef union QuadBits {
    Quad value;
    struct {
        uint64_t lo;
        uint64_t hi;
    } bits;
} QuadBits;

/* A significand with its leading bit in bit 48 of `hi`, and what follows the last place in `rest`,
   of which the lowest bit stands for everything below it. */
typedef struct Significand {
    uint64_t hi;
    uint64_t lo;
    uint64_t rest;
} Significand;

/* Leading zeros of a number that is not zero. */
static inline int tf_zeros(uint64_t x) {
    int n = 0;
    for (int step = 32; step != 0; step /= 2) {
        if (x >> (64 - step) == 0) {
            n += step;
            x <<= step;
        }
    }
    return n;
}

/* `n` is not negative. */
static inline void tf_shift_right(Significand *s, unsigned n) {
    uint64_t lost = 0;
    if (n >= 192)
        n = 191; /* nothing but the lowest bit remains, as the top one is zero */
    for (; n >= 64; n -= 64) {
        lost |= s->rest;
        s->rest = s->lo;
        s->lo = s->hi;
        s->hi = 0;
    }
    if (n != 0) {
        lost |= s->rest << (64 - n);
        s->rest = s->rest >> n | s->lo << (64 - n);
        s->lo = s->lo >> n | s->hi << (64 - n);
        s->hi >>= n;
    }
    s->rest |= lost != 0;
}

static inline void tf_shift_left(Significand *s, unsigned n) {
    for (; n >= 64; n -= 64) {
        s->hi = s->lo;
        s->lo = s->rest;
        s->rest = 0;
    }
    if (n != 0) {
        s->hi = s->hi << n | s->lo >> (64 - n);
        s->lo = s->lo << n | s->rest >> (64 - n);
        s->rest <<= n;
    }
}

/* Takes a finite number that is not zero apart; subnormal ones become normal with an exponent
   field below 1. `hi` is without sign. */
static inline int tf_unpack(uint64_t hi, uint64_t lo, Significand *s) {
    int field = (int)(hi >> 48);
    s->hi = hi & TF_FRACTION;
    s->lo = lo;
    s->rest = 0;
    if (field != 0) {
        s->hi |= TF_HIDDEN;
    } else {
        int n = (s->hi != 0 ? tf_zeros(s->hi) : 64 + tf_zeros(lo)) - 15;
        tf_shift_left(s, (unsigned)n);
        field = 1 - n;
    }
    return field;
}

/* Rounds. With the field 1 the leading bit may be missing: a subnormal number. */
static inline Quad tf_pack(uint64_t sign, int field, Significand *s) {
    QuadBits result;
    if (field >= TF_LAST) {
        result.bits.hi = sign | TF_INFINITY;
        result.bits.lo = 0;
        return result.value;
    }
    if (field < 1) {
        tf_shift_right(s, (unsigned)(1 - field));
        field = 1;
    }
    /* A leading bit adds one to the exponent field, and so does a carry out of the fraction, up
       to infinity. */
    result.bits.hi = ((uint64_t)(field - 1) << 48) + s->hi;
    result.bits.lo = s->lo;
    if (s->rest > TF_SIGN || (s->rest == TF_SIGN && (s->lo & 1) != 0)) {
        result.bits.lo++;
        result.bits.hi += result.bits.lo == 0;
    }
    result.bits.hi |= sign;
    return result.value;
}

static inline Quad tf_make(uint64_t hi, uint64_t lo) {
    QuadBits result;
    result.bits.hi = hi;
    result.bits.lo = lo;
    return result.value;
}

static inline int tf_is_nan(const QuadBits *a) {
    uint64_t hi = a->bits.hi & ~TF_SIGN;
    return hi > TF_INFINITY || (hi == TF_INFINITY && a->bits.lo != 0);
}

/* The result of an operation of at least one NaN (Arm ARM, FPProcessNaNs): the first signalling
   one, else the first, made quiet. */
static inline Quad tf_choose_nan(const QuadBits *a, const QuadBits *b) {
    const QuadBits *nan = tf_is_nan(a) ? a : b;
    if (tf_is_nan(a) && tf_is_nan(b) && (a->bits.hi & TF_QUIET) != 0 &&
        (b->bits.hi & TF_QUIET) == 0)
        nan = b;
    return tf_make(nan->bits.hi | TF_QUIET, nan->bits.lo);
}

/* What an invalid operation gives: all ones, as in libgcc, not the processor's default NaN. */
static inline Quad tf_default_nan(void) {
    return tf_make(TF_INFINITY | TF_FRACTION, ~(uint64_t)0);
}

#endif
