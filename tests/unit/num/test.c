/* num against the host: literals against glibc and libquadmath, which round correctly, arithmetic
   and conversions against the processor and libgcc, bit for bit. Arguments: literals and operand
   pairs of each kind. */
#include "../../../stage2/num/num.h"

#include <float.h>
#include <quadmath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[4] = {"float", "double", "long double", "__float128"};
static const unsigned precisions[4] = {24, 53, 64, 113};
static const int biases[4] = {127, 1023, 16383, 16383};
static const FloatKind kinds[4] = {FLOAT_SINGLE, FLOAT_DOUBLE, FLOAT_X87, FLOAT_QUAD};

static unsigned long passed, failed;
static uint64_t state = 88172645463325252U;

static uint64_t rnd(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state * 0x9e3779b97f4a7c15U;
}

static unsigned below(unsigned n) {
    return (unsigned)(rnd() >> 33) % n;
}

static void result(bool good, FloatKind kind, const char *what, const Float *a, const Float *b,
                   const Float *got, const Float *want) {
    static const Float none;
    if (good) {
        passed++;
        return;
    }
    failed++;
    if (failed > 20)
        return;
    a = a ? a : &none;
    b = b ? b : &none;
    printf("%s %.60s: %016lx%016lx %016lx%016lx: got %016lx%016lx, want %016lx%016lx\n",
           names[kind], what, a->hi, a->lo, b->hi, b->lo, got->hi, got->lo, want->hi, want->lo);
}

static bool same(const Float *a, const Float *b) {
    return a->lo == b->lo && a->hi == b->hi;
}

/* ---- host values ---- */

static void from_host(FloatKind kind, const void *p, Float *out) {
    memset(out, 0, sizeof *out);
    memcpy(out, p, float_bytes(kind));
}

#define TO_HOST(type, name, f) \
    type name = 0;             \
    memcpy(&name, f, sizeof name < 10 ? sizeof name : sizeof(Float))

/* Each case of `switch (kind)` with `T` as the type. */
#define EACH_KIND(kind, body)     \
    switch (kind) {               \
    case FLOAT_SINGLE: {          \
        typedef float T;          \
        body;                     \
    } break;                      \
    case FLOAT_DOUBLE: {          \
        typedef double T;         \
        body;                     \
    } break;                      \
    case FLOAT_X87: {             \
        typedef long double T;    \
        body;                     \
    } break;                      \
    case FLOAT_QUAD: {            \
        typedef __float128 T;     \
        body;                     \
    } break;                      \
    }

/* Encodings of every sort: small and large exponents, near each other, few and many bits. */
static void random_float(FloatKind kind, Float *out) {
    unsigned precision = precisions[kind], sort = below(16);
    int bias = biases[kind], field;
    uint64_t hi = rnd(), lo = rnd(), negative = rnd() & 1;
    switch (below(4)) {
    case 0: /* few bits */
        hi = below(2) ? (uint64_t)1 << below(64) : 0;
        lo = below(2) ? (uint64_t)1 << below(64) : 0;
        break;
    case 1: /* runs of ones */
        hi = ~(uint64_t)0 << below(64);
        lo = below(2) ? ~(uint64_t)0 >> below(64) : ~(uint64_t)0 << below(64);
        break;
    }
    field = bias + (int)below(2 * precision + 4) - (int)precision;
    if (sort == 0)
        field = 0;
    else if (sort == 1)
        field = (int)below(precision + 3);
    else if (sort == 2)
        field = 2 * bias + 1;
    else if (sort == 3)
        field = 2 * bias - (int)below(precision + 3);
    else if (sort == 4)
        field = (int)(rnd() % (2 * (unsigned)bias));
    else if (sort == 5)
        field = bias / 2 + (int)below(2 * precision) - (int)precision;
    else if (sort == 6)
        field = bias / 2 * 3 + (int)below(2 * precision) - (int)precision;
    if (field < 0)
        field = 0;
    if (below(40) == 0)
        hi = lo = 0;
    out->lo = lo;
    out->hi = 0;
    if (kind == FLOAT_SINGLE)
        out->lo = negative << 31 | (uint64_t)field << 23 | lo >> 41;
    else if (kind == FLOAT_DOUBLE)
        out->lo = negative << 63 | (uint64_t)field << 52 | lo >> 12;
    else if (kind == FLOAT_QUAD)
        out->hi = negative << 63 | (uint64_t)field << 48 | hi >> 16;
    else {
        out->hi = negative << 15 | (uint64_t)field;
        out->lo = field ? lo | (uint64_t)1 << 63 : lo & ~(uint64_t)0 >> 1;
    }
}

