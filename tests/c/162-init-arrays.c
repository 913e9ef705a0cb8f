// Partial initializers leave zeros; sizes follow from the initializer.
#include <stdio.h>

static int part[5] = {1, 2};
static long sized[] = {1, 2, 3,};
static short zero[4] = {0};
static int grid[][2] = {{1}, {2, 3}, {0}};

int main(void) {
    int local[6] = {9, 8};
    char c[] = {'a', 'b', 0};
    int rows[3][2] = {{1, 2}, {3}};
    int i;
    for (i = 0; i < 6; i++)
        printf("%d ", local[i]);
    for (i = 0; i < 5; i++)
        printf("%d ", part[i]);
    printf("%d %ld %d %s\n", (int)(sizeof sized / sizeof *sized), sized[2], zero[3], c);
    for (i = 0; i < 6; i++)
        printf("%d %d ", (&grid[0][0])[i], (&rows[0][0])[i]);
    printf("\n");
    return 0;
}
