// Specifiers without a type mean int, as gcc has it with a warning: in declarations, members and type names.
#include <stdio.h>

struct counted { const count; volatile *where; };

static twice(const x) { return *(const *const)&x * 2; }

int main(void) {
    static n = 5;
    struct counted c = {n, &n};
    printf("%d %d %d\n", twice(n), c.count, *c.where);
    printf("%zu %zu %d\n", sizeof(const), _Alignof(volatile *), (const)3.7);
    return 0;
}
