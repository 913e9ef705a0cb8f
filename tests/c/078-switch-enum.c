// switch over an enum with all and with some enumerators.
#include <stdio.h>

enum shape { CIRCLE, SQUARE = 5, LINE, DOT = -2 };

static const char *name(enum shape s) {
    switch (s) {
    case CIRCLE:
        return "circle";
    case SQUARE:
        return "square";
    case LINE:
        return "line";
    case DOT:
        return "dot";
    }
    return "none";
}

int main(void) {
    enum shape s;
    for (s = DOT; s <= LINE; s++)
        printf("%d %s\n", s, name(s));
    return 0;
}
