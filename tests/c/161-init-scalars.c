// Scalars in braces; static and automatic.
#include <stdio.h>

static int a = {5};
static char *s = {"text"};
static long l = {(long)-1};
static _Bool b = {256};
static unsigned char uc = -1;
static short sh = 70000;
static int *p = {&a};

int main(void) {
    int x = {a + 1};
    char c = {x * 100};
    int y = 1, z = y + 1, w = (y = 10, z);
    unsigned u = -1;
    _Bool t = 0x100;
    printf("%d %s %ld %d %d %d %d\n", a, s, l, b, uc, sh, *p);
    printf("%d %d %d %d %d %u %d\n", x, c, y, z, w, u, t);
    return 0;
}
