// Shifts by constants and variables, of every width and sign, with counts of other types.
#include <stdio.h>

static volatile int s = -0x12345678, n = 7;
static volatile unsigned u = 0x87654321;
static volatile long sl = -0x123456789abcdefL;
static volatile unsigned long ul = 0xfedcba9876543210UL;
static volatile unsigned char c = 0x81;
static volatile short h = -2;
static volatile long count = 3;

int main(void) {
    printf("%d %d %d %d\n", s >> 1, s >> 31, s >> n, s << 3);
    printf("%x %x %x %x\n", u >> 1, u >> 31, u >> n, u << n);
    printf("%ld %ld %ld %ld\n", sl >> 1, sl >> 63, sl >> n, sl << n);
    printf("%lx %lx %lx %lx\n", ul >> 1, ul >> 63, ul >> n, ul << 60);
    printf("%d %d %d %d\n", c << 1, c >> 1, h >> 1, h << 4);
    printf("%d %x %ld\n", 1 << count, u >> count, 1L << count);
    for (int i = 0; i < 64; i += 9)
        printf("%lx ", 1UL << i | ul >> i);
    printf("\n");
    for (int i = 0; i < 32; i += 5)
        printf("%x ", (u << i) ^ (u >> (31 - i)));
    printf("\n");
    unsigned r = u;
    for (int i = 0; i < 10; i++)
        r = r << 5 | r >> 27;
    printf("%x\n", r);
    c >>= 1;
    h <<= 2;
    s >>= n;
    ul <<= count;
    printf("%d %d %d %lx\n", c, h, s, ul);
    printf("%d %d\n", (char)(c << 1), (short)(u >> 3));
    printf("%d\n", (int)(u << 24) >> 24);
    printf("%ld\n", (long)(int)u >> 4);
    return 0;
}
