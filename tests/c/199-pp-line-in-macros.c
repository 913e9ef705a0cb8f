// __LINE__ in macros and over several lines is that of the use.
#include <stdio.h>

#define HERE __LINE__
#define STR(x) #x
#define XSTR(x) STR(x)
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define UNIQUE XCAT(name_, __LINE__)

static int UNIQUE = 1, name_11;
static int UNIQUE = 2;

int main(void) {
    printf("%d %d\n", HERE, __LINE__);
    printf("%s %s\n", XSTR(__LINE__), XSTR(HERE));
    printf("%d\n", name_12 * 10 + name_11);
    int a = __LINE__; int b = __LINE__;
    printf("%d %d\n", a == b, __LINE__ - a);
    return 0;
}
