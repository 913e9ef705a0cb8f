/* Recursion and bits: the queens problem. */
#include <stdio.h>

static unsigned solve(unsigned all, unsigned columns, unsigned left, unsigned right) {
    unsigned count = 0;
    unsigned places = all & ~(columns | left | right);
    if (columns == all)
        return 1;
    while (places != 0) {
        unsigned bit = places & -places;
        places ^= bit;
        count += solve(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    return count;
}

int main(void) {
    printf("%u\n", solve((1u << 13) - 1, 0, 0, 0));
    return 0;
}
