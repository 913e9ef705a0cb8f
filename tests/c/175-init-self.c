// An initializer may use the object's own address and size.
#include <stdio.h>

struct ring {
    struct ring *next;
    int size;
};

static struct ring a = {&a, sizeof a};
extern struct ring c;
static struct ring b = {&c, 2};
struct ring c = {&b, 3};

int main(void) {
    struct ring l = {&l, sizeof l};
    void *self = &self;
    int n = sizeof n;
    int list[3] = {n, &list[1] - list, sizeof list};
    printf("%d %d %d\n", a.next->size, b.next->size, c.next->next == &c);
    printf("%d %d %d %d %d\n", l.next == &l, self == (void *)&self, n, list[1], list[2]);
    return 0;
}
