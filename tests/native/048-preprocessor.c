// Preprocessing beyond Seed C: variadic macros of all kinds, __VA_OPT__, __COUNTER__, #elifdef-free has-tests, _Pragma.
#include <stdio.h>

#define LOG(f, ...) printf(f "\n", ##__VA_ARGS__)
#define NAMED(args...) printf(args)
#define COUNT_(a, b, c, d, n, ...) n
#define COUNT(...) COUNT_(__VA_ARGS__, 4, 3, 2, 1)
#define STR_(...) #__VA_ARGS__
#define STR(...) STR_(__VA_ARGS__)
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define EMPTY
#define CALL(m, ...) m(__VA_ARGS__)
#define SELF SELF + 1
#define F(x) x F
#define LIST X(a, 1) X(b, 2) X(c, 3)
#define X(n, v) n = v,
enum { LIST };
#undef X
#define X(n, v) #n,
static const char *const names[] = {LIST};
#undef X
_Pragma("GCC diagnostic push")
#pragma once_more
#define f(a) a * g
#define g(a) f(a)

int main(void) {
    int SELF_ = 1, CAT(va, r) = 3, x10 = 10;
    LOG("none");
    LOG("%d %s", 1, "two");
    NAMED("%d\n", 5);
    printf("%d %d %d\n", COUNT(a), COUNT(a, b), COUNT(a, b, c, d));
    printf("%s|%s|%s\n", STR(a  b, "c\n", 'd'), STR(), STR_(CAT(x, y)));
    printf("%d %d %d\n", CAT(x, 10), var, CAT(1, 2) + CAT(, 3));
    printf("%s %s %d\n", names[0], names[2], c);
    printf("%d %d\n", CALL(COUNT, 1, 2), __COUNTER__ + 1 == __COUNTER__);
    printf("%s\n", STR(F(1)(2)(3)));
    printf("%s\n", STR(f(2)(9)));
    printf("%s\n", STR(EMPTY a EMPTY EMPTY b));
    printf("%d %s\n", __LINE__, __func__);
#if defined(__has_include) && __has_include(<stdio.h>) && !__has_include("no-such-file.h")
    printf("has\n");
#endif
#if 1 ? 2 : (1 / 0)
    printf("cond\n");
#endif
#if -1 > 0u && 'a' == 97 && (2 || 1 / 0) && 0x7fffffffffffffff + 1u > 0
    printf("unsigned\n");
#endif
#line 1000 "other.c"
    printf("%d %s\n", __LINE__, __FILE__);
    return SELF_ - 1;
}
%:define DIGRAPH <: :>
