// _Bool promotes to int; relational results are int.
#include <stdio.h>

int main(void) {
    _Bool t = 1, f = 0;
    int i;
    printf("%d %d %d\n", t + t, t - 3, -t);
    printf("%d %d\n", ~t, !t);
    printf("%d %d\n", t << 4, f << 4);
    printf("%d\n", (3 > 2) + (2 > 1));
    printf("%d\n", t & 2);
    t = t & 2;
    printf("%d\n", t);
    for (i = 0, t = 1; t; t = i < 3)
        i++;
    printf("%d\n", i);
    _Bool array[3] = {0, 5, -1};
    printf("%d%d%d %d\n", array[0], array[1], array[2], (int)sizeof array);
    t = array[1] == array[2];
    f ^= 1;
    printf("%d %d\n", t, f);
    return t ? 3 : 4;
}
