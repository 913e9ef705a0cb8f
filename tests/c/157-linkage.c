// extern in blocks finds the file's object, also past a hidden name.
#include <stdio.h>

static int n = 3;
extern int n;

static int get(void) {
    extern int n;
    return n;
}

int counter = 10;

int main(void) {
    int counter = 1;
    {
        extern int counter;
        extern int later(int), other;
        counter += later(other);
    }
    int outer(void);
    printf("%d %d %d\n", get(), counter, outer());
    return 0;
}

int other = 4;

int later(int x) { return x * 2; }

int outer(void) { return counter; }
