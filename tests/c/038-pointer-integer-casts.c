// Pointers through integers and back.
#include <stdio.h>

int main(void) {
    int x = 77;
    int *p = &x;
    unsigned long bits = (unsigned long)p;
    int *q = (int *)bits;
    long null = (long)(void *)0;
    printf("%d %d\n", *q, p == q);
    printf("%ld\n", null);
    printf("%d\n", (unsigned long)(p + 1) - bits == sizeof(int));
    printf("%d\n", (int)(bits % sizeof(int)));
    printf("%lx\n", (unsigned long)(char *)-1);
    printf("%lx\n", (unsigned long)(void *)0x80000000u);
    printf("%lx\n", (unsigned long)(void *)(long)(int)0x80000000u);
    printf("%d\n", (char *)12345 == (char *)12345L);
    return 0;
}
