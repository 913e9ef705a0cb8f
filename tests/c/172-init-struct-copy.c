// Struct objects initialized from struct expressions, alone and inside aggregates.
#include <stdio.h>

struct p { int x, y; };
struct line { struct p a, b; };

int main(void) {
    struct p one = {1, 2}, two = one, *q = &two;
    struct line l = {one, {3, 4}}, m = {*q, two}, copy = l;
    struct p list[3] = {one, {5, 6}, *q};
    struct line n = {.b = one};
    two.x = 50;
    l.a.x = 60;
    printf("%d %d %d %d\n", one.x, l.b.y, m.a.x, copy.a.x);
    printf("%d %d %d %d\n", list[0].y, list[1].x, list[2].x, n.b.y);
    printf("%d\n", n.a.x);
    return 0;
}
