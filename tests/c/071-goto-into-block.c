// goto may enter a block past its declarations.
#include <stdio.h>

int main(void) {
    int turns = 0;
    goto inside;
    {
        int x = 5;
        printf("skipped %d\n", x);
    inside:
        x = 7;
        printf("x %d\n", x);
        if (++turns < 3)
            goto inside;
    }
    int i = 0;
    goto loop;
    while (i < 3) {
        printf("turn %d\n", i);
    loop:
        i++;
    }
    goto other;
    if (turns < 0) {
        printf("no\n");
    } else {
    other:
        printf("other\n");
    }
    for (i = 0; i < 2; i++) {
    mid:
        printf("mid %d\n", i);
    }
    if (turns++ < 5)
        goto mid;
    return 0;
}
