// Comparisons of every signedness and width at the edges, as values and as conditions.
#include <stdio.h>

static const long edges[] = {0, 1, -1, 127, 128, 255, 256, -128, 32767, 32768, 65535, 2147483647, -2147483648, 2147483648, 4294967295, 9223372036854775807, -9223372036854775807 - 1};
#define N (sizeof edges / sizeof *edges)

#define HASH(T)                                                                                     \
    {                                                                                               \
        unsigned long h = 0;                                                                        \
        for (unsigned i = 0; i < N; i++)                                                            \
            for (unsigned j = 0; j < N; j++) {                                                      \
                T a = edges[i], b = edges[j];                                                       \
                h = h * 31 + (a < b) + (a <= b) * 2 + (a > b) * 4 + (a >= b) * 8 + (a == b) * 16;   \
                if (a < b) h ^= 0x100;                                                              \
                if (!(a <= b)) h ^= 0x200;                                                          \
                if (a > 0) h += 5;                                                                  \
                if (a >= (T)128) h += 7;                                                            \
                if (a == -1) h += 11;                                                               \
                if (a < 100) h += 13;                                                               \
                h += a < b ? i : j;                                                                 \
            }                                                                                       \
        printf("%s %lx\n", #T, h);                                                                  \
    }

int main(void) {
    HASH(signed char) HASH(unsigned char) HASH(short) HASH(unsigned short) HASH(int) HASH(unsigned)
    HASH(long) HASH(unsigned long) HASH(_Bool) HASH(float) HASH(double)
    int arr[4];
    int *p = arr, *q = arr + 2;
    printf("%d%d%d%d%d%d\n", p < q, p <= q, p > q, p >= q, p == q, p != q);
    printf("%d %d %d\n", !p, p && q, p || 0);
    printf("%d %d\n", (unsigned char)200 > (signed char)-1, -1 > 1u);
    printf("%d\n", 1 < 2 < 3 == 1);
    return 0;
}
