#include "shared.h"

static int value = 2;
static int helper(void) { return value += 100; }
static struct s { long l; char c[5]; } thing = {7, "bbb"};
enum { KIND = 2 };

int b_value(void) {
    static int value = 1000;
    return helper() + value++;
}

const char *b_thing(void) { return thing.c; }

int b_kind(void) { return KIND * 10 + (int)sizeof(struct s); }
