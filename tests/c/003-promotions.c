// 6.3.1.1: narrow operands become int before arithmetic.
#include <stdio.h>

int main(void) {
    unsigned char a = 200, b = 100;
    signed char n = -128;
    unsigned short us = 65535;
    printf("%d\n", a + b);
    printf("%d\n", a * a);
    printf("%d\n", -n);
    printf("%d\n", ~a);
    printf("%d\n", us + 1);
    printf("%d\n", us - 65536);
    printf("%d\n", (a - 201) < 0);
    printf("%d %d\n", (int)sizeof(a + b), (int)sizeof(+a));
    printf("%d\n", (unsigned char)(a + b));
    return 0;
}
