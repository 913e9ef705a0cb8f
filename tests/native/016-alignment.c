// _Alignas, _Alignof, attribute aligned: of types, members, objects on the stack and static.
#include <stdio.h>
#include <stdint.h>
#include <stddef.h>
#include <stdalign.h>

struct __attribute__((aligned(32))) big { char c; };
struct mem { char a; alignas(16) char b; char c; };
typedef int i16 __attribute__((aligned(16)));
struct m2 { char c; i16 i; };
struct __attribute__((packed)) p { char c; int i; long l; };
struct __attribute__((packed, aligned(4))) pa { char c; int i; short s; };
struct pm { char c; int i __attribute__((packed)); };
union u { char c; alignas(8) char d; };
struct last { char c[3]; } __attribute__((aligned(8)));
struct def { char c; } __attribute__((aligned));
static alignas(64) char st;
static char st2[3] __attribute__((aligned(128)));
alignas(double) alignas(4) char multi;

static int bad(const void *p, uintptr_t align) { return (int)((uintptr_t)p % align); }

static int deep(int n) {
    alignas(64) char buf[7];
    volatile char *q = buf;
    q[0] = n;
    return bad(buf, 64) + (n ? deep(n - 1) : 0) + q[0] - n;
}

int main(void) {
    alignas(32) int a;
    char x;
    _Alignas(long) char b[3];
    struct big c;
    i16 d;
    char y __attribute__((aligned(256)));
    printf("%d %d %d %d %d\n", bad(&a, 32), bad(b, 8), bad(&c, 32), bad(&d, 16), bad(&y, 256));
    printf("%d %d %d\n", bad(&st, 64), bad(st2, 128), bad(&multi, 8));
    printf("%zu %zu %zu %zu\n", alignof(struct big), alignof(struct mem), alignof(struct m2), alignof(struct p));
    printf("%zu %zu %zu %zu\n", sizeof(struct big), sizeof(struct mem), sizeof(struct m2), sizeof(struct p));
    printf("%zu %zu %zu %zu\n", sizeof(struct pa), alignof(struct pa), sizeof(struct pm), alignof(struct pm));
    printf("%zu %zu %zu\n", sizeof(union u), sizeof(struct last), alignof(struct last));
    printf("%zu %zu %zu\n", sizeof(struct def), __alignof__(a), __alignof__(st));
    printf("%zu %zu %zu %zu\n", alignof(char), alignof(short), alignof(double), alignof(long double));
    printf("%zu %zu\n", offsetof(struct mem, b), offsetof(struct p, l));
    printf("%d\n", deep(5));
    (void)x;
    return 0;
}
