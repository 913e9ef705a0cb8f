// Shapes of switch: dense, sparse, nested, falling through, on every type, Duff's device, no body, default first.
#include <stdio.h>

static int dense(int x) {
    switch (x) { case 0: return 5; case 1: return 3; case 2: return 9; case 3: return 1; case 4: return 0; case 5: return 77; case 7: return 8; }
    return -1;
}
static int sparse(long x) {
    switch (x) { case -1000000000000: return 1; case 0: return 2; case 7: return 3; case 1L << 40: return 4; case 0x7fffffffffffffff: return 5; default: return 6; }
}
static int fall(unsigned char c) {
    int n = 0;
    switch (c) { default: n += 100; case 1: n++; case 2: n += 10; break; case 255: n = 7; case 3:; }
    return n;
}
static void duff(char *to, const char *from, int count) {
    int n = (count + 3) / 4;
    switch (count % 4) {
    case 0: do { *to++ = *from++;
    case 3:      *to++ = *from++;
    case 2:      *to++ = *from++;
    case 1:      *to++ = *from++;
            } while (--n > 0);
    }
}
static int nested(int a, int b) {
    switch (a) {
    case 1:
        switch (b) { case 1: return 11; case 2: break; default: return 10; }
        return 12;
    case 2: { int k = b; if (k) { case 3: return 23; } return 20; }
    }
    for (;;) {
        switch (b) { case 0: continue; case 5: goto out; case 6: break; }
        break;
    out:
        return 55;
    }
    return 0;
}
enum e { E0, E1 = 10, E2 = -1 };
static int en(enum e e) { switch (e) { case E0: return 1; case E1: return 2; case E2: return 3; } return 4; }
static int truth(_Bool b) { switch (b) { case 0: return 1; case 1: return 2; } return 3; }
static int wrap(int x) { switch (x) { case 0xffffffff: return 1; case 2147483647: return 2; case -2147483647 - 1: return 3; } return 0; }
static const char *str(int x) { switch (x) { case 1: return "one"; case 2: return "two"; case 3: return "three"; case 4: return "four"; default: return "many"; } }

int main(void) {
    for (int i = -1; i < 9; i++)
        printf("%d ", dense(i));
    printf("%d %d %d %d %d %d\n", sparse(-1000000000000), sparse(0), sparse(7), sparse(1L << 40), sparse(0x7fffffffffffffff), sparse(1));
    printf("%d %d %d %d %d\n", fall(0), fall(1), fall(2), fall(3), fall(-1));
    char b[12] = {0};
    duff(b, "0123456789", 10);
    printf("%s\n", b);
    printf("%d %d %d %d %d %d %d\n", nested(1, 1), nested(1, 2), nested(1, 3), nested(2, 0), nested(2, 1), nested(3, 0), nested(4, 5));
    printf("%d %d %d %d %d %d\n", en(E0), en(E1), en(E2), en(5), truth(0), truth(5));
    printf("%d %d %d %d %s %s\n", wrap(-1), wrap(2147483647), wrap(-2147483647 - 1), wrap(3), str(3), str(9));
    switch (1) ;
    switch (2) case 2: printf("single\n");
    switch (3) { int x; case 3: x = 4; printf("%d\n", x); }
    switch ('a') { case 'a': case 'b': printf("a or b\n"); }
    return 0;
}
