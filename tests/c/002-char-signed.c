// Plain char is signed; its three variants keep their own ranges.
#include <stdio.h>

int main(void) {
    char c = (char)200;
    signed char s = (signed char)200;
    unsigned char u = (unsigned char)200;
    printf("%d %d %d\n", c, s, u);
    printf("%d %d\n", c < 0, u < 0);
    c = '\377';
    printf("%d %d\n", c, c == -1);
    u = (unsigned char)-1;
    printf("%d\n", u);
    return 0;
}
