// 6.7.9p19: a later initializer of the same member wins.
#include <stdio.h>

struct s {
    int a, b;
    int c[3];
};

static int x[5] = {1, 2, 3, [1] = 20, [4] = 5, [4] = 50};
static struct s s = {1, 2, {3, 4, 5}, .b = 22, .c[1] = 44};
static struct s t = {.c = {1, 2, 3}, .c[0] = 10, .a = 1, .a = 2};

int main(void) {
    int y[3] = {[2] = 1, [2] = 2, [0] = 3};
    printf("%d %d %d %d %d\n", x[0], x[1], x[2], x[3], x[4]);
    printf("%d %d %d %d %d\n", s.a, s.b, s.c[0], s.c[1], s.c[2]);
    printf("%d %d %d %d\n", t.a, t.c[0], t.c[1], t.c[2]);
    printf("%d %d %d\n", y[0], y[1], y[2]);
    return 0;
}
