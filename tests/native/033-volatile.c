// volatile objects, members and pointers: each access happens and has its value.
#include <stdio.h>

struct dev { volatile int reg; volatile unsigned char b : 3, c : 5; int plain; };
static volatile int v = 1;
static volatile struct dev dev;
static int *volatile vp;
volatile const int vc = 5;

static int twice(volatile int *p) { return *p + *p; }

int main(void) {
    volatile char c = 'a';
    volatile long l = 5;
    volatile double d = 1.5;
    int x = 3;
    v;
    v++;
    v += v;
    printf("%d %d\n", v, twice(&v));
    dev.reg = 4;
    dev.b = 9;
    dev.c = dev.b + 20;
    dev.plain = dev.reg;
    printf("%d %d %d %d\n", dev.reg, dev.b, dev.c, dev.plain);
    vp = &x;
    *vp = 7;
    printf("%d %d\n", x, vc);
    c++;
    l <<= 2;
    d *= c;
    printf("%c %ld %g\n", c, l, d);
    for (volatile int i = 0; i < 3; i++)
        printf("%d ", i);
    struct dev copy = dev;
    printf("%d\n", copy.c);
    volatile int a[4] = {1, 2, 3, 4};
    int s = 0;
    for (int i = 0; i < 4; i++)
        s += a[i];
    (void)a[0];
    printf("%d %d\n", s, (v = 3, v));
    return 0;
}
