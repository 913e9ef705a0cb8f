// Anonymous structs and unions as members, nested, and a pointer to one.
#include <stdio.h>
#include <stddef.h>

struct v {
    int tag;
    union {
        struct { int x, y; };
        struct { float f; union { char c[4]; unsigned w; }; };
        long l;
    };
    int end;
};

struct bits { union { struct { unsigned lo : 4, hi : 4; }; unsigned char byte; }; };

static struct v one = {1, {{2, 3}}, 4};
static struct v two = {.w = 0x41424344, .f = 2.5f, .end = 9, .tag = 8};

static int both(const struct v *p) { return p->x + p->y; }

int main(void) {
    printf("%zu %zu %zu %zu\n", sizeof(struct v), offsetof(struct v, y), offsetof(struct v, w), offsetof(struct v, end));
    printf("%d %d %d %d %d\n", one.tag, one.x, one.y, one.end, both(&one));
    printf("%d %g %.4s %d\n", two.tag, two.f, two.c, two.end);
    struct v t = {.x = 1};
    t.y = 5;
    int *p = &t.y;
    *p += 2;
    printf("%d %ld\n", both(&t), t.l);
    struct bits b = {.byte = 0x5a};
    b.lo++;
    printf("%x %x %x\n", b.lo, b.hi, b.byte);
    return 0;
}
