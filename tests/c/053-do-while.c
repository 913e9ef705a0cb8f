// do runs its body first; continue goes to the condition.
#include <stdio.h>

int main(void) {
    int i = 0, n = 0;
    do
        i++;
    while (i < 5);
    printf("%d\n", i);
    do {
        n++;
        if (n == 2)
            continue;
        if (n == 4)
            break;
        printf("n%d ", n);
    } while (n < 3);
    printf("%d\n", n);
    do {
        i--;
        continue;
    } while (i > 0);
    printf("%d\n", i);
    do
        do
            i++;
        while (i % 3);
    while (i < 9);
    printf("%d\n", i);
    do {
    } while (0);
    return 0;
}
