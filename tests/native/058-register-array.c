// An array of storage class register may be indexed by constants (GNU).
#include <stdio.h>

int main(void) {
    register int a[4];
    a[0] = 1;
    a[1] = a[0] + 1;
    a[3] = a[2] = a[0] + a[1];
    printf("%d %d\n", a[0] + a[1] * 10 + a[3] * 100, (int)sizeof a);
    return 0;
}
