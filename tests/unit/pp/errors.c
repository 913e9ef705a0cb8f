/* Diagnostics of the preprocessor: the text is in errors.err. */
#define f(a, b) a b
	f(1)
f(1, 2, 3)
#define A 1
#define A 2
#undef
#if 1 +
#endif
#if (1
#elif 1
#endif
#if 1 / 0
#endif
#else
#ifdef A B
#endif
int x = 'abc;
#define g(x) #y
#define h a ##
#define c(a, b) a ## b
c(+, x)
#warning watch	out
#error stop
#bad directive
#pragma unknown thing
#include "errors.inc"
#line x
#if 1.5
#endif
#ifdef __LINE__
#elif 1
f(1,
