// 6.5.16: an assignment has the converted value of its left side.
#include <stdio.h>

int main(void) {
    int i;
    char c;
    unsigned char u;
    _Bool b;
    long l;
    i = c = 300;
    printf("%d %d\n", i, c);
    i = u = -1;
    printf("%d %d\n", i, u);
    l = i = u = c = 0x1ff;
    printf("%ld %d %d %d\n", l, i, u, c);
    i = b = 4;
    printf("%d %d\n", i, b);
    printf("%d\n", (c = 128) == 128);
    printf("%d\n", (u = 256) ? 1 : 0);
    int x, y, z;
    x = y = z = 9;
    printf("%d\n", x + y + z);
    return 0;
}
