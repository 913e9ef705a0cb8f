// Nested declarators.
#include <stdio.h>

static int a[2][3] = {{1, 2, 3}, {4, 5, 6}};
static int *b[3] = {a[0], a[1], &a[1][2]};
static int (*c)[3] = a;
static int *(*d)[3] = &b;
static int **e = b;

static int f(int n) { return n + 100; }
static int (*g)(int) = f;
static int (*h[2])(int) = {f, f};
static int (*(*i)[2])(int) = &h;
static int (*j(int n))[3] { return a + n; }
static int *k(int n) { return b[n]; }
static int (*(*l)(int))[3] = j;
static int (*(*m(void))(int))[3] { return l; }
static char((o)) = 'o';
static int((*(p))) = &a[0][1];

int main(void) {
    printf("%d %d %d %d\n", *b[2], c[1][0], *(*d)[1], **e);
    printf("%d %d %d\n", g(1), h[1](2), (*i)[0](3));
    printf("%d %d %d %d\n", (*j(1))[1], *k(0), l(0)[0][2], m()(1)[0][1]);
    printf("%c %d\n", o, *p);
    printf("%d\n", (int)sizeof(int (*(*)[5])(int)));
    printf("%d\n", (int)sizeof(char (*(*[4])(void))[3]));
    return 0;
}
