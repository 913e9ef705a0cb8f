// Static names of the same spelling in several files stay apart.
#include <stdio.h>
#include "shared.h"

static int value = 1;
static int helper(void) { return value += 10; }
static struct s { char c[3]; } thing = {"a"};
enum { KIND = 1 };

int main(void) {
    int i;
    for (i = 0; i < 2; i++) {
        printf("%d ", helper());
        printf("%d\n", b_value());
    }
    printf("%s %s %d %d\n", thing.c, b_thing(), KIND, b_kind());
    return (int)sizeof(struct s);
}
