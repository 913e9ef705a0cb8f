// A struct with many members of all types.
#include <stdio.h>

typedef struct {
    char a; unsigned char b; short c; unsigned short d; int e; unsigned f; long g; unsigned long h;
    _Bool i; char j[3]; short k[3]; int l[3]; long m[3]; void *n; int (*o)(void); struct { char p; int q; } r;
    union { char s; long t; } u; enum { V, W } v; char x, y, z;
} big;

static int f(void) { return 5; }

static void fill(big *p, int n) {
    p->a = p->b = p->c = p->d = n;
    p->e = p->f = p->g = p->h = n * 1000;
    p->i = n;
    p->j[1] = p->k[1] = p->l[1] = p->m[1] = n - 500;
    p->n = p;
    p->o = f;
    p->r.p = p->r.q = n / 2;
    p->u.t = -1;
    p->u.s = 0;
    p->v = W;
    p->x = p->y = p->z = 'z';
}

int main(void) {
    big b, c;
    fill(&b, -77);
    c = b;
    printf("%d %d %d %d %d %u %ld %lu\n", c.a, c.b, c.c, c.d, c.e, c.f, c.g, c.h);
    printf("%d %d %d %d %ld\n", c.i, c.j[1], c.k[1], c.l[1], c.m[1]);
    printf("%d %d %d %d\n", c.n == &b, c.o(), c.r.p, c.r.q);
    printf("%ld %d %c %d\n", c.u.t, c.v, c.z, (int)sizeof c);
    return 0;
}
