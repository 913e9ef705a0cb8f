// 6.7.6.3p7: array parameters are pointers.
#include <stdio.h>

static int sum(int a[], int n) {
    int s = 0;
    while (n--)
        s += *a++;
    return s;
}

static int size(char a[100]) {
    return sizeof a;
}

static int cell(int grid[][3], int r, int c) {
    return grid[r][c];
}

static void fill(int grid[2][3]) {
    int i;
    for (i = 0; i < 6; i++)
        grid[i / 3][i % 3] = i * i;
}

static char first(const char *const words[], int i) {
    return words[i][0];
}

int main(void) {
    int a[] = {1, 2, 3, 4};
    int grid[2][3];
    const char *words[] = {"alpha", "beta"};
    char text[5] = "abcd";
    fill(grid);
    printf("%d %d %d %d %c\n", sum(a, 4), sum(a + 1, 2), size(text), cell(grid, 1, 2), first(words, 1));
    return 0;
}
