// Objects with methods.
#include <stdio.h>

struct counter {
    int value;
    int (*step)(struct counter *);
    struct {
        void (*show)(const struct counter *, const char *);
    } vt;
};

static int up(struct counter *c) { return c->value++; }
static int down(struct counter *c) { return c->value--; }
static void show(const struct counter *c, const char *label) { printf("%s %d\n", label, c->value); }

int main(void) {
    struct counter c = {5, up, {show}}, *p = &c;
    c.step(&c);
    p->step(p);
    p->vt.show(p, "up");
    p->step = down;
    (*p->step)(p);
    (*(*p).vt.show)(&c, "down");
    return p->step(p);
}
