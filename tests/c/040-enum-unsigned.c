// An enum without negative enumerators is unsigned int, one with them int.
#include <stdio.h>

enum plain { ZERO, ONE };
enum sign { MINUS = -1, PLUS = 1 };

int main(void) {
    enum plain p = ZERO;
    enum sign s = MINUS;
    printf("%d\n", p - 1 < 0);
    printf("%d\n", p - 1 > 100);
    printf("%d\n", s < 0);
    printf("%d\n", ZERO - 1 < 0);
    p = (enum plain)-1;
    printf("%ld\n", (long)p);
    printf("%ld\n", (long)s);
    p = ONE;
    printf("%u\n", (p - 2) / 2);
    printf("%d\n", (s - 2) / 2);
    return 0;
}
