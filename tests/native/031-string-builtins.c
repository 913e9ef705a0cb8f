// Library functions that compilers know: constant and variable sizes, overlapping moves, through pointers too.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct s { int a[5]; char c; };
static char buf[64];
static volatile int n5 = 5;

int main(void) {
    struct s x = {{1, 2, 3, 4, 5}, 'x'}, y;
    memcpy(&y, &x, sizeof y);
    printf("%d %c\n", y.a[4], y.c);
    memset(&y, 0, sizeof y);
    printf("%d %d\n", y.a[0], y.c);
    memset(y.a, 0xab, n5);
    printf("%x %x\n", y.a[0], y.a[1]);
    strcpy(buf, "hello world");
    memmove(buf + 2, buf, n5);
    printf("%s\n", buf);
    memmove(buf, buf + 1, 8);
    printf("%s %zu %zu\n", buf, strlen(buf), strlen("const\0ant"));
    printf("%d %d %d\n", memcmp("abc", "abd", 3) < 0, memcmp("abc", "abd", 2), memcmp("b", "a", n5 - 4) > 0);
    printf("%d %d %d\n", strcmp("a", "b") < 0, strcmp(buf, buf), strncmp("abc", "abd", 2));
    printf("%s %s %d\n", strchr("find", 'n'), strrchr("a/b/c", '/'), strchr("x", 'y') == 0);
    printf("%d %ld %lld\n", abs(-n5), labs(-5000000000L), llabs(-1LL));
    void *(*cp)(void *, const void *, size_t) = memcpy;
    cp(buf, "via pointer", 12);
    printf("%s %d\n", buf, memcpy(buf, "z", 1) == buf);
    for (int i = 0; i < 40; i += 7) {
        char a[40], b[40];
        memset(a, 'a' + i % 26, i);
        memcpy(b, a, i);
        b[i] = 0;
        printf("%zu%c ", strlen(b), i ? b[i - 1] : '-');
    }
    printf("\n");
    unsigned char u = 200;
    char *p = buf;
    memset(p++, u, 1);
    printf("%d %d\n", (unsigned char)buf[0], (int)(p - buf));
    char *d = malloc(10);
    strncpy(d, "abc", 10);
    strcat(d, "def");
    printf("%s %d %s\n", d, d[9], strstr(d, "cd"));
    free(d);
    puts("puts");
    putchar('c');
    putchar('\n');
    printf("plain\n");
    printf("%s\n", "string");
    printf("%c", '\n');
    return 0;
}