/* ---- literals ---- */

/* glibc up to 2.36 at least rounds some hexadecimal constants with subnormal results wrongly; here
   the significand, cut to 28 digits with a jammed bit, is rounded once: for the narrow kinds by
   the conversion from binary128, for the subnormals of the wide ones by hand. */
static void round_hex(FloatKind kind, const char *at, Float *out) {
    unsigned __int128 n = 0;
    long exponent = 0, written;
    bool behind_point = false, more = false;
    __float128 x;
    for (at += 2; (*at | 32) != 'p'; at++) {
        if (*at == '.') {
            behind_point = true;
            continue;
        }
        if (n >> 108 == 0)
            n = n << 4 | (unsigned)(*at <= '9' ? *at - '0' : (*at | 32) - 'a' + 10);
        else
            more |= *at != '0', exponent += 4;
        exponent -= behind_point ? 4 : 0;
    }
    written = strtol(at + 1, NULL, 10);
    if (written > 1000000 || written < -1000000)
        return; /* the host is trusted with these */
    exponent += written;
    if (kind > FLOAT_DOUBLE) {
        long drop = (kind == FLOAT_X87 ? -16445 : -16494) - exponent + 8; /* 8 bits for the jam */
        unsigned __int128 limit = (unsigned __int128)1 << (kind == FLOAT_X87 ? 62 : 111);
        n = n << 8 | more;
        if (drop > 8 && drop < 125 && n >> drop < limit) {
            unsigned __int128 half = (unsigned __int128)1 << (drop - 1), q = n >> drop;
            unsigned __int128 rest = n & (2 * half - 1);
            q += rest > half || (rest == half && (q & 1));
            out->lo = (uint64_t)q;
            out->hi = (uint64_t)(q >> 64);
        }
        return;
    }
    if (exponent < -16000 || exponent > 16000)
        return;
    x = scalbnq((__float128)(n | more), (int)exponent);
    EACH_KIND(kind, {
        T y = (T)x;
        from_host(kind, &y, out);
    })
}

static void host_parse(FloatKind kind, const char *text, Float *out) {
    switch (kind) {
    case FLOAT_SINGLE: {
        float x = strtof(text, NULL);
        from_host(kind, &x, out);
    } break;
    case FLOAT_DOUBLE: {
        double x = strtod(text, NULL);
        from_host(kind, &x, out);
    } break;
    case FLOAT_X87: {
        long double x = strtold(text, NULL);
        from_host(kind, &x, out);
    } break;
    case FLOAT_QUAD: {
        __float128 x = strtoflt128(text, NULL);
        from_host(kind, &x, out);
    } break;
    }
}

static void check_literal(const char *text) {
    for (unsigned i = 0; i < 4; i++) {
        Float got = {0}, want, infinity, zero = {0};
        bool over = true, under = true, good;
        bool is_zero = true;
        const char *at = text;
        good = float_parse(kinds[i], text, strlen(text), &got, &over, &under);
        float_infinity(kinds[i], false, &infinity);
        host_parse(kinds[i], text, &want);
        if (float_is_nan(kinds[i], &want))
            want = infinity; /* libquadmath gives this just beyond the largest number */
        if ((text[1] | 32) == 'x')
            round_hex(kinds[i], text, &want);
        if (text[1] == 'x' || text[1] == 'X')
            at += 2;
        for (; *at && (at > text + 1 && text[1] == 'x' ? (*at | 32) != 'p' : (*at | 32) != 'e'); at++)
            is_zero &= *at == '0' || *at == '.';
        result(good && same(&got, &want) && over == same(&want, &infinity) &&
                   under == (!is_zero && same(&want, &zero)),
               kinds[i], text, NULL, NULL, &got, &want);
    }
}

