// Each initializer converts to the type of its object.
#include <stdio.h>

static signed char sc[] = {127, 128, 255, -129, 0x1234};
static unsigned short us[] = {65535, 65536, -1};
static int in[] = {4294967295u, 0x1ffffffffL};
static unsigned long ul[] = {-1, 4294967295u, (unsigned char)-1};
static _Bool b[] = {0, 2, -1, 256};
static long l[] = {0xffffffff, -2147483648, 'a'};

int main(void) {
    int n = 1000;
    signed char lsc[] = {n, n / 5, -n};
    _Bool lb[] = {n, !n};
    unsigned i;
    for (i = 0; i < sizeof sc; i++)
        printf("%d ", sc[i]);
    printf("%d %d %d %d %d\n", us[0], us[1], us[2], in[0], in[1]);
    printf("%lu %lu %lu %d%d%d%d\n", ul[0], ul[1], ul[2], b[0], b[1], b[2], b[3]);
    printf("%ld %ld %ld\n", l[0], l[1], l[2]);
    printf("%d %d %d %d%d\n", lsc[0], lsc[1], lsc[2], lb[0], lb[1]);
    return 0;
}
