// The fifth argument is the first on the stack.
#include <stdio.h>

static long five(long a, long b, long c, long d, long e) {
    return a + b * 10 + c * 100 + d * 1000 + e * 10000;
}

static long six(char a, short b, int c, long d, signed char e, unsigned char f) {
    return a - b + c - d + e * f;
}

static int swap(int a, int b, int c, int d, int e, int f) {
    int t = e;
    e = f;
    f = t;
    return five(a, b, c, d, e) - f;
}

int main(void) {
    printf("%ld\n", five(1, 2, 3, 4, 5));
    printf("%ld\n", six(1, 2, 3, 4, -5, 250));
    printf("%d\n", swap(1, 2, 3, 4, 5, 6));
    return 0;
}
