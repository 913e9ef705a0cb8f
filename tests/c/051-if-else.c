// if, else if, dangling else.
#include <stdio.h>

static int classify(int a, int b) {
    if (a)
        if (b)
            return 1;
        else
            return 2;
    if (b) {
        if (a)
            return 3;
    } else
        return 4;
    return 5;
}

int main(void) {
    int i;
    printf("%d %d %d %d\n", classify(1, 1), classify(1, 0), classify(0, 1), classify(0, 0));
    for (i = 0; i < 5; i++) {
        if (i == 0)
            printf("zero ");
        else if (i == 1)
            printf("one ");
        else if (i < 4)
            printf("few ");
        else
            printf("many\n");
    }
    if (0)
        ;
    else
        printf("else\n");
    if ("text")
        printf("string\n");
    return 0;
}
