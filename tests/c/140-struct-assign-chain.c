// A struct assignment is an expression; its members can be taken.
#include <stdio.h>

struct s {
    int a;
    long b[2];
};

static struct s global[3];
static int calls;

static struct s *at(int i) {
    calls++;
    return &global[i];
}

int main(void) {
    struct s x, y, z = {1, {2, 3}};
    x = y = z;
    printf("%d %ld %ld\n", x.a, x.b[0], y.b[1]);
    printf("%d\n", (x = z).a);
    z.b[1] = 30;
    printf("%ld\n", (y = z).b[1]);
    *at(0) = *at(1) = z;
    printf("%d %ld %d\n", global[0].a, global[1].b[1], calls);
    global[2] = *(calls ? at(0) : at(1));
    printf("%ld\n", global[2].b[1]);
    x = (z.a = 5, z);
    printf("%d\n", x.a);
    x = x;
    global[1] = *&x;
    printf("%d\n", global[1].a);
    return 0;
}
