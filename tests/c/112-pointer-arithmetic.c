// Pointers step by the size of what they point to.
#include <stdio.h>

struct s {
    long a;
    char b;
};

int main(void) {
    int a[10];
    struct s t[4];
    int *p = a, i;
    struct s *q = t;
    signed char minus = -2;
    unsigned char two = 2;
    long three = 3;
    for (i = 0; i < 10; i++)
        a[i] = i * i;
    for (i = 0; i < 4; i++)
        t[i].a = i + 100;
    printf("%d %d %d\n", *(p + 3), *(3 + p), *(p + 9 - 4));
    p += 5;
    printf("%d %d %d\n", *p, p[minus], *(p + minus));
    p -= two;
    printf("%d %d\n", *p, *(p - three));
    printf("%ld %ld\n", (q + 2)->a, (2 + q)[1].a);
    q += 3;
    printf("%ld %ld\n", q->a, q[-1].a);
    printf("%d\n", (int)((char *)(q + 1) - (char *)t));
    p = &a[9];
    p -= 9u;
    printf("%d\n", p == a);
    p = a + 8;
    p += -3;
    printf("%d %d\n", *p, *(p - -2));
    return 0;
}
