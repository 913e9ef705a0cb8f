// Function declarators of all shapes: parameters adjusted, pointers, arrays with static and qualifiers, typedefs of functions.
#include <stdio.h>

typedef int fn(int);
typedef fn *pfn;
static fn inc, dec;
static int inc(int x) { return x + 1; }
static int dec(int x) { return x - 1; }
static int apply(fn f, int x) { return f(x); }
static int apply2(int f(int), int x) { return (*f)(x); }
static pfn choose(int c) { return c ? inc : &dec; }
static int (*choose2(int c))(int) { return c ? dec : inc; }
static int first(int a[static 2], const int b[const 3], int c[*]);
static int first(int a[static 2], const int b[const 3], int c[]) { return a[0] + b[1] + c[2]; }
static int grid(int m[][3], int n) { return m[n][2]; }
static int unnamed(int, int b);
static int unnamed(int a, int b) { return a * b; }
static int none();
static int none() { return 4; }
static void nothing(void) { return; }
static void forward(void) { return nothing(); }
static const char *const qualified(const char *const restrict s) { return s + 1; }
static struct op { const char *name; fn *f; int (*two)(int, int); } ops[] = {{"inc", inc, unnamed}, {"dec", dec, 0}};
static char narrow(char c, short s, _Bool b, float f) { return c + s + b + f; }
static unsigned char wrap(int x) { return x; }
static _Bool truth(double d) { return d; }
static float half(int x) { return x / 2.0; }
extern int declared_in_block(void);

int main(void) {
    int local(int);
    int a[] = {1, 2, 3}, m[2][3] = {{1, 2, 3}, {4, 5, 6}};
    printf("%d %d %d %d\n", apply(inc, 1), apply2(&dec, 1), choose(1)(5), choose2(1)(5));
    printf("%d %d %d %d\n", first(a, a, a), grid(m, 1), unnamed(3, 4), none());
    forward();
    printf("%s %d %d\n", qualified("xyz"), ops[0].f(9), ops[0].two(2, 3));
    for (struct op *o = ops; o < ops + 2; o++)
        printf("%s=%d ", o->name, (*o->f)(0));
    printf("%d %d %d %g\n", narrow(100, 27, 5, 1.75f), wrap(511), truth(0.1), half(5));
    printf("%d %d %d\n", local(2), (&inc)(3), (***inc)(4));
    printf("%d\n", sizeof(fn *) == sizeof(void *));
    int (*tab[2])(int) = {inc, dec}, (**pt)(int) = tab;
    printf("%d ", pt[1](0));
    printf("%d\n", (*++pt)(8));
    printf("%d %d\n", inc == choose(1), choose(0) != dec);
    return declared_in_block();
}
int local(int x) { return x * 7; }
int declared_in_block(void) { return 3; }
