// 6.5.16.1: assignment copies whole structs of every size.
#include <stdio.h>

#define S(n) struct s##n { char c[n]; };
S(1) S(3) S(8) S(13) S(64) S(1000)

#define TEST(n)                         \
    do {                                \
        struct s##n a, b, *p = &b;      \
        char *bytes = (char *)&b;       \
        int i, sum = 0;                 \
        for (i = 0; i < n; i++) {       \
            a.c[i] = (char)(i * 7 + n); \
            bytes[i] = 0;               \
        }                               \
        *p = a;                         \
        a.c[0] = 99;                    \
        for (i = 0; i < n; i++)         \
            sum = sum * 3 + b.c[i];     \
        printf("%d: %d\n", n, sum);     \
    } while (0)

int main(void) {
    TEST(1);
    TEST(3);
    TEST(8);
    TEST(13);
    TEST(64);
    TEST(1000);
    return 0;
}
