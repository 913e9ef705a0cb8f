// static functions, used before they are defined.
#include <stdio.h>

static long square(long n);
static unsigned char low(long n);

int main(void) {
    printf("%ld %d\n", square(100000), low(0x1234));
    return 0;
}

static unsigned char low(long n) {
    return n;
}

long square(long n) {
    return n * n;
}
