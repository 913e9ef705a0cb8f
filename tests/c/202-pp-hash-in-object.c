// # and ## in object-like macros; # from arguments is no operator.
#include <stdio.h>

#define STR(...) #__VA_ARGS__
#define XSTR(...) STR(__VA_ARGS__)
#define HASH #
#define GLUED one ## two ## 3
#define LEFT(x) x ## 1
#define ID(x) x
#define PASTE_HASH # ## #

int main(void) {
    int onetwo3 = 5, v1 = 6;
    puts(XSTR(HASH x));
    puts(XSTR(PASTE_HASH));
    puts(XSTR(ID(#) ID(##)));
    printf("%d %d\n", GLUED, LEFT(v));
    puts(XSTR(a HASH HASH b));
    return 0;
}
