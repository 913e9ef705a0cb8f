// More than sixteen arguments of all widths.
#include <stdio.h>

static long twenty(char a, unsigned char b, short c, unsigned short d, int e, unsigned f, long g, unsigned long h,
                   char i, unsigned char j, short k, unsigned short l, int m, unsigned n, long o, unsigned long p,
                   _Bool q, const char *r, int *s, long t) {
    printf("%d %d %d %d %d %u %ld %lu\n", a, b, c, d, e, f, g, h);
    printf("%d %d %d %d %d %u %ld %lu\n", i, j, k, l, m, n, o, p);
    printf("%d %s %d %ld\n", q, r, *s, t);
    j += 10;
    *s += m;
    return a + j + k + o;
}

int main(void) {
    int x = 9;
    long r = twenty(-1, -1, -1, -1, -1, -1, -1, -1, 257, 258, 65537, 65538, 5, 6, 7, 8, 99, "eighteen", &x, 20);
    printf("%ld %d\n", r, x);
    return 0;
}
