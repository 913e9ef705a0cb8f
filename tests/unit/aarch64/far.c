/* Calls the functions of far.ir (run.sh). */
#include <stdio.h>

long far_bit(long, long *);
long far_cond(long, long *);

static int passed, failed;

static void try(long (*f)(long, long *)) {
    static const long inputs[] = {0, 1, 2, 3, 1000, 1001, -1, -2};
    long memory[4];
    unsigned i;
    for (i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        long x = inputs[i];
        long expected = (x & 1) && x < 2 ? 1 : x >= 1000 ? 1 : x & 1 ? (long)memory : x;
        if (f(x, memory) == expected)
            passed++;
        else
            failed++;
    }
}

int main(void) {
    try(far_bit);
    try(far_cond);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
