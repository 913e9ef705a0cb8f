// 64-bit arithmetic whose results need all bits.
#include <stdio.h>

int main(void) {
    long a = 123456789012345L, b = 987654321L;
    long long c = -5000000000LL;
    printf("%ld\n", a + b);
    printf("%ld\n", a - b * 1000000);
    printf("%ld\n", 3037000499L * 3037000499L);
    printf("%ld %ld\n", a / b, a % b);
    printf("%lld %lld\n", c * 3, c / 7);
    printf("%lld\n", c + 2147483647);
    printf("%ld\n", (long)2147483647 * 2147483647);
    printf("%ld\n", 0x7fffffffffffffffL - a);
    return 0;
}
