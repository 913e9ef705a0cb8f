// Objects and functions shared between files.
#include <stdio.h>
#include "all.h"

int counter = 5;
struct point origin = {1, 2};

int main(void) {
    int before = counter;
    bump(3);
    table[1] += 5;
    printf("%d %d %d %ld\n", before, counter, sum(&origin), table[1]);
    printf("%s %d %d\n", greeting, (int)(names[1] - names[0]) != 0, handler(4));
    handler = other_handler;
    printf("%d %s\n", handler(4), names[1]);
    return table_size;
}
