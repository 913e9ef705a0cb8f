// Array sizes, decay, and where an array does not decay.
#include <stdio.h>

static int global[7];

int main(void) {
    int a[] = {1, 2, 3};
    char s[] = "hello", t[10] = "hi";
    int(*p)[3] = &a;
    printf("%d %d %d\n", (int)sizeof a, (int)(sizeof a / sizeof a[0]), (int)sizeof(global));
    printf("%d %d\n", (int)sizeof s, (int)sizeof t);
    printf("%d %d\n", (int)sizeof(a + 0), (int)sizeof(0, a));
    printf("%d %d\n", (int)sizeof *p, (int)sizeof &a);
    printf("%d\n", (int)sizeof(1 ? a : 0));
    printf("%d\n", (int)(&a[3] - a));
    return 0;
}
