// Functions that call each other through prototypes.
#include <stdio.h>

static int is_odd(unsigned n);

static int is_even(unsigned n) {
    return n == 0 ? 1 : is_odd(n - 1);
}

static int is_odd(unsigned n) {
    return n == 0 ? 0 : is_even(n - 1);
}

static const char *p;

static int sum(void);

static int atom(void) {
    int value = 0;
    if (*p == '(') {
        p++;
        value = sum();
        p++;
        return value;
    }
    while (*p >= '0' && *p <= '9')
        value = value * 10 + *p++ - '0';
    return value;
}

static int product(void) {
    int value = atom();
    while (*p == '*' || *p == '/')
        if (*p++ == '*')
            value *= atom();
        else
            value /= atom();
    return value;
}

static int sum(void) {
    int value = product();
    while (*p == '+' || *p == '-')
        if (*p++ == '+')
            value += product();
        else
            value -= product();
    return value;
}

int main(void) {
    printf("%d %d\n", is_even(101), is_odd(77));
    p = "2*(3+4)*5-60/(1+2)";
    printf("%d\n", sum());
    return 0;
}
