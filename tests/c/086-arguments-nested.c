// Calls inside argument lists keep the values already computed.
#include <stdio.h>

static int depth;

static int f(int a, int b, int c, int d, int e, int g) {
    depth++;
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * g;
}

static int id(int x) {
    depth++;
    return x;
}

int main(void) {
    printf("%d\n", f(id(1), id(2), id(3), id(4), id(5), id(6)));
    printf("%d\n", f(1, f(1, 2, 3, 4, 5, 6), 3, f(6, 5, 4, 3, 2, 1), 5, id(f(0, 0, 0, 0, 0, 1))));
    printf("%d\n", id(1) + f(1, 2, 3, 4, 5, 6) * id(2) - id(3) * f(id(1), 1, 1, 1, 1, id(1)));
    printf("%d\n", depth);
    return 0;
}
