// All six comparisons on signed and unsigned operands.
#include <stdio.h>

static void signed_way(long a, long b) {
    printf("%d%d%d%d%d%d ", a < b, a <= b, a > b, a >= b, a == b, a != b);
}

static void unsigned_way(unsigned long a, unsigned long b) {
    printf("%d%d%d%d%d%d\n", a < b, a <= b, a > b, a >= b, a == b, a != b);
}

static void both(long a, long b) {
    signed_way(a, b);
    unsigned_way((unsigned long)a, (unsigned long)b);
}

int main(void) {
    both(0, 0);
    both(1, 2);
    both(-1, 1);
    both(1, -1);
    both(-2, -1);
    both(0x7fffffffffffffffL, -0x7fffffffffffffffL - 1);
    return 0;
}
