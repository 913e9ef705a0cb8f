// setjmp and longjmp: values in volatile objects and memory, nested, from deep calls, with a loop around.
#include <setjmp.h>
#include <stdio.h>

static jmp_buf env, inner;
static int depth;

static void deep(int n) {
    char pad[100];
    pad[n] = n;
    depth++;
    if (n == 0)
        longjmp(env, 7);
    deep(n - 1);
    depth += pad[n];
}

static int attempt(int x) {
    volatile int v = x;
    int before = x * 3;
    int r = setjmp(inner);
    if (r == 0) {
        v++;
        if (x & 1)
            longjmp(inner, v);
        return -v;
    }
    return r * 100 + v * 10 + before;
}

static int loop(void) {
    volatile int i, sum = 0;
    for (i = 0; i < 5; i++) {
        switch (setjmp(env)) {
        case 0:
            longjmp(env, i + 1);
        case 1:
            sum += 10;
            break;
        default:
            sum += 100;
        }
    }
    return sum;
}

static double floats(double a, int k) {
    volatile double x = a;
    double keep = a * 2;
    if (setjmp(env) == 0) {
        x += 1;
        longjmp(env, 0);
    }
    return x + keep + k;
}

int main(void) {
    int r = setjmp(env);
    if (r == 0)
        deep(10);
    printf("%d %d\n", r, depth);
    printf("%d %d %d\n", attempt(1), attempt(2), attempt(3));
    printf("%d\n", loop());
    printf("%g\n", floats(1.5, 3));
    volatile int tries = 0;
    if (setjmp(env) < 3) {
        tries++;
        longjmp(env, tries);
    }
    printf("%d\n", tries);
    return 0;
}
