// exit ends the program anywhere and flushes output.
#include <stdio.h>
#include <stdlib.h>

static void deep(int n) {
    if (n == 0) {
        printf("leaving");
        exit(33);
    }
    deep(n - 1);
}

int main(void) {
    deep(5);
    printf("never\n");
    return 0;
}
