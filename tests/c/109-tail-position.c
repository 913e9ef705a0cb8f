// Calls in return position, with the caller's stack arguments still in place.
#include <stdio.h>

static int many(int a, int b, int c, int d, int e, int f, int g, int h) {
    return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8;
}

static int forward(int a, int b, int c, int d, int e, int f) {
    return many(f, e, d, c, b, a, f, e);
}

static int loop(int n, int acc) {
    if (n == 0)
        return acc;
    return loop(n - 1, acc + n);
}

static int local(int n) {
    int here = n * 2;
    return many(here, here, here, here, here, here, here, here);
}

int main(void) {
    printf("%d %d %d\n", forward(1, 2, 3, 4, 5, 6), loop(1000, 0), local(3));
    return 0;
}
