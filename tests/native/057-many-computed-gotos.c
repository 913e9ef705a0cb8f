// So many labels and computed gotos that these share one jump.
#include <setjmp.h>
#include <stdio.h>

#define FOUR_D(m, a) m(a##0) m(a##1) m(a##2) m(a##3)
#define FOUR_C(m, a) FOUR_D(m, a##0) FOUR_D(m, a##1) FOUR_D(m, a##2) FOUR_D(m, a##3)
#define FOUR_B(m, a) FOUR_C(m, a##0) FOUR_C(m, a##1) FOUR_C(m, a##2) FOUR_C(m, a##3)
#define EACH(m) FOUR_B(m, 10) FOUR_B(m, 11) FOUR_B(m, 12) FOUR_B(m, 13)

static unsigned state = 1;
static int steps;

static unsigned next(void) {
    state = state * 1103515245 + 12345;
    return state >> 8;
}

#define ADDRESS(n) &&l##n,
#define GO_ON               \
    if (++steps % 3000)     \
        goto *t[next() % 256]; \
    goto end;
#define LABEL(n)         \
    l##n : a = a * (2 * n + 3) + b; \
    b ^= a >> (n % 13 + 1); \
    GO_ON
#define BODY                                   \
    static void *const t[] = {EACH(ADDRESS)};  \
    unsigned a = x, b = 1;                     \
    GO_ON                                      \
    EACH(LABEL)                                \
end:                                           \
    return a ^ b;

static unsigned run(unsigned x) {
    BODY
}

static unsigned run_twice(volatile unsigned x) {
    jmp_buf buf;
    if (setjmp(buf))
        return x;
    {
        BODY
    }
}

int main(void) {
    printf("%u ", run(5));
    printf("%u\n", run_twice(6));
    return 0;
}
