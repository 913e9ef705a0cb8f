// Many variadic arguments after more than four named ones.
#include <stdarg.h>
#include <stdio.h>

static long weigh(char a, int b, long c, short d, int e, const char *f, ...) {
    va_list ap;
    long sum = a + b + c + d + e, weight = 1;
    va_start(ap, f);
    for (; *f; f++)
        sum += weight++ * (*f == 'l' ? va_arg(ap, long) : va_arg(ap, int));
    va_end(ap);
    return sum;
}

int main(void) {
    printf("%ld\n", weigh(1, 2, 3, 4, 5, ""));
    printf("%ld\n", weigh(1, 2, 3, 4, 5, "i", 100));
    printf("%ld\n", weigh(-1, -2, -3, -4, -5, "ilililililililililil", 1, 2L, 3, 4L, 5, 6L, 7, 8L, 9, 10L, 11, 12L, 13,
                          14L, 15, 16L, 17, 18L, -19, -20000000000L));
    return 0;
}
