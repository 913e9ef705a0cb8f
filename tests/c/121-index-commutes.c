// a[i] is *(a + i), so i[a] is the same.
#include <stdio.h>

int main(void) {
    int a[4] = {1, 2, 3, 4}, i = 2;
    int grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
    printf("%d %d %d\n", i[a], 0[a], (i + 1)[a]);
    printf("%d %d\n", 1[grid][2], 2[1[grid]]);
    printf("%c %c\n", 1["abc"], "abc"[2]);
    1[a] = 20;
    ++3[a];
    printf("%d %d\n", a[1], a[3]);
    printf("%d\n", &i[a] == a + 2);
    return 0;
}
