// __label__: labels of one block, in macros and nested statement expressions.
#include <stdio.h>

#define FIND(a, n, v)                                                                              \
    ({                                                                                             \
        __label__ found;                                                                           \
        int i_, r_ = -1;                                                                           \
        for (i_ = 0; i_ < (n); i_++)                                                               \
            if ((a)[i_] == (v)) {                                                                  \
                r_ = i_;                                                                           \
                goto found;                                                                        \
            }                                                                                      \
    found:                                                                                         \
        r_;                                                                                        \
    })

int main(void) {
    int a[] = {4, 5, 6, 7};
    printf("%d %d %d\n", FIND(a, 4, 6), FIND(a, 4, 9), FIND(a, FIND(a, 4, 7), 4));
    for (int i = 0; i < 2; i++) {
        __label__ out, in;
        if (i)
            goto in;
        printf("first\n");
        goto out;
    in:
        printf("second\n");
    out:;
    }
    {
        __label__ x;
        goto x;
    x:
        printf("x\n");
    }
    {
        __label__ x;
        void *p = &&x;
        goto *p;
    x:
        printf("x again\n");
    }
    return 0;
}
