// 32-bit unsigned arithmetic wraps at 32 bits, 64-bit at 64.
#include <stdio.h>

int main(void) {
    unsigned u = 0xffffffffu;
    unsigned long ul = 0xffffffffffffffffUL;
    printf("%u\n", u + 1);
    printf("%u\n", u * u);
    printf("%u\n", 0u - 1);
    printf("%lu\n", (unsigned long)(u + 1));
    printf("%lu\n", (unsigned long)u + 1);
    printf("%lu\n", ul + 1);
    printf("%lu\n", ul * ul);
    printf("%d\n", u + 1 == 0);
    printf("%d\n", u + 1L == 0);
    u = 0x80000000u;
    printf("%u %u\n", u << 1, u + u);
    printf("%u\n", (u << 1 | 1) - 2);
    printf("%u\n", -u);
    return 0;
}
