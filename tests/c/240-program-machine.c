// A register machine whose operations are functions in a table.
#include <stdio.h>

typedef struct machine machine;
typedef void operation(machine *m, int a, int b);

struct machine {
    long r[8];
    int pc, steps;
    const struct instruction {
        operation *op;
        signed char a;
        short b;
    } *code;
};

static void set(machine *m, int a, int b) { m->r[a] = b; }
static void add(machine *m, int a, int b) { m->r[a] += m->r[b]; }
static void mul(machine *m, int a, int b) { m->r[a] *= m->r[b]; }
static void move(machine *m, int a, int b) { m->r[a] = m->r[b]; }
static void inc(machine *m, int a, int b) { m->r[a] += b; }
static void jump_if(machine *m, int a, int b) { m->pc += m->r[a] > 0 ? b : 0; }
static void print(machine *m, int a, int b) { printf("r%d = %ld\n", a, m->r[a] + b); }

static const struct instruction program[] = {
    {set, 0, 20}, {set, 1, 1}, {mul, 1, 0}, {inc, 0, -1}, {jump_if, 0, -3},
    {print, 1, 0}, {set, 2, 0}, {set, 3, 1}, {set, 4, 90}, {move, 5, 3},
    {add, 3, 2}, {move, 2, 5}, {inc, 4, -1}, {jump_if, 4, -5}, {print, 2, 0}, {0},
};

int main(void) {
    machine m = {{0}};
    for (m.code = program; m.code[m.pc].op; m.steps++) {
        const struct instruction *i = &m.code[m.pc++];
        i->op(&m, i->a, i->b);
    }
    return m.steps & 127;
}
