/* Floating constants (C11 6.4.4.2) to values, correctly rounded. A hexadecimal constant is a
   significand as it stands. A decimal one of up to 19 digits and a small power of ten, as nearly
   all are, is one product or quotient of 64-bit numbers; the rest goes through big.h. */
#include "big.h"

#include <ctype.h>

/* Half of the smallest binary128 has 11,530 digits, which is the most that any number midway
   between two representable ones has (plus the digits of a longer significand): after more than
   that, it only matters that something follows. */
#define MAX_DIGITS 11600

/* Decimal exponents of the leading digit beyond which every kind overflows or gives zero:
   binary128 goes from 6.5e-4966 to 1.2e4932. */
#define HIGHEST_POWER 4940
#define LOWEST_POWER (-4970)

/* Larger exponents say no more; sums with lengths of texts stay in range. */
#define EXPONENT_LIMIT ((int64_t)1 << 60)

/* Powers of five below 2^64. */
#define FIVES 28
static const uint64_t fives[FIVES] = {
    1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125, 244140625,
    1220703125, 6103515625, 30517578125, 152587890625, 762939453125, 3814697265625,
    19073486328125, 95367431640625, 476837158203125, 2384185791015625, 11920928955078125,
    59604644775390625, 298023223876953125, 1490116119384765625, 7450580596923828125,
};

/* The parts of a constant. The digits lie between `first` and `last`, maybe with a point. */
typedef struct Constant {
    const char *first;  /* first digit that is not zero, NULL if there is none */
    const char *last;   /* last digit that is not zero */
    int64_t digits;     /* from `first` to `last` */
    int64_t exponent;   /* as written */
    int64_t last_place; /* digits before the point and behind `last`; negative: `last` is this far
                           behind the point */
} Constant;

/* ---- reading ---- */

static bool is_digit(char c, bool hex) {
    return hex ? isxdigit((unsigned char)c) != 0 : c >= '0' && c <= '9';
}

static unsigned digit_value(char c) {
    return c <= '9' ? (unsigned)c - '0' : ((unsigned)c | 32) - 'a' + 10;
}

/* `e` or `p`, a sign, digits. Gives where it ends, or NULL. */
static const char *read_exponent(const char *at, const char *end, int64_t *out) {
    bool negative = false;
    int64_t value = 0;
    at++;
    if (at < end && (*at == '+' || *at == '-')) {
        negative = *at == '-';
        at++;
    }
    if (at == end)
        return NULL;
    for (; at < end && is_digit(*at, false); at++) {
        if (value < EXPONENT_LIMIT / 16)
            value = 10 * value + (*at - '0');
    }
    *out = negative ? -value : value;
    return at;
}

static bool read_constant(const char *at, const char *end, bool hex, Constant *out) {
    const char *point = NULL, *start = at;
    bool has_exponent = false;
    out->first = NULL;
    out->last = NULL;
    out->exponent = 0;
    for (; at < end; at++) {
        if (*at == '.' && point == NULL) {
            point = at;
        } else if (!is_digit(*at, hex)) {
            break;
        } else if (*at != '0') {
            out->last = at;
            if (out->first == NULL)
                out->first = at;
        }
    }
    if (at - start == (point != NULL ? 1 : 0))
        return false; /* no digits */
    if (out->first != NULL) {
        const char *integer_end = point != NULL ? point : at;
        out->last_place = integer_end - out->last - (out->last < integer_end ? 1 : 0);
        out->digits = out->last - out->first + 1;
        if (point != NULL && out->first < point && point < out->last)
            out->digits--;
    }
    if (at < end && (*at | 32) == (hex ? 'p' : 'e')) {
        has_exponent = true;
        at = read_exponent(at, end, &out->exponent);
    }
    return at == end && (has_exponent || (point != NULL && !hex));
}

/* ---- hexadecimal ---- */

