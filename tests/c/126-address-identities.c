// & and * cancel; & of elements, members and arrays.
#include <stdio.h>

struct s {
    int a, b[3];
    struct {
        char c, d;
    } in;
};

int main(void) {
    struct s s = {1, {2, 3, 4}, {5, 6}}, *p = &s;
    int a[3] = {7, 8, 9}, *q = a;
    printf("%d %d\n", &*q == q, *&a[1]);
    printf("%d %d\n", &a[2] == a + 2, &q[1] == &*(q + 1));
    printf("%d %d\n", (void *)&a == (void *)a, (void *)&s == (void *)&s.a);
    printf("%d %d\n", &p->b[1] == s.b + 1, *&p->b[2]);
    printf("%d\n", (int)(&s.in.d - &s.in.c));
    printf("%d\n", (*&p)->a);
    printf("%d\n", (&s)->in.d);
    printf("%d\n", (&p->in)->c);
    printf("%d\n", (int)((char *)&p->in - (char *)p));
    *&*&q[1] = 80;
    printf("%d\n", a[1]);
    return 0;
}
