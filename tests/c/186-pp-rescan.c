// The examples of C11 6.10.3.5: rescanning, stringizing, placemarkers.
#include <stdio.h>

static int z[] = {5, 6};

static int f(int n) { return n + 7; }

static int t(int n) { return n * 3; }

static int m(int a, int b) { return a * 100 + b; }

#define x 3
#define f(a) f(x * (a))
#undef x
#define x 2
#define g f
#define z z[0]
#define h g(~
#define m(a) a(w)
#define w 0, 1
#define t(a) a
#define p() int
#define q(x) x
#define r(x, y) x##y
#define str(x) #x
#define xstr(...) xstr_(__VA_ARGS__)
#define xstr_(...) #__VA_ARGS__
#define debug(s, t) printf("x" #s "= %d, x" #t "= %s\n", x##s, x##t)
#define INCFILE(n) vers##n
#define glue(a, b) a##b
#define xglue(a, b) glue(a, b)
#define HIGHLOW "hello"
#define LOW LOW ", world"
#define empty(x, y, z) x##y##z
#define hash_hash # ## #
#define mkstr(a) #a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)

int main(void) {
    int x1 = 1, y = 10;
    p() i[q()] = {q(1), r(2, 3), r(4, ), r(, 5), r(, )};
    char c[2][6] = {str(hello), str()};
    const char *x2 = "two";
    int j[] = {empty(1, 2, 3), empty(, 4, 5), empty(6, , 7), empty(8, 9, ), empty(10, , ), empty(, 11, ), empty(, , 12), 0};
    unsigned k;
    puts(xstr(f(y + 1) + f(f(z)) % t(t(g)(0) + t)(1);));
    puts(xstr(g(x + (3, 4) - w), m(f) ^ m(m)));
    printf("%d\n", f(y + 1) + f(f(z)) % t(t(g)(0) + t)(1));
    printf("%d\n", g(x + (3, 4) - w) | h 5) & m(f) ^ m(m));
    printf("%d %d %d %d %s %s\n", (int)(sizeof i / sizeof *i), i[1], i[2], i[3], c[0], c[1]);
    puts(xstr(p() i[q()] = {q(1), r(2, 3), r(4, ), r(, 5), r(, )};));
    puts(xstr(char c[2][6] = {str(hello), str()};));
    debug(1, 2);
    puts(str(strncmp("abc\0d", "abc", '\4') == 0) str(: @\n));
    puts(xstr(INCFILE(2).c));
    puts(glue(HIGH, LOW));
    puts(xglue(HIGH, LOW));
    for (k = 0; k < sizeof j / sizeof *j; k++)
        printf("%d ", j[k]);
    puts(join(x, y));
    return 0;
}
