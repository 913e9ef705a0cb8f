// input: 12 words and 7 more
// Reading standard input by characters and lines.
#include <ctype.h>
#include <stdio.h>

int main(void) {
    char rest[40];
    int c, n = 0;
    while (isdigit(c = getchar()))
        n = n * 10 + c - '0';
    ungetc(c, stdin);
    printf("%d [%s]", n, fgets(rest, 7, stdin));
    printf("[%s]\n", fgets(rest, sizeof rest, stdin));
    printf("%d %d %d\n", getchar() == EOF, feof(stdin) != 0, fgets(rest, 5, stdin) == 0);
    fputs("fputs ", stdout);
    puts("puts");
    fprintf(stdout, "%d\n", ferror(stdin));
    return 0;
}
