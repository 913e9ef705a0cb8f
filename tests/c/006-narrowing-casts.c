// A cast keeps the low bits and extends by the sign of its own type.
#include <stdio.h>

int main(void) {
    long x = 0x123456789abcdef0L;
    printf("%d\n", (char)x);
    printf("%d\n", (unsigned char)x);
    printf("%d\n", (short)x);
    printf("%d\n", (unsigned short)x);
    printf("%d\n", (int)x);
    printf("%u\n", (unsigned)x);
    printf("%ld\n", (long)(int)x);
    printf("%ld\n", (long)(unsigned)x);
    printf("%ld\n", (long)(signed char)(unsigned)x);
    printf("%lu\n", (unsigned long)(short)x);
    printf("%d\n", (int)(unsigned char)(signed char)-3);
    printf("%lx\n", (unsigned long)(int)0x80000000u);
    return 0;
}
