// void * converts to and from every object pointer.
#include <stdio.h>
#include <string.h>

static void swap(void *a, void *b, unsigned long size) {
    unsigned char *x = a, *y = b, t;
    while (size--) {
        t = *x;
        *x++ = *y;
        *y++ = t;
    }
}

struct pair {
    int a;
    long b;
};

int main(void) {
    int i = 1, j = 2;
    struct pair p = {1, 2}, q = {3, 4};
    void *v = &i;
    int *back = v;
    const void *cv = &p;
    swap(&i, &j, sizeof i);
    swap(&p, &q, sizeof p);
    printf("%d %d %d %ld\n", *back, j, p.a, q.b);
    printf("%d\n", ((const struct pair *)cv)->a);
    v = memcpy(&q, &p, sizeof q);
    printf("%ld %d\n", ((struct pair *)v)->b, v == &q);
    return 0;
}
