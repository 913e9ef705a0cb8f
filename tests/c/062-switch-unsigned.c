// 6.8.4.2p5: case values convert to the promoted type of the controlling expression.
#include <stdio.h>

static int of_unsigned(unsigned u) {
    switch (u) {
    case -1:
        return 1;
    case 0x80000000u:
        return 2;
    case 3:
        return 3;
    }
    return 0;
}

static int of_int(int i) {
    switch (i) {
    case 0xffffffffu:
        return 1;
    case 5L:
        return 2;
    }
    return 0;
}

static int dense(unsigned u) {
    switch (u) {
    case 0xfffffffcu: return 1;
    case 0xfffffffdu: return 2;
    case 0xfffffffeu: return 3;
    case 0xffffffffu: return 4;
    case 0xfffffffbu: return 5;
    }
    return 0;
}

int main(void) {
    printf("%d%d%d%d\n", of_unsigned(0xffffffffu), of_unsigned(-1), of_unsigned(0x80000000u), of_unsigned(3));
    printf("%d%d%d\n", of_int(-1), of_int(5), of_int(6));
    printf("%d%d%d%d%d%d\n", dense(-6), dense(-5), dense(-4), dense(-3), dense(-2), dense(-1));
    return 0;
}
