// Unsigned division and remainder, where the signed one would differ.
#include <stdio.h>

int main(void) {
    unsigned u = 0xfffffff0u;
    unsigned long ul = 0xfffffffffffffff0UL;
    unsigned char c = 250;
    printf("%u %u\n", u / 7, u % 7);
    printf("%lu %lu\n", ul / 10, ul % 10);
    printf("%u %u\n", u / 0x80000000u, u % 0x80000000u);
    printf("%lu\n", ul / 0x8000000000000000UL);
    printf("%d %d\n", c / -3, c % -3);
    printf("%u\n", u / -3);
    printf("%lu\n", u / -3L);
    printf("%lu\n", ul / 3u);
    u /= 3;
    ul %= 1000;
    printf("%u %lu\n", u, ul);
    return 0;
}
