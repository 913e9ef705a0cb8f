// 6.7.2.2: enumerators count up from the last value; they are int constants.
#include <stdio.h>

enum first { A, B, C = 10, D, E = C + 5, F, G = -3, H, I = 'a' };
enum { ALONE = 42 };
enum first global = D;

int main(void) {
    enum first e = F;
    enum inner { X = A + 1, Y = sizeof(int), Z = Y * 2 } inner = Z;
    int array[D] = {[C] = 5};
    printf("%d %d %d %d %d %d %d %d %d\n", A, B, C, D, E, F, G, H, I);
    printf("%d %d %d\n", e, global, ALONE);
    printf("%d %d %d\n", X, Y, inner);
    printf("%d %d\n", (int)sizeof array, array[10]);
    e = G;
    printf("%d %d\n", e, e < A);
    e = (enum first)7;
    printf("%d %d\n", e, e + 1);
    return (int)sizeof(enum first);
}
