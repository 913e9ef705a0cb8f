// Compound assignment computes in the promoted type and converts back.
#include <stdio.h>

int main(void) {
    unsigned char u = 250;
    signed char s = 120;
    unsigned short h = 65530;
    short n = -32768;
    _Bool b = 1;
    int i = 10;
    u += 10;
    s += 10;
    h += 10;
    n -= 1;
    b += 5;
    printf("%d %d %d %d %d\n", u, s, h, n, b);
    u *= 100;
    s <<= 3;
    h >>= 1;
    n /= 3;
    b -= 1;
    printf("%d %d %d %d %d\n", u, s, h, n, b);
    u -= 200;
    s = -1;
    s >>= 1;
    h ^= 0xffff;
    n %= 100;
    b |= 8;
    printf("%d %d %d %d %d\n", u, s, h, n, b);
    i += 3000000000u;
    printf("%d\n", i);
    i = -7;
    i /= 2u;
    printf("%d\n", i);
    u = 255;
    printf("%d\n", u += 1);
    u = 200;
    u = u + u > 255;
    printf("%d\n", u);
    return 0;
}
