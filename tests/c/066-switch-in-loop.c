// break leaves the switch, continue the loop's turn.
#include <stdio.h>

int main(void) {
    int i, words = 0, lines = 0;
    const char *p;
    for (i = 0; i < 8; i++) {
        switch (i) {
        case 2:
            continue;
        case 4:
            break;
        case 6:
            i++;
        default:
            printf("%d ", i);
        }
        printf("| ");
    }
    printf("\n");
    for (p = "ab cd\nef\n"; *p; p++)
        switch (*p) {
        case '\n':
            lines++;
        case ' ':
            words++;
        }
    printf("%d %d\n", words, lines);
    switch (1) {
    case 1:
        for (i = 0; i < 3; i++)
            if (i == 1)
                break;
        printf("%d\n", i);
    }
    return 0;
}
