// Inner declarations hide outer ones until their block ends.
#include <stdio.h>

static int x = 1;

static int get(void) {
    return x;
}

int main(void) {
    printf("%d ", x);
    int x = 2;
    printf("%d ", x);
    {
        printf("%d ", x);
        int x = 3;
        printf("%d ", x);
        {
            extern int y;
            int x = 4;
            printf("%d %d ", x, y);
        }
        x++;
        printf("%d ", x);
    }
    printf("%d %d\n", x, get());
    int a = 10, b = a + 1;
    {
        int a = b, b = a;
        printf("%d %d\n", a, b);
    }
    if (a) {
        int a = sizeof a;
        printf("%d\n", a);
    }
    return a - b + 2;
}

int y = 9;
