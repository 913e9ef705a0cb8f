// Variadic arguments of all types; narrow ones are promoted.
#include <stdarg.h>
#include <stdio.h>

struct point {
    int x, y;
};

static void show(const char *types, ...) {
    va_list ap;
    va_start(ap, types);
    for (; *types; types++)
        switch (*types) {
        case 'i':
            printf("%d ", va_arg(ap, int));
            break;
        case 'u':
            printf("%u ", va_arg(ap, unsigned));
            break;
        case 'l':
            printf("%ld ", va_arg(ap, long));
            break;
        case 'U':
            printf("%lu ", va_arg(ap, unsigned long));
            break;
        case 's':
            printf("%s ", va_arg(ap, char *));
            break;
        case 'p':
            printf("%d ", va_arg(ap, struct point *)->y);
            break;
        case 'f':
            printf("%d ", va_arg(ap, int (*)(int))(4));
            break;
        }
    va_end(ap);
    printf("\n");
}

static int cube(int n) { return n * n * n; }

int main(void) {
    char c = -3;
    unsigned char uc = 253;
    short s = -300;
    unsigned short us = 65000;
    _Bool b = 1;
    struct point p = {1, 2};
    show("iiiii", c, uc, s, us, b);
    show("luU", -5L, 4000000000u, 18000000000000000000UL);
    show("spsf", "text", &p, "more", cube);
    show("ilil", -1, -1L, 0x7fffffff, 0x7fffffffffffffffL);
    return 0;
}
