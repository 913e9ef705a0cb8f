// C11 6.7.9p14, p22: strings that fill their arrays without the terminating zero do not lengthen
// the array of unknown length around them.
#include <stdio.h>

char rows[][1] = {"a", "b"};
char wide[][3] = {"abc", {"de"}, {'f'}};

int main(void) {
    char local[][2] = {"gh", "ij", "kl"};
    printf("%d %d %d\n", (int)sizeof rows, (int)sizeof wide, (int)sizeof local);
    printf("%c%c%c%c%c\n", rows[1][0], wide[0][2], wide[1][1], wide[2][0], local[2][1]);
    return 0;
}
