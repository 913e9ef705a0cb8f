// 6.10.3.3: ## makes one token of two.
#include <stdio.h>

#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define MEMBER(n) int field_##n
#define OP(o) o##=
#define EMPTY
#define CAT3(a, b, c) a##b##c
#define NUM 5
#define PRE(x) pre_ ## x

struct s {
    MEMBER(a);
    MEMBER(b);
};

int main(void) {
    struct s s = {1, 2};
    int xy = 3, pre_NUM = 4, pre_5 = 6, x5 = 8;
    printf("%d %d %d\n", s.field_a, s.field_b, CAT(x, y));
    printf("%d %d\n", CAT(1, 2), XCAT(NUM, NUM));
    xy OP(+) 10;
    xy OP(<<) 1;
    printf("%d\n", xy);
    printf("%d %d\n", PRE(NUM), XCAT(pre_, NUM));
    printf("%d %d\n", CAT(xy, ), CAT(, xy));
    printf("%d\n", CAT3(0, x, ff));
    printf("%d\n", XCAT(x, XCAT(, NUM)));
    s.field_a CAT(-, =) 10;
    printf("%d %d\n", s.field_a CAT(<, <) 3, s CAT(., ) field_a);
    printf("%d\n", CAT(, ) 7);
    return CAT3(1, , 2);
}
