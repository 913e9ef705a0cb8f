// Functions without a result, and pointers to void.
#include <stdio.h>

static int total;

static void add(int n) {
    total += n;
}

static void none(void) {
    return;
}

static void set(void *p, int n) {
    *(int *)p = n;
}

int main(void) {
    int x = 0;
    add(3), none(), add(4);
    set(&x, 12);
    (void)0;
    total > 5 ? add(1) : none();
    printf("%d %d\n", total, x);
    return 0;
}
