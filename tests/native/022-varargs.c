// Variadic functions with every type: promoted ones, long double, structs of all classes; va_copy, va_list passed on.
#include <stdarg.h>
#include <stdio.h>

struct small { int a; };
struct two { long a, b; };
struct fl { float x, y; };
struct dd { double x, y; };
struct mix { double d; long l; };
struct large { long a[5]; };
struct three { float x, y, z; };
struct ld { long double v; };
struct c3 { char c[3]; };

static void show(const char *types, ...) {
    va_list ap;
    va_start(ap, types);
    for (; *types; types++)
        switch (*types) {
        case 'i': printf("%d ", va_arg(ap, int)); break;
        case 'l': printf("%ld ", va_arg(ap, long)); break;
        case 'd': printf("%g ", va_arg(ap, double)); break;
        case 'e': printf("%Lg ", va_arg(ap, long double)); break;
        case 's': printf("%s ", va_arg(ap, char *)); break;
        case 'S': { struct small v = va_arg(ap, struct small); printf("%d ", v.a); break; }
        case 'T': { struct two v = va_arg(ap, struct two); printf("%ld,%ld ", v.a, v.b); break; }
        case 'F': { struct fl v = va_arg(ap, struct fl); printf("%g,%g ", v.x, v.y); break; }
        case 'D': { struct dd v = va_arg(ap, struct dd); printf("%g,%g ", v.x, v.y); break; }
        case 'M': { struct mix v = va_arg(ap, struct mix); printf("%g,%ld ", v.d, v.l); break; }
        case 'L': { struct large v = va_arg(ap, struct large); printf("%ld,%ld ", v.a[0], v.a[4]); break; }
        case '3': { struct three v = va_arg(ap, struct three); printf("%g,%g,%g ", v.x, v.y, v.z); break; }
        case 'E': { struct ld v = va_arg(ap, struct ld); printf("%Lg ", v.v); break; }
        case 'C': { struct c3 v = va_arg(ap, struct c3); printf("%c%c%c ", v.c[0], v.c[1], v.c[2]); break; }
        }
    va_end(ap);
    printf("\n");
}

static int vsum(int n, va_list ap) {
    int s = 0;
    while (n--)
        s += va_arg(ap, int);
    return s;
}

static int sums(int n, ...) {
    va_list ap, again;
    va_start(ap, n);
    va_copy(again, ap);
    int a = vsum(n / 2, ap);
    int b = vsum(n, again);
    va_end(again);
    va_end(ap);
    return a * 1000 + b;
}

static int take(va_list *ap) { return va_arg(*ap, int); }
static int pairs(const char *f, ...) {
    va_list ap;
    int s = 0;
    va_start(ap, f);
    while (*f++)
        s = s * 10 + take(&ap);
    va_end(ap);
    return s;
}

static void log_(const char *f, ...) {
    va_list ap;
    va_start(ap, f);
    vprintf(f, ap);
    va_end(ap);
}

static int many(int a, int b, int c, int d, int e, int f, int g, int h, int i, ...) {
    va_list ap;
    va_start(ap, i);
    int r = va_arg(ap, int) * 2 + va_arg(ap, int);
    va_end(ap);
    return r + i;
}

int main(void) {
    struct small s = {1};
    struct two t = {2, 3};
    struct fl f = {1.5f, 2.5f};
    struct dd d = {3.5, 4.5};
    struct mix m = {5.5, 6};
    struct large l = {{7, 0, 0, 0, 8}};
    struct three th = {1, 2, 3};
    struct ld e = {9.5L};
    struct c3 c = {"xyz"};
    char ch = 'c';
    short sh = -3;
    float fl = 0.25f;
    show("iiidd", ch, sh, (_Bool)5, fl, 2.0);
    show("STFDML3EC", s, t, f, d, m, l, th, e, c);
    show("iiiiiiiiii", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    show("dddddddddd", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10.);
    show("lTTTTiS", 1L, t, t, t, t, 5, s);
    show("dDDDDDdF", 1., d, d, d, d, d, 6., f);
    show("eieied", 1.5L, 1, 2.5L, 2, 3.5L, 4.5);
    show("iMMMMMMi", 1, m, m, m, m, m, m, 9);
    show("33333i", th, th, th, th, th, 5);
    show("sLsLs", "a", l, "b", l, "c");
    printf("%d %d\n", sums(6, 1, 2, 3, 4, 5, 6), pairs("abcdefghi", 1, 2, 3, 4, 5, 6, 7, 8, 9));
    log_("%s %d %.2f %c %ld\n", "text", 5, 1.25, 'x', 1L << 40);
    printf("%d\n", many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    return 0;
}
