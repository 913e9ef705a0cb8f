// 6.7.6.3p8: function parameters are pointers; parameters are objects of their own.
#include <stdio.h>

static int call(int f(int, int), int n) {
    return f(n, n) + (*f)(1, n);
}

static int add(int a, int b) {
    a += b;
    b = a * 2;
    return a + b;
}

static void change(int *p, int v) {
    *p = v;
    p = 0;
    v = 0;
}

int main(void) {
    int x = 1, y = 2;
    change(&x, y);
    printf("%d %d %d\n", call(add, 5), x, y);
    return 0;
}
