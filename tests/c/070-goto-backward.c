// Loops made of goto.
#include <stdio.h>

int main(void) {
    int i = 0, j;
again:
    j = 0;
inner:
    printf("%d%d ", i, j);
    if (++j < 3)
        goto inner;
    if (++i < 3)
        goto again;
    printf("\n");
    i = 10;
top:
    if (i > 0) {
        i -= 3;
        goto top;
    }
    printf("%d\n", i);
    return 0;
}
