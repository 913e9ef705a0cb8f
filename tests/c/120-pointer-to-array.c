// Pointers to whole arrays.
#include <stdio.h>

typedef int row[3];

static int last(row *r) { return (*r)[2]; }

static row *next(row *r) { return r + 1; }

int main(void) {
    int a[2][3] = {{1, 2, 3}, {4, 5, 6}};
    int(*p)[3] = a;
    row single = {7, 8, 9}, *q = &single;
    int(*whole)[2][3] = &a;
    printf("%d %d %d\n", (*p)[1], p[1][0], *p[1]);
    p++;
    printf("%d %d\n", **p, last(p));
    printf("%d %d\n", last(q), last(next(a)));
    printf("%d %d\n", (*whole)[1][2], (int)sizeof *whole);
    printf("%d\n", (int)((char *)(whole + 1) - (char *)whole));
    char text[] = "text";
    char(*t)[5] = &text;
    printf("%s %d\n", *t, (int)sizeof *t);
    return 0;
}
