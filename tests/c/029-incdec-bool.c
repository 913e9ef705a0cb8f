// ++ sets a _Bool; -- toggles it.
#include <stdio.h>

int main(void) {
    _Bool b = 0;
    printf("%d ", b++);
    printf("%d ", b++);
    printf("%d\n", b);
    printf("%d ", --b);
    printf("%d ", --b);
    printf("%d ", b--);
    printf("%d\n", b);
    b += 2;
    printf("%d\n", b);
    b *= 0;
    printf("%d\n", b);
    return 0;
}
