// Function-like macros, and their names without arguments.
#include <stdio.h>

#define ADD(a, b) ((a) + (b))
#define SQUARE(x) x *x
#define ZERO() 0
#define SWAP(t, a, b) do { t swap_ = a; a = b; b = swap_; } while (0)
#define APPLY(f, x) f(x)
#define f(x) (x * 2)

static int(f)(int x) { return x + 1000; }

static int ADD = 7;

int main(void) {
    int a = 1, b = 2;
    SWAP(int, a, b);
    printf("%d %d %d %d\n", a, b, ADD(a, b) * 2, SQUARE(a + 1));
    printf("%d %d %d\n", ZERO(), ZERO (), APPLY(f, 5));
    printf("%d %d %d\n", f(3), (f)(3), ADD);
    printf("%d\n", ADD
                       (
                           1,
                           2
                       ));
    int (*g)(int) = f;
    printf("%d\n", g(1));
    return 0;
}
