// Calls that begin in one macro and end outside it; arguments expanded first.
#include <stdio.h>

#define STR(...) #__VA_ARGS__
#define XSTR(...) STR(__VA_ARGS__)
#define LPAREN (
#define RPAREN )
#define F(x, y) x + y
#define ELLIP_FUNC(...) __VA_ARGS__
#define ID(x) x
#define A B
#define B A
#define C(x) D(x)
#define D(x) C(x)
#define E E + 1
#define NAME FUNC
#define FUNC(x) (x * 2)
#define OPEN FUNC(
#define OBJ() obj
#define DEFER(x) x EMPTY()
#define EMPTY()
#define AA BB
#define BB CC
#define CC AA dd BB

int main(void) {
    puts(XSTR(ELLIP_FUNC(F, LPAREN, 'a', 'b', RPAREN)));
    puts(XSTR(A B));
    puts(XSTR(C(1) D(C(2))));
    puts(XSTR(E + ID(E)));
    puts(XSTR(NAME(1) NAME (2) NAME));
    printf("%d\n", OPEN 3));
    puts(XSTR(OBJ OBJ() ID(OBJ)()));
    puts(XSTR(DEFER(OBJ)()));
    puts(XSTR(ID(DEFER(OBJ)())));
    puts(XSTR(AA));
    puts(XSTR(ID(FUNC)(5) ID(ID)(6)));
    puts(XSTR(ID(FUNC (7) (8))));
    puts(XSTR(F((1, 2), F(3, 4))));
    puts(STR(F(1, 2)));
    return 0;
}
