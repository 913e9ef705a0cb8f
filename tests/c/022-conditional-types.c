// 6.5.15: the result's type joins both branches.
#include <stdio.h>

static int value = 5;

int main(void) {
    int yes = 1;
    unsigned u = 1;
    long l = -1;
    const char *s = yes ? "text" : 0;
    int *p = yes ? &value : (void *)0;
    const int *cp = yes ? (const int *)&value : &value;
    void *v = yes ? (void *)&value : p;
    printf("%d\n", (yes ? -1 : u) > 0);
    printf("%ld\n", yes ? -1 : l);
    printf("%ld\n", (long)(yes ? -1 : u));
    printf("%s %d %d %d\n", s, *p, *cp, v == p);
    printf("%d\n", (int)sizeof(yes ? (char)1 : (char)2));
    printf("%d\n", (int)sizeof(yes ? 1 : 2L));
    yes ? (void)(value = 6) : (void)0;
    printf("%d\n", value);
    printf("%d\n", *(yes ? &value : 0));
    return 0;
}
