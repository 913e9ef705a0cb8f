// 6.8.5p5: a declaration in for lives in the loop alone.
#include <stdio.h>

int main(void) {
    int i = 100;
    for (int i = 0; i < 3; i++)
        printf("%d ", i);
    printf("%d\n", i);
    for (int i = 0, *p = &i; *p < 2; ++*p) {
        int i = 50;
        printf("%d ", i);
    }
    printf("%d\n", i);
    for (char c = 'a'; c <= 'e'; c++)
        for (int j = 0; j < 1; j++)
            putchar(c);
    putchar('\n');
    for (struct { int a, b; } s = {1, 2}; s.a < 4; s.a++)
        printf("%d ", s.a * s.b);
    printf("\n");
    return 0;
}
