// 6.10.1: #if computes in intmax_t and uintmax_t.
#include <stdio.h>

#define YES(n) printf("%d ", n);

int main(void) {
#if -1 < 0u
    YES(-1)
#else
    YES(1)
#endif
#if 0x7fffffffffffffff + 1u == 0x8000000000000000u
    YES(2)
#endif
#if (2 || 1 / 0) && !(0 && 1 / 0) && (1 ? 3 : 1 / 0)
    YES(3)
#endif
#if -1 >> 63 == -1 && (-1u >> 63) == 1
    YES(4)
#endif
#if 10 % 4 * 3 - 5 / 2 << 1 == 8
    YES(5)
#endif
#if (1 ? -1 : 0u) > 0
    YES(6)
#endif
#if 0xffffffffffffffffu == -1 && 18446744073709551615u > 0
    YES(7)
#endif
#if -7 / 2 == -3 && -7 % 2 == -1 && -7u / 2 == 9223372036854775804
    YES(8)
#endif
#if ~0 == -1 && ~0u == 0xffffffffffffffff && !5 == 0 && +3 == 3 && - -3 == 3
    YES(9)
#endif
#if 1 << 40 == 1099511627776 && (3 & 6 | 8 ^ 1) == 11
    YES(10)
#endif
#if undefined_name || true_is_not_known
    YES(-11)
#elif undefined == 0
    YES(11)
#endif
#if 1L + 1UL + 1ll + 1LLU == 4 && 010 == 8
    YES(12)
#endif
#if (1 ? 2 : 3) == 2 || 1
    YES(13)
#endif
#if 1 == 1 != 0 && 2 > 1 > 0 && 5 >= 5 && 4 <= 4
    YES(14)
#endif
#if if == 0 && int + while == 0
    YES(15)
#endif
    printf("\n");
    return 0;
}
