// The same macro again is fine; #undef makes room for another.
#include <stdio.h>

#define A 1 + 2
#define A 1  +  2
#define A /* comment */ 1 + 2 /* at end */
#define F(x) x * 2
#define F( x ) x * 2
#define E
#define E

static int value(void) { return A; }
#undef A
#define A(x) x + 1
static int other(void) { return A(5); }
#undef A
#undef A

int main(void) {
    int A = 9;
    printf("%d %d %d %d\n", value(), other(), A, F(3) E);
    return 0;
}
