// Every way to return; falling off the end of main gives 0.
#include <stdio.h>

static int early(int n) {
    if (n < 0)
        return -1;
    for (;;) {
        if (n > 100)
            return n;
        n *= 2;
    }
}

static void nothing(int n) {
    if (n)
        return;
    printf("zero\n");
}

static int *where(int *p) {
    return p ? p + 1 : 0;
}

static int paren(int n) {
    return (n) ? (n) : (n + 1);
}

int main(void) {
    int a[2] = {1, 2};
    nothing(0);
    nothing(1);
    printf("%d %d %d %d\n", early(-5), early(3), *where(a), where(0) == 0);
}
