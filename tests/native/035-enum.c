// Enumerations: sizes, signedness, big constants, use as array sizes, bit-fields, in comparisons; packed.
#include <stdio.h>

enum plain { A, B, C = 10, D, E = A + 3 };
enum neg { N = -1, P };
enum big { BIG = 0x80000000 };
enum huge { HUGE_ONE = 1L << 40, HUGE_TWO };
enum __attribute__((packed)) small { S0, S1 = 200 };
typedef enum { T1 = 'a', T2 } tag;
enum later;
static int f(enum plain p) { return p; }
static int sizes[D];
struct bf { enum plain e : 4; enum neg n : 2; };

int main(void) {
    enum neg n = N;
    enum plain p = E;
    enum local { L = sizeof(int) } l = L;
    tag t = T2;
    struct bf b = {C, N};
    printf("%d %d %d %d %d\n", A, B, C, D, E);
    printf("%zu %zu %zu %zu %zu\n", sizeof(enum plain), sizeof(enum neg), sizeof(enum big), sizeof(enum huge), sizeof(enum small));
    printf("%d %d %d %d\n", n < 0, p - 10 < 0, (enum plain)-1 < 0, (enum big)0 - 1 < 0);
    printf("%ld %ld %u\n", (long)HUGE_ONE, (long)HUGE_TWO, (unsigned)BIG);
    printf("%c %d %zu %d %d\n", t, l, sizeof sizes, b.e, b.n);
    printf("%d %d\n", f(D), f(B + C));
    p++;
    n |= 4;
    printf("%d %d %zu %zu\n", p, n, sizeof A, sizeof HUGE_ONE);
    for (enum plain i = A; i < E; i++)
        printf("%d ", i);
    {
        enum { A = 7 };
        printf("%d\n", A);
    }
    return 0;
}
