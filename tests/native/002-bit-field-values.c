// Reading and writing bit-fields of every type: cut off, extended, neighbours untouched.
#include <stdio.h>

struct all {
    signed char sc : 3;
    unsigned char uc : 7;
    short ss : 11;
    unsigned short us : 15;
    int si : 1;
    unsigned ui : 31;
    long sl : 40;
    unsigned long ul : 63;
    _Bool b : 1;
    int whole : 32;
    long long full : 64;
};

static void show(const struct all *p) {
    printf("%d %u %d %u %d %u %ld %lu %d %d %lld\n", p->sc, p->uc, p->ss, p->us, p->si, (unsigned)p->ui,
           (long)p->sl, (unsigned long)p->ul, p->b, p->whole, (long long)p->full);
}

int main(void) {
    struct all v = {0};
    show(&v);
    for (int i = -3; i < 9; i++) {
        v.sc = i;
        v.uc = i * 40;
        v.ss = i * 511;
        v.us = i * 12345;
        v.si = i;
        v.ui = i * 1000000007;
        v.sl = i * 123456789012L;
        v.ul = i * 1234567890123456789UL;
        v.b = i & 2;
        v.whole = i * 77777777;
        v.full = i * 7777777777777LL;
        show(&v);
        printf("%d %d %d %d\n", v.sc++, --v.ss, (int)(v.uc += 3), v.si ^= 1);
        printf("%d %d %ld\n", v.us <<= 1, v.b = 4, (long)(v.sl >>= 3));
        show(&v);
    }
    struct all w = v, *p = &w;
    p->uc = p->ss = 0x7777;
    show(p);
    v.sc = v.uc = v.ss = v.us = -1;
    show(&v);
    return 0;
}
