// Long Collatz chains, with a cache.
#include <stdio.h>

static unsigned short cache[30000];

static int chain(unsigned long n) {
    int length;
    if (n == 1)
        return 1;
    if (n < 30000 && cache[n])
        return cache[n];
    length = 1 + chain(n & 1 ? 3 * n + 1 : n / 2);
    if (n < 30000)
        cache[n] = length;
    return length;
}

int main(void) {
    unsigned long n, best = 1;
    for (n = 2; n < 30000; n++)
        if (chain(n) > chain(best))
            best = n;
    printf("%lu %d\n", best, chain(best));
    return 0;
}
