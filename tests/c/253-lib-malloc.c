// malloc, calloc, realloc and free under a random load.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    static unsigned char *block[100];
    static size_t size[100];
    unsigned seed = 1;
    int i, bad = 0;
    for (i = 0; i < 20000; i++) {
        unsigned k, j;
        seed = seed * 1103515245 + 12345;
        k = seed >> 16 & 127;
        if (k >= 100)
            continue;
        for (j = 0; j < size[k]; j += 97)
            bad += block[k][j] != (unsigned char)(k + j);
        if (seed & 0x800000) {
            free(block[k]);
            block[k] = 0;
            size[k] = 0;
        } else {
            size_t n = seed >> 8 & 4095, old = size[k];
            block[k] = realloc(block[k], n + 1);
            bad += ((unsigned long)block[k] & 15) != 0;
            for (j = 0; j < old && j < n; j += 97)
                bad += block[k][j] != (unsigned char)(k + j);
            for (j = 0; j < n; j++)
                block[k][j] = (unsigned char)(k + j);
            size[k] = n;
        }
    }
    unsigned char *zero = calloc(1000, 3);
    for (i = 0; i < 3000; i++)
        bad += zero[i];
    char *big = malloc(50000000);
    memset(big, 1, 50000000);
    bad += big[49999999] != 1;
    free(big);
    free(0);
    printf("%d\n", bad);
    return 0;
}
