// One expression over all widths and signs.
#include <stdio.h>

int main(void) {
    signed char c = -100;
    unsigned char uc = 200;
    short s = -30000;
    unsigned short us = 60000;
    int i = -2000000000;
    unsigned u = 4000000000u;
    long l = -9000000000L;
    unsigned long ul = 18000000000000000000UL;
    printf("%d\n", c * uc + s - us);
    printf("%d\n", i + c * 2);
    printf("%u\n", u + i);
    printf("%ld\n", l + u);
    printf("%ld\n", l * c);
    printf("%lu\n", ul + c);
    printf("%lu\n", ul / us - l);
    printf("%ld\n", (long)(i + s) * us);
    printf("%u\n", u / uc);
    printf("%d\n", s / c % 7);
    printf("%ld\n", l % us);
    printf("%lu\n", ul % u);
    return 0;
}
