// #include: relative to the including file, guards, lists, names made by macros.
#include <stdio.h>
#include "guarded.h"
#include "guarded.h"
#include "b/deep.h"

#define HEADER "list.h"
#define SYSTEM <stddef.h>
#include SYSTEM

enum color {
#define ITEM(name) name,
#include "list.h"
#undef ITEM
    COLORS
};

static const char *names[] = {
#define ITEM(name) #name,
#include HEADER
};

int main(void) {
    size_t i;
    for (i = 0; i < COLORS; i++)
        printf("%s ", names[i]);
    printf("%d %d %d %d\n", blue, guarded, DEEP, sibling());
    return 0;
}
