// Primes by sieve.
#include <stdio.h>

static char composite[10000];

int main(void) {
    int i, j, count = 0, last = 0;
    long sum = 0;
    for (i = 2; i < 10000; i++) {
        if (composite[i])
            continue;
        count++;
        sum += last = i;
        for (j = i * i; j < 10000; j += i)
            composite[j] = 1;
    }
    printf("%d %ld %d\n", count, sum, last);
    return 0;
}
