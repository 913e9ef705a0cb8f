// volatile objects read and write like others.
#include <stdio.h>

static volatile int counter;
static volatile unsigned char narrow = 254;

struct port {
    volatile int in;
    int volatile *out;
};

int main(void) {
    volatile long x = 5;
    int target = 0;
    struct port port = {3, &target};
    const volatile int cv = 8;
    while (counter < 5)
        counter++;
    narrow += 3;
    x *= x;
    *port.out = port.in + cv;
    int *volatile p = &target;
    *p += 1;
    printf("%d %d %ld %d\n", counter, narrow, x, target);
    return 0;
}
