// float and double: operators, promotion, comparisons, ++, compound assignment, rounding to float.
#include <stdio.h>

static volatile float fz = 0, f1 = 1, f3 = 3;
static volatile double dz = 0, d1 = 1, d10 = 10;

static double poly(double x) { return ((2 * x - 3) * x + 4) * x - 5; }

int main(void) {
    float f = f1 / f3;
    double d = d1 / 3;
    printf("%.9g %.17g %.17g\n", f, d, f * 3.0);
    printf("%.17g %.17g %.17g %.17g\n", d10 - 1, d10 * 0.1, d10 + 0.2, -d10 / 7);
    f = 16777216;
    f++;
    printf("%.9g\n", f);
    f = 0.1f;
    f += 0.2;
    printf("%.9g %d %d\n", f, f == 0.3f, 0.1 + 0.2 == 0.3);
    f--;
    d = f++;
    printf("%.9g %.9g\n", f, d);
    printf("%d %d %d %d %d %d\n", d1 < d10, d1 > d10, d1 <= d1, d1 >= d10, d1 == d1, d1 != d1);
    printf("%d %d %d\n", !dz, !d1, fz ? 1 : 2);
    printf("%d %d\n", d1 && dz, d1 || dz);
    if (dz)
        printf("zero is true\n");
    while (d10 > 0.5)
        d10 /= 3;
    printf("%.17g\n", d10);
    for (double x = -1; x <= 1; x += 0.5)
        printf("%g ", poly(x));
    printf("\n");
    int i = 7;
    i *= 1.5;
    printf("%d\n", i);
    i /= 0.3f;
    printf("%d\n", i);
    unsigned char c = 200;
    c += 10.75;
    printf("%d\n", c);
    long l = 1L << 53;
    l += 1.0;
    printf("%ld\n", l);
    printf("%g %g\n", i ? 1 : 2.5, (float)1 / 3 * 3);
    float arr[] = {1, 2.5, 'a', 1e10, 1L << 40};
    for (int k = 0; k < 5; k++)
        printf("%g ", arr[k]);
    printf("\n%a %g %g\n", 0x1.8p3, 1e-310, 0x1p-1074);
    double big = 1e308;
    printf("%g %g %g\n", big * 10, -big * 10, big * 10 - big * 10 == 0 ? 1.0 : 2.0);
    return 0;
}
