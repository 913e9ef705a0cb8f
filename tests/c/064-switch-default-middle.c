// default may stand anywhere and falls through.
#include <stdio.h>

static int count(int n) {
    int r = 0;
    switch (n) {
    default:
        r += 1;
    case 1:
        r += 10;
    case 2:
        r += 100;
        break;
    case 3:
        r += 1000;
    }
    return r;
}

int main(void) {
    printf("%d %d %d %d %d\n", count(0), count(1), count(2), count(3), count(4));
    switch (9) {
    default:
        printf("only default\n");
    }
    switch (1) {
    }
    switch (2)
    case 2:
        printf("no braces\n");
    switch (3)
        printf("unreached\n");
    return 0;
}
