/* stage2/rt against what gcc makes of the same operations on binary128: libgcc on both targets, and
   on AArch64 also the NaNs and the integers out of range, bit for bit. Argument: operand pairs. */
#include "names.h"

#include "../../../stage2/rt/tf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Quad __addtf3(Quad x, Quad y);
Quad __subtf3(Quad x, Quad y);
Quad __multf3(Quad x, Quad y);
Quad __divtf3(Quad x, Quad y);
Quad __negtf2(Quad x);
int __eqtf2(Quad x, Quad y);
int __netf2(Quad x, Quad y);
int __lttf2(Quad x, Quad y);
int __letf2(Quad x, Quad y);
int __gttf2(Quad x, Quad y);
int __getf2(Quad x, Quad y);
int __cmptf2(Quad x, Quad y);
int __unordtf2(Quad x, Quad y);
Quad __extendsftf2(float x);
Quad __extenddftf2(double x);
float __trunctfsf2(Quad x);
double __trunctfdf2(Quad x);
int __fixtfsi(Quad x);
long __fixtfdi(Quad x);
unsigned __fixunstfsi(Quad x);
unsigned long __fixunstfdi(Quad x);
Quad __floatsitf(int x);
Quad __floatditf(long x);
Quad __floatunsitf(unsigned x);
Quad __floatunditf(unsigned long x);
int __popcountdi2(long x);
int __popcountsi2(int x);
int __paritydi2(long x);
int __clzdi2(long x);
int __ctzdi2(long x);
int __ffsdi2(long x);

#ifdef __aarch64__
#define SAME_NANS 1
#else
#define SAME_NANS 0
#endif

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

static void report(const char *what, QuadBits a, QuadBits b, QuadBits got, QuadBits want) {
    if (++failed <= 20)
        printf("%s %016lx%016lx %016lx%016lx: got %016lx%016lx, want %016lx%016lx\n", what,
               a.bits.hi, a.bits.lo, b.bits.hi, b.bits.lo, got.bits.hi, got.bits.lo, want.bits.hi,
               want.bits.lo);
}

static void quad(const char *what, QuadBits a, QuadBits b, Quad got, Quad want) {
    QuadBits g, w;
    g.value = got;
    w.value = want;
    if ((g.bits.hi == w.bits.hi && g.bits.lo == w.bits.lo) ||
        (!SAME_NANS && tf_is_nan(&g) && tf_is_nan(&w)))
        passed++;
    else
        report(what, a, b, g, w);
}

static void number(const char *what, QuadBits a, QuadBits b, uint64_t got, uint64_t want) {
    QuadBits g = {0}, w = {0};
    g.bits.lo = got;
    w.bits.lo = want;
    if (got == want)
        passed++;
    else
        report(what, a, b, g, w);
}

static QuadBits random_quad(void) {
    QuadBits a;
    int field = TF_BIAS + (int)below(230) - 115;
    a.bits.hi = rnd();
    a.bits.lo = rnd();
    switch (below(4)) {
    case 0: /* few bits */
        a.bits.hi = below(2) ? (uint64_t)1 << below(64) : 0;
        a.bits.lo = below(2) ? (uint64_t)1 << below(64) : 0;
        break;
    case 1: /* runs of ones */
        a.bits.hi = ~(uint64_t)0 << below(64);
        a.bits.lo = below(2) ? ~(uint64_t)0 >> below(64) : ~(uint64_t)0 << below(64);
        break;
    }
    switch (below(16)) {
    case 0: field = 0; break;
    case 1: field = (int)below(120); break;
    case 2: field = TF_LAST; break;
    case 3: field = TF_LAST - 1 - (int)below(120); break;
    case 4: field = (int)below(TF_LAST); break;
    case 5: field = TF_BIAS / 2 + (int)below(230) - 115; break;
    case 6: field = TF_BIAS / 2 * 3 + (int)below(230) - 115; break;
    case 7: field = TF_BIAS - 1023 - (int)below(60); break; /* double's limits */
    case 8: field = TF_BIAS + 1020 + (int)below(6); break;
    case 9: field = TF_BIAS - 120 - (int)below(35); break; /* float's limits */
    case 10: field = TF_BIAS + 124 + (int)below(6); break;
    case 11: field = TF_BIAS + 28 + (int)below(40); break; /* integers' limits */
    }
    if (below(40) == 0)
        a.bits.hi = a.bits.lo = 0;
    a.bits.hi = (a.bits.hi & TF_FRACTION) | (uint64_t)field << 48 | (rnd() & TF_SIGN);
    return a;
}

static int sign_of(int x) {
    return x < 0 ? -1 : x > 0;
}

