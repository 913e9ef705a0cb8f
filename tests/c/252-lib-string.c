// The functions of string.h.
#include <stdio.h>
#include <string.h>

static int sign(int n) { return n < 0 ? -1 : n > 0; }

int main(void) {
    char a[32] = "hello", b[32];
    printf("%d %d %d\n", (int)strlen(a), (int)strlen(""), (int)strlen("a\0b"));
    printf("%s ", strcpy(b, a));
    printf("%s\n", strcat(b, " world"));
    printf("%d %d %d %d\n", sign(strcmp("a", "b")), sign(strcmp("b", "a")), strcmp("ab", "ab"), sign(strcmp("ab", "a")));
    printf("%d %d %d\n", sign(strcmp("\200", "a")), strncmp("abc", "abd", 2), sign(strncmp("abc", "abd", 3)));
    printf("%s %s %d\n", strchr(b, 'o'), strrchr(b, 'o'), strchr(b, 'x') == 0);
    printf("%d %d\n", (int)(strchr(b, 0) - b), (int)(strstr(b, "wor") - b));
    printf("%d %s\n", strstr(b, "none") == 0, strstr(b, ""));
    memset(a, 'x', 5);
    memset(a + 5, 0, 5);
    printf("%s %d\n", a, memcmp("ab\0c", "ab\0d", 3));
    memcpy(a, "0123456789", 11);
    memmove(a + 2, a, 8);
    printf("%s ", a);
    memmove(a, a + 3, 7);
    printf("%s\n", a);
    printf("%d %d\n", sign(memcmp("\377", "\1", 1)), memcmp("", "x", 0));
    printf("%s\n", (char *)memchr("find me", 'm', 7));
    strncpy(b, "abcdef", 3);
    printf("%.5s ", b);
    strncpy(b, "ab", 10);
    printf("%s %d %d\n", b, b[2], b[9]);
    strncat(b, "cdef", 2);
    printf("%s %d %d\n", b, (int)strspn("aabbc", "ab"), (int)strcspn("aabbc", "cx"));
    return 0;
}