static char text[60000];

static void random_decimal(void) {
    unsigned digits = 1 + below(below(8) ? 22 : below(8) ? 60 : 900), at = 0;
    unsigned point = below(digits + 1);
    int exponent;
    for (unsigned i = 0; i < digits; i++) {
        if (i == point)
            text[at++] = '.';
        text[at++] = (char)('0' + (below(30) ? below(10) : 0));
    }
    if (point == digits)
        text[at++] = '.';
    switch (below(5)) {
    case 0: exponent = 0; break;
    case 1: exponent = (int)below(60) - 30; break;
    case 2: exponent = (int)below(100) - 55; break;
    case 3: exponent = (int)below(700) - 350; break;
    default: exponent = (int)below(10000) - 5000; break;
    }
    if (exponent != 0 || below(2))
        sprintf(text + at, below(2) ? "e%d" : "E%+d", exponent);
    else
        text[at] = 0;
}

/* A decimal number of reversed digits. */
static char reversed[40000];
static unsigned reversed_len;

static void multiply_reversed(unsigned factor) {
    unsigned carry = 0;
    for (unsigned i = 0; i < reversed_len || carry; i++) {
        carry += i < reversed_len ? (unsigned)reversed[i] * factor : 0;
        reversed[i] = (char)(carry % 10);
        carry /= 10;
        if (i >= reversed_len)
            reversed_len = i + 1;
    }
}

/* The number that lies midway between two representable ones, or a hair beside it: an odd integer
   of one bit too many (fewer for a subnormal result), times a power of two in decimal. */
static void midway_decimal(FloatKind kind, bool subnormal, int limit) {
    unsigned bits = precisions[kind] + 1;
    int power = (int)below(2 * (unsigned)limit + 1) - limit;
    unsigned __int128 n;
    unsigned at = 0;
    if (subnormal) {
        bits = 1 + below(bits - 1);
        power = 1 - biases[kind] - (int)precisions[kind]; /* half of the last place */
    }
    n = (unsigned __int128)rnd() << 64 | rnd();
    n = n >> (128 - bits) | (unsigned __int128)1 << (bits - 1) | 1;
    if (below(20) == 0)
        n |= ((unsigned __int128)1 << bits) - 1;
    for (reversed_len = 0; n != 0; n /= 10)
        reversed[reversed_len++] = (char)(n % 10);
    for (int i = 0; i < (power < 0 ? -power : power); i++)
        multiply_reversed(power < 0 ? 5 : 2);
    for (unsigned i = reversed_len; i-- > 0;) {
        text[at++] = (char)('0' + reversed[i]);
        if (i == reversed_len / 2)
            text[at++] = '.';
    }
    sprintf(text + at, "e%d", (int)(reversed_len / 2) + (power < 0 ? power : 0));
    switch (below(3)) {
    case 0: { /* a hair more */
        char tail[20];
        strcpy(tail, text + at);
        memset(text + at, '0', 20 + below(2) * 12000);
        at += below(2) ? 20 : 19;
        text[at++] = '1';
        strcpy(text + at, tail);
    } break;
    case 1: /* a hair less: the last digit is not zero unless the power is positive */
        if (text[at - 1] > '0' && text[at - 1] <= '9')
            text[at - 1]--;
        break;
    }
}

static void random_hex(void) {
    unsigned digits = 1 + below(40), at = 2, point = below(digits + 1);
    unsigned zeros = below(2);
    text[0] = '0';
    text[1] = 'x';
    for (unsigned i = 0; i < digits; i++) {
        if (i == point && point > 0)
            text[at++] = '.';
        text[at++] = "0123456789abcdefABCDEF"[zeros && i > 4 && i + 2 < digits ? 0 : below(22)];
    }
    switch (below(6)) {
    case 0: sprintf(text + at, "p%d", (int)below(40000) - 20000); break;
    case 1: sprintf(text + at, "P%+d", -149 - (int)(4 * digits) + (int)below(200)); break;
    case 2: sprintf(text + at, "p%d", -1074 - (int)(4 * digits) + (int)below(200)); break;
    case 3: sprintf(text + at, "p%d", -16494 - (int)(4 * digits) + (int)below(300)); break;
    default: sprintf(text + at, "p%d", (int)below(300) - 150);
    }
}

