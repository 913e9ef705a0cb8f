// Objects without initializer, or with zeros, are zero.
#include <stdio.h>

static int none;
static long zeros[1000];
static char text[50];
static struct { int a; char *p; } s[10];
int common[100];
static int explicit_zero[100] = {0};
static int (*f)(void);

int main(void) {
    static char *hidden[20];
    long sum = none;
    int i;
    for (i = 0; i < 10; i++)
        sum += zeros[i * 100] + text[i * 5] + s[i].a + (s[i].p != 0) + common[i] + explicit_zero[i] + (hidden[i] != 0);
    printf("%ld %d\n", sum, f == 0);
    return 0;
}
