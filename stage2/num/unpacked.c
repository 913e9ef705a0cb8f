/* Encodings taken apart and put together (unpacked.h, IEC 60559 3.4; Intel SDM 1, 4.2.2 for x87). */
#include "unpacked.h"

#define TOP_BIT ((uint64_t)1 << 63)
#define QUIET_BIT ((uint64_t)1 << 62)

const FloatFormat float_formats[4] = {
    [FLOAT_SINGLE] = {4, 24, 127},
    [FLOAT_DOUBLE] = {8, 53, 1023},
    [FLOAT_X87] = {10, 64, 16383},
    [FLOAT_QUAD] = {16, 113, 16383},
};

unsigned float_bytes(FloatKind kind) {
    return float_formats[kind].bytes;
}

/* ---- 128 bits ---- */

unsigned leading_zeros(uint64_t x) {
    unsigned n = 0;
    if (x == 0)
        return 64;
    for (unsigned step = 32; step != 0; step /= 2) {
        if (x >> (64 - step) == 0) {
            n += step;
            x <<= step;
        }
    }
    return n;
}

void wide_shift_left(Wide *w, unsigned n) {
    if (n >= 64) {
        w->hi = w->lo;
        w->lo = 0;
        n -= 64;
    }
    if (n != 0) {
        w->hi = w->hi << n | w->lo >> (64 - n);
        w->lo <<= n;
    }
}

void wide_shift_right(Wide *w, unsigned n) {
    uint64_t lost = 0;
    if (n >= 128) {
        w->lo = (w->hi | w->lo) != 0;
        w->hi = 0;
        return;
    }
    if (n >= 64) {
        lost = w->lo;
        w->lo = w->hi;
        w->hi = 0;
        n -= 64;
    }
    if (n != 0) {
        lost |= w->lo << (64 - n);
        w->lo = w->lo >> n | w->hi << (64 - n);
        w->hi >>= n;
    }
    w->lo |= lost != 0;
}

void wide_multiply(uint64_t a, uint64_t b, Wide *out) {
    uint64_t a1 = a >> 32, a0 = a & 0xffffffffU, b1 = b >> 32, b0 = b & 0xffffffffU;
    uint64_t low = a0 * b0;
    uint64_t middle = a1 * b0 + (low >> 32); /* cannot overflow: (2^32-1)^2 + 2^32-1 < 2^64 */
    uint64_t other = a0 * b1 + (middle & 0xffffffffU);
    out->hi = a1 * b1 + (middle >> 32) + (other >> 32);
    out->lo = other << 32 | (low & 0xffffffffU);
}

/* ---- taking apart ---- */

/* The exponent field; the significand goes to the top of `sig`, its leading bit in bit 127. */
static int split(FloatKind kind, const Float *a, Unpacked *out) {
    const FloatFormat *format = &float_formats[kind];
    unsigned width;
    int field;
    if (kind == FLOAT_X87) {
        out->negative = (a->hi >> 15 & 1) != 0;
        out->sig.hi = a->lo;
        out->sig.lo = 0;
        return (int)(a->hi & 0x7fff);
    }
    out->sig.hi = kind == FLOAT_SINGLE ? a->lo << 32 : kind == FLOAT_DOUBLE ? a->lo : a->hi;
    out->sig.lo = kind == FLOAT_QUAD ? a->lo : 0;
    width = 8 * format->bytes - format->precision;
    out->negative = out->sig.hi >> 63 != 0;
    field = (int)(out->sig.hi << 1 >> (64 - width));
    wide_shift_left(&out->sig, width); /* one less than what is before the fraction */
    out->sig.hi = field == 0 ? out->sig.hi & ~TOP_BIT : out->sig.hi | TOP_BIT;
    return field;
}

