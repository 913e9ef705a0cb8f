// ++ and -- move a pointer by its element size.
#include <stdio.h>

struct three {
    char c[3];
};

int main(void) {
    int a[5] = {10, 20, 30, 40, 50};
    int *p = a;
    struct three t[3];
    struct three *q = t;
    char *s = "hello";
    int(*row)[5] = &a;
    printf("%d ", *p++);
    printf("%d ", *++p);
    printf("%d ", (*p)++);
    printf("%d ", *p--);
    printf("%d\n", *p);
    q++;
    ++q;
    printf("%d\n", (int)((char *)q - (char *)t));
    while (*s)
        putchar(*s++);
    putchar('\n');
    row++;
    printf("%d\n", (int)((char *)row - (char *)a));
    p = a + 4;
    printf("%d ", *--p);
    printf("%d\n", -*p--);
    printf("%d\n", *p);
    return 0;
}
