// _Static_assert at file scope, in blocks and in structs.
#include <stdio.h>

_Static_assert(sizeof(long) == 8, "long has eight bytes");

struct s {
    int a;
    _Static_assert(sizeof(int) == 4, "in a struct");
    char b;
};

enum { N = 3 };

int main(void) {
    _Static_assert(N * 2 > 5, "in a block");
    int x = 1;
    _Static_assert(1, "after a declaration");
    printf("%d %d\n", x, (int)sizeof(struct s));
    return 0;
}
