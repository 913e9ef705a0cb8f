// 6.10.3.2: # makes a string of the argument's spelling.
#include <stdio.h>

#define STR(x) #x
#define XSTR(x) STR(x)
#define SHOW(e) printf("%s = %d\n", #e, e)
#define TWO(a, b) #a " and " #b
#define VALUE 42

int main(void) {
    int a = 5;
    SHOW(a + 1);
    SHOW(  a   *   2  );
    printf("[%s] [%s]\n", STR(VALUE), XSTR(VALUE));
    printf("[%s] [%s]\n", STR(), STR(   ));
    printf("[%s]\n", STR("quoted \"x\" \n"));
    printf("[%s]\n", STR('"' '\\' '\''));
    printf("[%s]\n", STR(a /* comment */ b
                         c));
    printf("[%s]\n", TWO(x, (y, z)));
    printf("[%s]\n", STR(@ ` $));
    printf("[%s]\n", STR(a+++b<<=c->d));
    printf("[%s]\n", XSTR(STR(inner VALUE)));
    printf("[%s]\n", STR(0x1.5e+3 .5 1.));
    return 0;
}
