// A variadic function with int arguments.
#include <stdarg.h>
#include <stdio.h>

static int sum(int count, ...) {
    va_list ap;
    int total = 0;
    va_start(ap, count);
    while (count-- > 0)
        total += va_arg(ap, int);
    va_end(ap);
    return total;
}

int main(void) {
    printf("%d\n", sum(0));
    printf("%d\n", sum(1, 5));
    printf("%d\n", sum(3, 1, -2, 3));
    printf("%d\n", sum(10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    printf("%d\n", sum(2, sum(2, 1, 2), sum(2, 3, 4)));
    return 0;
}
