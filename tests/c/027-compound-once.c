// 6.5.16.2: the left side of a compound assignment is evaluated once.
#include <stdio.h>

static int calls;
static int cells[4] = {1, 2, 3, 4};

static int *cell(int i) {
    calls++;
    return &cells[i];
}

int main(void) {
    int i = 0;
    int *p = cells;
    *cell(1) += 10;
    *cell(2) <<= 2;
    ++*cell(3);
    (*cell(3))--;
    printf("%d: %d %d %d\n", calls, cells[1], cells[2], cells[3]);
    cells[i++] += 5;
    printf("%d %d\n", i, cells[0]);
    *p++ *= 2;
    printf("%d %d\n", (int)(p - cells), cells[0]);
    cells[++i] -= 4;
    printf("%d %d\n", i, cells[2]);
    return 0;
}
