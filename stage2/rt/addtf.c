/* Sums of binary128 (tf.h). */
#include "tf.h"

Quad __addtf3(Quad x, Quad y);
Quad __subtf3(Quad x, Quad y);
Quad __negtf2(Quad x);

/* |a| + |b| with the sign of a; `a` is the larger one. */
static Quad add_magnitudes(uint64_t sign, int field, Significand *a, const Significand *b) {
    uint64_t lo = a->lo + b->lo;
    a->hi += b->hi + (lo < a->lo);
    a->lo = lo;
    a->rest = b->rest;
    if (a->hi >= 2 * TF_HIDDEN) {
        tf_shift_right(a, 1);
        field++;
    }
    return tf_pack(sign, field, a);
}

/* |a| - |b| with the sign of a; `a` is the larger one. */
static Quad subtract_magnitudes(uint64_t sign, int field, Significand *a, const Significand *b) {
    uint64_t borrow = b->rest != 0;
    uint64_t lo = a->lo - b->lo;
    int n;
    a->hi = a->hi - b->hi - (a->lo < b->lo) - (lo < borrow);
    a->lo = lo - borrow;
    a->rest = 0 - b->rest;
    if ((a->hi | a->lo | a->rest) == 0)
        return tf_make(0, 0);
    if (a->hi < TF_HIDDEN) {
        n = a->hi != 0   ? tf_zeros(a->hi) - 15
            : a->lo != 0 ? tf_zeros(a->lo) + 49
                         : tf_zeros(a->rest) + 113;
        if (n > field - 1)
            n = field - 1;
        tf_shift_left(a, (unsigned)n);
        field -= n;
    }
    return tf_pack(sign, field, a);
}

/* The field of `s` without leading bit, as it is encoded; 1 for subnormal numbers and zeros. */
static int split(const QuadBits *a, Significand *s) {
    int field = (int)(a->bits.hi >> 48) & TF_LAST;
    s->hi = a->bits.hi & TF_FRACTION;
    s->lo = a->bits.lo;
    s->rest = 0;
    if (field == 0)
        return 1;
    s->hi |= TF_HIDDEN;
    return field;
}

static Quad add(const QuadBits *x, const QuadBits *y) {
    uint64_t x_hi = x->bits.hi & ~TF_SIGN, y_hi = y->bits.hi & ~TF_SIGN;
    int swap = x_hi < y_hi || (x_hi == y_hi && x->bits.lo < y->bits.lo);
    const QuadBits *a = swap ? y : x, *b = swap ? x : y; /* |a| >= |b| */
    uint64_t sign = a->bits.hi & TF_SIGN, signs_differ = (x->bits.hi ^ y->bits.hi) & TF_SIGN;
    Significand s, t;
    int field = split(a, &s), field_b = split(b, &t);
    if (field == TF_LAST) {
        if (tf_is_nan(x) || tf_is_nan(y))
            return tf_choose_nan(x, y);
        if (field_b == TF_LAST && signs_differ)
            return tf_default_nan();
        return a->value;
    }
    tf_shift_right(&t, (unsigned)(field - field_b));
    return signs_differ ? subtract_magnitudes(sign, field, &s, &t)
                        : add_magnitudes(sign, field, &s, &t);
}

Quad __addtf3(Quad x, Quad y) {
    QuadBits a, b;
    a.value = x;
    b.value = y;
    return add(&a, &b);
}

Quad __subtf3(Quad x, Quad y) {
    QuadBits a, b;
    a.value = x;
    b.value = y;
    if (!tf_is_nan(&b))
        b.bits.hi ^= TF_SIGN;
    return add(&a, &b);
}

Quad __negtf2(Quad x) {
    QuadBits a;
    a.value = x;
    return tf_make(a.bits.hi ^ TF_SIGN, a.bits.lo);
}