static void hexadecimal(const Constant *c, Unpacked *out) {
    int64_t exponent = c->exponent + 4 * (c->digits + c->last_place) - 1;
    unsigned taken = 0, zeros;
    out->class = CLASS_FINITE;
    out->sig.hi = 0;
    out->sig.lo = 0;
    for (const char *at = c->first; at <= c->last; at++) {
        if (*at == '.')
            continue;
        if (taken == 32) {
            out->sig.lo |= 1; /* what follows up to `last` is not zero */
            break;
        }
        wide_shift_left(&out->sig, 4);
        out->sig.lo |= digit_value(*at);
        taken++;
    }
    wide_shift_left(&out->sig, 128 - 4 * taken);
    zeros = leading_zeros(out->sig.hi); /* at most 3: the first digit is not zero */
    wide_shift_left(&out->sig, zeros);
    exponent -= zeros;
    if (exponent > 100000)
        exponent = 100000;
    if (exponent < -100000)
        exponent = -100000;
    out->exponent = (int)exponent;
}

/* ---- decimal ---- */

/* The number `value` * 10^`power`, if |power| < FIVES. */
static void from_short(uint64_t value, int power, Unpacked *out) {
    Unpacked number, five;
    float_unpack_int(value, power, &number);
    if (power == 0) {
        *out = number;
        return;
    }
    float_unpack_int(fives[power < 0 ? -power : power], 0, &five);
    if (power < 0)
        divide_finite(&number, &five, out);
    else
        multiply_finite(&number, &five, out);
}

static uint64_t short_digits(const Constant *c) {
    uint64_t value = 0;
    for (const char *at = c->first; at <= c->last; at++) {
        if (*at != '.')
            value = 10 * value + (uint64_t)(*at - '0');
    }
    return value;
}

/* Sets *b to the digits; gives how many have been left out, or rather put into one digit. */
static int64_t long_digits(const Constant *c, Big *b) {
    uint32_t part = 0, scale = 1;
    int64_t taken = 0;
    b->len = 0;
    for (const char *at = c->first; at <= c->last && taken < MAX_DIGITS; at++) {
        if (*at == '.')
            continue;
        part = 10 * part + (uint32_t)(*at - '0');
        scale *= 10;
        taken++;
        if (scale == 1000000000) {
            big_multiply_add(b, scale, part);
            part = 0;
            scale = 1;
        }
    }
    if (scale != 1)
        big_multiply_add(b, scale, part);
    if (taken == c->digits)
        return 0;
    big_multiply_add(b, 10, 1); /* something follows */
    return c->digits - taken - 1;
}

static void decimal(const Constant *c, Unpacked *out) {
    int64_t power = c->exponent + c->last_place;
    Big number, fives_below;
    if (c->digits <= 19 && power > -FIVES && power < FIVES) {
        from_short(short_digits(c), (int)power, out);
        return;
    }
    out->class = CLASS_FINITE;
    if (power + c->digits > HIGHEST_POWER) {
        out->class = CLASS_INFINITE;
        return;
    }
    if (power + c->digits < LOWEST_POWER) {
        out->class = CLASS_ZERO;
        return;
    }
    power += long_digits(c, &number);
    if (power >= 0) {
        big_multiply_five(&number, (unsigned)power);
        big_unpack(&number, out);
    } else {
        fives_below.len = 1;
        fives_below.digit[0] = 1;
        big_multiply_five(&fives_below, (unsigned)-power);
        big_divide(&number, &fives_below, out);
    }
    out->exponent += (int)power; /* 10^n is 5^n * 2^n */
}

/* ---- both ---- */

bool float_parse(FloatKind kind, const char *text, size_t len, Float *out, bool *overflow,
                 bool *underflow) {
    bool hex = len > 2 && text[0] == '0' && (text[1] | 32) == 'x';
    Float infinity;
    Unpacked value;
    Constant c;
    *overflow = false;
    *underflow = false;
    if (!read_constant(text + (hex ? 2 : 0), text + len, hex, &c))
        return false;
    value.negative = false;
    if (c.first == NULL)
        value.class = CLASS_ZERO;
    else if (hex)
        hexadecimal(&c, &value);
    else
        decimal(&c, &value);
    float_pack(kind, &value, out);
    if (c.first != NULL) {
        float_infinity(kind, false, &infinity);
        *overflow = out->lo == infinity.lo && out->hi == infinity.hi;
        *underflow = (out->lo | out->hi) == 0;
    }
    return true;
}
