// Scopes and name spaces: tags, members, labels, ordinary names; shadowing, extern in blocks, typedef names reused.
#include <stdio.h>

typedef int T;
struct T { T T; };
static int x = 1;
enum { X = 5 };
static int f(T T) { return T + 1; }
static int proto(int x, int (*g)(int x), struct fwd *p);
struct fwd { int q; };

int main(void) {
    int x = x = 2;
    {
        extern int y;
        int X = y + x;
        printf("%d %d\n", X, y);
    }
    T: {
        struct T T = {3};
        printf("%d %d\n", T.T, f(T.T));
    }
    for (int x = 10; x < 12; x++) {
        int x = 99;
        printf("%d ", x);
    }
    {
        typedef char T;
        T c = 300;
        enum { X = 6, Y = X + 1 };
        struct fwd { char c[X]; };
        printf("%d %zu %d %d %zu\n", c, sizeof(T), X, Y, sizeof(struct fwd));
    }
    {
        struct node *p;
        struct node { struct node *next; int v; } n = {&n, 4};
        p = n.next;
        printf("%d\n", p->v);
    }
    static int s = 7;
    { static int s = 8; s++; printf("%d ", s); }
    printf("%d %d %zu\n", s, X, sizeof(struct fwd));
    int unsigned long const volatile k = 3;
    long int static unsigned m = 4;
    printf("%lu %lu\n", k, m);
    int (*(*pf)(int))(void) = 0, *ap[3], (*pa)[3] = &(int[3]){1, 2, 3};
    ap[1] = *pa;
    printf("%d %d\n", pf == 0, ap[1][2]);
    if (0) goto T;
    return 0;
}
int y = 40;
