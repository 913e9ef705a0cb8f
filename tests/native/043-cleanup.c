// Attribute cleanup: calls at the ends of blocks, by break, continue, return, goto, in statement expressions.
#include <stdio.h>

#define CLEAN __attribute__((cleanup(bye)))
static void bye(const int *p) { printf("bye %d\n", *p); }
static void gone(char **p) { printf("gone %s\n", *p); }
struct s { int a, b; };

static int value(int n) {
    int x CLEAN = n;
    if (n == 1)
        return x * 10;
    {
        CLEAN int y = n + 100, z = n + 200;
        if (n == 2)
            return x = 5;
        if (n == 3)
            goto out;
    }
    while (1) {
        int w CLEAN = 7;
        if (n == 4)
            break;
        n--;
        continue;
    }
    return x;
out:
    printf("out\n");
    return 3;
}

static struct s pair(void) {
    CLEAN int k = 1;
    struct s v = {k, 2};
    return v;
}

static void nothing(int n) {
    __attribute__((__cleanup__(gone))) char *p = "first";
    if (n)
        return;
    p = "second";
}

static void jumps(void) {
    int n = 0;
again:;
    CLEAN int a = n;
    {
        CLEAN int b = n + 10;
        if (n++ < 2)
            goto again;
        goto inside;
    }
    {
        CLEAN int c = 50;
    inside:
        c = 51;
        printf("inside\n");
    }
    switch (n) {
    case 3: {
        CLEAN int d = 60;
        if (d)
            break;
        printf("no\n");
    }
    }
    for (CLEAN int i = 0; i < 2; i++) {
        CLEAN int j = i + 70;
        if (i == 0)
            continue;
        printf("j\n");
    }
    int v = ({ CLEAN int e = 80; e + 1; });
    printf("%d\n", v);
}

int main(void) {
    for (int i = 1; i < 6; i++)
        printf("%d\n", value(i));
    printf("%d\n", pair().b);
    nothing(0);
    nothing(1);
    jumps();
    return 0;
}
