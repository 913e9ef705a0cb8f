// 6.3.1.8: the common type of every pair of ranks, seen by size and by sign.
#include <stdio.h>

#define SIGNED(e) ((1 ? -1 : (e)) < 0)
#define SHOW(e) printf("%-14s size %d signed %d\n", #e, (int)sizeof(e), SIGNED(e))

int main(void) {
    _Bool b = 1;
    char c = 1;
    unsigned short us = 1;
    int i = 1;
    unsigned u = 1;
    long l = 1;
    unsigned long ul = 1;
    long long ll = 1;
    unsigned long long ull = 1;
    SHOW(b + b);
    SHOW(c + us);
    SHOW(i + us);
    SHOW(i + u);
    SHOW(u + l);
    SHOW(l + ul);
    SHOW(l + ll);
    SHOW(ul + ll);
    SHOW(ll + ull);
    SHOW(c << ll);
    SHOW(u >> l);
    SHOW(i ? c : u);
    SHOW(!ull);
    SHOW(ul < l);
    SHOW(l == ll);
    return 0;
}
