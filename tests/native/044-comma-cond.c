// The conditional operator with every mixture of types; x ?: y; commas; void branches; as arguments.
#include <stdio.h>

struct s { int a, b; };
static int calls;
static int side(void) { return ++calls; }
static void v1(void) { printf("v1\n"); }
static void v2(void) { printf("v2\n"); }
static volatile int one = 1, zero;

int main(void) {
    struct s a = {1, 2}, b = {3, 4};
    char c = 'c';
    int i = -1;
    unsigned u = 1;
    double d = 2.5;
    const char *p = 0;
    int arr[2] = {7, 8};
    printf("%d %d\n", (one ? a : b).a, (zero ? a : b).b);
    printf("%g %g\n", one ? i : d, zero ? i : d);
    printf("%d %d\n", (one ? i : u) > 0, sizeof(one ? c : c) == sizeof(int));
    printf("%s %s\n", one ? "yes" : 0, p ? p : "null");
    one ? v1() : v2();
    zero ? v1() : v2();
    printf("%d %d\n", side() ?: 9, zero ?: 9);
    printf("%d\n", calls);
    printf("%d %d\n", (one ? arr : 0)[1], *(zero ? &i : arr));
    printf("%d\n", one ? zero ? 1 : 2 : 3);
    printf("%d\n", (one, zero, 5));
    int x = (calls++, calls += 2, calls * 2);
    printf("%d\n", x);
    (one ? &a : &b)->a = 9;
    printf("%d\n", a.a);
    void (*f)(void) = one ? v1 : v2;
    f();
    (zero ? v1 : v2)();
    printf("%lld\n", one ? 1LL << 40 : 5);
    for (int k = 0, m = 10; k < m; k += 3, m--)
        printf("%d,%d ", k, m);
    printf("\n");
    const void *q = one ? (const void *)arr : (void *)0;
    printf("%d\n", q == arr);
    a = one ? b : a;
    printf("%d\n", a.b);
    return zero ? 1 : 0;
}
