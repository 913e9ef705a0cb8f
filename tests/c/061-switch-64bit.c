// A switch on long compares all 64 bits.
#include <stdio.h>

static int pick(long n) {
    switch (n) {
    case 0:
        return 1;
    case 0x100000000L:
        return 2;
    case 0x100000001L:
        return 3;
    case -0x100000000L:
        return 4;
    case 0x7fffffffffffffffL:
        return 5;
    case -0x7fffffffffffffffL - 1:
        return 6;
    }
    return 0;
}

static int pick_unsigned(unsigned long n) {
    switch (n) {
    case 0xffffffffffffffffUL:
        return 1;
    case 0xfffffffffffffffeUL:
        return 2;
    case 0x8000000000000000UL:
        return 3;
    case 5:
        return 4;
    }
    return 0;
}

int main(void) {
    printf("%d%d%d%d\n", pick(0), pick(1), pick(0x100000000L), pick(0x100000001L));
    printf("%d%d%d\n", pick(-0x100000000L), pick(0x7fffffffffffffffL), pick(-0x7fffffffffffffffL - 1));
    printf("%d%d%d%d\n", pick_unsigned(-1L), pick_unsigned(-2L), pick_unsigned(1UL << 63), pick_unsigned(5));
    return 0;
}
