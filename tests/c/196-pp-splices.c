// A backslash at a line's end joins lines, anywhere.
#include <stdio.h>

#define LONG 1 + \
    2 + \
    3
#def\
ine SPLIT 7
#define STR(x) #x

int ma\
in(void) {
    pri\
ntf("%d %d\n", LONG, SPLIT);
    printf("a st\
ring\n");
    printf("%d %d\n", 1\
2, 0x\
ff);
    int a = 5;
    a +\
= 3;
    a+\
+;
    printf("%d %c\n", a, '\
x');
    printf("%s\n", STR(one \
two));
    // comment \
    return 1;
    /* split end *\
/
    printf("%d\n", __LI\
NE__);
    return 0;
}
