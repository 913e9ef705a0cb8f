// Address constants with offsets, of objects, functions and strings.
#include <stdio.h>

struct s {
    int a;
    long b[4];
    struct { char x, y[5]; } in;
};

static struct s s = {1, {2, 3, 4, 5}, {6, {7, 8, 9}}};
static int grid[3][4] = {{0}, {10, 11, 12, 13}};
static long *b2 = &s.b[2];
static long *b3 = s.b + 3;
static long *b1 = &s.b[3] - 2;
static char *y = s.in.y + 1;
static char *y0 = &s.in.x + 1;
static int *row = grid[1];
static int *flat = &grid[0][0] + 5;
static int (*last)[4] = &grid[2];
static void *v = &s.in;
static int (*f)(const char *, ...) = printf;
static const char *tail = &"abcdef"[2];
static char **pp = &y;
static unsigned long bits = (unsigned long)&s;
static int *from_cast = (int *)(char *)&grid[1][2];
static long *back = (long *)((char *)&s + 8);

int main(void) {
    static int here[2] = {1, 2};
    static int *local = &here[1];
    f("%ld %ld %ld %d %d\n", *b2, *b3, *b1, *y, *y0);
    f("%d %d %d\n", row[3], *flat, last == grid + 2);
    f("%d %s %d %d %d %d %ld\n", v == &s.in, tail, **pp, bits == (unsigned long)&s.a, *from_cast, *local, *back);
    return 0;
}
