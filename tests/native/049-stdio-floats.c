// printf and strtod of floats through the libc: formats, precision, rounding of literals, hexadecimal ones.
#include <stdio.h>
#include <stdlib.h>
#include <math.h>

static const double d[] = {0, 1, -1, 0.1, 123456789.125, 1e-7, 1e21, 4.9406564584124654e-324, 1.7976931348623157e308,
                           2.2250738585072014e-308, 0x1.fffffffffffffp1023, 0x.8p1, 1e23, 8.5e22, 9007199254740993.0};
static const float f[] = {0.1f, 16777217.0f, 1e-45f, 3.4028235e38f, 1.17549435e-38f, 0x1.fffffep127f, 5e-1F};

int main(void) {
    for (unsigned i = 0; i < sizeof d / sizeof *d; i++)
        printf("%.17g %e %.3f %g\n", d[i], d[i], i < 6 ? d[i] : 0.0, d[i]);
    for (unsigned i = 0; i < sizeof f / sizeof *f; i++)
        printf("%.9g ", f[i]);
    printf("\n%5.2f|%-8.1f|%+g|% g|%08.3f|%#.0f\n", 3.14159, 2.25, 1.0, 1.0, -3.5, 2.0);
    printf("%d %g %s %g %c\n", 1, 2.5, "three", 4.5f, '5');
    printf("%g %g\n", strtod("2.5e3x", 0), atof("-0.125"));
    printf("%.15g %.15g %.15g\n", sqrt(2), floor(-2.5), fmod(10, 3.3));
    printf("%g %g %g\n", 100., .5, 1.e2);
    printf("%.1f %.1f %.1f %.0f %.0f\n", 0.25, 0.35, 0.45, 0.5, 1.5);
    printf("%Lg %Lg\n", 1.5L, 3e10L);
    char b[40];
    snprintf(b, sizeof b, "%.10g/%i", 1 / 3.0, 7);
    puts(b);
    double a = 1, c = 0;
    for (int i = 1; i < 30; i++, a = -a)
        c += a / (2 * i - 1);
    printf("%.12f\n", 4 * c);
    return 0;
}
