// A dense switch (a jump table).
#include <stdio.h>

static int pick(int n) {
    switch (n) {
    case 0:
        return 100;
    case 1:
        return 111;
    case 2:
        return 122;
    case 3:
        return 133;
    case 4:
        return 144;
    case 5:
        return 155;
    case 6:
        return 166;
    case 7:
        return 177;
    case 8:
        return 188;
    case 9:
        return 199;
    case 11:
        return 211;
    default:
        return -1;
    }
}

int main(void) {
    int i;
    for (i = -2; i < 14; i++)
        printf("%d ", pick(i));
    printf("%d %d\n", pick(2147483647), pick(-2147483647 - 1));
    return 0;
}
