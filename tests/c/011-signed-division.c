// Signed division truncates toward zero; the remainder has the sign of the dividend.
#include <stdio.h>

static void show(int a, int b) {
    printf("%d / %d = %d, %% = %d\n", a, b, a / b, a % b);
}

int main(void) {
    long big = -9223372036854775807L;
    show(7, 2);
    show(-7, 2);
    show(7, -2);
    show(-7, -2);
    show(0, -5);
    show(-2147483647 - 1, 2);
    show(-2147483647 - 1, 1);
    show(2147483647, -1);
    printf("%ld %ld\n", big / 10, big % 10);
    printf("%ld %ld\n", big / -1, big % -1);
    printf("%d\n", -1 / 2);
    printf("%d\n", (signed char)-128 / -1);
    return 0;
}
