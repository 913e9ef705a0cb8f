// #ifdef, #ifndef, #if, #elif, #else in every nesting.
#include <stdio.h>

#define A
#define B 0
#define C 3

int main(void) {
#ifdef A
    printf("A ");
#ifdef NOT_THERE
    printf("wrong ");
#else
    printf("else ");
#endif
#endif
#ifndef A
    printf("wrong ");
#ifdef A
    printf("wrong ");
#else
    printf("wrong ");
#endif
#elif B
    printf("wrong ");
#elif C == 3
    printf("C3 ");
#elif 1
    printf("late ");
#else
    printf("wrong ");
#endif
#if B
#elif defined C && C > 2
    printf("elif ");
#endif
#if 0
    printf("wrong ");
#if 1
    printf("wrong ");
#else
    printf("wrong ");
#endif
#else
# if C
    printf("indented ");
# endif
#endif
#undef C
#ifdef C
    printf("wrong ");
#endif
    printf("\n");
    return 0;
}
