// Macro arguments: empty, with parentheses and commas, over lines, with directives' look.
#include <stdio.h>

#define THREE(a, b, c) "[" #a "][" #b "][" #c "]"
#define ONE(a) "<" #a ">"
#define NONE() "none"
#define EVAL(a) a
#define SECOND(a, b) b

int main(void) {
    puts(THREE(1, 2, 3));
    puts(THREE(, , ));
    puts(THREE((1, 2), f(3, 4), [5));
    puts(THREE("a,b", ',', (")")));
    puts(ONE());
    puts(ONE(( , )));
    puts(NONE());
    puts(NONE(
    ));
    puts(THREE(a
               b,
               c /* , */,
               d // ,
               ));
    printf("%d %d\n", EVAL((1, 2)), SECOND(, 4));
    puts(EVAL(ONE(EVAL(x))));
    return 0;
}
