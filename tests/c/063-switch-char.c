// Narrow controlling expressions are promoted.
#include <stdio.h>

static const char *kind(char c) {
    switch (c) {
    case 'a': case 'e': case 'i': case 'o': case 'u':
        return "vowel";
    case ' ': case '\t': case '\n':
        return "blank";
    case '0': case '1': case '2': case '3': case '4':
        return "digit";
    case -1:
        return "minus one";
    case '\200':
        return "high";
    default:
        return "other";
    }
}

int main(void) {
    const char *s = "a 3x\n\377\200";
    unsigned char u = 255;
    _Bool b = 5;
    while (*s)
        printf("%s\n", kind(*s++));
    switch (u) {
    case -1:
        printf("wrong\n");
        break;
    case 255:
        printf("right\n");
    }
    switch (b) {
    case 1:
        printf("true\n");
    }
    return 0;
}
