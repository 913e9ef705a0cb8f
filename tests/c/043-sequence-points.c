// Side effects complete at each sequence point.
#include <stdio.h>

static int state = 1;

static int step(int k) {
    state = state * 10 + k;
    return state;
}

int main(void) {
    int i = 0, j;
    j = (i++, i + 10);
    printf("%d %d\n", i, j);
    j = i++ && i == 2;
    printf("%d %d\n", i, j);
    j = i-- ? i : 99;
    printf("%d %d\n", i, j);
    step(1), step(2);
    printf("%d\n", state);
    if (step(3) && state == 1123)
        printf("seen\n");
    int a = step(4), b = state + 1;
    printf("%d\n", b - a);
    for (i = 0; i++ < 3;)
        printf("%d", i);
    printf("\n");
    return 0;
}
