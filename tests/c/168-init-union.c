// A union's initializer sets its first member, or the designated one.
#include <stdio.h>

union u {
    unsigned char c;
    long l;
    struct { short a, b; } s;
};

struct holder {
    int n;
    union u u;
    int m;
};

static union u first = {0x1ff};
static union u second = {.l = -1};
static union u third = {.s = {1, 2}};
static struct holder h = {1, {2}, 3};
static struct holder g = {.u.s.b = 7, 8};
static union u list[] = {{1}, {.s.b = 1}, [2].l = 5};

int main(void) {
    int n = 3;
    union u local = {.s = {n, n + 1}};
    union u byte = {n};
    printf("%d %ld %d %d\n", first.c, second.l, third.s.a, third.s.b);
    printf("%d %d %d %d %d\n", h.n, h.u.c, h.m, g.u.s.b, g.m);
    printf("%d %d %d %d %d\n", list[0].c, list[1].s.b, (int)list[2].l, local.s.b, byte.c);
    return 0;
}
