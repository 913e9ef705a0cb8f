// Designators of several steps.
#include <stdio.h>

struct in {
    int v[3];
    char c;
};

struct out {
    int id;
    struct in in[2];
    struct {
        struct in deep;
    } box;
};

static struct out a = {.in[1].v[2] = 12, 'c', .box.deep.v = {1, 2}, .id = 9};
static struct out b[] = {[1].in[0].v[1] = 5, 6, [0].box.deep.c = 'b', [1].id = 4};

static void show(const struct out *o) {
    int i;
    printf("%d: ", o->id);
    for (i = 0; i < 2; i++)
        printf("%d %d %d %d  ", o->in[i].v[0], o->in[i].v[1], o->in[i].v[2], o->in[i].c);
    printf("%d %d %d %d\n", o->box.deep.v[0], o->box.deep.v[1], o->box.deep.v[2], o->box.deep.c);
}

int main(void) {
    struct out l = {.box = {.deep = {.v[1] = 8, 9}}, .in = {[1] = {.c = 'l'}}};
    show(&a);
    show(&b[0]);
    show(&b[1]);
    show(&l);
    return (int)(sizeof b / sizeof *b);
}
