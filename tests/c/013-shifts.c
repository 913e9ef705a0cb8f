// 6.5.7: shifts of every width; right shift of a negative value keeps the sign.
#include <stdio.h>

int main(void) {
    int one = 1, n = -16, by;
    unsigned u = 0x80000000u;
    long l = 1;
    unsigned long ul = 0x8000000000000000UL;
    for (by = 0; by < 31; by += 6)
        printf("%d %d %u %ld %lu\n", one << by, n >> by, u >> by, l << by * 2, ul >> by * 2);
    printf("%u\n", u >> 31);
    printf("%ld\n", l << 62);
    printf("%lu\n", ul >> 63);
    printf("%d\n", n >> 31);
    printf("%ld\n", (long)n >> 63);
    printf("%u\n", 1u << 31);
    printf("%u\n", u << 1);
    n >>= 2;
    u >>= 3;
    l <<= 33;
    printf("%d %u %ld\n", n, u, l);
    return 0;
}
