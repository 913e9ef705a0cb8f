// Members of a union share their bytes.
#include <stdio.h>

union bits {
    unsigned long word;
    unsigned half[2];
    unsigned short quarter[4];
    unsigned char byte[8];
    signed char first;
};

struct tagged {
    enum { NUMBER, NAME } kind;
    union {
        int number;
        char name[12];
    } u;
};

static void show(const struct tagged *t) {
    if (t->kind == NUMBER)
        printf("%d\n", t->u.number);
    else
        printf("%s\n", t->u.name);
}

int main(void) {
    union bits b, c, *p = &b;
    b.word = 0x8899aabbccddeeffUL;
    printf("%x %x %x %x %d\n", b.half[0], b.half[1], p->quarter[2], p->byte[7], b.first);
    p->byte[1] = 0;
    c = b;
    printf("%lx\n", c.word);
    struct tagged t = {NUMBER, {42}}, n = {NAME, {.name = "samara"}};
    show(&t);
    show(&n);
    n.u.name[0] = 'S';
    t = n;
    show(&t);
    printf("%d %d\n", (int)sizeof b, (int)sizeof t);
    return 0;
}
