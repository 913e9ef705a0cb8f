// Read and write through pointers of every width.
#include <stdio.h>

int main(void) {
    char c = 1;
    short s = 2;
    int i = 3;
    long l = 4;
    char *pc = &c;
    short *ps = &s;
    int *pi = &i;
    long *pl = &l;
    *pc += *pl;
    *ps = *pc * 1000;
    *pi = *ps - 9000;
    *pl = *pi << 20;
    *pl <<= 20;
    printf("%d %d %d %ld\n", c, s, i, l);
    pi = pi;
    *pi = *&*pi + 1;
    printf("%d %d\n", i, *&i);
    int *other = pi;
    *other = 50;
    printf("%d\n", i == *pi);
    return 0;
}
