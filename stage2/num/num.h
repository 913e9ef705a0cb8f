/* Exact floating-point arithmetic in integers: constants are converted and folded here, so that no
   result depends on the host (IEC 60559, round to nearest, ties to even). */
#ifndef NUM_H
#define NUM_H

#include "../base/base.h"

typedef enum FloatKind {
    FLOAT_SINGLE, /* binary32 */
    FLOAT_DOUBLE, /* binary64 */
    FLOAT_X87,    /* x87 double extended, 80 bits with an explicit leading bit */
    FLOAT_QUAD    /* binary128 */
} FloatKind;

/* A value as its encoding: binary32 in the low 32 bits of `lo`, binary64 in `lo`, x87 with the
   64-bit significand in `lo` and sign and exponent in the low 16 bits of `hi`, binary128 in both. */
typedef struct Float {
    uint64_t lo;
    uint64_t hi;
} Float;

typedef enum FloatOrder { FLOAT_LESS, FLOAT_EQUAL, FLOAT_GREATER, FLOAT_UNORDERED } FloatOrder;

/* Bytes that hold the encoding: 4, 8, 10, 16. */
unsigned float_bytes(FloatKind kind);

/* Converts a floating constant without suffix (C11 6.4.4.2; decimal or hexadecimal) of `len` bytes,
   correctly rounded; overflow gives infinity and sets *overflow, a non-zero constant that becomes
   zero sets *underflow. False if the text is not a floating constant. Time and memory stay
   bounded whatever the exponent says. */
bool float_parse(FloatKind kind, const char *text, size_t len, Float *out, bool *overflow,
                 bool *underflow);

void float_add(FloatKind kind, const Float *a, const Float *b, Float *out);
void float_sub(FloatKind kind, const Float *a, const Float *b, Float *out);
void float_mul(FloatKind kind, const Float *a, const Float *b, Float *out);
void float_div(FloatKind kind, const Float *a, const Float *b, Float *out);
void float_neg(FloatKind kind, const Float *a, Float *out);
FloatOrder float_compare(FloatKind kind, const Float *a, const Float *b);
bool float_is_zero(FloatKind kind, const Float *a);
bool float_is_nan(FloatKind kind, const Float *a);
void float_convert(FloatKind to, FloatKind from, const Float *a, Float *out);
/* `value` is an int64_t or, if `is_unsigned`, a uint64_t. */
void float_from_int(FloatKind kind, uint64_t value, bool is_unsigned, Float *out);
/* Toward zero; the low `bits` bits are exact if the value fits the type of `bits` (1 to 64) bits
   (signed or not), else returns false and gives the nearest value of that type, as gcc folds it
   (zero of a NaN). Signed results are sign-extended. */
bool float_to_int(FloatKind kind, const Float *a, bool is_unsigned, unsigned bits, uint64_t *out);
void float_infinity(FloatKind kind, bool negative, Float *out);
/* A quiet NaN with `payload` in the low bits of its significand; signalling if `signalling`. */
void float_nan(FloatKind kind, bool negative, bool signalling, uint64_t payload, Float *out);

#endif
