// Deep expressions need many temporaries at once.
#include <stdio.h>

static int f(int a, int b) {
    return a * 3 - b;
}

int main(void) {
    int a = 1, b = 2, c = 3, d = 4, e = 5, g = 6, h = 7, i = 8;
    printf("%d\n", ((a + b) * (c + d)) - ((e - g) * (h - i)) + ((a * c) - (b * d)) * ((e * h) - (g * i)));
    printf("%d\n", a + (b + (c + (d + (e + (g + (h + (i + (a + (b + (c + d)))))))))));
    printf("%d\n", f(f(f(a, b), f(c, d)), f(f(e, g), f(h, i))));
    printf("%d\n", f(a, f(b, f(c, f(d, f(e, f(g, f(h, i))))))));
    printf("%d\n", (a + f(b, c)) * (d + f(e, g)) - (h + f(i, a)));
    printf("%d\n", a - (b - (c - (d - (e - (g - (h - i)))))));
    return 0;
}
