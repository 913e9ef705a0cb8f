// 6.4.4.1: the type of a constant follows from value, base and suffix.
#include <stdio.h>

#define SIGNED(e) ((1 ? -1 : (e)) < 0)
#define SHOW(e) printf("%d %d\n", (int)sizeof(e), SIGNED(e))

int main(void) {
    SHOW(2147483647);
    SHOW(2147483648);
    SHOW(0x7fffffff);
    SHOW(0x80000000);
    SHOW(0xffffffff);
    SHOW(0x100000000);
    SHOW(037777777777);
    SHOW(1u);
    SHOW(4294967296u);
    SHOW(1L);
    SHOW(1UL);
    SHOW(1LL);
    SHOW(1llu);
    SHOW(0x8000000000000000);
    SHOW(0x8000000000000000L);
    printf("%d %d %d\n", 0x1F, 017, 0);
    printf("%d\n", 0XaBc);
    printf("%lu\n", 18446744073709551615u);
    printf("%ld\n", 0777777777777777777777L);
    return 0;
}
