// Automatic arrays with values computed at run time; each entry starts afresh.
#include <stdio.h>

static int count;

static int next(void) { return ++count; }

static int use(int n) {
    int a[8] = {n, n * 2, next()};
    struct { int x; int y[3]; } s = {n, {a[1]}};
    int sum = 0, i;
    for (i = 0; i < 8; i++) {
        sum = sum * 3 + a[i];
        a[i] = -1;
    }
    for (i = 0; i < 3; i++) {
        sum += s.y[i];
        s.y[i] = 100;
    }
    return sum;
}

int main(void) {
    int i;
    printf("%d %d %d\n", use(1), 0, 0);
    printf("%d\n", use(2));
    for (i = 0; i < 3; i++) {
        int fresh[3] = {i}, zero[50] = {0};
        printf("%d %d %d|", fresh[0]++, fresh[1]++, zero[49]++);
    }
    printf("\n");
    return count;
}
