// Structs as values in every context: comma, conditional, assignment chains, members of calls, arrays inside results.
#include <stdio.h>

struct in { char t[4]; int v; };
struct s { struct in i[2]; double d; };
static struct s make(int k) { return (struct s){{{"ab", k}, {"cd", k + 1}}, k / 2.0}; }
static int total(struct s v, struct s *p, struct in i) { return v.i[0].v + p->i[1].v + i.v; }
static struct s global, *gp = &global;
static struct { int n; struct s list[3]; } table = {.list[1].i[1].v = 5, .n = 2};

int main(void) {
    struct s a = make(1), b, c;
    c = b = a;
    printf("%d %s %g\n", c.i[1].v, b.i[0].t, make(7).d);
    printf("%d %c\n", make(3).i[1].v, make(4).i[0].t[1]);
    printf("%d\n", total(make(1), &(struct s){.i[1].v = 10}, make(100).i[0]));
    *gp = make(9);
    printf("%d %d\n", global.i[0].v, (a, *gp).i[1].v);
    struct in x = (b.i[0].v ? a : *gp).i[1], y = x, *py = &y;
    py->v++;
    a.i[0] = a.i[1] = *py;
    printf("%d %d %s\n", a.i[0].v, x.v, a.i[1].t);
    table.list[2] = table.list[0] = a;
    printf("%d %d %d\n", table.list[2].i[0].v, table.list[1].i[1].v, table.n);
    struct s arr[2] = {make(20), a}, *pa = arr;
    *pa++ = arr[1];
    printf("%d %d\n", arr[0].i[0].v, (int)(pa - arr));
    struct s self = a;
    self = self;
    printf("%d\n", self.i[1].v);
    struct s (*f)(int) = make;
    printf("%g\n", (*f)(5).d + f(6).d);
    for (struct in *q = arr->i; q < arr->i + 2; q++)
        printf("%s%d ", q->t, q->v);
    volatile struct in vi = {"v", 3};
    struct in nv = vi;
    vi.v = 4;
    printf("%d %d\n", nv.v, vi.v);
    return sizeof make(1).i == sizeof a.i ? 0 : 1;
}
