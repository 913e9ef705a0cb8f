// Old-style (K&R) definitions: promotion of arguments, parameters in any order, defaulted to int.
#include <stdio.h>

int add(a, b)
    int b;
    short a;
{
    return a + b;
}

double mix(c, f, d, p)
    char c;
    float f;
    double d;
    char *p;
{
    return c + f + d + *p;
}

static untyped(x, y) { return x * 10 + y; }

f0() { return 5; }

struct s { int a, b; };
int takes(v, n) struct s v; int n; { return v.a + v.b + n; }

int apply(fn, x) int (*fn)(); int x; { return fn(x, x); }

int arr(a, n) int a[]; { int s = 0; while (n--) s += a[n]; return s; }

unsigned char narrow(c) unsigned char c; { return c + 1; }

int main(argc, argv)
    int argc;
    char **argv;
{
    struct s v = {1, 2};
    int a[3] = {1, 2, 3};
    printf("%d %g %d %d\n", add(70000, 1), mix('a', 1.5, 2.25, "A"), untyped(1, 2), f0());
    printf("%d %d %d %d\n", takes(v, 10), apply(untyped, 3), arr(a, 3), narrow(255));
    printf("%d\n", argc);
    return 0;
}
