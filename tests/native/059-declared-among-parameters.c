// Tags and enumeration constants that the parameter list of a definition declares are known in its body (6.2.1p4), where
// a tag may also be completed; those of prototypes and of inner lists are not.
#include <stdio.h>

enum { ONE = 100, TWO = 200 };
struct pair { char only[40]; };

static int sum(struct pair { int a, b; } *p, enum which { ONE = 1, TWO } w) {
    struct pair twice = {p->a * 2, p->b * 2};
    enum which other = w == ONE ? TWO : ONE;
    return twice.a + twice.b + other * 1000 + (int)sizeof(struct pair) * 10000;
}

/* Kept as tokens until it is called. */
static inline int later(enum { LOW = -3, HIGH = 1L << 40 } e, union bits { float f; unsigned u; } *b) {
    union bits one = {.f = 1};
    return (e == HIGH) + (b->u == one.u) * 2 + (LOW == -3) * 4 + (int)sizeof HIGH * 8;
}

static int completed(struct late *p) {
    struct late { int first, second; };
    return p->second;
}

static int (*chosen(struct box { int w; } *b))(struct box { char c[3]; } *) {
    struct box twice = {b->w + b->w};
    printf("%d\n", twice.w);
    return 0;
}

int prototype(struct pair { char c; } *, enum { ONE = 7 });

static int bound(int n, int a[sizeof(struct inner { int x, y; })]) {
    struct inner i = {n, a[0]};
    return i.x * i.y;
}

int main(void) {
    int in[2] = {3, 4};
    float one = 1;
    int a[8] = {6};
    printf("%d %d\n", sum((void *)in, 1), sum((void *)in, 2));
    printf("%d\n", later(1L << 40, (void *)&one));
    printf("%d\n", completed((void *)in));
    printf("%d\n", chosen((void *)in) == 0);
    printf("%d %d %zu\n", ONE, TWO, sizeof(struct pair));
    printf("%d\n", bound(7, a));
    return 0;
}
