// 6.7.2.1p18: a flexible array member at the end.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct text {
    short length;
    char bytes[];
};

struct longs {
    char n;
    long values[];
};

int main(void) {
    struct text *t = malloc(sizeof *t + 6);
    struct longs *l = malloc(sizeof *l + 3 * sizeof(long));
    int i;
    t->length = 5;
    for (i = 0; i < 5; i++)
        t->bytes[i] = "hello"[i];
    t->bytes[5] = 0;
    for (l->n = 0; l->n < 3; l->n++)
        l->values[l->n] = l->n * 100L;
    printf("%s %ld\n", t->bytes, l->values[2]);
    printf("%d %d\n", (int)sizeof(struct text), (int)sizeof(struct longs));
    printf("%d %d\n", (int)offsetof(struct text, bytes), (int)offsetof(struct longs, values));
    return 0;
}
