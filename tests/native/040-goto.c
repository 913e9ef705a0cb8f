// goto into blocks, out of loops, over initializers, backwards; labels before declarations and at ends.
#include <stdio.h>

static int f(int n) {
    int r = 0;
    if (n > 5)
        goto inside;
    while (n < 3) {
        r += 1;
    inside:
        r += 10;
        n++;
        if (r > 60)
            goto out;
    }
    {
        int k = 4;
        r += k;
        if (n++ < 6)
            goto back;
    }
    goto out;
back:
    r += 1000;
    { int t = r; label: t++; r = t; if (n < 8) { n++; goto label; } }
out:
    return r;
}

static int g(int c) {
    switch (c) {
        for (;;) {
        case 1: c += 5; if (c > 20) return c; continue;
        case 2: return 2;
        }
    }
    if (0) {
    hidden:
        return 99;
    } else if (c == 3)
        goto hidden;
    do {
        if (c == 4)
            goto end;
        c--;
    } while (c > 0);
    return c;
end:;
    int late = 7;
    return late;
}

int main(void) {
    for (int i = 0; i < 9; i++)
        printf("%d ", f(i));
    for (int i = 0; i < 7; i++)
        printf("%d ", g(i));
    int i = 0;
top: if (i++ < 3) { printf("t%d ", i); goto top; }
    for (i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            if (i * j == 2)
                goto done;
done:
    printf("%d\n", i);
    return 0;
}
