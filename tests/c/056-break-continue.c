// break and continue act on the innermost loop.
#include <stdio.h>

int main(void) {
    int i, j, k = 0;
    for (i = 0; i < 4; i++) {
        for (j = 0; j < 4; j++) {
            if (j == 2)
                break;
            if (i == 1)
                continue;
            k += i * 10 + j;
        }
        if (i == 2)
            continue;
        k += 1000;
    }
    printf("%d\n", k);
    i = 0;
    while (1) {
        do {
            if (i > 3)
                break;
            i++;
        } while (1);
        for (;; i++)
            if (i == 6)
                break;
        break;
    }
    printf("%d\n", i);
    return 0;
}