void float_unpack(FloatKind kind, const Float *a, Unpacked *out) {
    int bias = float_formats[kind].bias;
    int field = split(kind, a, out);
    Wide *sig = &out->sig;
    out->exponent = (field == 0 ? 1 : field) - bias;
    if (field == 2 * bias + 1) {
        out->class = (sig->hi << 1 | sig->lo) == 0 ? CLASS_INFINITE : CLASS_NAN;
    } else if ((sig->hi | sig->lo) == 0 && field == 0) {
        out->class = CLASS_ZERO;
    } else if (field != 0 && sig->hi < TOP_BIT) {
        out->class = CLASS_NAN; /* an x87 "unnormal", which the processor refuses, too */
        sig->hi = TOP_BIT | QUIET_BIT;
    } else {
        unsigned zeros = sig->hi != 0 ? leading_zeros(sig->hi) : 64 + leading_zeros(sig->lo);
        out->class = CLASS_FINITE;
        out->exponent -= (int)zeros;
        wide_shift_left(sig, zeros);
    }
}

void float_unpack_int(uint64_t value, int exponent, Unpacked *out) {
    unsigned zeros = leading_zeros(value);
    out->class = value == 0 ? CLASS_ZERO : CLASS_FINITE;
    out->negative = false;
    out->exponent = exponent + 63 - (int)zeros;
    out->sig.hi = value == 0 ? 0 : value << zeros;
    out->sig.lo = 0;
}

/* ---- putting together ---- */

/* `sig` at the right, with `precision` bits; the implicit kinds leave its leading one out. */
static void join(FloatKind kind, bool negative, int field, const Wide *sig, Float *out) {
    uint64_t sign = negative, exponent = (uint64_t)field;
    out->lo = sig->lo;
    out->hi = 0;
    switch (kind) {
    case FLOAT_SINGLE:
        out->lo = sign << 31 | exponent << 23 | (sig->lo & 0x7fffff);
        break;
    case FLOAT_DOUBLE:
        out->lo = sign << 63 | exponent << 52 | (sig->lo & 0xfffffffffffff);
        break;
    case FLOAT_X87:
        out->hi = sign << 15 | exponent;
        break;
    case FLOAT_QUAD:
        out->hi = sign << 63 | exponent << 48 | (sig->hi & 0xffffffffffff);
        break;
    }
}

static bool has_bit(const Wide *w, unsigned bit) {
    return ((bit < 64 ? w->lo >> bit : w->hi >> (bit - 64)) & 1) != 0;
}

/* Takes `n` (at least 2) bits off at the right. */
static void round_off(Wide *w, unsigned n) {
    unsigned low;
    wide_shift_right(w, n - 2);
    low = (unsigned)w->lo & 7; /* the last bit that stays, one half, and less than that */
    w->lo = w->lo >> 2 | w->hi << 62;
    w->hi >>= 2;
    if ((low & 3) == 3 || low == 6) {
        w->lo++;
        w->hi += w->lo == 0;
    }
}

static void pack_finite(FloatKind kind, const Unpacked *u, Float *out) {
    unsigned precision = float_formats[kind].precision;
    int field = u->exponent + float_formats[kind].bias;
    unsigned excess = 128 - precision;
    Wide sig = u->sig;
    if (field < 1) { /* subnormal: fewer bits remain */
        excess += field < -200 ? 200 : (unsigned)(1 - field);
        field = 0;
    }
    round_off(&sig, excess);
    if (field == 0) {
        field = has_bit(&sig, precision - 1) ? 1 : 0;
    } else if (has_bit(&sig, precision)) {
        wide_shift_right(&sig, 1);
        field++;
    }
    if (field > 2 * float_formats[kind].bias)
        float_infinity(kind, u->negative, out);
    else
        join(kind, u->negative, field, &sig, out);
}

void float_pack(FloatKind kind, const Unpacked *u, Float *out) {
    unsigned precision = float_formats[kind].precision;
    Wide sig = {0};
    switch (u->class) {
    case CLASS_ZERO:
        join(kind, u->negative, 0, &sig, out);
        break;
    case CLASS_FINITE:
        pack_finite(kind, u, out);
        break;
    case CLASS_INFINITE:
        float_infinity(kind, u->negative, out);
        break;
    case CLASS_NAN: /* quiet, and as much of the payload as has room */
        sig = u->sig;
        sig.hi |= TOP_BIT | QUIET_BIT;
        if (precision > 64) {
            wide_shift_right(&sig, 128 - precision);
        } else {
            sig.lo = sig.hi >> (64 - precision);
            sig.hi = 0;
        }
        join(kind, u->negative, 2 * float_formats[kind].bias + 1, &sig, out);
        break;
    }
}