static void check_pair(QuadBits a, QuadBits b) {
    volatile Quad x = a.value, y = b.value;
    int order = x < y ? -1 : x > y, unordered = x != x || y != y;
    quad("+", a, b, __addtf3(x, y), x + y);
    quad("-", a, b, __subtf3(x, y), x - y);
    quad("*", a, b, __multf3(x, y), x * y);
    quad("/", a, b, __divtf3(x, y), x / y);
    quad("negate", a, b, __negtf2(x), -x);
    number("==", a, b, __eqtf2(x, y) == 0, x == y);
    number("!=", a, b, __netf2(x, y) != 0, x != y);
    number("<", a, b, __lttf2(x, y) < 0, x < y);
    number("<=", a, b, __letf2(x, y) <= 0, x <= y);
    number(">", a, b, __gttf2(x, y) > 0, x > y);
    number(">=", a, b, __getf2(x, y) >= 0, x >= y);
    number("unordered", a, b, __unordtf2(x, y) != 0, (uint64_t)unordered);
    number("compare", a, b, (uint64_t)sign_of(__cmptf2(x, y)), (uint64_t)(unordered ? 1 : order));
}

static void check_conversions(QuadBits a) {
    volatile Quad x = a.value;
    uint32_t single = (uint32_t)a.bits.lo, got32 = 0, want32 = 0;
    uint64_t whole = below(2) ? a.bits.lo >> below(64) : a.bits.lo, got64 = 0, want64 = 0;
    float f, narrow;
    double d, middle;
    if (below(4) == 0)
        single = (single & 0x807fffff) | (below(2) ? 0 : 0x7f800000);
    memcpy(&f, &single, 4);
    quad("from float", a, a, __extendsftf2(f), *(volatile float *)&f);
    if (below(4) == 0)
        whole = (whole & 0x800fffffffffffff) | (below(2) ? 0 : (uint64_t)0x7ff << 52);
    memcpy(&d, &whole, 8);
    quad("from double", a, a, __extenddftf2(d), *(volatile double *)&d);
    narrow = __trunctfsf2(x);
    memcpy(&got32, &narrow, 4);
    narrow = (float)x;
    memcpy(&want32, &narrow, 4);
    number("to float", a, a, got32, want32);
    middle = __trunctfdf2(x);
    memcpy(&got64, &middle, 8);
    middle = (double)x;
    memcpy(&want64, &middle, 8);
    number("to double", a, a, got64, want64);
    if (SAME_NANS || (x > -2147483649.0 && x < 2147483648.0))
        number("to int", a, a, (uint64_t)__fixtfsi(x), (uint64_t)(int)x);
    if (SAME_NANS || (x >= -0x1p63 && x < 0x1p63))
        number("to long", a, a, (uint64_t)__fixtfdi(x), (uint64_t)(long)x);
    if (SAME_NANS || (x > -1 && x < 4294967296.0))
        number("to unsigned", a, a, __fixunstfsi(x), (unsigned)x);
    if (SAME_NANS || (x > -1 && x < 0x1p64))
        number("to unsigned long", a, a, __fixunstfdi(x), (unsigned long)x);
    quad("from int", a, a, __floatsitf((int)whole), (Quad)(int)whole);
    quad("from long", a, a, __floatditf((long)whole), (Quad)(long)whole);
    quad("from unsigned", a, a, __floatunsitf((unsigned)whole), (Quad)(unsigned)whole);
    quad("from unsigned long", a, a, __floatunditf(whole), (Quad)whole);
    number("popcount", a, a, (uint64_t)__popcountdi2((long)whole),
           (uint64_t)__builtin_popcountl(whole));
    number("popcount of int", a, a, (uint64_t)__popcountsi2((int)whole),
           (uint64_t)__builtin_popcount((unsigned)whole));
    number("parity", a, a, (uint64_t)__paritydi2((long)whole), (uint64_t)__builtin_parityl(whole));
    number("ffs", a, a, (uint64_t)__ffsdi2((long)whole), (uint64_t)__builtin_ffsl((long)whole));
    if (whole == 0)
        return;
    number("clz", a, a, (uint64_t)__clzdi2((long)whole), (uint64_t)__builtin_clzl(whole));
    number("ctz", a, a, (uint64_t)__ctzdi2((long)whole), (uint64_t)__builtin_ctzl(whole));
}

int main(int argc, char **argv) {
    unsigned long pairs = argc > 1 ? strtoul(argv[1], NULL, 10) : 2000000;
    for (unsigned long i = 0; i < pairs; i++) {
        QuadBits a = random_quad(), b = random_quad();
        if (below(16) == 0) { /* nearly the same: cancellation */
            b = a;
            b.bits.lo ^= below(4);
        }
        check_pair(a, b);
        if (i % 2 == 0)
            check_conversions(a);
    }
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
