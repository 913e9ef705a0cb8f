// Conversions between every arithmetic type and the floating ones, at values that all can hold or that round.
#include <stdio.h>

#define TYPES(X)                                                                                     \
    X(_Bool, b) X(signed char, sc) X(unsigned char, uc) X(short, s) X(unsigned short, us) X(int, i)  \
    X(unsigned, u) X(long, l) X(unsigned long, ul) X(long long, ll) X(unsigned long long, ull)       \
    X(float, f) X(double, d) X(long double, e)

#define FROM(T, n)                                                                                   \
    static void from_##n(volatile T v) {                                                             \
        printf("%s %.9g %.17g %.17g", #n, (float)v, (double)v, (double)(long double)v);              \
        printf(" %d %d %d", (_Bool)v, (signed char)v, (short)v);                                     \
        printf(" %d %u %ld %lu\n", (int)v, (unsigned)v, (long)v, (unsigned long)v);                  \
    }
TYPES(FROM)

int main(void) {
    from_b(1);
    from_sc(-100);
    from_uc(100);
    from_s(-30000);
    from_s(77);
    from_us(65535);
    from_i(-2147483647);
    from_i(16777217);
    from_u(4294967295u);
    from_l(9007199254740993);
    from_l(-9223372036854775807);
    from_ul(18446744073709551615u);
    from_ul(9223372036854775809u);
    from_ul(9223372036854777856u);
    from_ul(9223372036854776833u);
    from_ull(1);
    from_ll(-1);
    static volatile float fs[] = {0, 1, 2.75f, 100.5f, 0.5f, 0.25f};
    for (int i = 0; i < 6; i++) {
        from_f(fs[i]);
        from_d(fs[i]);
        from_e(fs[i]);
    }
    volatile float f = -3.99f;
    volatile double d = -2147483648.9;
    volatile long double e = -12345.678L;
    printf("%d %d %d %d\n", (int)f, (signed char)f, (int)d, (int)e);
    f = 4e9f;
    d = 1.8e19;
    e = 1.8e19L;
    printf("%u %lu %lu %ld\n", (unsigned)f, (unsigned long)d, (unsigned long)e, (long)f);
    d = 9223372036854775808.0;
    e = 9223372036854775808.0L;
    printf("%lu %lu\n", (unsigned long)d, (unsigned long)e);
    d = 4294967295.5;
    printf("%u\n", (unsigned)d);
    d = 1e-5;
    printf("%d %d\n", (_Bool)d, (_Bool)(float)0);
    d = 16777219.0;
    printf("%.9g\n", (float)d);
    d = 1e300;
    printf("%g\n", (float)d);
    return 0;
}
