// Loops of every shape: nested, with continue and break, wrapping counters, unsigned down to zero, float steps.
#include <stdio.h>

int main(void) {
    unsigned char c;
    int n = 0;
    for (c = 250; c >= 250; c++)
        n++;
    printf("%d %d\n", n, c);
    for (unsigned u = 5; u-- > 0;)
        printf("%u ", u);
    for (int i = 0, j = 10; i < j; i += 2, --j) {
        if (i == 4) continue;
        if (j == 6) break;
        printf("%d/%d ", i, j);
    }
    printf("\n");
    n = 0;
    for (int i = 0; i < 10; i++)
        for (int j = i; j < 10; j++) {
            if ((i + j) % 3 == 0) continue;
            if (j > 7) break;
            n += i * j;
        }
    printf("%d\n", n);
    for (float f = 0; f < 1; f += 0.25f)
        printf("%g ", f);
    long long big = 1;
    while (big > 0 && big < 1LL << 60)
        big *= 7;
    printf("%lld\n", big);
    int k = 100;
    do {
        k /= 3;
        if (k == 11) continue;
        printf("%d ", k);
    } while (k);
    do ; while (k++ < 3);
    printf("%d\n", k);
    for (;;)
        if (++k > 10) break;
    while (1) { if (k-- < 5) break; else continue; }
    printf("%d\n", k);
    int primes = 0, sieve[200] = {0};
    for (int i = 2; i < 200; i++) {
        if (sieve[i]) continue;
        primes++;
        for (int j = i * i; j < 200; j += i)
            sieve[j] = 1;
    }
    printf("%d\n", primes);
    unsigned long h = 5381;
    for (const char *s = "hash me"; *s; s++)
        h = h * 33 ^ *s;
    printf("%lu\n", h);
    int a[8] = {5, 2, 8, 1, 9, 3, 7, 4};
    for (int i = 1; i < 8; i++) {
        int v = a[i], j = i;
        for (; j > 0 && a[j - 1] > v; j--)
            a[j] = a[j - 1];
        a[j] = v;
    }
    for (int i = 0; i < 8; i++)
        printf("%d ", a[i]);
    signed char sc = 120;
    n = 0;
    while (++sc > 0)
        n++;
    printf("%d %d\n", n, sc);
    return 0;
}
