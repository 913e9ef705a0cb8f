// Three dimensions, partial indexing, pointers to sub-arrays.
#include <stdio.h>

static short cube[2][3][4];

static int sum(short (*plane)[4], int rows) {
    int r, c, total = 0;
    for (r = 0; r < rows; r++)
        for (c = 0; c < 4; c++)
            total += plane[r][c];
    return total;
}

int main(void) {
    int i, j, k;
    for (i = 0; i < 2; i++)
        for (j = 0; j < 3; j++)
            for (k = 0; k < 4; k++)
                cube[i][j][k] = i * 100 + j * 10 + k;
    short(*p)[3][4] = cube;
    printf("%d %d %d\n", cube[1][2][3], p[1][0][2], (*(p + 1))[2][1]);
    printf("%d %d\n", sum(cube[0], 3), sum(cube[1] + 1, 2));
    printf("%d %d\n", (int)sizeof cube[0], (int)sizeof *p[0]);
    printf("%d\n", (int)(&cube[1][1][1] - &cube[0][2][3]));
    return 0;
}
