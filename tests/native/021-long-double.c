// long double: arithmetic whose results are exact in both formats, comparisons, arguments, arrays, structs.
#include <stdio.h>

struct ld { char c; long double v; };

static long double sum(int n, const long double *a) {
    long double s = 0;
    for (int i = 0; i < n; i++)
        s += a[i];
    return s;
}

static struct ld make(long double v) { return (struct ld){'m', v}; }
static long double many(int a, long double b, double c, long double d, float e, long double f) {
    return a + b * c - d / e + f;
}
static long double global = 1.5L, list[3] = {1, 2.5L, -3};
static volatile long double vol = 7;

int main(void) {
    long double a = 3, b = 0.5L;
    printf("%Lg %Lg %Lg %Lg\n", a + b, a - b, a * b, a / b);
    printf("%d %d %d %d %d %d\n", a < b, a > b, a <= b, a >= b, a == b, a != b);
    printf("%Lg %Lg\n", -a, +b);
    printf("%Lg ", a++);
    printf("%Lg\n", ++a);
    a += 2;
    a *= b;
    printf("%Lg\n", a);
    printf("%Lg %d %d\n", sum(3, list), a ? 1 : 0, !a);
    struct ld s = make(2.25L), t = s;
    t.v -= 1;
    printf("%c %Lg %Lg\n", s.c, s.v, t.v);
    printf("%Lg\n", many(1, 2, 3, 4, 0.5f, 6));
    printf("%d %ld %u %lu\n", (int)a, (long)-a, (unsigned)a, (unsigned long)a);
    a = 18446744073709551615u;
    printf("%.0Lf %lu\n", a, (unsigned long)a);
    a = -9223372036854775807L - 1;
    printf("%.0Lf %ld\n", a, (long)a);
    a = 1;
    for (int i = 0; i < 60; i++)
        a *= 2;
    printf("%.0Lf %.0Lf\n", a, a + 1);
    printf("%Lg %Lg\n", global, vol + 1);
    long double z = 0, n = z / z, inf = 1 / z;
    printf("%d %d %d %d\n", n == n, n != n, inf > 1e30L, -inf < n);
    printf("%g %g\n", (double)inf, (double)(float)(1 / (vol + 1)));
    int i = 5;
    i += 2.5L;
    printf("%d %Lg\n", i, i ? 1.5L : 2);
    printf("%Lg\n", (vol, 4.0L));
    if (vol && z)
        printf("wrong\n");
    printf("%d\n", vol > 3 || z);
    printf("%La\n", 0.0L);
    return 0;
}
