// 6.6: constant expressions in all places that need them.
#include <stdio.h>

enum { N = (3 + 4) * 2 - 10 / 3 % 2, BITS = 1 << 4 | 1, LOGIC = (5 > 3 && 2 != 2) || !0 };

static int sizes[(N > 5 ? N : 5) + sizeof(long)];
static const int table[] = {-7 / 2, -7 % 2, ~0 & 0xff, 1 ? 2 : 3, 'b' - 'a', (char)300};
static unsigned long big = 0xffffffffUL * 0xffffffffUL;
static long minus = -1L << 3 >> 1;
static unsigned wraps = 0u - 1;
static int chosen = sizeof(int) == 4 ? 32 : 16;

int main(void) {
    int i;
    printf("%d %d %d %d\n", N, BITS, LOGIC, (int)(sizeof sizes / sizeof sizes[0]));
    for (i = 0; i < (int)(sizeof table / sizeof table[0]); i++)
        printf("%d ", table[i]);
    printf("\n%lu %ld %u %d\n", big, minus, wraps, chosen);
    switch (N + 2) {
    case (3 * 4) + 3:
        printf("fifteen\n");
        break;
    case 1 ? 100 : 1 / 1:
        printf("hundred\n");
    }
    return 0;
}
