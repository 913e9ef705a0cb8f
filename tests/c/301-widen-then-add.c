// A narrow variable, widened and then offset by a constant, brings none of its neighbours along.
#include <stdio.h>

struct bytes {
    unsigned char a, b;
    short c;
};

static int global[2] = {-5, 77};

int main(void) {
    int before = -1, x = 3, after = -1;
    unsigned char c = 250, d = 255;
    short s[2] = {-4, 0x7fff};
    struct bytes t = {200, 201, -300}, *p = &t;
    printf("%ld %ld %ld\n", x + 5L, 5L + x, x - 1L);
    printf("%lx %lx\n", x + 0x7fffffffffffffffL, x + (-0x7fffffffffffffffL - 1));
    printf("%ld %ld %lu\n", c + 1L, d + (long)0, c + 100000UL);
    printf("%ld %ld %ld\n", s[0] + 10L, global[0] + 6L, p->b + 1L);
    printf("%ld %ld\n", t.c - 1L, (long)p->a + 2);
    printf("%d\n", *(global + (char)(x - 2)) + before + after);
    return 0;
}
