// 6.5.13, 6.5.14: the right operand is evaluated only when it matters.
#include <stdio.h>

static int calls;

static int note(int value) {
    calls++;
    return value;
}

int main(void) {
    int r;
    r = note(0) && note(1);
    printf("%d %d\n", r, calls);
    r = note(2) && note(3);
    printf("%d %d\n", r, calls);
    r = note(0) || note(5);
    printf("%d %d\n", r, calls);
    r = note(7) || note(0);
    printf("%d %d\n", r, calls);
    r = note(1) && note(0) || note(1) && note(4);
    printf("%d %d\n", r, calls);
    int *null = 0;
    if (null && *null)
        printf("never\n");
    printf("%d\n", (note(0), note(9)) && !(note(0) || note(0)));
    printf("%d\n", calls);
    return 0;
}
