// for with each part missing, and continue reaching the step.
#include <stdio.h>

int main(void) {
    int i, j, sum = 0;
    for (i = 0; i < 5; i++)
        sum += i;
    printf("%d %d\n", i, sum);
    i = 0;
    for (; i < 3;)
        i++;
    for (;;) {
        if (++i > 7)
            break;
    }
    printf("%d\n", i);
    for (i = 0, j = 10; i < j; i += 2, j--)
        printf("%d-%d ", i, j);
    printf("\n");
    for (i = 0; i < 10; i++) {
        if (i & 1)
            continue;
        printf("%d", i);
    }
    printf("\n");
    for (i = 5; i-- > 0;)
        printf("%d", i);
    printf("\n");
    return 0;
}
