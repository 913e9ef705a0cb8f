/* Calls the functions of features.ir; compiled by gcc. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

typedef struct Block {
    long v[5];
} Block;

static int passed, failed;

static void check(const char *name, long got, long expected) {
    if (got == expected) {
        passed++;
        return;
    }
    failed++;
    printf("%s: %ld, not %ld\n", name, got, expected);
}

long many_c_seen;

/* As the IR passes them: x0, x7, stack s8, stack double, block. */
double many_c(long a, long x1, long x2, long x3, long x4, long x5, long x6, long b, signed char s, double d, long p0,
              long p1, long p2, long p3, long p4) {
    (void)x1, (void)x2, (void)x3, (void)x4, (void)x5, (void)x6;
    many_c_seen = p0 + p1 + p2 + p3;
    return (double)(a + b + s + p4) + d;
}

long many(long a, long x1, long x2, long x3, long x4, long x5, long x6, long b, signed char s, double d, long p0,
          long p1, long p2, long p3, long p4);
long large(long);
long dynamic(long);
long double quad(long double, long double);
int quad_compare(long double, long double);
long quad_convert(double, float, long, int);
int choose(int);
long computed(long);
long variadic_area(long n, ...);
long tail(long, long);
long tail_pointer(long (*)(long, long), long);
long frame(void);
long pid(void);
long globals(void);

long sub_c(long a, long b) {
    return a - b;
}

long frame_c(long a) {
    return a;
}

long table[4] = {0x05060708, 20, 30, 400};
char bytes[4];

static int expected_compare(long double a, long double b) {
    return (a == b) | (a != b) << 1 | (a < b) << 2 | (a >= b) << 3 | (a <= b) << 4 | (a > b) << 5 | !(a < b) << 6 |
           !(a >= b) << 7 | !(a <= b) << 8 | !(a > b) << 9;
}

int main(void) {
    static const int cases[][2] = {{10, 3}, {11, 4}, {12, 5}, {13, 2}, {14, 3}, {15, 4}, {16, 6}, {17, 3},
                                   {18, 2}, {9, 2},  {1000, 4}, {-5, 5}, {0, 2}, {-2147483647, 2}};
    static const long double values[] = {0.0L, -0.0L, 1.5L, -7.25L, 1e4000L, INFINITY, NAN};
    unsigned i, j;
    setvbuf(stdout, NULL, _IONBF, 0);
    check("many", many(1, 0, 0, 0, 0, 0, 0, 2, -3, 4.5, 5, 6, 7, 8, 900), 904 + 900);
    check("large", large(11), 44);
    check("dynamic", dynamic(100), 100 + 100 + 7 + 3 + 100 + 100 + 100);
    check("quad", quad(1.5L, 0.25L) == -((1.5L + 0.25L) * 3 - 1.5L / 0.25L), 1);
    for (i = 0; i < 7; i++)
        for (j = 0; j < 7; j++)
            check("quad_compare", quad_compare(values[i], values[j]), expected_compare(values[i], values[j]));
    check("quad_convert", quad_convert(-1000.5, 0.25f, 7, 5), 998 + 998 + 998 + 998 + 998);
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check("choose", choose(cases[i][0]), cases[i][1]);
    check("computed", computed(10), 55);
    check("variadic_area", variadic_area(1, 10, 2.5, 0, 0, 0, 0, 0, 300L, 4000L), 4312);
    check("tail", tail(3, 10), 7);
    check("tail_pointer", tail_pointer(sub_c, 10), 0);
    check("frame", frame() - 1000 > 0 && (frame() - 1000) % 16 == 0, 1);
    check("pid", pid(), getpid());
    check("globals", globals(), 400 + 20 + 5);
    check("globals", bytes[1], 5);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