static void check_fixed_literals(void) {
    static const char *const list[] = {
        "0.", ".0", "0e0", "0e999999999999", "0.0e-99999999999999999999", "1.", ".1", "1e0", "1e1",
        "1e22", "1e23", "9007199254740993.", "1e308", "1.7976931348623157e308",
        "1.7976931348623158e308", "1.7976931348623159e308", "1e309", "3.4028235e38",
        "3.40282356779733661637539395458142568447e38", "3.40282356779733661637539395458142568448e38",
        "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.5e-324", "2e-324",
        "1.4e-45", "7.0064923216240853e-46", "7.0064923216240854e-46", "7e-46",
        "2.2250738585072011e-308", "2.2250738585072014e-308", "1.18973149535723176502e+4932",
        "1.18973149535723176508575932662800702e+4932", "1.1897314953572317650857593266280071e4932",
        "3.64519953188247460253e-4951", "1.8e-4951", "6.47517511943802511092443895822764655e-4966",
        "3.2e-4966", "3.3e-4966", "3.36210314311209350626267781732175260e-4932",
        "1e999999999999", "1e-999999999999", "1e99999999999999999999999999999999", "1e4933",
        "1e-4970", "0x1p0", "0x.8p1", "0x0.p5", "0x1.fffffffffffff7p1023",
        "0x1.fffffffffffff8p1023", "0x1.fffffep127", "0x1.ffffffp127", "0x1.fffffefp127",
        "0x1p-149", "0x1p-150", "0x1.8p-150", "0x1p-1075", "0x1.0000000000000000000001p-1075",
        "0x1p99999999999999999999", "0x1p-99999999999999999999", "0x0p99999999999999999999",
        "0x1.00000000000000000000000000008p0", "0x1.000000000000000000000000000080000000000001p0",
        "0x1.ffffffffffffffffffffffffffff8p16383", "0x1.ffffffffffffffffffffffffffff7p16383",
    };
    static const char *const bad[] = {"", ".", "1", "e5", "1e", "1e+", "1.5f", "1..2", "0x1", "0x1.",
                                      "0x", "0x.p1", "0xp1", "1.5e3.", "1p3", "0x1e5", "0x1pa",
                                      "1.e", " 1.", "1. ", "-1.", "nan", ".e1", "1e1-1"};
    for (unsigned i = 0; i < sizeof list / sizeof list[0]; i++)
        check_literal(list[i]);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        Float got = {0}, zero = {0};
        bool over, under;
        result(!float_parse(FLOAT_DOUBLE, bad[i], strlen(bad[i]), &got, &over, &under),
               FLOAT_DOUBLE, bad[i], NULL, NULL, &got, &zero);
    }
    for (unsigned round = 0; round < 3; round++) { /* long zeros, cancelled by the exponent */
        unsigned zeros = 5000 * (round + 1);
        memset(text, '0', 50000);
        text[1] = '.';
        sprintf(text + zeros, "%s123e%u", round == 1 ? "9" : "", zeros - 3);
        check_literal(text);
        memset(text, '0', 50000);
        text[0] = '7';
        sprintf(text + zeros, ".0e-%u", zeros - 10);
        check_literal(text);
        memset(text, '3', 50000);
        sprintf(text + 3 * zeros, ".5e-%u", 3 * zeros + 4950);
        check_literal(text);
        sprintf(text + 3 * zeros, "3.5e-%u", 3 * zeros + 20);
        check_literal(text);
    }
}

