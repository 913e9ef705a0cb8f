// & | ^ ~ on all widths and mixed signs.
#include <stdio.h>

int main(void) {
    int a = 0x0ff0, b = -2;
    unsigned u = 0xf0f0f0f0u;
    long l = -1;
    unsigned char c = 0xaa;
    printf("%x %x %x\n", a & 0x00ff, a | 0xf00f, a ^ 0xffff);
    printf("%d %d %d\n", b & 7, b | 1, b ^ b);
    printf("%x %x\n", ~u, u & b);
    printf("%ld %lx\n", l & u, l ^ u);
    printf("%d %x\n", ~c, (unsigned char)~c);
    printf("%lx\n", ~0UL);
    printf("%d\n", ~0);
    printf("%ld\n", ~0u + 0L);
    printf("%d\n", (a & b) == (b & a));
    return 0;
}
