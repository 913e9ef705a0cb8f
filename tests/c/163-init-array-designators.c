// 6.7.9: array designators, in any order, and going on after them.
#include <stdio.h>

enum { X = 2 };

static int a[10] = {[5] = 50, 60, [1] = 10, 20, [8] = 80};
static int b[] = {[X * 3] = 1, [0] = 2};
static const char *names[] = {[X] = "two", [0] = "zero"};
static int grid[3][3] = {[1][1] = 5, 6, [2] = {7, [2] = 9}, [0][2] = 3};

int main(void) {
    int local[] = {1, 2, [4] = 5, [2] = 3, 4};
    int i;
    for (i = 0; i < 10; i++)
        printf("%d ", a[i]);
    for (i = 0; i < 5; i++)
        printf("%d ", local[i]);
    printf("%d %s %d\n", (int)(sizeof b / sizeof *b), names[2], names[1] == 0);
    for (i = 0; i < 9; i++)
        printf("%d ", grid[i / 3][i % 3]);
    printf("\n");
    return 0;
}
