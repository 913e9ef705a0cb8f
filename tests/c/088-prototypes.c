// Declarations before, after and inside the functions that use them.
#include <stdio.h>

int later(int), twice(int n);
int later(int n);

int main(void) {
    long inner(char, ...);
    int(function)(void);
    printf("%d %d %ld %d\n", later(4), twice(5), inner('a', 1, 2), function());
    return 0;
}

int later(int n) {
    return n + 1;
}

int twice(const int n) {
    return n * 2;
}

long inner(char c, ...) {
    return c;
}

int function(void) {
    return later(41);
}
