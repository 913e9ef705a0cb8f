// ++ and -- on narrow types wrap within the type.
#include <stdio.h>

int main(void) {
    unsigned char u = 255;
    signed char s = 127;
    unsigned short h = 0;
    short n = -32768;
    unsigned w = 0xffffffffu;
    int i = 5;
    printf("%d ", u++);
    printf("%d\n", u);
    printf("%d ", s++);
    printf("%d\n", s);
    printf("%d ", --h);
    printf("%d\n", h);
    printf("%d ", n--);
    printf("%d\n", n);
    printf("%u ", ++w);
    printf("%u\n", w--);
    printf("%u\n", w);
    printf("%d\n", i++ + 10);
    printf("%d\n", ++i * 2);
    printf("%d ", i--);
    printf("%d\n", --i);
    printf("%d\n", (int)sizeof(u++));
    printf("%d\n", u);
    return 0;
}
