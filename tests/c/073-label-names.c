// Labels have their own name space and belong to their function.
#include <stdio.h>

typedef int number;

static int f(int n) {
    int x = n;
    goto x;
    n = 100;
x:
    return n + x;
}

static int g(int n) {
    goto x;
x:
    n++;
    goto f;
f:
    return n;
}

int main(void) {
    int main = 3;
    goto main;
    main = 4;
main:
    printf("%d %d %d\n", f(5), g(5), main);
    goto printf;
printf:
a: b:
    c: printf("three labels\n");
    if (main-- > 2)
        goto b;
    {
        goto number;
    number:;
        number v = 1;
        main += v;
    }
    return main;
}
