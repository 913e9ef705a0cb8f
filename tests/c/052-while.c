// while with break, continue and side effects in the condition.
#include <stdio.h>

int main(void) {
    int i = 0, sum = 0;
    while (i < 10) {
        i++;
        if (i % 2)
            continue;
        if (i > 8)
            break;
        sum += i;
    }
    printf("%d %d\n", i, sum);
    while (i-- > 0)
        sum++;
    printf("%d %d\n", i, sum);
    while (0)
        sum = 0;
    while (1) {
        if (++sum > 30)
            break;
    }
    printf("%d\n", sum);
    unsigned u = 3;
    while (u--)
        printf("%u ", u);
    printf("%u\n", u);
    return 0;
}
