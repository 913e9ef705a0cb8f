// Calls through pointers, with and without *.
#include <stdio.h>

static int add(int a, int b) {
    return a + b;
}

static int sub(int a, int b) {
    return a - b;
}

static void hello(void) {
    printf("hello\n");
}

int main(void) {
    int (*op)(int, int) = add;
    void (*greet)(void) = &hello;
    printf("%d %d\n", op(7, 3), (*op)(7, 3));
    op = &sub;
    printf("%d %d %d\n", op(7, 3), (**op)(7, 3), (*****op)(7, 3));
    greet();
    (*greet)();
    printf("%d %d %d\n", op == sub, op != add, op == &sub);
    printf("%d\n", (op == add ? sub : add)(10, 4));
    op = 0;
    printf("%d\n", op ? 1 : 0);
    printf("%d\n", (add)(1, 2) + (*add)(3, 4) + (&add)(5, 6));
    return 0;
}
