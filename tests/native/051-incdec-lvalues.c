// ++, -- and compound assignment on every kind of lvalue: evaluated once, right value, wrapped to the type.
#include <stdio.h>

struct s { unsigned char c; short h; unsigned b : 3; int a[2]; float f; double *p; long double e; _Bool t; };
static int n;
static struct s g;
static struct s *at(void) { n++; return &g; }

int main(void) {
    double d[3] = {1, 2, 3};
    g.p = d;
    g.c = 255;
    printf("%d ", at()->c++);
    printf("%d\n", at()->c);
    at()->h = -32768;
    printf("%d ", --at()->h);
    printf("%d\n", at()->h);
    at()->b = 7;
    printf("%d ", at()->b++);
    printf("%d\n", at()->b);
    at()->b -= 2;
    at()->a[n & 1] += n;
    printf("%d %d %d\n", g.b, g.a[0], g.a[1]);
    at()->f += 1.5;
    at()->f *= at()->f;
    printf("%g ", at()->f--);
    printf("%g\n", g.f);
    printf("%g ", *at()->p++);
    printf("%g ", *++at()->p);
    printf("%d\n", (int)(g.p - d));
    g.p -= 1;
    *g.p /= 4;
    printf("%g\n", d[1]);
    at()->e += 2.5;
    printf("%Lg ", at()->e++);
    printf("%Lg\n", --at()->e);
    at()->t++;
    at()->t++;
    printf("%d ", at()->t);
    at()->t--;
    printf("%d ", g.t);
    at()->t -= 3;
    printf("%d %d\n", g.t, n);
    int m[2][2] = {{1, 2}, {3, 4}}, i = 0;
    m[i++][1] <<= 3;
    printf("%d %d %d\n", m[0][0], m[0][1], i);
    char c = 127;
    c += 1;
    printf("%d ", c);
    c = 10;
    c *= 30;
    printf("%d ", c);
    unsigned u = 5;
    u -= 10;
    u /= 2;
    printf("%u ", u);
    int k = 7;
    k %= 4u;
    k ^= k << 2;
    k |= 0x40L;
    k &= ~1ull;
    printf("%d\n", k);
    char *s = "pointer";
    s += 3L;
    printf("%c%c", *s++, 'x');
    printf("%s\n", s--);
    return 0;
}
