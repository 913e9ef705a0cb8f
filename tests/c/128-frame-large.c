// Frames of more than 4 KiB, so that offsets need more than 12 bits.
#include <stdio.h>

static int sum(int n) {
    int before = n;
    int a[3000];
    int after = n + 1;
    int i;
    for (i = 0; i < 3000; i++)
        a[i] = i + n;
    for (i = 0; i < 3000; i += 500)
        before += a[i];
    if (n > 0)
        before += sum(n - 1);
    return before + after;
}

static long many(long a, long b, long c, long d, long e, long f) {
    long pad[5000];
    pad[0] = e;
    pad[4999] = f;
    return a + b + c + d + pad[0] * pad[4999];
}

int main(void) {
    char text[9000];
    int i;
    for (i = 0; i < 8999; i++)
        text[i] = 'a' + i % 26;
    text[8999] = 0;
    printf("%d %ld %s\n", sum(3), many(1, 2, 3, 4, 5, 6), text + 8980);
    return 0;
}
