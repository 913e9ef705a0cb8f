// A binary heap and Dijkstra's shortest paths on a grid.
#include <stdio.h>

enum { SIDE = 12, CELLS = SIDE * SIDE, FAR = 1 << 30 };

struct item {
    int distance;
    short cell;
};

static struct item heap[CELLS * 8];
static int count, best[CELLS];

static void push(int distance, int cell) {
    int i = count++;
    for (; i > 0 && heap[(i - 1) / 2].distance > distance; i = (i - 1) / 2)
        heap[i] = heap[(i - 1) / 2];
    heap[i].distance = distance;
    heap[i].cell = cell;
}

static void pop(struct item *top) {
    struct item last = heap[--count];
    int i = 0, child;
    *top = heap[0];
    while ((child = i * 2 + 1) < count) {
        if (child + 1 < count && heap[child + 1].distance < heap[child].distance)
            child++;
        if (heap[child].distance >= last.distance)
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
}

static int cost(int cell) { return 1 + cell * cell % 11 + cell / SIDE % 3; }

int main(void) {
    static const int steps[4][2] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
    int i;
    for (i = 1; i < CELLS; i++)
        best[i] = FAR;
    push(0, 0);
    while (count) {
        struct item at;
        pop(&at);
        if (at.distance > best[at.cell])
            continue;
        for (i = 0; i < 4; i++) {
            int r = at.cell / SIDE + steps[i][0], c = at.cell % SIDE + steps[i][1];
            int to = r * SIDE + c, distance = at.distance + cost(to);
            if (r < 0 || r >= SIDE || c < 0 || c >= SIDE || best[to] <= distance)
                continue;
            best[to] = distance;
            push(distance, to);
        }
    }
    for (i = SIDE - 1; i < CELLS; i += SIDE)
        printf("%d ", best[i]);
    printf("\n");
    return 0;
}
