// The number of ways to place eight queens.
#include <stdio.h>

static int solve(unsigned columns, unsigned left, unsigned right) {
    unsigned free_places = ~(columns | left | right) & 0xff;
    int count = 0;
    if (columns == 0xff)
        return 1;
    while (free_places) {
        unsigned bit = free_places & -free_places;
        free_places ^= bit;
        count += solve(columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    return count;
}

int main(void) {
    printf("%d\n", solve(0, 0, 0));
    return solve(0, 0, 0);
}
