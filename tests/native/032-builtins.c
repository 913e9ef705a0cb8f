// Builtin functions: bits, bytes, overflow, classification, choice; constant where the arguments are.
#include <stdio.h>
#include <stddef.h>

static volatile unsigned u = 0x00f0;
static volatile unsigned long l = 0x0f00000000UL;
static volatile int i = -7;

static int bits[__builtin_popcount(0xff)];
enum { CLZ = __builtin_clz(1), B = __builtin_bswap16(0x1234) };
static unsigned swapped = __builtin_bswap32(0x12345678);

int main(void) {
    printf("%zu %d %x %x\n", sizeof bits / sizeof *bits, CLZ, B, swapped);
    printf("%d %d %d %d\n", __builtin_clz(u), __builtin_ctz(u), __builtin_popcount(u), __builtin_parity(u));
    printf("%d %d %d %d\n", __builtin_clzl(l), __builtin_ctzl(l), __builtin_popcountl(l), __builtin_parityl(l));
    printf("%d %d %d %d\n", __builtin_ffs(0), __builtin_ffs(u), __builtin_ffsl(l), __builtin_clrsb(i));
    printf("%x %x %lx\n", __builtin_bswap16(u), __builtin_bswap32(u), __builtin_bswap64(l));
    for (unsigned k = 1; k; k <<= 5)
        printf("%d,%d ", __builtin_clz(k), __builtin_ctzll((unsigned long long)k << 20));
    int r;
    unsigned ur;
    long lr;
    signed char cr;
    printf("\n%d ", __builtin_add_overflow(2147483647, -i, &r));
    printf("%d ", r);
    printf("%d ", __builtin_add_overflow(5, 6, &r));
    printf("%d ", r);
    printf("%d ", __builtin_sub_overflow(3u, 4u, &ur));
    printf("%u ", ur);
    printf("%d ", __builtin_mul_overflow(1L << 62, 2, &lr));
    printf("%ld ", lr);
    printf("%d ", __builtin_mul_overflow(i, 18, &cr));
    printf("%d ", cr);
    printf("%d ", __builtin_add_overflow(100, 28, &cr));
    printf("%d ", cr);
    printf("%d ", __builtin_sub_overflow(-1, 0xffffffffu, &ur));
    printf("%u\n", ur);
    printf("%d %d\n", __builtin_constant_p(3 + 4), __builtin_constant_p(i));
    printf("%d %d %d\n", __builtin_types_compatible_p(int, signed), __builtin_types_compatible_p(int, long), __builtin_types_compatible_p(int[], int[3]));
    printf("%d %s\n", __builtin_choose_expr(1, 5, "x"), __builtin_choose_expr(0, 5, "x"));
    printf("%ld %d\n", __builtin_expect(u == 0xf0, 1), (int)__builtin_offsetof(struct { char c; int i[4]; }, i[2]));
    printf("%g %g %g\n", __builtin_inf(), __builtin_huge_val(), __builtin_fabs(-1.5));
    printf("%d %d\n", __builtin_isnan(__builtin_nan("")), __builtin_signbit(-0.0) != 0);
    char *p = __builtin_alloca(u);
    __builtin_memset(p, 'q', 5);
    p[5] = 0;
    printf("%s %zu\n", p, __builtin_strlen(p));
    if (u == 1)
        __builtin_trap();
    if (u == 2)
        __builtin_unreachable();
    printf("%d\n", __builtin_frame_address(0) != 0);
    printf("%d %d\n", __builtin_abs(i), __builtin_isgreater(1.0, 2.0));
    __builtin_prefetch(p);
    return __builtin_return_address(0) == 0;
}
