// Bit-fields promote to int where int holds all their values (C11 6.3.1.1p2), comparisons show it.
#include <stdio.h>

struct s {
    unsigned a : 3;
    unsigned b : 32;
    signed c : 5;
    unsigned char d : 7;
    unsigned long e : 20;
    unsigned f : 31;
    _Bool g : 1;
};

int main(void) {
    struct s v = {1, 1, -2, 1, 1, 1, 1};
    printf("%d %d %d %d %d %d\n", v.a - 2 < 0, v.b - 2 < 0, v.c - 2 < 0, v.d - 2 < 0, v.f - 2 < 0, v.g - 2 < 0);
    printf("%d %d\n", -1 < v.a, -1 < v.b);
    printf("%d\n", (v.a << 31) < 0);
    printf("%zu %zu %zu\n", sizeof(v.a + 0), sizeof(v.b + 0), sizeof(+v.d));
    printf("%d %d\n", ~v.a, !v.a);
    printf("%d\n", v.a ? v.c : v.d);
    v.a = 7;
    v.a++;
    printf("%d\n", v.a);
    v.g++;
    v.g += 5;
    printf("%d\n", v.g);
    return 0;
}
