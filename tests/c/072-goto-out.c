// goto leaves nested loops and switches.
#include <stdio.h>

int main(void) {
    int i, j, k = 0;
    for (i = 0; i < 5; i++)
        for (j = 0; j < 5; j++)
            if (i * j == 6)
                goto found;
    printf("none\n");
found:
    printf("%d %d\n", i, j);
    for (;;) {
        switch (k++) {
        case 0:
            continue;
        case 3:
            goto done;
        default:
            while (1)
                goto next;
        }
    next:
        printf("next %d\n", k);
    }
done:
    printf("done %d\n", k);
    return 0;
}
