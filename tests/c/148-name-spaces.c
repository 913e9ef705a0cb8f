// 6.2.3: one name as tag, member, label, typedef-shadowing object.
#include <stdio.h>

struct x {
    int x;
    struct y {
        int x, y;
    } y;
};

typedef struct x z;

static int f(int x) {
    z z = {x, {2, 3}};
    struct x *y = &z;
    if (y->x > 5)
        goto x;
    y->y.y = 10;
x:
y:
    return z.x + y->y.x + y->y.y;
}

enum e { e1, e2 };

int main(void) {
    int e = 4;
    enum e v = e2;
    printf("%d %d %d\n", f(1), f(6), e + v);
    return 0;
}
