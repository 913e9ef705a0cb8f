/* Counting bits, for a target without instructions for it. The names are libgcc's; arguments are
   as undefined as there (zero for leading and trailing zeros). */
#include <stdint.h>

int __popcountdi2(long x);
int __popcountsi2(int x);
int __paritydi2(long x);
int __clzdi2(long x);
int __ctzdi2(long x);
int __ffsdi2(long x);

int __popcountdi2(long x) {
    uint64_t n = (uint64_t)x; /* sums of 2, 4 and 8 bits side by side, then all of them */
    n -= n >> 1 & 0x5555555555555555U;
    n = (n & 0x3333333333333333U) + (n >> 2 & 0x3333333333333333U);
    n = (n + (n >> 4)) & 0x0f0f0f0f0f0f0f0fU;
    return (int)(n * 0x0101010101010101U >> 56);
}

int __popcountsi2(int x) {
    return __popcountdi2((long)(uint32_t)x);
}

int __paritydi2(long x) {
    return __popcountdi2(x) & 1;
}

int __clzdi2(long x) {
    uint64_t n = (uint64_t)x;
    int zeros = 0;
    for (int step = 32; step != 0; step /= 2) {
        if (n >> (64 - step) == 0) {
            zeros += step;
            n <<= step;
        }
    }
    return zeros;
}

int __ctzdi2(long x) {
    uint64_t n = (uint64_t)x;
    return __popcountdi2((long)((n & (0 - n)) - 1)); /* the ones below the lowest one */
}

int __ffsdi2(long x) {
    return x == 0 ? 0 : __ctzdi2(x) + 1;
}
