// Members by . and ->.
#include <stdio.h>

struct point {
    int x, y;
    char name[8];
};

static int norm(const struct point *p) { return p->x * p->x + p->y * p->y; }

static struct point origin;

int main(void) {
    struct point p, *q = &p;
    p.x = 3;
    q->y = -4;
    p.name[0] = 'p';
    q->name[1] = 0;
    printf("%d %d %s %d\n", p.x, p.y, q->name, norm(&p));
    q->x += 2;
    p.y++;
    --(*q).y;
    printf("%d %d\n", q->x, (&p)->y);
    q = &origin;
    q->x = p.x;
    printf("%d %d\n", origin.x, origin.y);
    return 0;
}
