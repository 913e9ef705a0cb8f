// Comparison of a signed with an unsigned operand follows the common type.
#include <stdio.h>

int main(void) {
    int minus = -1;
    unsigned one = 1;
    unsigned char c = 255;
    signed char s = -1;
    long l = -1;
    unsigned long ul = 1;
    printf("%d\n", minus < one);
    printf("%d\n", minus > one);
    printf("%d\n", s < one);
    printf("%d\n", l < one);
    printf("%d\n", l < ul);
    printf("%d\n", minus == 0xffffffffu);
    printf("%d\n", l == 0xffffffffu);
    printf("%d\n", c == s);
    printf("%d\n", (unsigned char)s == c);
    printf("%d\n", minus == 0xffffffffffffffffUL);
    printf("%d\n", sizeof(int) > -1);
    return 0;
}
