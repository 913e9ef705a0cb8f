// Inner switches keep their cases and breaks to themselves.
#include <stdio.h>

static int grid(int a, int b) {
    int r = 0;
    switch (a) {
    case 1:
        switch (b) {
        case 1:
            r = 11;
            break;
        default:
            r = 19;
        }
        break;
    case 2:
        switch (b) {
        case 1:
            r = 21;
        case 2:
            r += 1;
        }
        r += 100;
    default:
        r += 1000;
    }
    return r;
}

int main(void) {
    int a, b;
    for (a = 0; a < 4; a++)
        for (b = 0; b < 4; b++)
            printf("%d ", grid(a, b));
    printf("\n");
    return 0;
}
