// 5.1.1.2 phase 6: adjacent strings join, escapes already read.
#include <stdio.h>
#include <string.h>

#define NAME "samara"

int main(void) {
    const char *s = "one " "two "
                    "three";
    printf("%s\n", s);
    printf("%s\n", "<" NAME ">");
    printf("%d\n", (int)sizeof("ab" "cd"));
    printf("%d\n", (int)strlen("\x4" "1"));
    printf("%d %d\n", "\x4" "1"[0], ("\x4" "1")[1]);
    printf("a" "%d" "\n", 5);
    char text[] = "x" "" "y";
    printf("%s %d\n", text, (int)sizeof text);
    return 0;
}
