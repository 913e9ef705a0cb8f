// Function pointers through other pointer types and integers.
#include <stdio.h>

static int f(int n) { return n * 3; }

struct node {
    void (*any)(void);
};

int main(void) {
    void (*generic)(void) = (void (*)(void))f;
    unsigned long bits = (unsigned long)f;
    struct node node = {(void (*)(void))f};
    printf("%d\n", ((int (*)(int))generic)(5));
    printf("%d\n", ((int (*)(int))bits)(6));
    printf("%d\n", ((int (*)(int))node.any)(7));
    printf("%d\n", bits == (unsigned long)&f);
    return 0;
}
