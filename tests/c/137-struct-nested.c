// Structs in structs and arrays of them.
#include <stdio.h>

struct outer {
    int id;
    struct inner {
        char tag;
        struct {
            long deep[2];
        } in[2];
    } a, b[2];
};

static struct inner alone = {'z', {{{1, 2}}, {{3, 4}}}};

int main(void) {
    struct outer o[2], *p = o;
    int i;
    for (i = 0; i < 2; i++) {
        o[i].id = i;
        o[i].a.tag = 'a' + i;
        p[i].b[1 - i].in[i].deep[1] = 100 + i;
        (&o[i])->b[i] = alone;
    }
    printf("%d %c %ld\n", o[1].id, p->a.tag, o[0].b[1].in[0].deep[1]);
    printf("%ld %c\n", p[1].b[1].in[0].deep[1], (p + 1)->b[1].tag);
    p++;
    p->b->in->deep[0] = 7;
    printf("%ld %ld\n", o[1].b[0].in[0].deep[0], (*p->b[1].in).deep[1]);
    printf("%d\n", (int)sizeof(struct outer));
    return 0;
}
