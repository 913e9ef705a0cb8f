// Pointers into one array compare by position, and with null.
#include <stdio.h>

int main(void) {
    int a[4] = {0};
    int *p = a, *q = a + 3, *end = &a[4], *null = 0;
    void *v = a;
    printf("%d%d%d%d%d%d\n", p < q, p <= q, p > q, p >= q, p == q, p != q);
    printf("%d %d\n", end > q, end == a + 4);
    printf("%d %d %d\n", p == 0, null == 0, !null);
    printf("%d %d\n", v == p, p == v);
    printf("%d\n", null == (void *)0);
    if (p)
        printf("set\n");
    if (!null && q)
        printf("null\n");
    return 0;
}
