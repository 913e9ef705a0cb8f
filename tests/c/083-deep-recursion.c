// Ten thousand frames, each with locals that must survive.
#include <stdio.h>

static long down(int n, long *sum) {
    long here[4] = {n, n + 1, n * 2, 7};
    *sum += here[0];
    if (n > 0)
        down(n - 1, sum);
    return here[0] + here[1] + here[2] + here[3] - 7 - 1;
}

int main(void) {
    long sum = 0;
    printf("%ld ", down(10000, &sum));
    printf("%ld\n", sum);
    return 0;
}
