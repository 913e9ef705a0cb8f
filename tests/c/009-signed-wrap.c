// Signed arithmetic wraps too in Seed C (gcc -fwrapv).
#include <stdio.h>

int main(void) {
    int max = 2147483647;
    int min = -max - 1;
    long lmax = 9223372036854775807L;
    printf("%d\n", max + 1);
    printf("%d\n", min - 1);
    printf("%d\n", -min);
    printf("%d\n", max * 2);
    printf("%d\n", max * max);
    printf("%ld\n", (long)(max + 1));
    printf("%ld\n", lmax + 1);
    printf("%d\n", max + 1 < max);
    max++;
    printf("%d\n", max);
    max--;
    printf("%d\n", max);
    return 0;
}
