// Arrays of pointers and of pointers to pointers.
#include <stdio.h>

int main(void) {
    int a = 1, b = 2, c = 3;
    int *p[3] = {&a, &b, &c};
    int **pp[2] = {&p[0], &p[2]};
    const char *words[] = {"zero", "one", "two"};
    int rows[2][2] = {{1, 2}, {3, 4}};
    int *r[2] = {rows[1], rows[0]};
    *p[1] += 10;
    **pp[1] *= 5;
    printf("%d %d %d\n", a, b, c);
    printf("%s %c %s\n", words[2], words[1][2], words[0] + 2);
    printf("%d %d\n", r[0][1], r[1][0]);
    printf("%d\n", (int)(sizeof words / sizeof *words));
    return 0;
}
