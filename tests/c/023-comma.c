// The comma operator evaluates left to right and gives the right value and type.
#include <stdio.h>

int main(void) {
    int a, b, c;
    a = (b = 2, c = b + 3, b * c);
    printf("%d %d %d\n", a, b, c);
    for (a = 0, b = 10; a < b; a++, b--)
        ;
    printf("%d %d\n", a, b);
    printf("%d\n", (1, 2, 3));
    printf("%d\n", (int)sizeof((char)1, (char)2));
    int x = (a++, a++, a);
    printf("%d\n", x);
    int array[3] = {(1, 4), (2, 5), 6};
    printf("%d %d %d\n", array[0], array[1], array[(a, 2)]);
    return (a, b, 7);
}
