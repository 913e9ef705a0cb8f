// Struct rvalues: conditional, comma, and members of them.
#include <stdio.h>

struct v {
    int x;
    int a[2];
};

int main(void) {
    struct v one = {1, {10, 11}}, two = {2, {20, 21}}, r;
    int pick = 1, i;
    for (i = 0; i < 2; i++) {
        r = i ? one : two;
        printf("%d %d\n", r.x, r.a[1]);
    }
    printf("%d %d\n", (pick ? one : two).x, (pick ? &one : &two)->a[0]);
    printf("%d\n", (one, two).x);
    r = (pick = 0, pick) ? one : two;
    printf("%d\n", r.x);
    printf("%d\n", (int)sizeof(pick ? one : two));
    (void)one;
    one;
    return 0;
}
