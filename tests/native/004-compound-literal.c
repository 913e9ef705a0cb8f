// Compound literals at file and block scope, of scalars, arrays and structs; as lvalues (C11 6.5.2.5).
#include <stdio.h>

struct p {
    int x, y;
    char *s;
};

int *numbers = (int[]){1, 2, 3, [5] = 6};
struct p *head = &(struct p){1, 2, "three"};
const char **names = (const char *[]){"a", "bc", 0};

static int sum(const int *a, int n) {
    int s = 0;
    while (n--)
        s += *a++;
    return s;
}

static struct p twice(struct p v) { return (struct p){v.x * 2, v.y * 2, v.s}; }

int main(void) {
    printf("%d %d %s %s\n", sum(numbers, 6), head->x + head->y, head->s, names[1]);
    printf("%d\n", sum((int[]){4, 5, 6}, 3));
    struct p v = twice((struct p){.y = 4, .x = 3, .s = "v"});
    printf("%d %d %s\n", v.x, v.y, v.s);
    int *q[3];
    for (int i = 0; i < 3; i++) {
        q[i] = &(int){i * 10};
        (*q[i])++;
        printf("%d ", *q[i]);
    }
    printf("\n");
    (int){5};
    int n = (int){5} + (short){3};
    (struct p){1, 2, 0}.x;
    printf("%d %zu %zu\n", n, sizeof(int[]){1, 2, 3}, sizeof((char[]){"hello"}));
    printf("%c\n", (char[]){"hello"}[1]);
    struct p *z = &(struct p){0};
    z->x = 7;
    printf("%d %d\n", z->x, z->y);
    printf("%d\n", ((union { int i; char c[4]; }){.i = 0x41424344}).c[0]);
    int k = 0;
again:;
    int *r = (int[2]){k};
    r[1]++;
    printf("%d %d\n", r[0], r[1]);
    if (++k < 3)
        goto again;
    return 0;
}
