// Unary + - ~ ! * & and their chains.
#include <stdio.h>

int main(void) {
    int i = 5, *p = &i, **pp = &p;
    unsigned u = 5;
    long l = 5;
    signed char c = -128;
    printf("%d %d %d %d\n", -i, +i, ~i, !i);
    printf("%d %d\n", - -i, -~i);
    printf("%u %u\n", -u, ~u);
    printf("%ld %ld\n", -l, ~l);
    printf("%d %d\n", -c, ~c);
    printf("%d %d\n", *p, **pp);
    printf("%d\n", -***&pp);
    printf("%d\n", !-i);
    printf("%d\n", -!0);
    printf("%d\n", i - -i);
    printf("%d\n", i- - -i);
    printf("%ld\n", -2147483648);
    printf("%u\n", -1u);
    return 0;
}
