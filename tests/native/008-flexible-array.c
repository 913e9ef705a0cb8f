// Flexible and zero-length array members, with and without static initializers.
#include <stdio.h>
#include <stdlib.h>
#include <stddef.h>

struct flex { int n; short data[]; };
struct zero { char c; int z[0]; };
struct tail { int n; struct { int k; char text[]; } in; };
struct odd { char c; char rest[]; };

static struct flex fixed = {3, {10, 20, 30}};
static struct odd text = {'x', "hello"};
static struct flex none = {7};
struct flex *ptr = &(struct flex){1};
int after = 99;
int nothing[0];

int main(void) {
    printf("%zu %zu %zu %zu\n", sizeof(struct flex), sizeof(struct zero), sizeof(struct tail), sizeof(struct odd));
    printf("%zu %zu %zu\n", offsetof(struct flex, data), offsetof(struct zero, z), offsetof(struct odd, rest));
    printf("%d %d %d %d\n", fixed.n, fixed.data[0], fixed.data[1], fixed.data[2]);
    printf("%c %s %d %d %d %zu\n", text.c, text.rest, none.n, after, ptr->n, sizeof nothing);
    struct flex *p = malloc(sizeof *p + 5 * sizeof p->data[0]);
    p->n = 5;
    for (int i = 0; i < p->n; i++)
        p->data[i] = i * i;
    struct flex copy = *p;
    printf("%d %d %d\n", copy.n, p->data[4], (int)(p->data - (short *)p));
    free(p);
    printf("%zu\n", sizeof fixed);
    return 0;
}
