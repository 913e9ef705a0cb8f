// Megabytes of zeroed and of used global arrays.
#include <stdio.h>

static int million[1000000];
static char zero[20000000];
static long sparse[500000];

int main(void) {
    long i, sum = 0;
    for (i = 0; i < 1000000; i++)
        million[i] = (int)(i * 7 % 1001);
    for (i = 0; i < 1000000; i += 3)
        sum += million[i];
    sparse[499999] = 5;
    sparse[sparse[499999]] = 6;
    printf("%ld %d %ld %d\n", sum, zero[19999999], sparse[5], (int)(sizeof zero / 1000));
    return 0;
}
