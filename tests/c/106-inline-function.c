// static inline is accepted and means static.
#include <stdio.h>

static inline int max(int a, int b) {
    return a > b ? a : b;
}

inline static unsigned char low(int n) {
    return n;
}

int main(void) {
    int (*p)(int, int) = max;
    printf("%d %d %d\n", max(3, 9), low(0x1ff), p(-1, -2));
    return 0;
}
