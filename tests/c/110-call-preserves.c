// Values computed before a call survive it.
#include <stdio.h>

static int g = 3;

static int clobber(int n) {
    int a = n, b = a * 2, c = b * 3, d = c * 5, e = d - a;
    g += 1;
    return a ^ b ^ c ^ d ^ e;
}

int main(void) {
    int i, a[4] = {1, 2, 3, 4};
    int k = 3;
    int x = k * 10 + clobber(1) * 100 + k;
    printf("%d\n", x);
    for (i = 0; i < 4; i++)
        a[i] += clobber(i) - a[clobber(0) + 3 - i];
    printf("%d %d %d %d\n", a[0], a[1], a[2], a[3]);
    int *p = a;
    p[clobber(0)] = clobber(5) + p[1];
    printf("%d\n", a[0]);
    printf("%d %d\n", (k + 1) * (clobber(2) + 1) - (k + 2) * (clobber(3) + 1), k);
    printf("%d\n", g);
    return 0;
}
