// Skipped groups are read as tokens only: unknown directives and odd text are fine.
#include <stdio.h>

#if 0
#nonsense
#error not reached
#include "no such file"
#define BROKEN(
#if 1 /
this is not C at all ` @ # ##
#else garbage
#endif
#elif 1
int taken = 1;
#else
#error not reached either
#endif

#if 1
int also = 2;
#elif 1 / 0
#error skipped elif is not evaluated
#elif garbage ( is fine
#endif

#
# /* null directive */

int main(void) {
    printf("%d %d\n", taken, also);
    return 0;
}
