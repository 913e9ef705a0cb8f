// Copies between structs, array elements and heap objects.
#include <stdio.h>
#include <stdlib.h>

struct mixed {
    char a;
    long b;
    short c;
    char d[3];
};

int main(void) {
    struct mixed m = {1, -2, 3, "ab"}, *heap = malloc(3 * sizeof *heap), *p = heap;
    struct {
        int before;
        struct mixed m;
        int after;
    } frame = {77, {0}, 88};
    *p++ = m;
    m.b *= 10;
    *p = m;
    p[1] = p[-1];
    heap[0].c = 9;
    frame.m = heap[1];
    printf("%d %ld %d %s\n", heap[2].a, heap[1].b, heap[2].c, heap[2].d);
    printf("%d %ld %d\n", frame.before, frame.m.b, frame.after);
    free(heap);
    return 0;
}
