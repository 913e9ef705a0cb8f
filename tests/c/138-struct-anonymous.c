// Anonymous struct and union members.
#include <stddef.h>
#include <stdio.h>

struct value {
    int kind;
    union {
        long number;
        const char *text;
        struct {
            short low, high;
        };
    };
    struct {
        char a;
        union {
            char b;
            signed char c;
        };
    };
};

int main(void) {
    struct value v = {1, {0x50004}, {'a', {200}}}, *p = &v;
    printf("%ld %d %d\n", v.number, v.low, p->high);
    v.text = "text";
    printf("%s %c %d %d\n", p->text, v.a, v.b, p->c);
    p->low = 1;
    printf("%d %d %d\n", (int)offsetof(struct value, high), (int)offsetof(struct value, c), (int)sizeof v);
    struct value w = {.kind = 2, .high = 9, .b = 'b'};
    printf("%d %d %ld %c\n", w.kind, w.high, w.number, w.c);
    return 0;
}
