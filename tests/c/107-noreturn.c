// Functions whose ends cannot be reached.
#include <stdio.h>
#include <stdlib.h>

static void die(int status) {
    for (;;)
        exit(status);
}

static int find(int n) {
    while (1) {
        if (n % 7 == 0)
            return n;
        n++;
    }
}

static int always(int n) {
    if (n)
        return 1;
    else
        return 2;
}

int main(void) {
    printf("%d %d %d\n", find(15), always(0), always(3));
    die(4);
}
