/* Floats in registers: the Mandelbrot set. */
#include <stdio.h>

int main(void) {
    long inside = 0;
    for (int y = 0; y < 1600; y++) {
        for (int x = 0; x < 400; x++) {
            double cr = x / 200.0 - 1.5, ci = y / 800.0 - 1.0, zr = 0, zi = 0;
            int n = 0;
            while (n < 200 && zr * zr + zi * zi < 4.0) {
                double t = zr * zr - zi * zi + cr;
                zi = 2 * zr * zi + ci;
                zr = t;
                n++;
            }
            inside += n;
        }
    }
    printf("%ld\n", inside);
    return 0;
}
