// Differences of labels in static initializers (GNU): tables of 32-bit offsets.
#include <stdio.h>

static int run(const unsigned char *code) {
    static const int ops[] = {&&push - &&push, &&add - &&push, &&mul - &&push, &&halt - &&push};
    int stack[16], *sp = stack;
    const unsigned char *pc = code;
    goto *(&&push + ops[*pc++]);
push:
    *sp++ = *pc++;
    goto *(&&push + ops[*pc++]);
add:
    sp--;
    sp[-1] += *sp;
    goto *(&&push + ops[*pc++]);
mul:
    sp--;
    sp[-1] *= *sp;
    goto *(&&push + ops[*pc++]);
halt:
    return sp[-1];
}

/* Every way to write them; b before a is negative. */
static int forms(int i) {
    static long wide[3] = {[2] = (char *)&&b - (char *)&&a, [1] = &&b - &&a};
    static struct { char c; int narrow; unsigned none; long back; } s = {'c', (int)((long)&&b - (long)&&a), 0, &&a - &&b};
    static const long *to = &wide[1];
    if (i < 0)
        goto *(i == -1 ? &&a : &&b);
    return wide[2] == &&b - &&a && wide[1] == wide[2] && s.narrow == wide[1] && s.back == -*to && s.c == 'c' && s.none == 0;
a:
    return i + 10;
b:
    return i + 20;
}

/* Nobody goes there. */
static int unreached(void) {
    static const int d[] = {&&y - &&x};
    return d[0] * 0 + 3;
x:
    puts("x");
y:
    return 4;
}

int main(void) {
    unsigned char code[] = {0, 6, 0, 7, 2, 0, 5, 1, 3};
    printf("%d %d %d %d %d\n", run(code), forms(0), forms(-1), forms(-2), unreached());
    return 0;
}
