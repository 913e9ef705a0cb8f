// Ranges of cases (GNU), mixed with single ones, signed, unsigned, of characters and long.
#include <stdio.h>

static int kind(int c) {
    switch (c) {
    case 'a' ... 'z': return 1;
    case 'A' ... 'Z': return 2;
    case '0' ... '9': return 3;
    case -10 ... -1: return 4;
    case 1000 ... 1000: return 5;
    case '_': case '$': return 6;
    case 2000000000 ... 2147483647: return 7;
    default: return 0;
    }
}

static int big(unsigned long v) {
    switch (v) {
    case 0 ... 9: return 1;
    case 0x100000000 ... 0x1ffffffff: return 2;
    case 0xfffffffffffffff0 ... 0xffffffffffffffff: return 3;
    }
    return 0;
}

static int uns(unsigned char v) {
    switch (v) {
    case 0 ... 127: return 1;
    case 128 ... 255: return 2;
    }
    return 3;
}

int main(void) {
    static const int tests[] = {'a', 'm', 'z', 'a' - 1, 'z' + 1, 'Q', '5', -1, -10, -11, 0, 999, 1000, 1001, '_',
                                '$', 1999999999, 2000000000, 2147483647, -2147483647 - 1};
    for (unsigned i = 0; i < sizeof tests / sizeof *tests; i++)
        printf("%d ", kind(tests[i]));
    printf("\n%d %d %d %d %d %d\n", big(0), big(10), big(0x100000000), big(0x1ffffffff), big(0x200000000), big(-1UL));
    printf("%d %d\n", uns(5), uns(200));
    return 0;
}
