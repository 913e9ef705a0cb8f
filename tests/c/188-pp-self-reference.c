// A macro is not expanded again inside its own expansion.
#include <stdio.h>

static int foo = 10;

static int twice(int n) { return n * 2; }

#define foo (4 + foo)
#define twice(n) (1 + twice(n))
#define a b
#define b c
#define c a

int main(void) {
    int a = 7, b = 8, c = 9;
    printf("%d %d\n", foo, twice(5));
    printf("%d\n", twice(twice(3)));
    printf("%d %d %d\n", a, b, c);
    return 0;
}
