// Functions that take and return function pointers.
#include <stdio.h>

typedef int unary(int);
typedef unary *pointer;

static int inc(int n) { return n + 1; }
static int dbl(int n) { return n * 2; }

static int (*choose(int which))(int) {
    return which ? inc : dbl;
}

static pointer choose_again(int which) {
    return which ? &dbl : &inc;
}

static int apply(int f(int), int n) {
    return f(n);
}

static int twice(unary *f, int n) {
    return f(f(n));
}

static int (*(*outer(void))(int))(int) {
    return choose;
}

int main(void) {
    int (*(*c)(int))(int) = choose;
    unary *list[2] = {inc, dbl};
    printf("%d %d\n", choose(1)(10), choose(0)(10));
    printf("%d %d\n", choose_again(1)(10), (*choose_again(0))(10));
    printf("%d %d\n", apply(inc, 5), twice(dbl, 5));
    printf("%d\n", c(0)(21));
    printf("%d\n", outer()(1)(99));
    printf("%d\n", apply(list[1], apply(list[0], 1)));
    return 0;
}
