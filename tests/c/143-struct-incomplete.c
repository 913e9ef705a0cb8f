// Incomplete struct types behind pointers, completed later or never.
#include <stdio.h>

struct hidden;
struct later;
union maybe;

struct holder {
    struct hidden *h;
    struct later *l;
    union maybe *m;
};

static struct later *get(struct later *l);
static struct holder holder;

struct later {
    int value;
};

static struct later one = {11};

static struct later *get(struct later *l) { return l ? l : &one; }

int main(void) {
    struct local *p = 0;
    struct local {
        int x;
    } x = {3};
    p = &x;
    holder.l = get(0);
    printf("%d %d %d\n", holder.l->value, holder.h == 0, p->x);
    return holder.m != 0;
}
