// Type specifiers in any order, storage class anywhere.
#include <stdio.h>

long unsigned int a = 1;
int long b = -1;
unsigned c = 2;
long long int unsigned d = 3;
short int e = -4;
int short unsigned f = 5;
signed g = -6;
char signed h = -7;
const static int volatile i = 8;
int static const j = 9;
long int extern k;
int *const volatile l = 0, m = 10, *n[2], (*o)[3];
long int k = 11;

int main(void) {
    register int r = 12;
    auto int s = 13;
    unsigned const char t = 255;
    printf("%lu %ld %u %llu %d %d %d %d %d %d %ld\n", a, b, c, d, e, f, g, h, i, j, k);
    printf("%d %d %d %d %d\n", m, r, s, t, (int)sizeof n);
    return l != 0 || o != 0;
}
