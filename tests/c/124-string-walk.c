// Walking strings with pointers.
#include <stdio.h>

static int length(const char *s) {
    const char *p = s;
    while (*p)
        p++;
    return p - s;
}

static void copy(char *to, const char *from) {
    while ((*to++ = *from++))
        ;
}

static int compare(const char *a, const char *b) {
    for (; *a && *a == *b; a++, b++)
        ;
    return *(unsigned char *)a - *(unsigned char *)b;
}

static char *reverse(char *s) {
    char *a = s, *b = s + length(s);
    while (a < --b) {
        char t = *a;
        *a++ = *b;
        *b = t;
    }
    return s;
}

int main(void) {
    char buffer[20];
    copy(buffer, "stressed");
    printf("%d %s\n", length(buffer), reverse(buffer));
    printf("%d %d %d\n", compare("a", "b"), compare("abc", "abc"), compare("\200", "a"));
    printf("%s\n", "offset" + 3);
    printf("%c%c\n", *"first", *("second" + 1));
    return length("");
}
