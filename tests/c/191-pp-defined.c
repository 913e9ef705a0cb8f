// defined, with and without parentheses, also of macros that would expand.
#include <stdio.h>

#define ONE 1
#define EMPTY
#define FN(x) x
#define HAS_ONE 1

int main(void) {
#if defined ONE && defined(EMPTY) && defined ( FN ) && !defined NONE
    printf("1 ");
#endif
#if defined ONE + defined EMPTY == 2
    printf("2 ");
#endif
#if !defined(NONE) && (defined(ONE) || 1 / 0)
    printf("3 ");
#endif
#undef EMPTY
#undef NEVER_DEFINED
#if defined EMPTY
    printf("wrong ");
#elif FN(ONE) == 1 && FN (2) - 2 == 0
    printf("4 ");
#endif
#if FN == 0
    printf("5 ");
#endif
    printf("\n");
    return 0;
}
