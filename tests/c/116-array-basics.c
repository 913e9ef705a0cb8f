// Arrays of each width, indexed by each width.
#include <stdio.h>

static char c[4];
static short s[4];
static int i[4];
static long l[4];

int main(void) {
    unsigned char uc;
    short sh;
    long lo;
    int a[5] = {5, 4, 3, 2, 1};
    for (uc = 0; uc < 4; uc++)
        c[uc] = s[uc] = uc * 3;
    for (sh = 0; sh < 4; sh++)
        i[sh] = s[sh] * -1;
    for (lo = 3; lo >= 0; lo--)
        l[lo] = (long)i[lo] << 33;
    for (uc = 0; uc < 4; uc++)
        printf("%d %d %d %ld\n", c[uc], s[uc], i[uc], l[uc]);
    a[a[4]] = a[a[3]] + a[a[a[4]]];
    printf("%d %d\n", a[1], a[a[1] - 4]);
    i[1]++;
    --i[2];
    i[3] *= i[1];
    printf("%d %d %d\n", i[1], i[2], i[3]);
    return 0;
}
