// Sizes and bytes of structs of bit-fields (SysV ABI 3.1.2, AAPCS64 10.1.8).
#include <stdio.h>
#include <string.h>

struct a { unsigned x : 3, y : 5, z : 9; };
struct b { char c; unsigned x : 3; };
struct c { char c; unsigned x : 25; };
struct d { char c; unsigned x : 24; };
struct e { short s : 9; short t : 9; };
struct f { long a : 33, b : 31; };
struct g { long a : 33, b : 32; };
struct h { unsigned char a : 4, b : 4, c : 1; };
struct i { int a : 5; char b; int c : 5; };
struct j { _Bool f : 1; unsigned g : 31; };
struct l { unsigned long long a : 1; char b; };
struct m { int a : 31; int b : 2; int c : 31; };
struct n { unsigned short a : 16; unsigned char b : 8; unsigned char c : 8; };
union o { int a : 3; unsigned char b; };
struct __attribute__((packed)) p { char a; int b : 20; int c : 20; short d; };
struct q { int a : 3 __attribute__((packed)); char b; };
#pragma pack(push, 2)
struct r { char a; int b : 17; long c; };
#pragma pack(pop)

#define SHOW(T, ...)                                                                               \
    do {                                                                                           \
        T v;                                                                                       \
        memset(&v, 0, sizeof v);                                                                   \
        T w = {__VA_ARGS__};                                                                       \
        unsigned char bytes[sizeof v];                                                             \
        (void)v;                                                                                   \
        memcpy(bytes, &w, sizeof w);                                                               \
        printf("%s %zu %zu:", #T, sizeof(T), _Alignof(T));                                         \
        for (size_t i = 0; i < sizeof w; i++)                                                      \
            printf(" %02x", bytes[i]);                                                             \
        printf("\n");                                                                              \
    } while (0)

static struct a sa = {5, 17, 300};
static struct f sf = {-5, 0x12345678};
static struct p sp = {1, -3, 7, 9};

#define STATIC(v)                                                                                  \
    do {                                                                                           \
        const unsigned char *p = (const unsigned char *)&v;                                        \
        printf("%s:", #v);                                                                         \
        for (size_t i = 0; i < sizeof v; i++)                                                      \
            printf(" %02x", p[i]);                                                                 \
        printf("\n");                                                                              \
    } while (0)

int main(void) {
    printf("%zu %zu %zu %zu %zu %zu\n", sizeof(struct a), sizeof(struct b), sizeof(struct c), sizeof(struct d),
           sizeof(struct e), sizeof(struct f));
    printf("%zu %zu %zu %zu %zu\n", sizeof(struct g), sizeof(struct h), sizeof(struct i), sizeof(struct j),
           sizeof(struct l));
    printf("%zu %zu %zu %zu %zu %zu\n", sizeof(struct m), sizeof(struct n), sizeof(union o), sizeof(struct p),
           sizeof(struct q), sizeof(struct r));
    STATIC(sa);
    STATIC(sf);
    STATIC(sp);
    static struct i si = {-1, 2, -3};
    static struct m sm = {0x3fffffff, -1, 0x12345};
    static struct n sn = {0xabcd, 0xef, 1};
    static struct r sr = {1, -2, 3};
    STATIC(si.b);
    STATIC(sm);
    STATIC(sn);
    printf("%d %d %d %d\n", si.a, si.b, si.c, sr.b);
    SHOW(struct f, 1, -1);
    SHOW(struct n, 1, 2, 3);
    return 0;
}
