// Each compound operator once, on int, unsigned and long.
#include <stdio.h>

int main(void) {
    int i = 1000;
    unsigned u = 1000;
    long l = 100000000000L;
    i += 7, u += 7, l += 7;
    printf("%d %u %ld\n", i, u, l);
    i -= 2000, u -= 2000, l -= 2000;
    printf("%d %u %ld\n", i, u, l);
    i *= 3, u *= 3, l *= 3;
    printf("%d %u %ld\n", i, u, l);
    i /= 7, u /= 7, l /= 7;
    printf("%d %u %ld\n", i, u, l);
    i %= 100, u %= 100, l %= 100000;
    printf("%d %u %ld\n", i, u, l);
    i &= 0xff, u &= 0xff, l &= 0xff;
    printf("%d %u %ld\n", i, u, l);
    i |= 0x100, u |= 0x100, l |= 0x100;
    printf("%d %u %ld\n", i, u, l);
    i ^= -1, u ^= -1, l ^= -1;
    printf("%d %u %ld\n", i, u, l);
    i >>= 2, u >>= 2, l >>= 2;
    printf("%d %u %ld\n", i, u, l);
    u <<= 5, l = 3, l <<= 40;
    printf("%u %ld\n", u, l);
    return 0;
}
