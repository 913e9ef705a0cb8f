// Arrays of arrays: rows lie one after the other.
#include <stdio.h>

static int grid[3][4];

int main(void) {
    int r, c;
    char text[2][6] = {"hello", "world"};
    for (r = 0; r < 3; r++)
        for (c = 0; c < 4; c++)
            grid[r][c] = r * 10 + c;
    printf("%d %d %d\n", grid[2][3], *(*(grid + 1) + 2), (*grid)[1]);
    printf("%d\n", (&grid[0][0])[7]);
    printf("%d %d %d\n", (int)sizeof grid, (int)sizeof grid[0], (int)sizeof grid[0][0]);
    printf("%s %s %c\n", text[0], text[1], text[1][4]);
    int *flat = grid[1];
    flat[1] = 99;
    printf("%d\n", grid[1][1]);
    printf("%d\n", (int)((char *)&grid[1] - (char *)grid));
    grid[1][2] += grid[2][1];
    printf("%d\n", grid[1][2]);
    return 0;
}
