// Several levels of indirection.
#include <stdio.h>

static void point(int **pp, int *to) { *pp = to; }

int main(void) {
    int a = 1, b = 2;
    int *p = &a, **pp = &p, ***ppp = &pp;
    ***ppp = 10;
    *pp = &b;
    **pp += 5;
    printf("%d %d %d\n", a, b, *p);
    point(&p, &a);
    printf("%d %d\n", *p, ***ppp);
    int *table[3] = {&a, &b, 0};
    for (pp = table; *pp; pp++)
        printf("%d ", **pp);
    printf("%d\n", (int)(pp - table));
    pp = table;
    printf("%d\n", **pp++ + 1);
    printf("%d\n", *pp[0]);
    return 0;
}
