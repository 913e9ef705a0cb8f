// Variadic macros.
#include <stdio.h>

#define LOG(...) printf(__VA_ARGS__)
#define FMT(f, ...) printf(f "\n", __VA_ARGS__)
#define STR(...) #__VA_ARGS__
#define FIRST(a, ...) a
#define REST(a, ...) __VA_ARGS__
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1, 0)
#define COUNT_(a, b, c, d, e, n, ...) n
#define CALL(f, ...) f(__VA_ARGS__)
#define CAT(a, ...) a##__VA_ARGS__

int main(void) {
    int ab = 5;
    LOG("plain\n");
    LOG("%d %d\n", 1, 2);
    FMT("%d-%d", 3, 4);
    printf("[%s] [%s]\n", STR(a,b,  c), STR());
    printf("%d %d\n", FIRST(1, 2, 3), (REST(1, 2, 3)));
    printf("%d %d %d\n", COUNT(x), COUNT(x, y), COUNT(a, b, c, d, e));
    CALL(printf, "%s\n", "called");
    printf("%d\n", CAT(a, b));
    return 0;
}
