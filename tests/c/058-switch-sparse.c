// A sparse switch (a compare tree).
#include <stdio.h>

static const char *name(int n) {
    switch (n) {
    case 1:
        return "one";
    case 10:
        return "ten";
    case 100:
        return "hundred";
    case 1000:
        return "thousand";
    case 1000000:
        return "million";
    case -1:
        return "minus one";
    case 2147483647:
        return "max";
    case -2147483647 - 1:
        return "min";
    case 12345:
        return "count";
    }
    return "?";
}

int main(void) {
    int tries[] = {0,    1,       2,     10,         11,              100, 1000, 1000000,
                   -1,   -2,      12345, 2147483647, -2147483647 - 1, 999, 1001, 12346};
    unsigned i;
    for (i = 0; i < sizeof tries / sizeof *tries; i++)
        printf("%d %s\n", tries[i], name(tries[i]));
    return 0;
}
