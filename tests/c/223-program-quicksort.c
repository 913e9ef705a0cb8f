// Sorting with a comparison function over untyped memory.
#include <stdio.h>

static unsigned long state = 12345;

static unsigned next(void) {
    state = state * 6364136223846793005UL + 1442695040888963407UL;
    return (unsigned)(state >> 33);
}

static void swap(char *a, char *b, unsigned long n) {
    while (n--) {
        char t = *a;
        *a++ = *b;
        *b++ = t;
    }
}

static void sort(void *base, long n, long size, int (*compare)(const void *, const void *)) {
    char *a = base;
    long i, m = 0;
    if (n < 2)
        return;
    swap(a, a + n / 2 * size, size);
    for (i = 1; i < n; i++)
        if (compare(a + i * size, a) < 0)
            swap(a + ++m * size, a + i * size, size);
    swap(a, a + m * size, size);
    sort(a, m, size, compare);
    sort(a + (m + 1) * size, n - m - 1, size, compare);
}

static int by_value(const void *a, const void *b) {
    const int *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static int by_low_byte(const void *a, const void *b) {
    return *(const unsigned char *)a - *(const unsigned char *)b;
}

int main(void) {
    static int a[500];
    static unsigned short h[100];
    int i, bad = 0;
    for (i = 0; i < 500; i++)
        a[i] = (int)next() - 1000000000;
    for (i = 0; i < 100; i++)
        h[i] = next();
    sort(a, 500, sizeof *a, by_value);
    sort(h, 100, sizeof *h, by_low_byte);
    for (i = 1; i < 500; i++)
        bad += a[i - 1] > a[i];
    for (i = 1; i < 100; i++)
        bad += (h[i - 1] & 255) > (h[i] & 255);
    printf("%d %d %d %d\n", bad, a[0], a[250], a[499]);
    return 0;
}
