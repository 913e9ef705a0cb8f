// 6.5.7p3: the result has the promoted type of the left operand alone.
#include <stdio.h>

int main(void) {
    unsigned char c = 0x81;
    signed char s = -1;
    unsigned short h = 0xffff;
    unsigned long by = 4;
    printf("%d %d\n", c << by, (int)sizeof(c << by));
    printf("%d\n", s >> by);
    printf("%d\n", h << 15);
    printf("%d\n", (unsigned char)(c << 1));
    printf("%ld\n", (long)c << 40);
    printf("%d\n", (int)sizeof(1 << 1L));
    printf("%d\n", (int)sizeof(1L << 1));
    printf("%d\n", -1 >> (unsigned char)3);
    printf("%u\n", 0xffffffffu >> (short)28);
    return 0;
}
