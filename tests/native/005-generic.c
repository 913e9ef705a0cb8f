// _Generic: selection by type after lvalue conversion, default, nesting (C11 6.5.1.1).
#include <stdio.h>

#define NAME(x)                                                                                              \
    _Generic((x), _Bool: "bool", char: "char", signed char: "schar", unsigned char: "uchar", short: "short", \
             unsigned short: "ushort", int: "int", unsigned: "uint", long: "long", unsigned long: "ulong",   \
             long long: "llong", unsigned long long: "ullong", float: "float", double: "double",             \
             long double: "ldouble", char *: "char*", const char *: "cchar*", void *: "void*",               \
             int (*)(int): "fn", int *: "int*", default: "other")

static int f(int x) { return x + 1; }
static int g(double x) { return x > 1; }

int main(void) {
    char c = 1;
    short s = 2;
    const int ci = 3;
    float fl = 1;
    int a[3] = {0};
    struct { int x; } st;
    printf("%s %s %s %s\n", NAME(c), NAME(s), NAME(ci), NAME(fl));
    printf("%s %s %s %s\n", NAME('a'), NAME("x"), NAME(+c), NAME(c + s));
    printf("%s %s %s %s\n", NAME(1u), NAME(1L), NAME(1ull), NAME(1.0f));
    printf("%s %s %s %s\n", NAME(1.0), NAME(1.0L), NAME(a), NAME(f));
    printf("%s %s %s %s\n", NAME(&f), NAME((void *)0), NAME(st), NAME((const char *)0));
    printf("%s %s %s %s\n", NAME((_Bool)1), NAME(1 == 1), NAME(sizeof 1), NAME(&a[1] - a));
    printf("%s %s %s\n", NAME(fl * 2), NAME(fl * 2.0), NAME(1 ? c : s));
    printf("%s %s %s\n", NAME(0x80000000), NAME(2147483648), NAME(0xffffffffffffffff));
    printf("%d %d\n", _Generic(1, int: f, double: g)(4), _Generic(1.0, int: f, double: g)(4));
    int v = 5;
    _Generic(v, int: v) = 9;
    printf("%d\n", v);
    printf("%d\n", _Generic(0, default: 1, int: _Generic(0.0, int: 2, double: 3)));
    return 0;
}
