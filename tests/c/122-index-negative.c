// Negative indices from a pointer inside an array; narrow index types.
#include <stdio.h>

int main(void) {
    int a[6] = {10, 11, 12, 13, 14, 15};
    int *mid = a + 3;
    signed char sc = -2;
    short sh = -3;
    unsigned u = 2;
    long l = -1;
    printf("%d %d %d\n", mid[-1], mid[sc], mid[sh]);
    printf("%d %d\n", mid[u], mid[l]);
    printf("%d\n", *(mid - u));
    mid[-3] = 5;
    mid[sc] += 5;
    printf("%d %d\n", a[0], a[1]);
    unsigned char big = 200;
    char text[256];
    text[big] = 'x';
    printf("%c %d\n", text[200], (int)(&text[big] - text));
    return 0;
}
