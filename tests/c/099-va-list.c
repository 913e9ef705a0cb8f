// va_list as a parameter, and va_copy.
#include <stdarg.h>
#include <stdio.h>

static int total(int n, va_list ap) {
    int sum = 0;
    while (n-- > 0)
        sum += va_arg(ap, int);
    return sum;
}

static int twice(int n, ...) {
    va_list ap, again;
    int sum;
    va_start(ap, n);
    va_copy(again, ap);
    sum = total(n, ap);
    va_end(ap);
    sum = sum * 1000 + total(n - 1, again);
    va_end(again);
    return sum;
}

static int restart(int n, ...) {
    va_list ap;
    int a, b;
    va_start(ap, n);
    a = va_arg(ap, int);
    va_end(ap);
    va_start(ap, n);
    b = va_arg(ap, int);
    b += va_arg(ap, int);
    va_end(ap);
    return a * 100 + b;
}

int main(void) {
    printf("%d\n", twice(4, 1, 2, 3, 4));
    printf("%d\n", restart(0, 5, 6));
    return 0;
}
