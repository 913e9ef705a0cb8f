// The Mandelbrot set in fixed-point arithmetic.
#include <stdio.h>

int main(void) {
    enum { ONE = 1 << 12 };
    int row, column;
    for (row = -10; row <= 10; row++) {
        for (column = -30; column < 12; column++) {
            int cr = column * ONE / 14, ci = row * ONE / 9, r = 0, i = 0, n = 0;
            while (n < 60 && (long)r * r + (long)i * i < 4L * ONE * ONE) {
                int t = (int)(((long)r * r - (long)i * i) >> 12) + cr;
                i = (int)((long)r * i >> 11) + ci;
                r = t;
                n++;
            }
            putchar(" .:-=+*#%@"[n / 6 > 9 ? 9 : n / 6]);
        }
        putchar('\n');
    }
    return 0;
}
