// 6.8.6.4p3: the returned value converts to the result type.
#include <stdio.h>

static signed char byte(int x) {
    return x;
}

static unsigned short half(long x) {
    return x;
}

static unsigned word(long x) {
    return x;
}

static long extend(int x) {
    return x;
}

static unsigned long extend_u(unsigned x) {
    return x;
}

static int cut(long x) {
    return x;
}

int main(void) {
    printf("%d %d\n", byte(200), byte(-200));
    printf("%d %d\n", half(-1), half(65537));
    printf("%u\n", word(-1));
    printf("%ld %lu\n", extend(-5), extend_u(-5));
    printf("%d\n", cut(0x180000000L));
    printf("%d\n", byte(255) + half(1));
    return byte(0x17f);
}
