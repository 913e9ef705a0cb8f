// Integer promotions and usual conversions, shown through sizes, signs and results.
#include <stdio.h>

static volatile signed char sc = -100;
static volatile unsigned char uc = 250;
static volatile short ss = -30000;
static volatile unsigned short us = 65000;
static volatile int si = -5;
static volatile unsigned ui = 5;
static volatile long sl = -6;
static volatile unsigned long ul = 6;
static volatile _Bool b = 1;

#define SHOW(e) printf("%s: %zu %d %lld\n", #e, sizeof(e), ((__typeof__(e))-1 < 0), (long long)(e))

int main(void) {
    SHOW(sc + uc);
    SHOW(uc * uc);
    SHOW(us * 2);
    SHOW(us + ss);
    SHOW(~uc);
    SHOW(-uc);
    SHOW(-us);
    SHOW(!uc);
    SHOW(uc << 24);
    SHOW(uc >> 1);
    SHOW(sc >> 1);
    SHOW(si + ui);
    SHOW(si * ui);
    SHOW(si / ui);
    SHOW(si % (int)ui);
    SHOW(si + ul);
    SHOW(sl + ui);
    SHOW(sl * ul);
    SHOW(sl + si);
    SHOW(b + b);
    SHOW(-b);
    SHOW(~b);
    SHOW(si < ui);
    SHOW(sl < ui);
    SHOW(sl < ul);
    SHOW(sc < uc);
    SHOW(si >> ui);
    SHOW(ui << sl + 8);
    SHOW((unsigned char)(uc + 10));
    SHOW((signed char)(uc));
    SHOW((short)(us));
    SHOW(1 ? si : ui);
    SHOW(1 ? sc : ul);
    SHOW((sc, uc));
    SHOW(uc = si);
    SHOW(sc = 200);
    SHOW(us += si);
    SHOW(uc -= 300);
    SHOW(sc *= 3);
    SHOW(uc /= 3);
    SHOW(ss %= 7);
    SHOW(uc ^= -1);
    SHOW(ss >>= 1);
    SHOW(b = 256);
    SHOW(b += 255);
    SHOW(b -= 1);
    SHOW(uc++);
    SHOW(--sc);
    SHOW('a');
    SHOW(0x7fffffff + 0u);
    SHOW(0xffffffff);
    SHOW(4294967296);
    SHOW(-2147483648);
    SHOW(-1 / 2u);
    SHOW(-1L / 2u);
    return 0;
}
