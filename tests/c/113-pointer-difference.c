// Differences count elements, also for sizes that are no powers of two.
#include <stddef.h>
#include <stdio.h>

struct twelve {
    int x[3];
};

int main(void) {
    int a[8];
    char c[8];
    long l[8];
    struct twelve t[8];
    int rows[4][5];
    ptrdiff_t d = &a[7] - &a[2];
    printf("%ld %ld\n", (long)d, (long)(&a[2] - &a[7]));
    printf("%ld %ld\n", (long)(&c[5] - c), (long)(&l[3] - l));
    printf("%ld %ld\n", (long)(&t[6] - &t[1]), (long)(&t[1] - &t[6]));
    printf("%ld %ld\n", (long)(&rows[3] - &rows[1]), (long)(rows[3] - rows[1]));
    printf("%d %d\n", (int)sizeof(a - a), (a - (a + 1)) < 0);
    printf("%ld\n", (long)((a + 5) - (a + 1)) / 2);
    return 0;
}
