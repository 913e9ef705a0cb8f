// Any expression may stand as a statement.
#include <stdio.h>

static int n;

static int inc(void) {
    return ++n;
}

static void nothing(void) {
}

int main(void) {
    int a = 1, *p = &a;
    inc();
    (void)inc();
    inc() + inc();
    inc(), inc();
    nothing(), inc();
    (nothing());
    a ? inc() : 0;
    a && inc();
    !a || inc();
    *p;
    *p++;
    p--;
    (*p)++;
    a == 2;
    -a;
    (a);
    a = 5, n += a;
    printf("%d %d %d\n", n, a, *p);
    return 0;
}
