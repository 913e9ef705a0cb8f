// && || ! with every operand type, short circuits with effects, in conditions of all statements and as values.
#include <stdio.h>

static int n;
static int t(int v) { n = n * 10 + v; return v; }

int main(void) {
    float f = 0.5f;
    double d = 0;
    long double e = 1;
    char *p = "";
    long l = 1L << 40;
    unsigned char c = 0;
    printf("%d %d %d %d\n", f && l, d || c, !e, !p);
    printf("%d %d\n", !!l, l && 1);
    int r = t(1) && t(0) && t(3);
    printf("%d %d\n", r, n);
    n = 0;
    r = t(0) || t(2) || t(3);
    printf("%d %d\n", r, n);
    n = 0;
    r = (t(1) && t(0)) || (t(4) && !t(0)) || t(5);
    printf("%d %d\n", r, n);
    n = 0;
    if (!(t(1) && !t(2)) && (t(0) || !t(0)))
        printf("yes %d\n", n);
    n = 0;
    while (t(1) && n < 100)
        ;
    printf("%d\n", n);
    int i = 0;
    do i++; while (i < 5 && !(i == 3 || i == 9));
    printf("%d\n", i);
    for (i = 0; i < 10 || (n = 0); i++)
        if (i == 4 && (n |= 8)) break;
    printf("%d %d\n", i, n);
    int z = 0;
    z += (i == 4) + (i != 4) * 10 + !i * 100 + (i && z);
    printf("%d\n", z);
    printf("%d %d\n", (c ? 1 : 2) && 0, (l || 1 / c));
    printf("%d\n", (f > 0) + (d == 0) + (e != 0) == 3);
    return 0;
}
