#include "all.h"

extern int counter;
long table[4] = {10, 20, 30, 40};
const int table_size = sizeof table / sizeof *table;
const char greeting[] = "hello";
const char *names[] = {"first", "second"};
int uninitialized[5];

void bump(int by) {
    counter += by + uninitialized[4];
}

int sum(const struct point *p) { return p->x + p->y; }

static int double_it(int n) { return n * 2; }

int other_handler(int n) { return n * 100; }

int (*handler)(int) = double_it;
