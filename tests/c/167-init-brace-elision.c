// 6.7.9p20: inner braces may be left out.
#include <stdio.h>

struct p { int x, y; };
struct q { struct p p[2]; int n; char s[4]; };

static int grid[2][3] = {1, 2, 3, 4};
static struct p points[] = {1, 2, 3, 4, {5}, 6, 7};
static struct q one = {1, 2, 3, 4, 5, "six"};
static struct q two[] = {{{1, 2, 3}, 9}, 5, 6, 7, 8, 9, 'a', 'b'};
static struct q three = {{{1}, 2}, 3};

static void show(const struct q *q) {
    printf("%d %d %d %d %d %s\n", q->p[0].x, q->p[0].y, q->p[1].x, q->p[1].y, q->n, q->s);
}

int main(void) {
    struct p local[2] = {9, 8, 7};
    int i;
    for (i = 0; i < 6; i++)
        printf("%d ", grid[i / 3][i % 3]);
    for (i = 0; i < (int)(sizeof points / sizeof *points); i++)
        printf("(%d %d) ", points[i].x, points[i].y);
    printf("%d %d %d %d\n", local[0].x, local[0].y, local[1].x, local[1].y);
    show(&one);
    show(&two[0]);
    show(&two[1]);
    show(&three);
    return 0;
}
