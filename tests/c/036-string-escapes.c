// Escapes in strings end where their digits end.
#include <stdio.h>

static void show(const char *s, int n) {
    int i;
    for (i = 0; i < n; i++)
        printf("%d ", s[i]);
    printf("\n");
}

int main(void) {
    show("\1234", sizeof "\1234");
    show("\x41\x42", sizeof "\x41\x42");
    show("\0" "1", sizeof "\0" "1");
    show("a\0b", sizeof "a\0b");
    show("\"\\\'\?", sizeof "\"\\\'\?");
    show("\a\b\f\n\r\t\v", sizeof "\a\b\f\n\r\t\v");
    show("\xff\377", sizeof "\xff\377");
    show("", sizeof "");
    show("tab	raw", sizeof "tab	raw");
    return 0;
}
