// Tables of functions, static and local.
#include <stdio.h>

static long add(long a, long b) { return a + b; }
static long sub(long a, long b) { return a - b; }
static long mul(long a, long b) { return a * b; }
static long divide(long a, long b) { return a / b; }

static long (*const table[])(long, long) = {add, sub, &mul, divide};

struct op {
    char name;
    long (*apply)(long, long);
};

static const struct op ops[] = {{'+', add}, {'-', sub}, {'*', mul}, {'/', divide}};

int main(void) {
    long (*local[2])(long, long);
    unsigned i;
    for (i = 0; i < sizeof table / sizeof *table; i++)
        printf("%ld ", table[i](100, 7));
    printf("\n");
    for (i = 0; i < sizeof ops / sizeof ops[0]; i++)
        printf("%c %ld ", ops[i].name, (*ops[i].apply)(-50, 8));
    printf("\n");
    local[0] = table[3];
    local[1] = local[0] == divide ? mul : add;
    printf("%ld\n", local[1](local[0](9, 3), 5));
    return 0;
}
