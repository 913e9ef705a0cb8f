// Enumerators obey block scope and may be used at once.
#include <stdio.h>

enum { ONE = 1, TWO = ONE * 2 };

enum local { A = 5, B };

static int f(enum local x) { return x == B; }

int main(void) {
    int array[TWO + ONE] = {0};
    {
        enum { ONE = 100, THREE = ONE + 3 };
        printf("%d %d %d\n", ONE, THREE, TWO);
    }
    {
        int TWO = 22;
        printf("%d\n", TWO);
    }
    int n = sizeof(enum { X = 9 }) + X;
    printf("%d %d %d %d\n", ONE, (int)(sizeof array / sizeof *array), n, f(6));
    return 0;
}
