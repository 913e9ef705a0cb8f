// static locals live on between calls, each in its own function and block.
#include <stdio.h>

static int next(void) {
    static int n = 10;
    return n++;
}

static int other(int which) {
    if (which) {
        static int n = 100;
        return ++n;
    } else {
        static int n;
        return --n;
    }
}

static char *buffer(void) {
    static char text[] = "abc";
    static int at = sizeof text - 2;
    text[at] += 1;
    return text;
}

static int *self(void) {
    static int cell = 7;
    static int *p = &cell;
    *p += 1;
    return p;
}

int main(void) {
    int i;
    for (i = 0; i < 3; i++) {
        printf("%d ", next());
        printf("%d %d ", other(1), other(0));
        printf("%s ", buffer());
        printf("%d\n", *self());
    }
    return 0;
}
