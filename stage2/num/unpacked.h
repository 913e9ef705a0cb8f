/* The form in which num computes: class, sign, exponent and a significand of 128 bits with its
   leading one in the top bit. The widest kind has 113 bits, so at least 15 bits remain for
   rounding; what does not fit is kept as a one in the lowest bit ("jamming"), which rounds as the
   exact value does. Private to num/. */
#ifndef NUM_UNPACKED_H
#define NUM_UNPACKED_H

#include "num.h"

typedef struct Wide {
    uint64_t hi;
    uint64_t lo;
} Wide;

typedef enum FloatClass { CLASS_ZERO, CLASS_FINITE, CLASS_INFINITE, CLASS_NAN } FloatClass;

/* A finite number is 1.xxx * 2^exponent with 1.xxx in `sig`. Of a NaN `sig` holds the payload with
   the quiet bit in bit 126, in every kind. */
typedef struct Unpacked {
    FloatClass class;
    bool negative;
    int exponent;
    Wide sig;
} Unpacked;

typedef struct FloatFormat {
    unsigned bytes;
    unsigned precision; /* bits of the significand with the leading one */
    int bias;           /* of the exponent; also the largest exponent */
} FloatFormat;

extern const FloatFormat float_formats[4];

void float_unpack(FloatKind kind, const Float *a, Unpacked *out);
/* Rounds to nearest, ties to even: the one place where num rounds. */
void float_pack(FloatKind kind, const Unpacked *u, Float *out);
/* `value` * 2^`exponent`. */
void float_unpack_int(uint64_t value, int exponent, Unpacked *out);

/* Products and quotients of two finite numbers, before rounding. */
void multiply_finite(const Unpacked *a, const Unpacked *b, Unpacked *out);
void divide_finite(const Unpacked *a, const Unpacked *b, Unpacked *out);

unsigned leading_zeros(uint64_t x); /* 64 of zero */
void wide_shift_left(Wide *w, unsigned n);
/* Any n; bits that fall out are jammed. */
void wide_shift_right(Wide *w, unsigned n);
void wide_multiply(uint64_t a, uint64_t b, Wide *out);

#endif
