// Object-like macros, empty ones, macros that name macros.
#include <stdio.h>

#define ONE 1
#define TWO (ONE + ONE)
#define NOTHING
#define PRINT printf
#define TYPE unsigned char
#define LIST 1, 2, 3
#define BEGIN {
#define END }
#define LATER EARLY
#define EARLY 99

int main(void) BEGIN
    TYPE c = 300;
    int a[] = {LIST};
    NOTHING PRINT NOTHING("%d %d %d\n", TWO * 2, c, a[2]) NOTHING;
    PRINT("%d %s\n", LATER, "ONE");
    return TWO;
END
