// Dense and sparse case values on both sides of zero.
#include <stdio.h>

static int dense(int n) {
    switch (n) {
    case -3: return 1;
    case -2: return 2;
    case -1: return 3;
    case 0: return 4;
    case 1: return 5;
    case 2: return 6;
    }
    return 0;
}

static int sparse(long n) {
    switch (n) {
    case -1000000: return 1;
    case -1000: return 2;
    case -1: return 3;
    case 1000: return 4;
    }
    return 0;
}

int main(void) {
    int i;
    for (i = -5; i < 5; i++)
        printf("%d", dense(i));
    printf(" %d%d%d%d%d\n", sparse(-1000000), sparse(-1000), sparse(-1), sparse(0), sparse(1000));
    return 0;
}
