// Character arrays set from strings: exact fit, padding, signedness.
#include <stdio.h>

static char exact[3] = "abc";
static unsigned char wide[6] = "\xff" "b";
static signed char braces[] = {"in braces"};
static char grid[][4] = {"one", "two", {'t', 'r', 'e'}, ""};

int main(void) {
    char local[8] = "local", full[5] = "fully";
    int i;
    for (i = 0; i < 3; i++)
        printf("%c", exact[i]);
    for (i = 0; i < 6; i++)
        printf(" %d", wide[i]);
    printf(" %s %d\n", braces, (int)sizeof braces);
    printf("%s %s %s [%s] %d\n", grid[0], grid[1], grid[2], grid[3], (int)sizeof grid);
    for (i = 0; i < 8; i++)
        printf("%d ", local[i]);
    printf("%c%c\n", full[0], full[4]);
    return 0;
}
