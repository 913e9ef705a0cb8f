// Pointers as truth values and in _Bool.
#include <stdio.h>

static int object;

static _Bool present(void *p) { return p; }

int main(void) {
    char *s = "x";
    _Bool b = s, n = (char *)0;
    int (*f)(void) = main;
    printf("%d %d %d %d\n", b, n, present(&object), present(0));
    printf("%d %d %d\n", s && *s, s || 0, !s);
    printf("%d\n", f ? 1 : 0);
    for (b = 1; s && b; s = 0)
        printf("once\n");
    printf("%d\n", (_Bool)&object + (_Bool)"");
    do
        n = !n;
    while (!(n && &object));
    printf("%d\n", n);
    return 0;
}
