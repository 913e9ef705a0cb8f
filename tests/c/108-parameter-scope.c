// Parameters may be assigned, hide globals and have their address taken.
#include <stdio.h>

static int n = 100;

static int gcd(int n, int m) {
    while (m) {
        int t = n % m;
        n = m;
        m = t;
    }
    return n;
}

static void set(int *p) { *p = 5; }

static int address(int a, int b, int c, int d, int e) {
    set(&a);
    set(&e);
    return a * 1000 + b * 100 + c * 10 + d + e * 10000;
}

static int narrow(unsigned char c, int x) {
    unsigned char *p = &c;
    *p += x;
    return c;
}

int main(void) {
    printf("%d %d\n", gcd(48, 18), n);
    printf("%d\n", address(1, 2, 3, 4, 9));
    printf("%d\n", narrow(250, 10));
    return 0;
}
