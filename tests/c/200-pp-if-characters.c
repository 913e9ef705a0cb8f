// Character constants and macros in #if.
#include <stdio.h>

#define VERSION(a, b) ((a) * 100 + (b))
#define CURRENT VERSION(2, 5)
#define NESTED CURRENT

int main(void) {
#if 'a' == 97 && '\n' == 10 && '\x41' == 0x41 && '\0' == 0 && '\'' == 39
    printf("1 ");
#endif
#if '\377' < 0
    printf("2 ");
#endif
#if CURRENT >= VERSION(2, 0) && NESTED < VERSION(3, 0)
    printf("3 ");
#endif
#if NESTED == 205
    printf("4 ");
#endif
#if (CURRENT \
     == 205)
    printf("5 ");
#endif
#if /* comment */ 1 // comment
    printf("6 ");
#endif
    printf("\n");
    return 0;
}
