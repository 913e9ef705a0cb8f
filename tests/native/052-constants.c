// Literals: suffixes, bases, types by value, characters, escapes, floats in every spelling, separators of strings.
#include <stdio.h>
#include <limits.h>

#define T(x) _Generic(x, int: "i", unsigned: "u", long: "l", unsigned long: "ul", long long: "ll", unsigned long long: "ull", float: "f", double: "d", long double: "e")

int main(void) {
    printf("%s%s%s%s%s%s ", T(1), T(1u), T(1L), T(1uL), T(1LL), T(1LLU));
    printf("%s%s%s%s%s ", T(2147483647), T(2147483648), T(0x7fffffff), T(0x80000000), T(0xffffffff));
    printf("%s%s%s%s ", T(037777777777), T(0x100000000), T(9223372036854775807), T(0x8000000000000000));
    printf("%s%s%s%s%s\n", T(0b101), T(1.f), T(1.), T(1.L), T(0x1p3f));
    printf("%d %d %d %d\n", 017, 0x1F, 0b1101, 'A');
    printf("%d %d %d %d %d\n", '\n', '\x41', '\101', '\0', '\377');
    printf("%d %d %d %d %d %d %d\n", '\a', '\b', '\f', '\v', '\'', '\"', '\?');
    printf("%d %d\n", 'ab', '\e');
    printf("%s\n", "con" "cat" /* c */ "\x41" "B" "\1012");
    printf("%g %g %g %g %g %g\n", 1e3, 1E-3, .5e1, 5.e+1, 0x1.8p1, 0xAp-2);
    printf("%zu %zu\n", sizeof "a\0b", sizeof "");
    printf("%d %d %u %ld %ld\n", INT_MAX, INT_MIN, UINT_MAX, LONG_MAX, LONG_MIN);
    printf("%d %d\n", 1 ? -1 : 0u > 0, -1 < 0u);
    printf("%d %d %d\n", 07 + 8 - 09.0 == 6, 100 / 7, -100 / 7);
    printf("%lu\n", 18446744073709551615u);
    return 0;
}