static void check_literals(unsigned count) {
    check_fixed_literals();
    for (unsigned i = 0; i < count; i++) {
        random_decimal();
        check_literal(text);
        random_hex();
        check_literal(text);
        midway_decimal(kinds[below(4)], false, 100);
        check_literal(text);
        if (i % 16 == 0) {
            midway_decimal(FLOAT_SINGLE, true, 0);
            check_literal(text);
        }
        if (i % 256 == 0) {
            midway_decimal(FLOAT_DOUBLE, i % 512 == 0, 1200);
            check_literal(text);
        }
    }
    for (unsigned i = 0; i < 6; i++) {
        midway_decimal(i % 2 ? FLOAT_X87 : FLOAT_QUAD, true, 0);
        check_literal(text);
    }
}

/* ---- arithmetic ---- */

/* A result that is a NaN without an operand being one is the processor's affair. */
static void check_result(FloatKind kind, const char *what, const Float *a, const Float *b,
                         const Float *got, const Float *want) {
    bool propagated = kind <= FLOAT_DOUBLE && (float_is_nan(kind, a) || float_is_nan(kind, b));
    bool good = same(got, want) ||
                (!propagated && float_is_nan(kind, got) && float_is_nan(kind, want));
    result(good, kind, what, a, b, got, want);
}

static void check_pair(FloatKind kind, const Float *a, const Float *b) {
    Float got, want;
    EACH_KIND(kind, {
        TO_HOST(T, x, a);
        TO_HOST(T, y, b);
        volatile T z;
        z = x + y;
        from_host(kind, (const void *)&z, &want);
        float_add(kind, a, b, &got);
        check_result(kind, "+", a, b, &got, &want);
        z = x - y;
        from_host(kind, (const void *)&z, &want);
        float_sub(kind, a, b, &got);
        check_result(kind, "-", a, b, &got, &want);
        z = x * y;
        from_host(kind, (const void *)&z, &want);
        float_mul(kind, a, b, &got);
        check_result(kind, "*", a, b, &got, &want);
        z = x / y;
        from_host(kind, (const void *)&z, &want);
        float_div(kind, a, b, &got);
        check_result(kind, "/", a, b, &got, &want);
        want.lo = x < y ? FLOAT_LESS : x == y ? FLOAT_EQUAL : x > y ? FLOAT_GREATER : FLOAT_UNORDERED;
        want.hi = got.hi = 0;
        got.lo = float_compare(kind, a, b);
        result(same(&got, &want), kind, "compare", a, b, &got, &want);
        result(float_is_zero(kind, a) == (x == 0), kind, "is zero", a, NULL, &got, &want);
        result(float_is_nan(kind, a) == (x != x), kind, "is nan", a, NULL, &got, &want);
    })
    float_neg(kind, a, &got);
    EACH_KIND(kind, {
        TO_HOST(T, x, a);
        volatile T z = -x;
        from_host(kind, (const void *)&z, &want);
        result(same(&got, &want), kind, "negate", a, NULL, &got, &want);
    })
}

/* ---- conversions ---- */

static void check_convert(FloatKind kind, const Float *a) {
    Float got, want;
    for (unsigned i = 0; i < 4; i++) {
        if (kinds[i] == kind)
            continue;
        float_convert(kinds[i], kind, a, &got);
        EACH_KIND(kind, {
            TO_HOST(T, x, a);
            EACH_KIND(kinds[i], {
                volatile T y = (T)x;
                from_host(kinds[i], (const void *)&y, &want);
            })
        })
        result(same(&got, &want), kind, names[i], a, NULL, &got, &want);
    }
}

static void check_to_int(FloatKind kind, const Float *a) {
    static const unsigned widths[] = {8, 16, 32, 64, 1, 37};
    Float wide;
    __float128 x, whole;
    float_convert(FLOAT_QUAD, kind, a, &wide);
    memcpy(&x, &wide, 16);
    whole = truncq(x);
    for (unsigned i = 0; i < 12; i++) {
        unsigned bits = widths[i / 2];
        bool is_unsigned = i % 2 != 0, fits;
        uint64_t max = ~(uint64_t)0 >> (64 - bits) >> (is_unsigned ? 0 : 1);
        uint64_t min = is_unsigned ? 0 : ~max;
        Float got = {0}, want = {0};
        if (x != x) {
            fits = false;
        } else if (whole > max) {
            fits = false;
            want.lo = max;
        } else if (whole < (is_unsigned ? 0 : (__float128)(int64_t)min)) {
            fits = false;
            want.lo = min;
        } else {
            fits = true;
            want.lo = is_unsigned ? (uint64_t)whole : (uint64_t)(int64_t)whole;
        }
        result(float_to_int(kind, a, is_unsigned, bits, &got.lo) == fits && same(&got, &want), kind,
               "to integer", a, NULL, &got, &want);
    }
}

