// Zero extension of 32-bit results before 64-bit use.
#include <stdio.h>

int main(void) {
    unsigned a = 0xf0000000u, b = 0x20000000u;
    unsigned long array[2] = {1, 2};
    unsigned minus = -1;
    long l;
    l = a + b;
    printf("%ld\n", l);
    l = a - 0xf0000001u;
    printf("%ld\n", l);
    l = a * 16;
    printf("%ld\n", l);
    l = a << 2;
    printf("%ld\n", l);
    l = ~b;
    printf("%ld\n", l);
    l = -b;
    printf("%ld\n", l);
    printf("%lu\n", array[minus + 2]);
    printf("%ld\n", (long)(int)(a + b));
    l = (unsigned char)(a >> 24) << 24;
    printf("%ld\n", l);
    return 0;
}
