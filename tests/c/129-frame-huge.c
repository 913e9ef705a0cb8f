// A frame of more than 1 MiB.
#include <stdio.h>

static long work(int n) {
    long first = n;
    char big[1500000];
    int middle = n * 2;
    long table[70000];
    long last = n * 3;
    long i;
    for (i = 0; i < 1500000; i += 1000)
        big[i] = (char)i;
    for (i = 0; i < 70000; i++)
        table[i] = i;
    for (i = 0; i < 1500000; i += 1000)
        first += big[i];
    return first + middle + last + table[69999];
}

int main(void) {
    printf("%ld\n", work(5));
    return 0;
}