static void check_from_int(FloatKind kind, uint64_t value) {
    Float got, want, v = {value, 0};
    EACH_KIND(kind, {
        T x = (T)value;
        from_host(kind, &x, &want);
        float_from_int(kind, value, true, &got);
        result(same(&got, &want), kind, "from unsigned", &v, NULL, &got, &want);
        x = (T)(int64_t)value;
        from_host(kind, &x, &want);
        float_from_int(kind, value, false, &got);
        result(same(&got, &want), kind, "from signed", &v, NULL, &got, &want);
    })
}

#define CHECK_NAN(kind, T, value, negative, signalling, payload)                \
    do {                                                                        \
        static const T x = value;                                               \
        Float got, want;                                                        \
        from_host(kind, &x, &want);                                             \
        float_nan(kind, negative, signalling, payload, &got);                   \
        result(same(&got, &want), kind, #value, NULL, NULL, &got, &want);       \
    } while (0)

static void check_nans(void) {
    CHECK_NAN(FLOAT_SINGLE, float, __builtin_nanf(""), false, false, 0);
    CHECK_NAN(FLOAT_SINGLE, float, -__builtin_nanf("0x1234"), true, false, 0x1234);
    CHECK_NAN(FLOAT_SINGLE, float, __builtin_nansf(""), false, true, 0);
    CHECK_NAN(FLOAT_SINGLE, float, __builtin_nansf("1"), false, true, 1);
    CHECK_NAN(FLOAT_DOUBLE, double, __builtin_nan(""), false, false, 0);
    CHECK_NAN(FLOAT_DOUBLE, double, __builtin_nan("0x123456789abcdef"), false, false,
              0x123456789abcdef);
    CHECK_NAN(FLOAT_DOUBLE, double, __builtin_nans(""), false, true, 0);
    CHECK_NAN(FLOAT_DOUBLE, double, __builtin_nans("77"), false, true, 77);
    CHECK_NAN(FLOAT_X87, long double, __builtin_nanl(""), false, false, 0);
    CHECK_NAN(FLOAT_X87, long double, __builtin_nansl(""), false, true, 0);
    CHECK_NAN(FLOAT_X87, long double, __builtin_nansl("0x33"), false, true, 0x33);
    CHECK_NAN(FLOAT_QUAD, __float128, __builtin_nanq(""), false, false, 0);
    CHECK_NAN(FLOAT_QUAD, __float128, __builtin_nansq(""), false, true, 0);
    CHECK_NAN(FLOAT_QUAD, __float128, __builtin_nansq("0xfedcba9876543210"), false, true,
              0xfedcba9876543210);
}

int main(int argc, char **argv) {
    unsigned literals = argc > 1 ? (unsigned)atoi(argv[1]) : 30000;
    unsigned pairs = argc > 2 ? (unsigned)atoi(argv[2]) : 500000;
    check_nans();
    check_literals(literals);
    for (unsigned k = 0; k < 4; k++) {
        for (unsigned i = 0; i < pairs; i++) {
            Float a, b;
            random_float(kinds[k], &a);
            random_float(kinds[k], &b);
            if (below(16) == 0) { /* nearly the same: cancellation */
                b = a;
                b.lo ^= (uint64_t)below(4);
            }
            check_pair(kinds[k], &a, &b);
            if (i % 4 == 0) {
                check_convert(kinds[k], &a);
                check_to_int(kinds[k], &a);
                check_from_int(kinds[k], below(2) ? a.lo >> below(64) : a.lo);
            }
        }
    }
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
