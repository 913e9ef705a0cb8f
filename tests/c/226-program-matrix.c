// Matrix multiplication and powers modulo a prime.
#include <stdio.h>

#define N 4
typedef long matrix[N][N];

static const long modulus = 1000000007;

static void multiply(matrix out, matrix a, matrix b) {
    matrix t;
    int i, j, k;
    for (i = 0; i < N; i++)
        for (j = 0; j < N; j++) {
            t[i][j] = 0;
            for (k = 0; k < N; k++)
                t[i][j] = (t[i][j] + a[i][k] * b[k][j]) % modulus;
        }
    for (i = 0; i < N * N; i++)
        out[i / N][i % N] = t[i / N][i % N];
}

int main(void) {
    matrix a = {{1, 1}, {1, 0, 2}, {0, 3, 1, 4}, {5, 0, 0, 1}}, r = {{1}, {0, 1}, {0, 0, 1}, {0, 0, 0, 1}};
    unsigned n = 1000003;
    for (; n; n >>= 1) {
        if (n & 1)
            multiply(r, r, a);
        multiply(a, a, a);
    }
    printf("%ld %ld %ld %ld\n", r[0][0], r[1][2], r[2][3], r[3][1]);
    return 0;
}
