// _Noreturn; inline semantics within one file: static, extern, gnu_inline, always_inline, noinline.
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>

noreturn void leave(int status);
_Noreturn static void fail(void) { printf("fail\n"); leave(3); }
void leave(int status) { fflush(stdout); exit(status); }

static inline int sq(int x) { return x * x; }
inline int cube(int x) { return x * x * x; }
extern inline int cube(int x);
extern inline __attribute__((gnu_inline)) int half(int x) { return x / 2; }
int half(int x) { return x / 2; }
static inline __attribute__((always_inline)) int three(void) { return 3; }
static __attribute__((noinline)) int four(void) { return 4; }
inline int both(void);
int both(void) { return sq(2) + cube(2); }
static inline int counter(void) { static int n; return ++n; }
static int choose(int x) {
    if (x)
        return 1;
    fail();
}

int main(void) {
    int (*p)(int) = sq;
    printf("%d %d %d %d\n", sq(3), cube(3), half(9), p(5));
    printf("%d %d %d\n", three(), four(), both());
    counter();
    counter();
    printf("%d\n", counter());
    printf("%d\n", choose(1));
    choose(0);
    return 0;
}
