// Control falls from case to case until break.
#include <stdio.h>

static void go(int n) {
    switch (n) {
    case 3:
        printf("three ");
    case 2:
        printf("two ");
    case 1:
        printf("one ");
        break;
    case 4:
    case 5:
        printf("four or five ");
    default:
        printf("default ");
    case 6:
        printf("six ");
    }
    printf("end\n");
}

int main(void) {
    int i;
    for (i = 0; i < 8; i++)
        go(i);
    return 0;
}
