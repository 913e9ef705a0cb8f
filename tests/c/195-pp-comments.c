// Comments of both kinds, and what only looks like one.
#include <stdio.h>
/* a comment
   over lines // with another inside
   "and a quote */ #include <stddef.h>

#define X /* in a definition */ 5 // and at its end
#define Y 1/**/+2

int main(void) {
    int a = 10, *p = &a;
    int b = a / *p; // not a comment start: / *
    // a comment that goes on \
       over the line's end
    printf("%d %s %s\n", b, "/* not */", "// not");
    printf("%d\n", a /* inside */ - /**/ 1);
    printf("%d\n", 8 //* 2
                       / 2);
    printf("%c%c\n", '/', '*');
    /*/ still inside /*/
    /***/
    /* " ' */
    printf("%d %d\n", X, (int)sizeof(char[Y - 1]) /* last */);
    return 0;
} /* the end */ // of all
