/* Floats in nested loops: product of matrices. */
#include <stdio.h>

#define N 300

static double a[N][N], b[N][N], c[N][N];

int main(void) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            a[i][j] = (i + j) % 7 * 0.5;
            b[i][j] = (i * j) % 5 * 0.25;
        }
    }
    for (int round = 0; round < 6; round++) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < N; k++)
                    sum += a[i][k] * b[k][j];
                c[i][j] = sum;
            }
        }
    }
    printf("%f %f\n", c[10][20], c[299][299]);
    return 0;
}
