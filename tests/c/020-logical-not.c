// ! gives int 0 or 1 for every scalar type.
#include <stdio.h>

int main(void) {
    long high = 0x100000000L;
    char c = 0;
    unsigned u = 0x80000000u;
    int *p = 0;
    printf("%d %d\n", !high, !!high);
    printf("%d %d\n", !c, !u);
    printf("%d\n", !p);
    printf("%d\n", !"");
    printf("%d %d\n", !main, !&high);
    printf("%d\n", !0 + !0 + !1);
    printf("%d\n", (int)sizeof(!high));
    return 0;
}
