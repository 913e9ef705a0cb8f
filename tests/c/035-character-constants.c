// 6.4.4.4: character constants and every escape.
#include <stdio.h>

int main(void) {
    printf("%d %d %d\n", 'a', 'Z', '0');
    printf("%d %d %d %d\n", '\'', '"', '\\', '\?');
    printf("%d %d %d %d %d %d %d\n", '\a', '\b', '\f', '\n', '\r', '\t', '\v');
    printf("%d %d %d\n", '\0', '\12', '\101');
    printf("%d %d\n", '\x41', '\x7f');
    printf("%d %d\n", '\377', '\x80');
    printf("%d\n", (int)sizeof 'a');
    printf("%d\n", 'z' - 'a');
    printf("%d\n", '"' + '\"');
    return '\7';
}
