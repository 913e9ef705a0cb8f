// NaN, infinities, signed zeros: comparisons, branches, arithmetic, constants folded and not.
#include <math.h>
#include <stdio.h>
#include <string.h>

static volatile double zero = 0, one = 1;
static volatile float fzero = 0;

static unsigned long bits(double d) {
    unsigned long u;
    memcpy(&u, &d, sizeof u);
    return u;
}

static void relate(double a, double b) {
    printf("%d%d%d%d%d%d ", a < b, a <= b, a > b, a >= b, a == b, a != b);
    printf("%d%d%d%d%d%d ", !(a < b), !(a <= b), !(a > b), !(a >= b), !(a == b), !(a != b));
    if (a < b) printf("L");
    if (a <= b) printf("l");
    if (a > b) printf("G");
    if (a >= b) printf("g");
    if (a == b) printf("E");
    if (a != b) printf("N");
    printf(" %s%s%s\n", a < b ? "1" : "0", a >= b ? "1" : "0", a && b ? "t" : "f");
}

static void relatef(float a, float b) {
    printf("%d%d%d%d%d%d ", a < b, a <= b, a > b, a >= b, a == b, a != b);
    while (!(a >= b)) { printf("not>= "); break; }
    while (!(a != b)) { printf("not!= "); break; }
    printf("%d%d\n", isless(a, b), isunordered(a, b));
}

static double statics[] = {0.0 / 1.0, -0.0, 1.0 / 3, 1e400, -1e400};

int main(void) {
    double nan = zero / zero, inf = one / zero, ninf = -one / zero, nzero = -zero;
    double v[] = {nan, inf, ninf, nzero, zero, one};
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++) {
            relate(v[i], v[j]);
            relatef(v[i], v[j]);
        }
    printf("%d %d %d\n", nan ? 1 : 0, !nan, nan && 1);
    printf("%g %g %g\n", inf, ninf, 1 / nzero);
    printf("%lx %lx %lx\n", bits(nzero), bits(-zero), bits(0 - zero));
    printf("%lx %lx %lx\n", bits(-0.0), bits(0.0 * -1), bits(nzero + 0));
    for (int i = 0; i < 5; i++)
        printf("%lx ", bits(statics[i]));
    printf("\n%d %d %d %d\n", isnan(nan) != 0, isinf(inf) != 0, isnan(inf), isfinite(one) != 0);
    printf("%d %d %d\n", signbit(nzero) != 0, signbit(zero), signbit(ninf) != 0);
    printf("%d %d %d %d\n", fpclassify(one) == FP_NORMAL, fpclassify(zero) == FP_ZERO, fpclassify(1e-310) == FP_SUBNORMAL, fpclassify(nan) == FP_NAN);
    printf("%g %g\n", INFINITY, -HUGE_VAL);
    printf("%d %d\n", NAN == NAN, NAN != NAN);
    printf("%g %g %g\n", fabs(-2.5), copysign(3, nzero), fabsf(-1.5f));
    printf("%g %g\n", sqrt(2 * one), sqrtf(fzero + 9));
    double x = nan;
    int n = 0;
    do n++; while (x > 1);
    do n++; while (!(x > 1) && n < 10);
    printf("%d\n", n);
    return 0;
}
