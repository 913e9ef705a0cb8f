// 6.5.2.2p7: arguments convert to the parameter types.
#include <stdio.h>

static void narrow(signed char c, unsigned char u, short s, unsigned short h) {
    printf("%d %d %d %d\n", c, u, s, h);
}

static void wide(long l, unsigned long ul, int i, unsigned u) {
    printf("%ld %lu %d %u\n", l, ul, i, u);
}

static int grows(unsigned char c) {
    c += 200;
    return c;
}

int main(void) {
    narrow(300, 300, 70000, 70000);
    narrow(-1, -1, -1, -1);
    wide(-1, -1, 0x1ffffffffL, -1L);
    wide(0xffffffffu, 0xffffffffu, 0xffffffffu, 0x100000001L);
    printf("%d\n", grows(100));
    printf("%d\n", grows(356));
    return 0;
}
